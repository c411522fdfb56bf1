/* herald-blob-stream.c: libsodium's secretstream, at libgcrypt's speed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include "herald-blob-stream.h"
#include "herald-hash.h"

/* The bytes are libsodium's (crypto_secretstream_xchacha20poly1305). Its ChaCha20
 * and Poly1305 run one after the other, which takes more than half of the time of
 * adding an attachment; libgcrypt does both at once, twice as fast. A chunk is an
 * AEAD of RFC 8439 over a block of 64 bytes, which holds the tag, and the message;
 * of that block only the first byte is kept. See libsodium's
 * secretstream_xchacha20poly1305.c.
 *
 * libsodium does itself what is rare: the beginning; a length that is no multiple
 * of 16, which it pads in a manner of its own; the new key after 2^32 chunks; and
 * all of it where libgcrypt has no ChaCha20, as in FIPS mode. */

#define BLOCK_SIZE     64
#define MAC_SIZE       crypto_onetimeauth_poly1305_BYTES
#define COUNTER_SIZE   4 /* of the nonce; the rest of it is chained */
#define KEY_SIZE       crypto_stream_chacha20_ietf_KEYBYTES
#define NONCE_SIZE     crypto_stream_chacha20_ietf_NONCEBYTES
#define TAG_OF_MESSAGE crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
#define TAG_OF_LAST    crypto_secretstream_xchacha20poly1305_TAG_FINAL

G_STATIC_ASSERT (HERALD_BLOB_STREAM_TAG_SIZE == 1 + MAC_SIZE);

static void
open_cipher (HeraldBlobStream *self)
{
  herald_hash_init ();
  if (gcry_cipher_open (&self->cipher, GCRY_CIPHER_CHACHA20, GCRY_CIPHER_MODE_POLY1305, 0) != 0)
    self->cipher = NULL;
}

/* Whether libgcrypt can do the next chunk. */
static gboolean
is_plain_chunk (HeraldBlobStream *self,
                gsize             length)
{
  static const guint8 last_counter[COUNTER_SIZE] = { 0xff, 0xff, 0xff, 0xff };

  return self->cipher != NULL && length % 16 == 0 &&
         memcmp (self->state.nonce, last_counter, COUNTER_SIZE) != 0;
}

static gboolean
start_chunk (HeraldBlobStream *self,
             const guint8     *bound,
             gsize             bound_length)
{
  return gcry_cipher_setkey (self->cipher, self->state.k, KEY_SIZE) == 0 &&
         gcry_cipher_setiv (self->cipher, self->state.nonce, NONCE_SIZE) == 0 &&
         gcry_cipher_authenticate (self->cipher, bound, bound_length) == 0;
}

/* The next chunk's nonce depends on all chunks before it. */
static void
end_chunk (HeraldBlobStream *self,
           const guint8     *mac)
{
  for (guint i = COUNTER_SIZE; i < NONCE_SIZE; i++)
    self->state.nonce[i] ^= mac[i - COUNTER_SIZE];
  sodium_increment (self->state.nonce, COUNTER_SIZE);
}

static gboolean
seal_fast (HeraldBlobStream *self,
           guint8           *sealed,
           const guint8     *plain,
           gsize             length,
           const guint8     *bound,
           gsize             bound_length)
{
  guint8 block[BLOCK_SIZE] = { TAG_OF_MESSAGE };
  guint8 *mac = sealed + 1 + length;

  if (!start_chunk (self, bound, bound_length) ||
      gcry_cipher_encrypt (self->cipher, block, sizeof block, NULL, 0) != 0 ||
      gcry_cipher_encrypt (self->cipher, sealed + 1, length, plain, length) != 0 ||
      gcry_cipher_gettag (self->cipher, mac, MAC_SIZE) != 0)
    return FALSE;

  sealed[0] = block[0];
  end_chunk (self, mac);
  return TRUE;
}

static gboolean
open_fast (HeraldBlobStream *self,
           guint8           *plain,
           guint8           *tag,
           const guint8     *sealed,
           gsize             length,
           const guint8     *bound,
           gsize             bound_length)
{
  const guint8 *mac = sealed + 1 + length;
  guint8 block[BLOCK_SIZE];

  /* The block as it was encrypted: zeros, and the first byte that was kept. */
  crypto_stream_chacha20_ietf_xor_ic (block, (const guint8[BLOCK_SIZE]) { 0 }, sizeof block,
                                      self->state.nonce, 1, self->state.k);
  block[0] = sealed[0];

  if (!start_chunk (self, bound, bound_length) ||
      gcry_cipher_decrypt (self->cipher, block, sizeof block, NULL, 0) != 0 ||
      gcry_cipher_decrypt (self->cipher, plain, length, sealed + 1, length) != 0 ||
      gcry_cipher_checktag (self->cipher, mac, MAC_SIZE) != 0)
    {
      sodium_memzero (plain, length);
      return FALSE;
    }

  *tag = block[0];
  end_chunk (self, mac);
  return TRUE;
}

/**
 * herald_blob_stream_begin_writing:
 * @self: where the stream will be; to be cleared
 * @head: (out): %HERALD_BLOB_STREAM_HEAD_SIZE bytes, which a reader needs first
 * @key: 32 bytes
 *
 * Begins a stream to write.
 */
void
herald_blob_stream_begin_writing (HeraldBlobStream *self,
                                  guint8           *head,
                                  const guint8     *key)
{
  crypto_secretstream_xchacha20poly1305_init_push (&self->state, head, key);
  open_cipher (self);
}

/**
 * herald_blob_stream_begin_reading:
 * @self: where the stream will be; to be cleared in any case
 * @head: %HERALD_BLOB_STREAM_HEAD_SIZE bytes
 * @key: 32 bytes
 *
 * Begins a stream to read.
 *
 * Returns: %FALSE if it cannot be one
 */
gboolean
herald_blob_stream_begin_reading (HeraldBlobStream *self,
                                  const guint8     *head,
                                  const guint8     *key)
{
  open_cipher (self);
  return crypto_secretstream_xchacha20poly1305_init_pull (&self->state, head, key) == 0;
}

/**
 * herald_blob_stream_seal:
 * @self: a stream to write
 * @sealed: (out): %HERALD_BLOB_STREAM_TAG_SIZE bytes more than @plain
 * @plain: a chunk
 * @length: its length in bytes
 * @bound: what the chunk is bound to
 * @bound_length: its length in bytes
 * @is_last: whether it is the last one
 *
 * Encrypts the next chunk.
 */
void
herald_blob_stream_seal (HeraldBlobStream *self,
                         guint8           *sealed,
                         const guint8     *plain,
                         gsize             length,
                         const guint8     *bound,
                         gsize             bound_length,
                         gboolean          is_last)
{
  if (!is_last && is_plain_chunk (self, length) &&
      seal_fast (self, sealed, plain, length, bound, bound_length))
    return;

  crypto_secretstream_xchacha20poly1305_push (&self->state, sealed, NULL, plain, length, bound, bound_length,
                                              is_last ? TAG_OF_LAST : TAG_OF_MESSAGE);
}

/**
 * herald_blob_stream_open:
 * @self: a stream to read
 * @plain: (out): %HERALD_BLOB_STREAM_TAG_SIZE bytes less than @sealed
 * @is_last: (out): whether it says that it is the last one
 * @sealed: a chunk
 * @length: its length in bytes
 * @bound: what the chunk is bound to
 * @bound_length: its length in bytes
 *
 * Decrypts the next chunk.
 *
 * Returns: %FALSE if it is not authentic; there is nothing in @plain then
 */
gboolean
herald_blob_stream_open (HeraldBlobStream *self,
                         guint8           *plain,
                         gboolean         *is_last,
                         const guint8     *sealed,
                         gsize             length,
                         const guint8     *bound,
                         gsize             bound_length)
{
  gsize plain_length = length - HERALD_BLOB_STREAM_TAG_SIZE;
  guint8 tag = 0;

  if (length < HERALD_BLOB_STREAM_TAG_SIZE)
    return FALSE;

  if (is_plain_chunk (self, plain_length))
    {
      if (!open_fast (self, plain, &tag, sealed, plain_length, bound, bound_length))
        return FALSE;
    }
  else if (crypto_secretstream_xchacha20poly1305_pull (&self->state, plain, NULL, &tag, sealed, length,
                                                       bound, bound_length) != 0)
    return FALSE;

  *is_last = tag == TAG_OF_LAST;
  return TRUE;
}

/**
 * herald_blob_stream_clear:
 * @self: a stream
 *
 * Wipes a stream's key.
 */
void
herald_blob_stream_clear (HeraldBlobStream *self)
{
  gcry_cipher_close (self->cipher);
  sodium_memzero (self, sizeof *self);
}
