/* herald-case-key.c: the key of a case, wrapped by the key of the vault
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "herald-bytes.h"
#include "herald-case-key.h"
#include "herald-vault-error.h"

#define MAGIC        "HRLDCKEY"
#define MAGIC_LENGTH 8
#define VERSION      1
#define NONCE_SIZE   crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define WRAPPED_SIZE (HERALD_SECRET_SIZE + crypto_aead_xchacha20poly1305_ietf_ABYTES)

static GByteArray *
bind_to (const guint8 *vault_id,
         const guint8 *case_id)
{
  GByteArray *array = g_byte_array_new ();

  herald_bytes_put (array, MAGIC, MAGIC_LENGTH);
  herald_bytes_put_32 (array, VERSION);
  herald_bytes_put_32 (array, 0);
  herald_bytes_put (array, vault_id, HERALD_ID_SIZE);
  herald_bytes_put (array, case_id, HERALD_ID_SIZE);
  return array;
}

/**
 * herald_case_key_wrap:
 * @case_key: a case's key
 * @vault_key: the vault's key
 * @vault_id: the vault's id
 * @case_id: the case's id
 *
 * Wraps a case's key. Format: FORMAT.md, “key”.
 *
 * Returns: (transfer full): the content of the file `key`
 */
GBytes *
herald_case_key_wrap (const HeraldSecret *case_key,
                      const HeraldSecret *vault_key,
                      const guint8       *vault_id,
                      const guint8       *case_id)
{
  g_autoptr(GByteArray) bound = bind_to (vault_id, case_id);
  GByteArray *array = g_byte_array_new ();
  guint8 nonce[NONCE_SIZE], wrapped[WRAPPED_SIZE];

  randombytes_buf (nonce, sizeof nonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt (wrapped, NULL, case_key->bytes, sizeof case_key->bytes,
                                              bound->data, bound->len, NULL,
                                              nonce, vault_key->bytes);

  herald_bytes_put (array, MAGIC, MAGIC_LENGTH);
  herald_bytes_put_32 (array, VERSION);
  herald_bytes_put_32 (array, 0);
  herald_bytes_put (array, nonce, sizeof nonce);
  herald_bytes_put (array, wrapped, sizeof wrapped);
  return g_byte_array_free_to_bytes (array);
}

/**
 * herald_case_key_unwrap:
 * @bytes: the content of the file `key`
 * @vault_key: the vault's key
 * @vault_id: the vault's id
 * @case_id: the case's id
 * @error: return location for an error
 *
 * Unwraps a case's key.
 *
 * Returns: (transfer full): the key, or %NULL with %HERALD_VAULT_ERROR_NEWER
 *   or %HERALD_VAULT_ERROR_DAMAGED
 */
HeraldSecret *
herald_case_key_unwrap (GBytes              *bytes,
                        const HeraldSecret  *vault_key,
                        const guint8        *vault_id,
                        const guint8        *case_id,
                        GError             **error)
{
  g_autoptr(GByteArray) bound = bind_to (vault_id, case_id);
  g_autoptr(HeraldSecret) case_key = herald_secret_new_random ();
  HeraldBytes left = { g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), FALSE };
  const guint8 *magic = herald_bytes_take (&left, MAGIC_LENGTH);
  guint32 version = herald_bytes_take_32 (&left);
  const guint8 *nonce, *wrapped;

  if (!left.is_short && memcmp (magic, MAGIC, MAGIC_LENGTH) == 0 && version > VERSION)
    {
      herald_vault_refuse (error, HERALD_VAULT_ERROR_NEWER,
                           _("A newer version of Herald made this case. Open it with that version."));
      return NULL;
    }

  herald_bytes_take_32 (&left);
  nonce = herald_bytes_take (&left, NONCE_SIZE);
  wrapped = herald_bytes_take (&left, WRAPPED_SIZE);
  if (left.is_short || left.length != 0 || memcmp (magic, MAGIC, MAGIC_LENGTH) != 0 || version != VERSION ||
      crypto_aead_xchacha20poly1305_ietf_decrypt (case_key->bytes, NULL, NULL, wrapped, WRAPPED_SIZE,
                                                  bound->data, bound->len,
                                                  nonce, vault_key->bytes) != 0)
    {
      herald_vault_refuse (error, HERALD_VAULT_ERROR_DAMAGED,
                           _("The key of this case is damaged, so that it cannot be read. It is kept as it is."));
      return NULL;
    }

  return g_steal_pointer (&case_key);
}
