/* herald-blob-writer.c: copies an attachment into a case, encrypted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "herald-blob.h"
#include "herald-bytes.h"
#include "herald-file-writer.h"
#include "herald-file.h"
#include "herald-hash.h"
#include "herald-vault-error.h"

#define MAGIC        "HRLDBLOB"
#define MAGIC_LENGTH 8
#define VERSION      1
#define TAG_SIZE     crypto_secretstream_xchacha20poly1305_ABYTES

#define N_CHUNKS   16 /* in a load: one read, one write */
#define LOAD_SIZE  (N_CHUNKS * HERALD_BLOB_CHUNK_SIZE)
#define N_LOADS    4
#define WRITE_BACK (8 * 1024 * 1024)

typedef crypto_secretstream_xchacha20poly1305_state State;

/* Three threads at work on different loads: the caller reads and encrypts, one
 * hashes, one writes. */

typedef struct
{
  guint8 *plain;
  gsize   length;
  guint8 *sealed;
  gsize   sealed_length;
  int     n_users; /* atomic: whoever comes last hands it back */
} Load;

typedef struct
{
  Load         loads[N_LOADS];
  GAsyncQueue *idle;
  GAsyncQueue *to_hash;
  GAsyncQueue *to_write;
  int          fd;
  int          write_errno; /* atomic: 0 while all is well */
  HeraldHash  *hash;
} Works;

/* Ends a queue: a thread that takes it ends. */
static Load last_load;

/**
 * herald_blob_put_head:
 * @array: bytes
 * @blob: the attachment
 *
 * Writes how a blob's file begins: %HERALD_BLOB_HEAD_SIZE bytes.
 */
void
herald_blob_put_head (GByteArray        *array,
                      const HeraldEvent *blob)
{
  herald_bytes_put (array, MAGIC, MAGIC_LENGTH);
  herald_bytes_put_32 (array, VERSION);
  herald_bytes_put_32 (array, HERALD_BLOB_CHUNK_SIZE);
  herald_bytes_put (array, blob->id, sizeof blob->id);
}

/**
 * herald_blob_bind:
 * @bound: (out): %HERALD_BLOB_BOUND_SIZE bytes
 * @blob: the attachment
 * @case_id: the case it belongs to
 *
 * Tells what every chunk is bound to.
 */
void
herald_blob_bind (guint8            *bound,
                  const HeraldEvent *blob,
                  const guint8      *case_id)
{
  memcpy (bound, case_id, HERALD_ID_SIZE);
  memcpy (bound + HERALD_ID_SIZE, blob->id, HERALD_ID_SIZE);
}

static void
works_init (Works *works,
            int    fd)
{
  memset (works, 0, sizeof *works);
  works->fd = fd;
  works->hash = herald_hash_new ();
  works->idle = g_async_queue_new ();
  works->to_hash = g_async_queue_new ();
  works->to_write = g_async_queue_new ();

  for (guint i = 0; i < N_LOADS; i++)
    {
      works->loads[i].plain = g_malloc (LOAD_SIZE);
      works->loads[i].sealed = g_malloc (LOAD_SIZE + (N_CHUNKS + 1) * TAG_SIZE);
      g_async_queue_push (works->idle, &works->loads[i]);
    }
}

static void
works_clear (Works *works)
{
  for (guint i = 0; i < N_LOADS; i++)
    {
      sodium_memzero (works->loads[i].plain, LOAD_SIZE);
      g_free (works->loads[i].plain);
      g_free (works->loads[i].sealed);
    }

  g_async_queue_unref (works->to_write);
  g_async_queue_unref (works->to_hash);
  g_async_queue_unref (works->idle);
  herald_hash_free (works->hash);
}

static void
leave (Works *works,
       Load  *load)
{
  if (g_atomic_int_dec_and_test (&load->n_users))
    g_async_queue_push (works->idle, load);
}

static gpointer
hash_thread (gpointer data)
{
  Works *works = data;
  Load *load;

  while ((load = g_async_queue_pop (works->to_hash)) != &last_load)
    {
      herald_hash_add (works->hash, load->plain, load->length);
      leave (works, load);
    }

  return NULL;
}

static int
write_all (int           fd,
           const guint8 *data,
           gsize         length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return errno;
      data += n;
      length -= (gsize) n;
    }

  return 0;
}

/* Brings what is written to the disk early, so that the final sync has little
 * left to do. */
static gpointer
write_thread (gpointer data)
{
  Works *works = data;
  off_t written = 0, started = 0;
  Load *load;

  while ((load = g_async_queue_pop (works->to_write)) != &last_load)
    {
      int status = g_atomic_int_get (&works->write_errno);

      if (status == 0)
        status = write_all (works->fd, load->sealed, load->sealed_length);
      g_atomic_int_set (&works->write_errno, status);

      written += (off_t) load->sealed_length;
      if (written - started >= WRITE_BACK)
        {
          sync_file_range (works->fd, started, written - started, SYNC_FILE_RANGE_WRITE);
          started = written;
        }
      leave (works, load);
    }

  return NULL;
}

static gboolean
fill (Load          *load,
      int            fd,
      GCancellable  *cancellable,
      GError       **error)
{
  load->length = 0;

  while (load->length < LOAD_SIZE)
    {
      gssize n = read (fd, load->plain + load->length, LOAD_SIZE - load->length);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return herald_vault_fail_errno (error, errno, _("The attachment"));
      if (n == 0)
        break;
      load->length += (gsize) n;
    }

  return TRUE;
}

/* All chunks are full but the last, which is never: so the end is known by its
 * size, too. */
static void
seal (State        *state,
      Load         *load,
      const guint8 *bound)
{
  gsize at = 0;

  load->sealed_length = 0;
  while (at < load->length || load->length < LOAD_SIZE)
    {
      gsize length = MIN (load->length - at, HERALD_BLOB_CHUNK_SIZE);
      gboolean is_last = length < HERALD_BLOB_CHUNK_SIZE;

      crypto_secretstream_xchacha20poly1305_push (state, load->sealed + load->sealed_length, NULL,
                                                  load->plain + at, length,
                                                  bound, HERALD_BLOB_BOUND_SIZE,
                                                  is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
      at += length;
      load->sealed_length += length + TAG_SIZE;
      if (is_last)
        break;
    }
}

static gboolean
encrypt_all (Works         *works,
             HeraldEvent   *blob,
             const guint8  *bound,
             State         *state,
             int            fd,
             GCancellable  *cancellable,
             GError       **error)
{
  for (;;)
    {
      Load *load = g_async_queue_pop (works->idle);
      gboolean is_last;

      if (g_atomic_int_get (&works->write_errno) != 0)
        return TRUE; /* the caller tells */
      if (!fill (load, fd, cancellable, error))
        return FALSE;

      seal (state, load, bound);
      blob->size += load->length;
      is_last = load->length < LOAD_SIZE;
      load->n_users = 2;
      g_async_queue_push (works->to_hash, load);
      g_async_queue_push (works->to_write, load);
      if (is_last)
        return TRUE;
    }
}

static gboolean
write_content (Works         *works,
               HeraldEvent   *blob,
               const guint8  *case_id,
               const guint8  *stream_head,
               State         *state,
               int            fd,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(GByteArray) head = g_byte_array_new ();
  guint8 bound[HERALD_BLOB_BOUND_SIZE];
  g_autofree char *sha256 = NULL;
  GThread *hasher, *writer;
  gboolean is_done;

  herald_blob_put_head (head, blob);
  herald_bytes_put (head, stream_head, crypto_secretstream_xchacha20poly1305_HEADERBYTES);
  if (!herald_file_write_all (works->fd, head->data, head->len, error))
    return herald_vault_fail_file (error);

  herald_blob_bind (bound, blob, case_id);
  hasher = g_thread_new ("blob-hash", hash_thread, works);
  writer = g_thread_new ("blob-write", write_thread, works);
  is_done = encrypt_all (works, blob, bound, state, fd, cancellable, error);
  g_async_queue_push (works->to_hash, &last_load);
  g_async_queue_push (works->to_write, &last_load);
  g_thread_join (hasher);
  g_thread_join (writer);

  if (is_done && works->write_errno != 0)
    return herald_vault_fail_errno (error, works->write_errno, _("The vault"));

  sha256 = herald_hash_finish (works->hash);
  sodium_hex2bin (blob->sha256, sizeof blob->sha256, sha256, strlen (sha256), NULL, NULL, NULL);
  return is_done;
}

/**
 * herald_blob_write:
 * @blob: a blob with its id and its key, which gets its size and hash
 * @case_id: the case it belongs to
 * @path: where the file will stand
 * @fd: the attachment in clear, read from where it stands to its end
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Copies an attachment into a file of its own, encrypted, with flat memory.
 *
 * The file has no name before it is complete and on the disk. Format:
 * FORMAT.md, “blob”.
 *
 * Thread: takes as long as it takes; a worker.
 *
 * Returns: %FALSE with an error, and no file
 */
gboolean
herald_blob_write (HeraldEvent   *blob,
                   const guint8  *case_id,
                   const char    *path,
                   int            fd,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr(HeraldFileWriter) writer = herald_file_writer_new (path, HERALD_FILE_WRITER_NEW, error);
  guint8 stream_head[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
  State state;
  gboolean is_written;
  Works works;

  if (writer == NULL)
    return herald_vault_fail_file (error);

  posix_fadvise (fd, 0, 0, POSIX_FADV_SEQUENTIAL);
  blob->size = 0;
  crypto_secretstream_xchacha20poly1305_init_push (&state, stream_head, blob->key->bytes);
  works_init (&works, herald_file_writer_get_fd (writer));
  is_written = write_content (&works, blob, case_id, stream_head, &state, fd, cancellable, error);
  works_clear (&works);
  sodium_memzero (&state, sizeof state);

  return is_written && (herald_file_writer_commit (writer, error) || herald_vault_fail_file (error));
}
