/* herald-vault-slots.c: the ways into a vault
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-vault-private.h"

/* Another process may have changed the slots: what stands on the disk counts. */
static int
begin_change (HeraldVault        *self,
              HeraldVaultHeader  *header,
              GError            **error)
{
  int held;

  if (!herald_vault_check_unlocked (self, error))
    return -1;

  held = herald_vault_hold (self, error);
  if (held < 0)
    return -1;

  if (herald_vault_read_header (self, HERALD_VAULT_FILE_HEADER, header, error))
    {
      if (herald_vault_header_is_authentic (header, self->key))
        return held;
      herald_vault_refuse (error, HERALD_VAULT_ERROR_DAMAGED,
                           _("The vault’s header is damaged. Lock the vault and unlock it to repair it."));
    }

  close (held);
  return -1;
}

static int
find_slot (const HeraldVaultHeader  *header,
           const char               *slot_id,
           GError                  **error)
{
  int index = herald_vault_header_find_slot (header, slot_id);

  if (index < 0)
    herald_vault_refuse (error, HERALD_VAULT_ERROR_NO_SLOT, _("The vault does not open in this way any more."));
  return index;
}

static gboolean
is_full (const HeraldVaultHeader  *header,
         GError                  **error)
{
  if (header->n_slots < HERALD_SLOT_MAX)
    return FALSE;

  herald_vault_refuse (error, HERALD_VAULT_ERROR_TOO_MANY,
                       _("The vault opens in eight ways already. Remove one of them first."));
  return TRUE;
}

/**
 * herald_vault_add_slot:
 * @self: an unlocked vault
 * @key: what will open the slot
 * @error: return location for an error
 *
 * Adds another way into the vault.
 *
 * Thread: with a passphrase it takes half a second; a worker.
 *
 * Returns: (transfer full): the slot's id, or %NULL with an error
 */
char *
herald_vault_add_slot (HeraldVault          *self,
                       const HeraldSlotKey  *key,
                       GError              **error)
{
  g_autoptr(GRecMutexLocker) locker = NULL;
  HeraldVaultHeader header;
  char *slot_id = NULL;
  int held;

  g_return_val_if_fail (HERALD_IS_VAULT (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  locker = g_rec_mutex_locker_new (&self->mutex);
  held = begin_change (self, &header, error);
  if (held < 0)
    return NULL;

  if (!is_full (&header, error) &&
      herald_header_slot_make (&header.slots[header.n_slots], header.vault_id, key, self->key, error))
    {
      header.n_slots++;
      if (herald_vault_write_header (self, &header, error))
        slot_id = herald_id_write (header.slots[header.n_slots - 1].id);
    }

  close (held);
  return slot_id;
}

static gboolean
remove_slot (HeraldVault        *self,
             HeraldVaultHeader  *header,
             const char         *slot_id,
             GError            **error)
{
  int index = find_slot (header, slot_id, error);

  if (index < 0)
    return FALSE;
  if (header->n_slots == 1)
    return herald_vault_refuse (error, HERALD_VAULT_ERROR_LAST_SLOT,
                                _("This is the only way into the vault. Add another one first."));

  header->n_slots--;
  memmove (&header->slots[index], &header->slots[index + 1],
           (header->n_slots - (guint) index) * sizeof header->slots[0]);
  memset (&header->slots[header->n_slots], 0, sizeof header->slots[0]);
  return herald_vault_write_header (self, header, error);
}

/**
 * herald_vault_remove_slot:
 * @self: an unlocked vault
 * @slot_id: a slot's id
 * @error: return location for an error
 *
 * Removes a way into the vault; the last one stays.
 *
 * Returns: %FALSE with %HERALD_VAULT_ERROR_LAST_SLOT, %HERALD_VAULT_ERROR_NO_SLOT
 *   or another error
 */
gboolean
herald_vault_remove_slot (HeraldVault  *self,
                          const char   *slot_id,
                          GError      **error)
{
  g_autoptr(GRecMutexLocker) locker = NULL;
  HeraldVaultHeader header;
  gboolean is_removed;
  int held;

  g_return_val_if_fail (HERALD_IS_VAULT (self), FALSE);
  g_return_val_if_fail (slot_id != NULL, FALSE);

  locker = g_rec_mutex_locker_new (&self->mutex);
  held = begin_change (self, &header, error);
  if (held < 0)
    return FALSE;

  is_removed = remove_slot (self, &header, slot_id, error);
  close (held);
  return is_removed;
}

/**
 * herald_vault_change_slot:
 * @self: an unlocked vault
 * @slot_id: the slot to replace
 * @key: what will open the new one, such as another passphrase
 * @error: return location for an error
 *
 * Replaces a way into the vault by another, at one stroke.
 *
 * Whoever had the old passphrase and a copy of the old header still has the
 * key of the vault.
 *
 * Thread: with a passphrase it takes half a second; a worker.
 *
 * Returns: %FALSE with an error; then the old one stands
 */
gboolean
herald_vault_change_slot (HeraldVault          *self,
                          const char           *slot_id,
                          const HeraldSlotKey  *key,
                          GError              **error)
{
  g_autoptr(GRecMutexLocker) locker = NULL;
  HeraldVaultHeader header;
  gboolean is_changed;
  int held, index;

  g_return_val_if_fail (HERALD_IS_VAULT (self), FALSE);
  g_return_val_if_fail (slot_id != NULL && key != NULL, FALSE);

  locker = g_rec_mutex_locker_new (&self->mutex);
  held = begin_change (self, &header, error);
  if (held < 0)
    return FALSE;

  index = find_slot (&header, slot_id, error);
  is_changed = index >= 0 &&
               herald_header_slot_make (&header.slots[index], header.vault_id, key, self->key, error) &&
               herald_vault_write_header (self, &header, error);
  close (held);
  return is_changed;
}
