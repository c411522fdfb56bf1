/* herald-record.c: one record of a journal, sealed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include <sodium.h>

#include "herald-bytes.h"
#include "herald-record.h"

#define VERSION      1
#define CONTEXT      "herald-journal-1"
#define BLOCK        256 /* sizes tell no more than this */
#define LENGTH_SIZE  4
#define NONCE_SIZE   crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define START_SIZE   (1 + 8 + HERALD_TAG_SIZE + 4)
#define OVERHEAD     (NONCE_SIZE + HERALD_TAG_SIZE)

G_STATIC_ASSERT (HERALD_TAG_SIZE == crypto_aead_xchacha20poly1305_ietf_ABYTES);

static gsize
padded_size (gsize payload)
{
  return (START_SIZE + payload + BLOCK - 1) / BLOCK * BLOCK;
}

/**
 * herald_record_cipher_init:
 * @self: (out caller-allocates): a cipher
 * @case_key: the case's key
 * @case_id: the case's id
 * @file_id: the random id of the journal file
 *
 * Makes ready for the first record of a journal.
 */
void
herald_record_cipher_init (HeraldRecordCipher *self,
                           const HeraldSecret *case_key,
                           const guint8       *case_id,
                           const guint8       *file_id)
{
  const guint8 version[4] = { VERSION, 0, 0, 0 };

  self->key = herald_secret_derive (case_key, file_id, CONTEXT);
  memcpy (self->bound, version, sizeof version);
  memcpy (self->bound + sizeof version, case_id, HERALD_ID_SIZE);
  memcpy (self->bound + sizeof version + HERALD_ID_SIZE, file_id, HERALD_ID_SIZE);
  memset (self->previous, 0, sizeof self->previous);
}

/**
 * herald_record_cipher_clear:
 * @self: a cipher
 *
 * Wipes the key.
 */
void
herald_record_cipher_clear (HeraldRecordCipher *self)
{
  g_clear_pointer (&self->key, herald_secret_free);
}

/**
 * herald_record_is_length:
 * @length: the first number of a record: how many bytes follow it
 *
 * Tells whether a record can have this length.
 *
 * Returns: %FALSE if none has
 */
gboolean
herald_record_is_length (guint32 length)
{
  return length >= OVERHEAD + BLOCK && (length - OVERHEAD) % BLOCK == 0 &&
         length - OVERHEAD <= padded_size (HERALD_RECORD_MAX_PAYLOAD);
}

/**
 * herald_record_seal:
 * @self: the journal's cipher, which moves on to the next record
 * @record: a record in clear, its payload at most %HERALD_RECORD_MAX_PAYLOAD
 *
 * Seals a record under a random nonce. Format: FORMAT.md, “journal”.
 *
 * Random, not counted: when a backup is restored and written to again, a
 * counter would seal a second text under the same nonce.
 *
 * Returns: (transfer full): the record as it goes to the disk
 */
GByteArray *
herald_record_seal (HeraldRecordCipher *self,
                    const HeraldRecord *record)
{
  gsize size = padded_size (record->length);
  GByteArray *array = g_byte_array_sized_new ((guint) (LENGTH_SIZE + OVERHEAD + size));
  guint8 *nonce, *plain;

  g_assert (record->length <= HERALD_RECORD_MAX_PAYLOAD);

  herald_bytes_put_32 (array, (guint32) (OVERHEAD + size));
  g_byte_array_set_size (array, LENGTH_SIZE + NONCE_SIZE);
  herald_bytes_put_8 (array, (guint8) record->type);
  herald_bytes_put_64 (array, record->seq);
  herald_bytes_put (array, self->previous, sizeof self->previous);
  herald_bytes_put_32 (array, (guint32) record->length);
  herald_bytes_put (array, record->payload, record->length);

  g_byte_array_set_size (array, (guint) (LENGTH_SIZE + OVERHEAD + size));
  nonce = array->data + LENGTH_SIZE;
  plain = nonce + NONCE_SIZE;
  randombytes_buf (nonce, NONCE_SIZE);
  memset (plain + START_SIZE + record->length, 0, size - START_SIZE - record->length);

  crypto_aead_xchacha20poly1305_ietf_encrypt (plain, NULL, plain, size,
                                              self->bound, sizeof self->bound, NULL,
                                              nonce, self->key->bytes);
  memcpy (self->previous, plain + size, HERALD_TAG_SIZE);

  return array;
}

static gboolean
decrypt (const HeraldRecordCipher *self,
         const guint8             *data,
         gsize                     length,
         guint8                   *plain)
{
  return crypto_aead_xchacha20poly1305_ietf_decrypt (plain, NULL, NULL,
                                                     data + LENGTH_SIZE + NONCE_SIZE,
                                                     length - LENGTH_SIZE - NONCE_SIZE,
                                                     self->bound, sizeof self->bound,
                                                     data + LENGTH_SIZE, self->key->bytes) == 0;
}

static gboolean
read_plain (const HeraldRecordCipher *self,
            const guint8             *plain,
            gsize                     size,
            HeraldRecord             *record)
{
  HeraldBytes left = { plain, size, FALSE };
  const guint8 *type = herald_bytes_take (&left, 1);
  const guint8 *previous;

  record->seq = herald_bytes_take_64 (&left);
  previous = herald_bytes_take (&left, HERALD_TAG_SIZE);
  record->length = herald_bytes_take_32 (&left);
  record->payload = herald_bytes_take (&left, record->length);
  if (left.is_short || memcmp (previous, self->previous, HERALD_TAG_SIZE) != 0)
    return FALSE;

  record->type = *type;
  return size == padded_size (record->length) &&
         (left.length == 0 || sodium_is_zero (left.at, left.length));
}

/**
 * herald_record_open:
 * @self: the journal's cipher, which moves on if the record is good
 * @data: a record as it stands on the disk
 * @length: of all of it; the length in it is the caller's to check
 * @record: (out caller-allocates): what it says; the payload is in what is returned
 *
 * Opens the next record of a journal.
 *
 * Returns: (transfer full): the record in clear, which herald_record_wipe()
 *   takes; %NULL if it is not the next record as it was written
 */
guint8 *
herald_record_open (HeraldRecordCipher *self,
                    const guint8       *data,
                    gsize               length,
                    HeraldRecord       *record)
{
  gsize size = length - LENGTH_SIZE - OVERHEAD;
  guint8 *plain = g_malloc (size);

  if (!decrypt (self, data, length, plain) || !read_plain (self, plain, size, record))
    {
      herald_record_wipe (plain, size);
      return NULL;
    }

  memcpy (self->previous, data + length - HERALD_TAG_SIZE, HERALD_TAG_SIZE);
  return plain;
}

/**
 * herald_record_would_open:
 * @self: the journal's cipher, which stays where it is
 * @data: what may be a record
 * @length: of all of it, if it is one
 *
 * Tells whether bytes are a record of a certain length, whatever length stands there.
 *
 * Returns: %TRUE if they are
 */
gboolean
herald_record_would_open (const HeraldRecordCipher *self,
                          const guint8             *data,
                          gsize                     length)
{
  return decrypt (self, data, length, NULL);
}

/**
 * herald_record_wipe:
 * @plain: (transfer full): a record in clear
 * @length: of its payload, or more
 *
 * Wipes a record and frees it.
 */
void
herald_record_wipe (guint8 *plain,
                    gsize   length)
{
  sodium_memzero (plain, length);
  g_free (plain);
}
