/* herald-part-reader.c: reading a part, and seeing that it has not changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-file.h"
#include "herald-hash.h"
#include "herald-part-reader.h"
#include "herald-text.h"

struct _HeraldPartReader
{
  const HeraldPart *part;
  HeraldHash       *hash;   /* of what is no text */
  int               stream; /* or -1: none, or not open yet */
  guint64           offset;
  gboolean          ended;
};

/**
 * herald_part_reader_new:
 * @part: a part, which must outlive the reader
 *
 * Begins to read a part from its start.
 *
 * Returns: (transfer full): a reader
 */
HeraldPartReader *
herald_part_reader_new (const HeraldPart *part)
{
  HeraldPartReader *self = g_new0 (HeraldPartReader, 1);
  int fd = herald_part_get_fd (part);

  self->part = part;
  self->stream = -1;
  if (herald_part_get_text (part) == NULL)
    self->hash = herald_hash_new ();
  /* Advice alone: a file system that knows none reads on as before. */
  if (fd >= 0)
    (void) posix_fadvise (fd, 0, 0, POSIX_FADV_SEQUENTIAL);

  return self;
}

static gssize
refuse_changed (HeraldPartReader  *self,
                GError           **error)
{
  g_autofree char *name = herald_text_show_hidden (herald_part_get_name (self->part), FALSE);

  g_set_error (error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_CHANGED,
               /* TRANSLATORS: %s is the name of an attachment */
               _("“%s” has changed since it was added to the report"), name);
  return -1;
}

static gssize
read_once (HeraldPartReader *self,
           void             *buffer,
           gsize             length,
           guint64           offset)
{
  int fd = herald_part_get_fd (self->part);

  return fd >= 0 ? pread (fd, buffer, length, (off_t) offset) : read (self->stream, buffer, length);
}

static gssize
read_file (HeraldPartReader  *self,
           void              *buffer,
           gsize              length,
           GError           **error)
{
  gsize total = 0;

  if (herald_part_get_fd (self->part) < 0 && self->stream < 0)
    {
      self->stream = herald_part_open_stream (self->part, error);
      if (self->stream < 0)
        return -1;
    }

  while (total < length)
    {
      gssize n = read_once (self, (char *) buffer + total, length - total, self->offset + total);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          herald_file_set_errno (error, errno, herald_part_get_name (self->part));
          return -1;
        }
      if (n == 0)
        break;
      total += (gsize) n;
    }

  self->offset += total;
  herald_hash_add (self->hash, buffer, total);
  return (gssize) total;
}

static gssize
read_text (HeraldPartReader *self,
           void             *buffer,
           gsize             length)
{
  guint64 left = herald_part_get_size (self->part) - self->offset;
  gsize n = (gsize) MIN (left, length);

  memcpy (buffer, herald_part_get_text (self->part) + self->offset, n);
  self->offset += n;
  return (gssize) n;
}

/* A file that grew is told apart before a byte too many goes out. */
static gssize
check_end (HeraldPartReader  *self,
           GError           **error)
{
  g_autofree char *sha256 = NULL;

  if (self->hash == NULL || self->ended)
    return 0;

  self->ended = TRUE;
  sha256 = herald_hash_finish (self->hash);
  if (self->offset != herald_part_get_size (self->part) ||
      !g_str_equal (sha256, herald_part_get_sha256 (self->part)))
    return refuse_changed (self, error);

  return 0;
}

/**
 * herald_part_reader_read:
 * @self: a reader
 * @buffer: where the bytes go
 * @length: how many there is room for
 * @error: return location for an error
 *
 * Reads on, and at the end compares size and SHA-256 with what the part said.
 *
 * @buffer is filled as long as there are bytes. A file that is not what it was
 * ends in %HERALD_DOCUMENT_ERROR_CHANGED, at the latest where it ends; one that
 * grew does so before more bytes than expected were handed out.
 *
 * Thread: any, one at a time.
 *
 * Returns: a number of bytes, 0 at the end, -1 with an error
 */
gssize
herald_part_reader_read (HeraldPartReader  *self,
                         void              *buffer,
                         gsize              length,
                         GError           **error)
{
  gssize n;

  g_return_val_if_fail (self != NULL && buffer != NULL && length > 0, -1);

  if (self->ended)
    return 0;
  if (self->hash == NULL)
    return read_text (self, buffer, length);

  n = read_file (self, buffer, length, error);
  if (n < 0)
    return -1;
  if (n == 0)
    return check_end (self, error);
  if (self->offset > herald_part_get_size (self->part))
    return refuse_changed (self, error);

  return n;
}

/**
 * herald_part_reader_free:
 * @self: (transfer full) (nullable): a reader
 *
 * Frees a reader; the part stays.
 */
void
herald_part_reader_free (HeraldPartReader *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->hash, herald_hash_free);
  if (self->stream >= 0)
    close (self->stream);
  g_free (self);
}
