/* test-blob-stream.c: a stream is libsodium's, byte for byte
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-blob-stream.h"

#define CHUNK_SIZE  (64 * 1024)
#define SEALED_SIZE (CHUNK_SIZE + HERALD_BLOB_STREAM_TAG_SIZE)
#define BOUND_SIZE  32
#define N_CHUNKS    6

typedef crypto_secretstream_xchacha20poly1305_state State;

typedef struct
{
  guint8  key[32];
  guint8  bound[BOUND_SIZE];
  guint8  head[HERALD_BLOB_STREAM_HEAD_SIZE];
  guint8 *plain;
  guint8 *sealed;
  guint8 *opened;
} Fixture;

/* Short ones and long ones, of lengths that libgcrypt does and that it does not;
 * the last is empty. */
static const gsize lengths[N_CHUNKS] = { CHUNK_SIZE, 16, CHUNK_SIZE - 1, 4096, 1, 0 };

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  memset (fixture->key, 7, sizeof fixture->key);
  memset (fixture->bound, 9, sizeof fixture->bound);
  fixture->plain = g_malloc (CHUNK_SIZE);
  fixture->sealed = g_malloc (SEALED_SIZE);
  fixture->opened = g_malloc (CHUNK_SIZE);
  for (gsize i = 0; i < CHUNK_SIZE; i++)
    fixture->plain[i] = (guint8) (i * 7 + i / 251);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->plain);
  g_free (fixture->sealed);
  g_free (fixture->opened);
}

/* What the test is about: both do the next chunk, without libgcrypt ours is
 * libsodium's alone. */
static void
prepare (HeraldBlobStream *stream,
         State            *theirs,
         gconstpointer     data)
{
  const char *how = data;

  if (g_str_equal (how, "alone"))
    {
      gcry_cipher_close (stream->cipher);
      stream->cipher = NULL;
    }
  else if (g_str_equal (how, "counter"))
    {
      memset (stream->state.nonce, 0xff, 4);
      stream->state.nonce[0] = 0xfe;
      memcpy (theirs->nonce, stream->state.nonce, 4);
    }
}

static void
test_writes (Fixture       *fixture,
             gconstpointer  data)
{
  HeraldBlobStream stream;
  State theirs;

  herald_blob_stream_begin_writing (&stream, fixture->head, fixture->key);
  crypto_secretstream_xchacha20poly1305_init_pull (&theirs, fixture->head, fixture->key);
  prepare (&stream, &theirs, data);

  for (guint i = 0; i < N_CHUNKS; i++)
    {
      guint8 tag;

      herald_blob_stream_seal (&stream, fixture->sealed, fixture->plain, lengths[i],
                               fixture->bound, BOUND_SIZE, i + 1 == N_CHUNKS);
      g_assert_cmpint (crypto_secretstream_xchacha20poly1305_pull (&theirs, fixture->opened, NULL, &tag, fixture->sealed,
                                                                   lengths[i] + HERALD_BLOB_STREAM_TAG_SIZE,
                                                                   fixture->bound, BOUND_SIZE), ==, 0);
      g_assert_cmpmem (fixture->opened, lengths[i], fixture->plain, lengths[i]);
      g_assert_cmpint (tag, ==, i + 1 == N_CHUNKS ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
    }

  herald_blob_stream_clear (&stream);
}

static void
test_reads (Fixture       *fixture,
            gconstpointer  data)
{
  HeraldBlobStream stream;
  State theirs;

  crypto_secretstream_xchacha20poly1305_init_push (&theirs, fixture->head, fixture->key);
  g_assert_true (herald_blob_stream_begin_reading (&stream, fixture->head, fixture->key));
  prepare (&stream, &theirs, data);

  for (guint i = 0; i < N_CHUNKS; i++)
    {
      gboolean is_last;

      crypto_secretstream_xchacha20poly1305_push (&theirs, fixture->sealed, NULL, fixture->plain, lengths[i],
                                                  fixture->bound, BOUND_SIZE,
                                                  i + 1 == N_CHUNKS ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
      g_assert_true (herald_blob_stream_open (&stream, fixture->opened, &is_last, fixture->sealed,
                                              lengths[i] + HERALD_BLOB_STREAM_TAG_SIZE, fixture->bound, BOUND_SIZE));
      g_assert_cmpmem (fixture->opened, lengths[i], fixture->plain, lengths[i]);
      g_assert_cmpint (is_last, ==, i + 1 == N_CHUNKS);
    }

  herald_blob_stream_clear (&stream);
}

/* Whether a chunk opens as the first of a stream. */
static gboolean
opens (Fixture      *fixture,
       gsize         length,
       const guint8 *bound)
{
  HeraldBlobStream stream;
  gboolean is_last, is_good;

  g_assert_true (herald_blob_stream_begin_reading (&stream, fixture->head, fixture->key));
  is_good = herald_blob_stream_open (&stream, fixture->opened, &is_last, fixture->sealed, length, bound, BOUND_SIZE);
  herald_blob_stream_clear (&stream);
  return is_good;
}

static void
test_refuses (Fixture       *fixture,
              gconstpointer  data)
{
  const guint8 other_bound[BOUND_SIZE] = { 0 };
  const gsize length = 4096, sealed_length = length + HERALD_BLOB_STREAM_TAG_SIZE;
  HeraldBlobStream stream;

  herald_blob_stream_begin_writing (&stream, fixture->head, fixture->key);
  herald_blob_stream_seal (&stream, fixture->sealed, fixture->plain, length, fixture->bound, BOUND_SIZE, FALSE);
  herald_blob_stream_clear (&stream);
  g_assert_true (opens (fixture, sealed_length, fixture->bound));

  for (gsize i = 0; i < sealed_length; i++)
    {
      fixture->sealed[i] ^= 1;
      g_assert_false (opens (fixture, sealed_length, fixture->bound));
      g_assert_true (sodium_is_zero (fixture->opened, length));
      fixture->sealed[i] ^= 1;
    }
  for (gsize i = 0; i < sealed_length; i++)
    g_assert_false (opens (fixture, i, fixture->bound));
  g_assert_false (opens (fixture, sealed_length, other_bound));
}

#define ADD(path, how, function) \
  g_test_add (path, Fixture, how, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);

  ADD ("/vault/blob-stream/is-read-by-libsodium", "together", test_writes);
  ADD ("/vault/blob-stream/reads-libsodium", "together", test_reads);
  ADD ("/vault/blob-stream/changes-its-key-as-libsodium-does", "counter", test_writes);
  ADD ("/vault/blob-stream/follows-a-change-of-the-key", "counter", test_reads);
  ADD ("/vault/blob-stream/is-the-same-without-libgcrypt", "alone", test_writes);
  ADD ("/vault/blob-stream/reads-without-libgcrypt", "alone", test_reads);
  ADD ("/vault/blob-stream/refuses-every-change", "together", test_refuses);

  return g_test_run ();
}
