/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-bytes.h"
#include "herald-secret.h"
#include "herald-slot.h"

G_BEGIN_DECLS

#define HERALD_SLOT_USUAL_PASSES 3
#define HERALD_SLOT_USUAL_MEMORY (256 * 1024 * 1024)

/**
 * HeraldHeaderSlot:
 *
 * A slot as it stands in the header: what leads from its passphrase or secret
 * to the vault's key.
 */
typedef struct
{
  guint32 kind;
  guint8  id[HERALD_ID_SIZE];
  guint8  salt[HERALD_ID_SIZE];
  guint64 passes;
  guint64 memory;
  guint8  nonce[24];
  guint8  wrapped[HERALD_SECRET_SIZE + 16];
} HeraldHeaderSlot;

gboolean      herald_header_slot_take (HeraldHeaderSlot        *self,
                                       HeraldBytes             *bytes);

void          herald_header_slot_put  (const HeraldHeaderSlot  *self,
                                       GByteArray              *array);

gboolean      herald_header_slot_make (HeraldHeaderSlot        *self,
                                       const guint8            *vault_id,
                                       const HeraldSlotKey     *key,
                                       const HeraldSecret      *vault_key,
                                       GError                 **error);

HeraldSecret *herald_header_slot_open (const HeraldHeaderSlot  *self,
                                       const guint8            *vault_id,
                                       const HeraldSlotKey     *key,
                                       GError                 **error);

G_END_DECLS
