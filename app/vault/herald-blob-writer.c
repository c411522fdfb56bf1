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

#include "herald-blob-stream.h"
#include "herald-blob.h"
#include "herald-bytes.h"
#include "herald-file-writer.h"
#include "herald-file.h"
#include "herald-hash.h"
#include "herald-vault-error.h"

#define MAGIC        "HRLDBLOB"
#define MAGIC_LENGTH 8
#define VERSION      1

#define N_CHUNKS    16 /* in a load: one read, one write */
#define LOAD_SIZE   (N_CHUNKS * HERALD_BLOB_CHUNK_SIZE)
#define SEALED_SIZE (LOAD_SIZE + (N_CHUNKS + 1) * HERALD_BLOB_STREAM_TAG_SIZE)
#define N_LOADS     4
#define WRITE_BACK  (8 * 1024 * 1024)

typedef struct
{
  guint8 *data;
  gsize   length;
} Load;

/* The caller reads and hashes, a thread encrypts and writes: half of the work
 * each. */
typedef struct
{
  Load              loads[N_LOADS];
  GAsyncQueue      *idle;
  GAsyncQueue      *filled;
  HeraldBlobStream  stream;
  guint8            bound[HERALD_BLOB_BOUND_SIZE];
  guint8           *sealed;
  int               fd;
  off_t             written;
  off_t             written_back;
  int               failure; /* atomic: the errno of the thread, 0 while all is well */
} Works;

/* Behind the last one that was filled: the thread ends. */
static Load end_of_loads;

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
  works->sealed = g_malloc (SEALED_SIZE);
  works->idle = g_async_queue_new ();
  works->filled = g_async_queue_new ();

  for (guint i = 0; i < N_LOADS; i++)
    {
      works->loads[i].data = g_malloc (LOAD_SIZE);
      g_async_queue_push (works->idle, &works->loads[i]);
    }
}

static void
works_clear (Works *works)
{
  for (guint i = 0; i < N_LOADS; i++)
    {
      sodium_memzero (works->loads[i].data, LOAD_SIZE);
      g_free (works->loads[i].data);
    }

  herald_blob_stream_clear (&works->stream);
  g_async_queue_unref (works->filled);
  g_async_queue_unref (works->idle);
  g_free (works->sealed);
}

/* All chunks are full but the last, which is never: so the end is known by its
 * size, too. */
static gsize
seal (Works *works,
      Load  *load)
{
  gsize at = 0, sealed_length = 0;

  while (at < load->length || load->length < LOAD_SIZE)
    {
      gsize length = MIN (load->length - at, HERALD_BLOB_CHUNK_SIZE);
      gboolean is_last = length < HERALD_BLOB_CHUNK_SIZE;

      herald_blob_stream_seal (&works->stream, works->sealed + sealed_length, load->data + at, length,
                               works->bound, sizeof works->bound, is_last);
      at += length;
      sealed_length += length + HERALD_BLOB_STREAM_TAG_SIZE;
      if (is_last)
        break;
    }

  return sealed_length;
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
static void
write_back (Works *works,
            gsize  length)
{
  works->written += (off_t) length;
  if (works->written - works->written_back < WRITE_BACK)
    return;

  sync_file_range (works->fd, works->written_back, works->written - works->written_back, SYNC_FILE_RANGE_WRITE);
  works->written_back = works->written;
}

static gpointer
write_thread (gpointer data)
{
  Works *works = data;
  Load *load;

  while ((load = g_async_queue_pop (works->filled)) != &end_of_loads)
    {
      if (works->failure == 0)
        {
          gsize length = seal (works, load);

          g_atomic_int_set (&works->failure, write_all (works->fd, works->sealed, length));
          write_back (works, length);
        }
      g_async_queue_push (works->idle, load);
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
      gssize n = read (fd, load->data + load->length, LOAD_SIZE - load->length);

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

static gboolean
fill_all (Works         *works,
          HeraldEvent   *blob,
          HeraldHash    *hash,
          int            fd,
          GCancellable  *cancellable,
          GError       **error)
{
  Load *load;

  do
    {
      load = g_async_queue_pop (works->idle);
      if (g_atomic_int_get (&works->failure) != 0)
        return TRUE; /* the caller tells */
      if (!fill (load, fd, cancellable, error))
        return FALSE;

      /* The thread only reads it, and nobody else fills it again. */
      g_async_queue_push (works->filled, load);
      blob->size += load->length;
      herald_hash_add (hash, load->data, load->length);
    }
  while (load->length == LOAD_SIZE);

  return TRUE;
}

static gboolean
write_head (Works              *works,
            const HeraldEvent  *blob,
            GError            **error)
{
  g_autoptr(GByteArray) head = g_byte_array_new ();
  guint8 stream_head[HERALD_BLOB_STREAM_HEAD_SIZE];

  herald_blob_stream_begin_writing (&works->stream, stream_head, blob->key->bytes);
  herald_blob_put_head (head, blob);
  herald_bytes_put (head, stream_head, sizeof stream_head);
  return herald_file_write_all (works->fd, head->data, head->len, error) || herald_vault_fail_file (error);
}

static gboolean
write_content (Works         *works,
               HeraldEvent   *blob,
               int            fd,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(HeraldHash) hash = herald_hash_new ();
  g_autofree char *sha256 = NULL;
  GThread *thread = g_thread_new ("blob-write", write_thread, works);
  gboolean is_read = fill_all (works, blob, hash, fd, cancellable, error);

  g_async_queue_push (works->filled, &end_of_loads);
  g_thread_join (thread);
  if (!is_read)
    return FALSE;
  if (works->failure != 0)
    return herald_vault_fail_errno (error, works->failure, _("The vault"));

  sha256 = herald_hash_finish (hash);
  sodium_hex2bin (blob->sha256, sizeof blob->sha256, sha256, strlen (sha256), NULL, NULL, NULL);
  return TRUE;
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
  gboolean is_written;
  Works works;

  if (writer == NULL)
    return herald_vault_fail_file (error);

  posix_fadvise (fd, 0, 0, POSIX_FADV_SEQUENTIAL);
  works_init (&works, herald_file_writer_get_fd (writer));
  herald_blob_bind (works.bound, blob, case_id);
  blob->size = 0;
  is_written = write_head (&works, blob, error) && write_content (&works, blob, fd, cancellable, error);
  works_clear (&works);

  return is_written && (herald_file_writer_commit (writer, error) || herald_vault_fail_file (error));
}
