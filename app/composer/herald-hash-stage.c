/* herald-hash-stage.c: the hash of what goes by
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <errno.h>
#include <unistd.h>

#include "herald-file.h"
#include "herald-hash-stage.h"
#include "herald-write-back.h"

#define BUFFER_SIZE (256 * 1024)

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

/**
 * herald_hash_stage_run:
 * @in: what to read, to its end
 * @out: where it goes as it is
 * @hash: a #HeraldHash, which takes all of it
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Hashes what goes through a pipeline, while the other stages are at work.
 *
 * Thread: a stage of its own.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_hash_stage_run (int            in,
                       int            out,
                       gpointer       hash,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autofree guint8 *buffer = g_malloc (BUFFER_SIZE);
  HeraldWriteBack write_back;

  herald_write_back_init (&write_back, out);
  for (;;)
    {
      gssize n = read (in, buffer, BUFFER_SIZE);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (error);
      if (n == 0)
        return TRUE;

      /* First what the next one waits for. */
      if (!herald_file_write_all (out, buffer, (gsize) n, error))
        return FALSE;
      herald_write_back_advance (&write_back, (gsize) n);
      herald_hash_add (hash, buffer, (gsize) n);
    }
}

/**
 * herald_hash_stage_read:
 * @hash: a hash
 * @fd: a file
 * @from: an offset in bytes
 * @error: return location for an error
 *
 * Hashes a file from an offset to its end, for what went past the pipeline.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_hash_stage_read (HeraldHash  *hash,
                        int          fd,
                        goffset      from,
                        GError     **error)
{
  g_autofree guint8 *buffer = g_malloc (BUFFER_SIZE);

  for (;;)
    {
      gssize n = pread (fd, buffer, BUFFER_SIZE, (off_t) from);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (error);
      if (n == 0)
        return TRUE;

      herald_hash_add (hash, buffer, (gsize) n);
      from += n;
    }
}
