/* herald-zip.c: the container of a bundle
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <errno.h>
#include <sys/mman.h>

#include <glib/gi18n-lib.h>

#include "herald-archive.h"
#include "herald-padding.h"
#include "herald-part-reader.h"
#include "herald-sink.h"
#include "herald-utf8-locale.h"
#include "herald-zip.h"

#define BUFFER_SIZE (512 * 1024)

/* As much as is counted in one call while measuring; pages of zeros that are
 * never touched. */
#define BLANK_SIZE (64 * 1024 * 1024)

typedef struct
{
  const HeraldArchive *la;
  struct archive      *archive;
  HeraldSink          *sink;
  guint8              *blank;
  guint8              *buffer;
} Writer;

static la_ssize_t
write_cb (struct archive *archive,
          void           *user_data,
          const void     *data,
          size_t          length)
{
  Writer *self = user_data;

  if (!herald_sink_write (self->sink, data, length))
    {
      self->la->set_error (archive, EIO, "sink");
      return -1;
    }

  return (la_ssize_t) length;
}

static void
fail_with_archive (Writer *self)
{
  const char *reason = self->la->error_string (self->archive);

  herald_sink_fail (self->sink,
                    g_error_new (HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_FAILED,
                                 /* TRANSLATORS: %s is a library's reason, in English */
                                 _("The ZIP archive cannot be written: %s"),
                                 reason != NULL ? reason : "?"));
}

/* Nothing of this machine or moment: with no time set, libarchive writes
 * 1980-01-01 in every time zone; owner and group are 0. */
static gboolean
write_header (Writer     *self,
              const char *name,
              guint64     size)
{
  struct archive_entry *entry = self->la->entry_new ();
  int result;

  self->la->entry_set_pathname (entry, name);
  self->la->entry_set_filetype (entry, AE_IFREG);
  self->la->entry_set_perm (entry, 0644);
  self->la->entry_set_size (entry, (la_int64_t) size);
  result = self->la->write_header (self->archive, entry);
  self->la->entry_free (entry);

  if (result != ARCHIVE_OK)
    fail_with_archive (self);
  return result == ARCHIVE_OK;
}

static gboolean
write_data (Writer       *self,
            const guint8 *data,
            gsize         length)
{
  if (self->la->write_data (self->archive, data, length) == (la_ssize_t) length)
    return TRUE;

  fail_with_archive (self);
  return FALSE;
}

static gboolean
write_blank (Writer  *self,
             guint64  length)
{
  while (length > 0)
    {
      gsize step = (gsize) MIN (length, BLANK_SIZE);

      if (!write_data (self, self->blank, step))
        return FALSE;
      length -= step;
    }

  return TRUE;
}

static gboolean
write_content (Writer           *self,
               const HeraldPart *part)
{
  g_autoptr(HeraldPartReader) reader = herald_part_reader_new (part);

  for (;;)
    {
      g_autoptr(GError) error = NULL;
      gssize n = herald_part_reader_read (reader, self->buffer, BUFFER_SIZE, &error);

      if (n < 0)
        herald_sink_fail (self->sink, g_steal_pointer (&error));
      if (n <= 0)
        return n == 0;
      if (!write_data (self, self->buffer, (gsize) n))
        return FALSE;
    }
}

static void
write_parts (Writer    *self,
             GPtrArray *parts,
             guint64    padding)
{
  gboolean measure = herald_sink_is_measure (self->sink);

  for (guint i = 0; i < parts->len; i++)
    {
      const HeraldPart *part = g_ptr_array_index (parts, i);
      guint64 size = herald_part_get_size (part);

      if (!write_header (self, herald_part_get_name (part), size) ||
          !(measure ? write_blank (self, size) : write_content (self, part)))
        return;
    }

  if (write_header (self, HERALD_PART_PADDING, padding) &&
      write_blank (self, padding) &&
      self->la->write_close (self->archive) != ARCHIVE_OK)
    fail_with_archive (self);
}

static void
open_archive (Writer *self)
{
  int result;

  self->archive = self->la->write_new ();
  result = self->la->write_set_format_zip (self->archive);
  if (result == ARCHIVE_OK)
    result = self->la->write_zip_set_compression_store (self->archive);
  /* Without this every block would be copied through a buffer of 10 KiB. */
  if (result == ARCHIVE_OK)
    result = self->la->write_set_bytes_per_block (self->archive, 0);
  /* Only speed: a library without the option reckons the sums of the blanks. */
  if (herald_sink_is_measure (self->sink))
    (void) self->la->write_set_format_option (self->archive, "zip", "fakecrc32", "1");
  if (result == ARCHIVE_OK)
    result = self->la->write_open2 (self->archive, self, NULL, write_cb, NULL, NULL);

  if (result != ARCHIVE_OK)
    fail_with_archive (self);
}

/* Writes into a sink, which knows afterwards how it went. The measured run takes
 * the same way as the real one, so that no number of libarchive's is repeated here. */
static void
write_archive (GPtrArray  *parts,
               guint64     padding,
               HeraldSink *sink)
{
  GError *error = NULL;
  Writer self = { .la = herald_archive_load (&error), .sink = sink };
  HeraldUtf8Locale locale;

  if (self.la == NULL)
    {
      herald_sink_fail (sink, error);
      return;
    }

  /* libarchive marks names as UTF-8 if the locale's own encoding is. */
  locale = herald_utf8_locale_enter ();
  self.blank = mmap (NULL, BLANK_SIZE, PROT_READ,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (self.blank == MAP_FAILED)
    {
      herald_sink_fail (sink, g_error_new_literal (HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_FAILED,
                                                   g_strerror (errno)));
      herald_utf8_locale_leave (locale);
      return;
    }
  self.buffer = g_malloc (BUFFER_SIZE);

  open_archive (&self);
  write_parts (&self, parts, padding);

  self.la->write_free (self.archive);
  g_free (self.buffer);
  munmap (self.blank, BLANK_SIZE);
  herald_utf8_locale_leave (locale);
}

static guint64
measure (GPtrArray *parts,
         guint64    padding)
{
  g_autoptr(HeraldSink) sink = herald_sink_new_measure ();

  write_archive (parts, padding, sink);
  return herald_sink_finish (sink, herald_sink_get_length (sink), NULL)
           ? herald_sink_get_length (sink) : 0;
}

/* Padding beyond 4 GiB needs longer headers itself, hence the second look. What
 * cannot even be measured fails for good, with its reason, when it is written. */
static guint64
find_padding (GPtrArray *parts,
              guint64   *size)
{
  guint64 bare = measure (parts, 0);

  *size = 0;
  if (bare == 0)
    return 0;

  for (guint64 padded = herald_padme (bare);; padded = herald_padme (padded + 1))
    {
      guint64 padding = padded - bare;
      guint64 whole = measure (parts, padding);

      if (whole > padded && whole - padded <= padding)
        {
          padding -= whole - padded;
          whole = measure (parts, padding);
        }
      if (whole == padded)
        {
          *size = padded;
          return padding;
        }
    }
}

/**
 * herald_zip_get_size:
 * @parts: (element-type HeraldPart): the parts, in their order, without padding
 *
 * Computes the size of what herald_zip_write() will write, padding and all.
 *
 * No file is read.
 *
 * Returns: a number of bytes
 */
guint64
herald_zip_get_size (GPtrArray *parts)
{
  guint64 size = 0;

  g_return_val_if_fail (parts != NULL, 0);

  (void) find_padding (parts, &size);
  return size;
}

/**
 * herald_zip_write:
 * @parts: (element-type HeraldPart): the parts, in their order, without padding
 * @fd: a file or pipe, open for writing, which stays the caller's
 * @cancellable: (nullable): stops the writing at any moment
 * @error: return location for an error
 *
 * Writes a ZIP archive: members stored as they are, the last one padding.
 *
 * The same parts give the same bytes. What went out is worthless unless this
 * returns %TRUE: a file is known to have changed only at its end.
 *
 * Thread: any; @parts are only read. Memory does not grow with the parts.
 *
 * Returns: %TRUE on success; %FALSE with %HERALD_DOCUMENT_ERROR_CHANGED,
 *   %G_IO_ERROR_CANCELLED or another error
 */
gboolean
herald_zip_write (GPtrArray     *parts,
                  int            fd,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(HeraldSink) sink = NULL;
  guint64 size = 0;
  guint64 padding;

  g_return_val_if_fail (parts != NULL && fd >= 0, FALSE);

  padding = find_padding (parts, &size);
  sink = herald_sink_new (fd, cancellable);
  write_archive (parts, padding, sink);

  return herald_sink_finish (sink, size, error);
}
