/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-case-summary.h"
#include "herald-case.h"
#include "herald-slot.h"
#include "herald-vault-error.h"

G_BEGIN_DECLS

#define HERALD_TYPE_VAULT (herald_vault_get_type ())

/* Cases at rest, encrypted, below one folder (FORMAT.md). Nothing here needs a
 * main loop; its functions may be called from any thread, one waits for the
 * other; all but the plain getters read or write files. */
G_DECLARE_FINAL_TYPE (HeraldVault, herald_vault, HERALD, VAULT, GObject)

void         herald_vault_protect_process   (void);

HeraldVault *herald_vault_new               (const char           *folder);

const char  *herald_vault_get_folder        (HeraldVault          *self);

gboolean     herald_vault_exists            (HeraldVault          *self);

gboolean     herald_vault_can_create        (HeraldVault          *self,
                                             GError              **error);

gboolean     herald_vault_create            (HeraldVault          *self,
                                             const HeraldSlotKey  *key,
                                             GError              **error);

gboolean     herald_vault_create_as         (HeraldVault          *self,
                                             const char           *vault_id,
                                             const HeraldSlotKey  *key,
                                             GError              **error);

char        *herald_vault_get_id            (HeraldVault          *self,
                                             GError              **error);

GPtrArray   *herald_vault_get_slots         (HeraldVault          *self,
                                             GError              **error);

gboolean     herald_vault_unlock_passphrase (HeraldVault          *self,
                                             const char           *passphrase,
                                             GError              **error);

gboolean     herald_vault_unlock_secret     (HeraldVault          *self,
                                             const guint8         *secret,
                                             GError              **error);

void         herald_vault_lock              (HeraldVault          *self);

gboolean     herald_vault_is_unlocked       (HeraldVault          *self);

char        *herald_vault_get_notice        (HeraldVault          *self);

char        *herald_vault_add_slot          (HeraldVault          *self,
                                             const HeraldSlotKey  *key,
                                             GError              **error);

gboolean     herald_vault_remove_slot       (HeraldVault          *self,
                                             const char           *slot_id,
                                             GError              **error);

gboolean     herald_vault_change_slot       (HeraldVault          *self,
                                             const char           *slot_id,
                                             const HeraldSlotKey  *key,
                                             GError              **error);

GPtrArray   *herald_vault_list              (HeraldVault          *self,
                                             GError              **error);

gboolean     herald_vault_rebuild_index     (HeraldVault          *self,
                                             GError              **error);

HeraldCase  *herald_vault_new_case          (HeraldVault          *self,
                                             const char           *json,
                                             GError              **error);

HeraldCase  *herald_vault_open_case         (HeraldVault          *self,
                                             const char           *case_id,
                                             GError              **error);

gboolean     herald_vault_delete_case       (HeraldVault          *self,
                                             const char           *case_id,
                                             GError              **error);

GStrv        herald_vault_check_case        (HeraldVault          *self,
                                             const char           *case_id,
                                             GError              **error);

G_END_DECLS
