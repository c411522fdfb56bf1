/* herald-secret.c: a key in guarded memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include <sodium.h>

#include "herald-secret.h"

static HeraldSecret *
allocate (void)
{
  HeraldSecret *self;

  if (sodium_init () < 0)
    g_error ("libsodium does not start");

  self = sodium_malloc (sizeof *self);
  if (self == NULL)
    g_error ("there is no memory for a key");

  return self;
}

/**
 * herald_secret_new:
 * @bytes: %HERALD_SECRET_SIZE bytes, which the caller wipes
 *
 * Copies a key into guarded memory.
 *
 * Thread: any, as everything here.
 *
 * Returns: (transfer full): the key
 */
HeraldSecret *
herald_secret_new (const guint8 *bytes)
{
  HeraldSecret *self = allocate ();

  memcpy (self->bytes, bytes, sizeof self->bytes);
  return self;
}

/**
 * herald_secret_new_random:
 *
 * Makes a key.
 *
 * Returns: (transfer full): the key
 */
HeraldSecret *
herald_secret_new_random (void)
{
  HeraldSecret *self = allocate ();

  randombytes_buf (self->bytes, sizeof self->bytes);
  return self;
}

/**
 * herald_secret_derive:
 * @self: a key
 * @id: %HERALD_ID_SIZE bytes that tell what the new key belongs to
 * @context: exactly 16 characters that tell what it is for
 *
 * Derives a key from a key.
 *
 * It is the keyed BLAKE2b-256 of nothing, with the id as salt and the context
 * as personalization (the BLAKE2 paper, 2.8).
 *
 * Returns: (transfer full): the new key
 */
HeraldSecret *
herald_secret_derive (const HeraldSecret *self,
                      const guint8       *id,
                      const char         *context)
{
  HeraldSecret *derived = allocate ();

  g_assert (strlen (context) == crypto_generichash_blake2b_PERSONALBYTES);

  crypto_generichash_blake2b_salt_personal (derived->bytes, sizeof derived->bytes, NULL, 0,
                                            self->bytes, sizeof self->bytes,
                                            id, (const guint8 *) context);
  return derived;
}

/**
 * herald_secret_free:
 * @self: (transfer full) (nullable): a key
 *
 * Wipes a key and frees it.
 */
void
herald_secret_free (HeraldSecret *self)
{
  sodium_free (self);
}

/**
 * herald_id_make:
 * @id: (out): %HERALD_ID_SIZE bytes
 *
 * Makes a random id.
 */
void
herald_id_make (guint8 *id)
{
  if (sodium_init () < 0)
    g_error ("libsodium does not start");

  randombytes_buf (id, HERALD_ID_SIZE);
}

/**
 * herald_id_write:
 * @id: %HERALD_ID_SIZE bytes
 *
 * Writes an id as text.
 *
 * Returns: (transfer full): 32 lower-case hexadecimal digits
 */
char *
herald_id_write (const guint8 *id)
{
  char *text = g_malloc (2 * HERALD_ID_SIZE + 1);

  return sodium_bin2hex (text, 2 * HERALD_ID_SIZE + 1, id, HERALD_ID_SIZE);
}

/**
 * herald_id_read:
 * @text: a text
 * @id: (out) (optional): %HERALD_ID_SIZE bytes
 *
 * Reads an id.
 *
 * Returns: %FALSE unless the text is 32 lower-case hexadecimal digits
 */
gboolean
herald_id_read (const char *text,
                guint8     *id)
{
  guint8 bytes[HERALD_ID_SIZE];

  if (strlen (text) != 2 * HERALD_ID_SIZE ||
      strspn (text, "0123456789abcdef") != 2 * HERALD_ID_SIZE)
    return FALSE;

  sodium_hex2bin (bytes, sizeof bytes, text, 2 * HERALD_ID_SIZE, NULL, NULL, NULL);
  if (id != NULL)
    memcpy (id, bytes, sizeof bytes);
  return TRUE;
}
