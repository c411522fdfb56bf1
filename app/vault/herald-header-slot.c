/* herald-header-slot.c: from a passphrase or a secret to the vault's key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "herald-header-slot.h"
#include "herald-vault-error.h"

#define SECRET_CONTEXT "herald-secret-v1"

/* What is read costs at most this much, whatever a forged header says. */
#define MAX_PASSES 10
#define MAX_MEMORY (G_GUINT64_CONSTANT (1024) * 1024 * 1024)

G_STATIC_ASSERT (HERALD_ID_SIZE == crypto_pwhash_SALTBYTES);
G_STATIC_ASSERT (HERALD_ID_SIZE == crypto_generichash_blake2b_SALTBYTES);

/**
 * herald_slot_free:
 * @self: (transfer full): a slot
 *
 * Frees a slot.
 */
void
herald_slot_free (HeraldSlot *self)
{
  g_free (self->id);
  g_free (self);
}

/* All but nonce and wrapped key, which it is bound to. */
static void
put_start (const HeraldHeaderSlot *self,
           GByteArray             *array)
{
  herald_bytes_put_32 (array, self->kind);
  herald_bytes_put_32 (array, 0);
  herald_bytes_put (array, self->id, sizeof self->id);
  herald_bytes_put (array, self->salt, sizeof self->salt);
  herald_bytes_put_64 (array, self->passes);
  herald_bytes_put_64 (array, self->memory);
}

/**
 * herald_header_slot_put:
 * @self: a slot
 * @array: bytes
 *
 * Writes a slot: always 128 bytes.
 */
void
herald_header_slot_put (const HeraldHeaderSlot *self,
                        GByteArray             *array)
{
  put_start (self, array);
  herald_bytes_put (array, self->nonce, sizeof self->nonce);
  herald_bytes_put (array, self->wrapped, sizeof self->wrapped);
}

static gboolean
cost_is_bearable (const HeraldHeaderSlot *self)
{
  if (self->kind == HERALD_SLOT_SECRET)
    return self->passes == 0 && self->memory == 0;

  return self->kind == HERALD_SLOT_PASSPHRASE &&
         self->passes >= crypto_pwhash_OPSLIMIT_MIN && self->passes <= MAX_PASSES &&
         self->memory >= crypto_pwhash_MEMLIMIT_MIN && self->memory <= MAX_MEMORY;
}

/**
 * herald_header_slot_take:
 * @self: (out caller-allocates): a slot
 * @bytes: a header from here on
 *
 * Reads a slot.
 *
 * Returns: %FALSE if it is no slot, or one that costs more than is reasonable
 */
gboolean
herald_header_slot_take (HeraldHeaderSlot *self,
                         HeraldBytes      *bytes)
{
  const guint8 *id, *salt, *nonce, *wrapped;
  guint32 reserved;

  self->kind = herald_bytes_take_32 (bytes);
  reserved = herald_bytes_take_32 (bytes);
  id = herald_bytes_take (bytes, sizeof self->id);
  salt = herald_bytes_take (bytes, sizeof self->salt);
  self->passes = herald_bytes_take_64 (bytes);
  self->memory = herald_bytes_take_64 (bytes);
  nonce = herald_bytes_take (bytes, sizeof self->nonce);
  wrapped = herald_bytes_take (bytes, sizeof self->wrapped);
  if (bytes->is_short || reserved != 0 || !cost_is_bearable (self))
    return FALSE;

  memcpy (self->id, id, sizeof self->id);
  memcpy (self->salt, salt, sizeof self->salt);
  memcpy (self->nonce, nonce, sizeof self->nonce);
  memcpy (self->wrapped, wrapped, sizeof self->wrapped);
  return TRUE;
}

/* Two keyboards may compose a letter differently; what is no UTF-8 stands as
 * it is. The copy is the caller's to wipe. */
static char *
normalize_passphrase (const char *passphrase)
{
  char *normal = g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFC);

  return normal != NULL ? normal : g_strdup (passphrase);
}

static HeraldSecret *
stretch_passphrase (const HeraldHeaderSlot  *self,
                    const char              *passphrase,
                    GError                 **error)
{
  g_autoptr(HeraldSecret) result = herald_secret_new_random ();
  char *normal = normalize_passphrase (passphrase);
  int status = crypto_pwhash (result->bytes, sizeof result->bytes, normal, strlen (normal),
                              self->salt, self->passes, (size_t) self->memory,
                              crypto_pwhash_ALG_ARGON2ID13);

  sodium_memzero (normal, strlen (normal));
  g_free (normal);

  if (status != 0)
    {
      herald_vault_refuse (error, HERALD_VAULT_ERROR_FAILED,
                           _("There is not enough memory to check the passphrase. Close another program and try again."));
      return NULL;
    }

  return g_steal_pointer (&result);
}

static HeraldSecret *
derive_wrapping_key (const HeraldHeaderSlot  *self,
                     const HeraldSlotKey     *key,
                     GError                 **error)
{
  g_autoptr(HeraldSecret) secret = NULL;

  if (self->kind == HERALD_SLOT_PASSPHRASE)
    return stretch_passphrase (self, key->passphrase, error);

  secret = herald_secret_new (key->secret);
  return herald_secret_derive (secret, self->salt, SECRET_CONTEXT);
}

static GByteArray *
bind_to (const HeraldHeaderSlot *self,
         const guint8           *vault_id)
{
  GByteArray *array = g_byte_array_new ();

  herald_bytes_put (array, vault_id, HERALD_ID_SIZE);
  put_start (self, array);
  return array;
}

/**
 * herald_header_slot_make:
 * @self: (out caller-allocates): a slot
 * @vault_id: the id of the vault it belongs to
 * @key: what opens the slot
 * @vault_key: what the slot gives
 * @error: return location for an error
 *
 * Makes a new way into a vault.
 *
 * Thread: with a passphrase it takes half a second; a worker.
 *
 * Returns: %FALSE with an error if the passphrase is empty or memory is short
 */
gboolean
herald_header_slot_make (HeraldHeaderSlot     *self,
                         const guint8         *vault_id,
                         const HeraldSlotKey  *key,
                         const HeraldSecret   *vault_key,
                         GError              **error)
{
  g_autoptr(HeraldSecret) wrapping_key = NULL;
  g_autoptr(GByteArray) bound = NULL;

  if (key->kind == HERALD_SLOT_PASSPHRASE && key->passphrase[0] == '\0')
    return herald_vault_refuse (error, HERALD_VAULT_ERROR_INVALID,
                                _("An empty passphrase protects nothing. Choose another one."));

  memset (self, 0, sizeof *self);
  self->kind = key->kind;
  herald_id_make (self->id);
  herald_id_make (self->salt);
  if (key->kind == HERALD_SLOT_PASSPHRASE)
    {
      self->passes = key->passes != 0 ? key->passes : HERALD_SLOT_USUAL_PASSES;
      self->memory = key->memory != 0 ? key->memory : HERALD_SLOT_USUAL_MEMORY;
    }
  g_return_val_if_fail (cost_is_bearable (self), FALSE);

  wrapping_key = derive_wrapping_key (self, key, error);
  if (wrapping_key == NULL)
    return FALSE;

  bound = bind_to (self, vault_id);
  randombytes_buf (self->nonce, sizeof self->nonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt (self->wrapped, NULL,
                                              vault_key->bytes, sizeof vault_key->bytes,
                                              bound->data, bound->len, NULL,
                                              self->nonce, wrapping_key->bytes);
  return TRUE;
}

/**
 * herald_header_slot_open:
 * @self: a slot
 * @vault_id: the id of the vault it belongs to
 * @key: a passphrase or secret of the slot's kind; its cost is the slot's own
 * @error: return location for an error
 *
 * Tries a passphrase or a secret on a slot.
 *
 * Thread: with a passphrase it takes half a second; a worker.
 *
 * Returns: (transfer full): the vault's key, or %NULL with
 *   %HERALD_VAULT_ERROR_WRONG_PASSPHRASE, %HERALD_VAULT_ERROR_WRONG_SECRET or,
 *   where memory is short, %HERALD_VAULT_ERROR_FAILED
 */
HeraldSecret *
herald_header_slot_open (const HeraldHeaderSlot  *self,
                         const guint8            *vault_id,
                         const HeraldSlotKey     *key,
                         GError                 **error)
{
  g_autoptr(HeraldSecret) wrapping_key = derive_wrapping_key (self, key, error);
  g_autoptr(HeraldSecret) vault_key = NULL;
  g_autoptr(GByteArray) bound = NULL;

  if (wrapping_key == NULL)
    return NULL;

  bound = bind_to (self, vault_id);
  vault_key = herald_secret_new_random ();
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (vault_key->bytes, NULL, NULL,
                                                  self->wrapped, sizeof self->wrapped,
                                                  bound->data, bound->len,
                                                  self->nonce, wrapping_key->bytes) == 0)
    return g_steal_pointer (&vault_key);

  if (self->kind == HERALD_SLOT_PASSPHRASE)
    herald_vault_refuse (error, HERALD_VAULT_ERROR_WRONG_PASSPHRASE,
                         _("This passphrase does not open the vault."));
  else
    herald_vault_refuse (error, HERALD_VAULT_ERROR_WRONG_SECRET,
                         _("The secret in the keyring does not open the vault."));
  return NULL;
}
