/* herald-vault-header.c: the header of a vault, as bytes and as what they say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "herald-bytes.h"
#include "herald-vault-error.h"
#include "herald-vault-header.h"

#define MAGIC         "HERALD-VAULT"
#define MAGIC_LENGTH  12
#define MAC_CONTEXT   "herald-header-v1"

/* Everything but the code that authenticates it. */
static GByteArray *
write_body (const HeraldVaultHeader *self)
{
  GByteArray *array = g_byte_array_new ();

  herald_bytes_put (array, MAGIC, MAGIC_LENGTH);
  herald_bytes_put_32 (array, HERALD_VAULT_VERSION);
  herald_bytes_put (array, self->vault_id, sizeof self->vault_id);
  herald_bytes_put_32 (array, self->n_slots);

  for (guint i = 0; i < self->n_slots; i++)
    herald_header_slot_put (&self->slots[i], array);

  return array;
}

static void
compute_mac (const HeraldVaultHeader *self,
             const HeraldSecret      *vault_key,
             guint8                  *mac)
{
  g_autoptr(GByteArray) body = write_body (self);
  g_autoptr(HeraldSecret) key = herald_secret_derive (vault_key, self->vault_id, MAC_CONTEXT);

  crypto_generichash (mac, sizeof self->mac, body->data, body->len, key->bytes, sizeof key->bytes);
}

static gboolean
refuse_damaged (GError **error)
{
  return herald_vault_refuse (error, HERALD_VAULT_ERROR_DAMAGED,
                              _("The vault’s header is damaged. It is kept as it is."));
}

static gboolean
read_start (HeraldVaultHeader  *self,
            HeraldBytes        *bytes,
            GError            **error)
{
  const guint8 *magic = herald_bytes_take (bytes, MAGIC_LENGTH);
  guint32 version = herald_bytes_take_32 (bytes);
  const guint8 *id;

  if (bytes->is_short || memcmp (magic, MAGIC, MAGIC_LENGTH) != 0 || version == 0)
    return refuse_damaged (error);
  if (version > HERALD_VAULT_VERSION)
    return herald_vault_refuse (error, HERALD_VAULT_ERROR_NEWER,
                                _("A newer version of Herald made this vault. Open it with that version."));

  id = herald_bytes_take (bytes, HERALD_ID_SIZE);
  self->n_slots = herald_bytes_take_32 (bytes);
  if (bytes->is_short || self->n_slots == 0 || self->n_slots > HERALD_SLOT_MAX)
    return refuse_damaged (error);

  memcpy (self->vault_id, id, HERALD_ID_SIZE);
  return TRUE;
}

/**
 * herald_vault_header_read:
 * @self: (out caller-allocates): a header
 * @bytes: a file's content
 * @error: return location for an error
 *
 * Reads a header; nothing in it is authentic before a slot was opened.
 *
 * The cost that a slot asks for is bounded here, so that a forged header cannot
 * take all memory. Format: FORMAT.md, “header”.
 *
 * Returns: %FALSE with %HERALD_VAULT_ERROR_NEWER or %HERALD_VAULT_ERROR_DAMAGED
 */
gboolean
herald_vault_header_read (HeraldVaultHeader  *self,
                          GBytes             *bytes,
                          GError            **error)
{
  HeraldBytes left = { g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), FALSE };
  const guint8 *mac;

  memset (self, 0, sizeof *self);
  if (!read_start (self, &left, error))
    return FALSE;

  for (guint i = 0; i < self->n_slots; i++)
    {
      if (!herald_header_slot_take (&self->slots[i], &left))
        return refuse_damaged (error);
    }

  mac = herald_bytes_take (&left, sizeof self->mac);
  if (left.is_short || left.length != 0)
    return refuse_damaged (error);

  memcpy (self->mac, mac, sizeof self->mac);
  return TRUE;
}

/**
 * herald_vault_header_write:
 * @self: a header with at least one slot
 * @vault_key: the vault's key
 *
 * Writes a header, and authenticates all of it with the vault's key.
 *
 * Returns: (transfer full): a file's content
 */
GBytes *
herald_vault_header_write (HeraldVaultHeader  *self,
                           const HeraldSecret *vault_key)
{
  g_autoptr(GByteArray) array = write_body (self);

  compute_mac (self, vault_key, self->mac);
  herald_bytes_put (array, self->mac, sizeof self->mac);

  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

/**
 * herald_vault_header_is_authentic:
 * @self: a header that was read
 * @vault_key: the key that one of its slots gave
 *
 * Tells whether the whole header is as somebody wrote it who had the key.
 *
 * Returns: %FALSE if it was changed
 */
gboolean
herald_vault_header_is_authentic (const HeraldVaultHeader *self,
                                  const HeraldSecret      *vault_key)
{
  guint8 mac[sizeof self->mac];

  compute_mac (self, vault_key, mac);
  return sodium_memcmp (mac, self->mac, sizeof mac) == 0;
}

/**
 * herald_vault_header_find_slot:
 * @self: a header
 * @slot_id: a slot's id as text
 *
 * Finds a slot.
 *
 * Returns: its index, or -1
 */
int
herald_vault_header_find_slot (const HeraldVaultHeader *self,
                               const char              *slot_id)
{
  guint8 id[HERALD_ID_SIZE];

  if (!herald_id_read (slot_id, id))
    return -1;

  for (guint i = 0; i < self->n_slots; i++)
    {
      if (memcmp (self->slots[i].id, id, sizeof id) == 0)
        return (int) i;
    }

  return -1;
}
