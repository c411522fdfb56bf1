/* herald-blob-reader.c: reads an attachment out of a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "herald-blob-stream.h"
#include "herald-blob.h"
#include "herald-file.h"
#include "herald-hash.h"
#include "herald-vault-error.h"

#define HEAD_SIZE   (HERALD_BLOB_HEAD_SIZE + HERALD_BLOB_STREAM_HEAD_SIZE)
#define SEALED_SIZE (HERALD_BLOB_CHUNK_SIZE + HERALD_BLOB_STREAM_TAG_SIZE)
#define N_CHUNKS    16
#define PLAIN_SIZE  (N_CHUNKS * HERALD_BLOB_CHUNK_SIZE)
#define PIPE_SIZE   (1024 * 1024)

typedef struct
{
  const HeraldEvent *blob;
  guint8             bound[HERALD_BLOB_BOUND_SIZE];
  int                from;
  int                to;     /* -1 to look only */
  HeraldHash        *hash;   /* NULL where the reader hashes */
  guint8            *sealed;
  guint8            *plain;  /* what was opened last */
  gsize              length;
  guint8            *held;   /* what was opened before, and has to go out */
  gsize              held_length;
  guint64            size;   /* of all that was opened */
  gboolean           is_at_end;
  HeraldBlobStream   stream;
} Reading;

static gboolean
refuse_damaged (GError **error)
{
  return herald_vault_refuse (error, HERALD_VAULT_ERROR_DAMAGED,
                              _("An attachment in the vault is damaged. It is kept as it is."));
}

/* Reads until so much is there, or the end. */
static gboolean
read_full (int      fd,
           guint8  *data,
           gsize    size,
           gsize   *length,
           GError **error)
{
  *length = 0;

  while (*length < size)
    {
      gssize n = read (fd, data + *length, size - *length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return herald_vault_fail_errno (error, errno, _("An attachment in the vault"));
      if (n == 0)
        break;
      *length += (gsize) n;
    }

  return TRUE;
}

static gboolean
begin (Reading  *reading,
       GError  **error)
{
  g_autoptr(GByteArray) head = g_byte_array_new ();
  gsize length;

  herald_blob_put_head (head, reading->blob);
  if (!read_full (reading->from, reading->sealed, HEAD_SIZE, &length, error))
    return FALSE;

  if (length != HEAD_SIZE ||
      memcmp (reading->sealed, head->data, HERALD_BLOB_HEAD_SIZE) != 0 ||
      !herald_blob_stream_begin_reading (&reading->stream, reading->sealed + HERALD_BLOB_HEAD_SIZE,
                                         reading->blob->key->bytes))
    return refuse_damaged (error);

  return TRUE;
}

/* Decrypts what was read; only the last chunk is short, and it says that it is
 * the last. */
static gboolean
open_chunks (Reading  *reading,
             gsize     length,
             GError  **error)
{
  reading->length = 0;

  for (gsize at = 0; at < length || length == 0; )
    {
      gsize size = MIN (length - at, SEALED_SIZE);
      gboolean is_last;

      if (reading->is_at_end ||
          !herald_blob_stream_open (&reading->stream, reading->plain + reading->length, &is_last,
                                    reading->sealed + at, size, reading->bound, sizeof reading->bound) ||
          is_last != (size < SEALED_SIZE))
        return refuse_damaged (error);

      reading->is_at_end = is_last;
      reading->length += size - HERALD_BLOB_STREAM_TAG_SIZE;
      at += size;
    }

  return TRUE;
}

/* Lets go of what was held, and holds what was opened last. */
static gboolean
pass_on (Reading  *reading,
         GError  **error)
{
  guint8 *free_again = reading->held;

  if (reading->to >= 0 && !herald_file_write_all (reading->to, reading->held, reading->held_length, error))
    return herald_vault_fail_file (error);

  reading->held = reading->plain;
  reading->held_length = reading->length;
  reading->plain = free_again;
  reading->length = 0;
  return TRUE;
}

static gboolean
read_all (Reading       *reading,
          GCancellable  *cancellable,
          GError       **error)
{
  while (!reading->is_at_end)
    {
      gsize length;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !read_full (reading->from, reading->sealed, N_CHUNKS * SEALED_SIZE, &length, error) ||
          !open_chunks (reading, length, error))
        return FALSE;

      reading->size += reading->length;
      if (reading->hash != NULL)
        herald_hash_add (reading->hash, reading->plain, reading->length);
      if (!pass_on (reading, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_end (Reading  *reading,
           GError  **error)
{
  g_autofree char *sha256 = NULL;
  char expected[HERALD_HASH_HEX_LENGTH + 1];
  guint8 more;
  gsize length;

  if (!read_full (reading->from, &more, 1, &length, error))
    return FALSE;
  if (length != 0 || reading->size != reading->blob->size)
    return refuse_damaged (error);
  if (reading->hash == NULL)
    return TRUE;

  sha256 = herald_hash_finish (reading->hash);
  sodium_bin2hex (expected, sizeof expected, reading->blob->sha256, sizeof reading->blob->sha256);
  return g_str_equal (sha256, expected) || refuse_damaged (error);
}

static gboolean
copy (const HeraldEvent  *blob,
      const guint8       *case_id,
      int                 from,
      int                 to,
      HeraldHash         *hash,
      GCancellable       *cancellable,
      GError            **error)
{
  Reading reading = { .blob = blob, .from = from, .to = to, .hash = hash };
  gboolean is_whole;

  herald_blob_bind (reading.bound, blob, case_id);
  reading.sealed = g_malloc (N_CHUNKS * SEALED_SIZE);
  reading.plain = g_malloc (PLAIN_SIZE);
  reading.held = g_malloc (PLAIN_SIZE);
  /* The end goes out last of all: what comes out whole, is whole. */
  is_whole = begin (&reading, error) && read_all (&reading, cancellable, error) &&
             check_end (&reading, error) && pass_on (&reading, error);

  sodium_memzero (reading.plain, PLAIN_SIZE);
  sodium_memzero (reading.held, PLAIN_SIZE);
  herald_blob_stream_clear (&reading.stream);
  g_free (reading.plain);
  g_free (reading.held);
  g_free (reading.sealed);
  return is_whole;
}

/**
 * herald_blob_read:
 * @blob: a blob with its id, key, size and hash
 * @case_id: the case it belongs to
 * @from: its file, open
 * @to: where the content goes, or -1 to check it only
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Reads an attachment, with flat memory, and verifies every byte.
 *
 * Nothing leaves that is not authentic, and the end leaves only when all is
 * verified: until then @to holds a beginning.
 *
 * Thread: takes as long as it takes; a worker.
 *
 * Returns: %FALSE with %HERALD_VAULT_ERROR_DAMAGED or another error
 */
gboolean
herald_blob_read (const HeraldEvent  *blob,
                  const guint8       *case_id,
                  int                 from,
                  int                 to,
                  GCancellable       *cancellable,
                  GError            **error)
{
  g_autoptr(HeraldHash) hash = herald_hash_new ();

  return copy (blob, case_id, from, to, hash, cancellable, error);
}

typedef struct
{
  HeraldEvent *blob;
  guint8       case_id[HERALD_ID_SIZE];
  int          from;
  int          to;
} PipeJob;

static void
pipe_job_free (PipeJob *job)
{
  herald_event_free (job->blob);
  close (job->from);
  close (job->to);
  g_free (job);
}

/* What cannot be read ends the pipe early. A reader that goes away is no
 * reason to be killed by SIGPIPE. */
static gpointer
pipe_thread (gpointer data)
{
  PipeJob *job = data;
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);

  copy (job->blob, job->case_id, job->from, job->to, NULL, NULL, NULL);
  pipe_job_free (job);
  return NULL;
}

/**
 * herald_blob_pipe:
 * @blob: a blob with its id, key, size and hash
 * @case_id: the case it belongs to
 * @from: (transfer full): its file, open
 * @error: return location for an error
 *
 * Reads an attachment in a thread of its own, into a pipe.
 *
 * Only authentic bytes come out. Whatever goes wrong ends the pipe before the
 * blob's size is reached: the reader has to look at that, and at the hash.
 *
 * Returns: the pipe's end to read from, or -1 with an error
 */
int
herald_blob_pipe (const HeraldEvent  *blob,
                  const guint8       *case_id,
                  int                 from,
                  GError            **error)
{
  PipeJob *job;
  int ends[2];

  if (!g_unix_open_pipe (ends, FD_CLOEXEC, NULL))
    {
      herald_vault_fail_errno (error, errno, _("The vault"));
      close (from);
      return -1;
    }

  fcntl (ends[1], F_SETPIPE_SZ, PIPE_SIZE);
  job = g_new0 (PipeJob, 1);
  job->blob = herald_event_copy (blob);
  memcpy (job->case_id, case_id, sizeof job->case_id);
  job->from = from;
  job->to = ends[1];

  g_thread_unref (g_thread_new ("blob-read", pipe_thread, job));
  return ends[0];
}
