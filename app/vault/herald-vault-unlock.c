/* herald-vault-unlock.c: from a header on the disk to the key of the vault
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-vault-private.h"

/* Tries all slots of a kind. */
static HeraldSecret *
open_header (const HeraldVaultHeader  *header,
             const HeraldSlotKey      *key,
             GError                  **error)
{
  g_autoptr(GError) failure = NULL;

  for (guint i = 0; i < header->n_slots; i++)
    {
      HeraldSecret *vault_key;

      if (header->slots[i].kind != (guint32) key->kind)
        continue;
      g_clear_error (&failure);
      vault_key = herald_header_slot_open (&header->slots[i], header->vault_id, key, &failure);
      if (vault_key != NULL)
        return vault_key;
    }

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    herald_vault_refuse (error, HERALD_VAULT_ERROR_NO_SLOT,
                         key->kind == HERALD_SLOT_PASSPHRASE
                         ? _("This vault does not open with a passphrase.")
                         : _("This vault does not open with the keyring."));
  return NULL;
}

/* A header may be damaged where nothing shows it, in a salt, say: then the
 * copy opens, and its key tells that the header is not as it was written. A
 * header that is authentic refuses for good: the copy may be older. */
static HeraldSecret *
open_copy (HeraldVault             *self,
           const HeraldVaultHeader *header,
           const HeraldSlotKey     *key,
           HeraldVaultHeader       *copy)
{
  g_autoptr(HeraldSecret) vault_key = NULL;

  if (!herald_vault_read_header (self, HERALD_VAULT_FILE_COPY, copy, NULL) ||
      (header != NULL && memcmp (header, copy, sizeof *copy) == 0))
    return NULL;

  vault_key = open_header (copy, key, NULL);
  if (vault_key == NULL || (header != NULL && herald_vault_header_is_authentic (header, vault_key)))
    return NULL;

  return g_steal_pointer (&vault_key);
}

static gboolean
unlock (HeraldVault          *self,
        const HeraldSlotKey  *key,
        GError              **error)
{
  g_autoptr(GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->mutex);
  g_autoptr(HeraldSecret) vault_key = NULL;
  g_autoptr(GError) failure = NULL;
  HeraldVaultHeader header, copy;
  gboolean is_read = herald_vault_read_header (self, HERALD_VAULT_FILE_HEADER, &header, &failure);
  gboolean is_sound;

  if (g_error_matches (failure, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NEWER))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (is_read)
    vault_key = open_header (&header, key, &failure);
  is_sound = vault_key != NULL && herald_vault_header_is_authentic (&header, vault_key);
  if (vault_key == NULL)
    {
      vault_key = open_copy (self, is_read ? &header : NULL, key, &copy);
      header = copy;
    }
  else if (!is_sound && herald_vault_read_header (self, HERALD_VAULT_FILE_COPY, &copy, NULL) &&
           herald_vault_header_is_authentic (&copy, vault_key))
    header = copy;
  if (vault_key == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  herald_vault_lock (self);
  self->key = g_steal_pointer (&vault_key);
  self->header = header;
  herald_vault_repair (self, is_sound);
  herald_vault_sweep (self);
  return TRUE;
}

/**
 * herald_vault_unlock_passphrase:
 * @self: a vault
 * @passphrase: a passphrase, which the caller wipes
 * @error: return location for an error
 *
 * Unlocks the vault, and tidies up after whatever was interrupted.
 *
 * Thread: takes half a second for each passphrase the vault has; a worker.
 *
 * Returns: %FALSE with %HERALD_VAULT_ERROR_WRONG_PASSPHRASE,
 *   %HERALD_VAULT_ERROR_NO_SLOT, %HERALD_VAULT_ERROR_NOT_FOUND,
 *   %HERALD_VAULT_ERROR_NEWER, %HERALD_VAULT_ERROR_DAMAGED or another error
 */
gboolean
herald_vault_unlock_passphrase (HeraldVault  *self,
                                const char   *passphrase,
                                GError      **error)
{
  const HeraldSlotKey key = { .kind = HERALD_SLOT_PASSPHRASE, .passphrase = passphrase };

  g_return_val_if_fail (HERALD_IS_VAULT (self), FALSE);
  g_return_val_if_fail (passphrase != NULL, FALSE);

  return unlock (self, &key, error);
}

/**
 * herald_vault_unlock_secret:
 * @self: a vault
 * @secret: %HERALD_SLOT_SECRET_SIZE bytes from a keyring, which the caller wipes
 * @error: return location for an error
 *
 * Unlocks the vault, and tidies up after whatever was interrupted.
 *
 * Returns: %FALSE with %HERALD_VAULT_ERROR_WRONG_SECRET or as
 *   herald_vault_unlock_passphrase()
 */
gboolean
herald_vault_unlock_secret (HeraldVault   *self,
                            const guint8  *secret,
                            GError       **error)
{
  const HeraldSlotKey key = { .kind = HERALD_SLOT_SECRET, .secret = secret };

  g_return_val_if_fail (HERALD_IS_VAULT (self), FALSE);
  g_return_val_if_fail (secret != NULL, FALSE);

  return unlock (self, &key, error);
}
