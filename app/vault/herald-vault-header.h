/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-header-slot.h"

G_BEGIN_DECLS

#define HERALD_VAULT_VERSION         1
#define HERALD_VAULT_HEADER_MAX_SIZE 4096

/**
 * HeraldVaultHeader:
 *
 * The header of a vault: who it is, and the ways in.
 */
typedef struct
{
  guint8           vault_id[HERALD_ID_SIZE];
  guint            n_slots;
  HeraldHeaderSlot slots[HERALD_SLOT_MAX];
  guint8           mac[32];
} HeraldVaultHeader;

gboolean  herald_vault_header_read         (HeraldVaultHeader        *self,
                                            GBytes                   *bytes,
                                            GError                  **error);

GBytes   *herald_vault_header_write        (HeraldVaultHeader        *self,
                                            const HeraldSecret       *vault_key);

gboolean  herald_vault_header_is_authentic (const HeraldVaultHeader  *self,
                                            const HeraldSecret       *vault_key);

int       herald_vault_header_find_slot    (const HeraldVaultHeader  *self,
                                            const char               *slot_id);

G_END_DECLS
