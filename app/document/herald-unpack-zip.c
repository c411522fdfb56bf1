/* herald-unpack-zip.c: taking a ZIP archive apart while it comes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-archive.h"
#include "herald-part.h"
#include "herald-text.h"
#include "herald-unpack-zip.h"
#include "herald-utf8-locale.h"

/* What a small archive may become before its ratio is looked at. */
#define RATIO_SLACK (16 * 1024 * 1024)

/* The end of the central directory, without a comment. */
#define TAIL_SIZE 22

typedef struct
{
  HeraldUnpackSource       *source;
  HeraldUnpackFolder       *folder;
  const HeraldUnpackLimits *limits;
  const HeraldArchive      *la;
  struct archive           *archive;
  gsize                     given;   /* bytes that libarchive is looking at */
  guint8                    tail[TAIL_SIZE];
  GError                   *error;   /* of the source */
} Reader;

static void
keep_tail (Reader       *self,
           const guint8 *data,
           gsize         length)
{
  gsize keep = MIN (length, TAIL_SIZE);

  memmove (self->tail, self->tail + keep, TAIL_SIZE - keep);
  memcpy (self->tail + TAIL_SIZE - keep, data + length - keep, keep);
}

static gssize
read_block (Reader        *self,
            const guint8 **data)
{
  gsize available = 0;

  herald_unpack_source_consume (self->source, self->given);
  self->given = 0;
  *data = herald_unpack_source_peek (self->source, 1, &available, &self->error);
  if (*data == NULL)
    return -1;

  self->given = available;
  keep_tail (self, *data, available);
  return (gssize) available;
}

static la_ssize_t
read_cb (struct archive  *archive,
         void            *user_data,
         const void     **data)
{
  Reader *self = user_data;
  const guint8 *block = NULL;
  gssize n = read_block (self, &block);

  if (n < 0)
    self->la->set_error (archive, EIO, "source");
  *data = block;
  return n;
}

static gboolean
refuse (int      code,
        char    *message,
        GError **error)
{
  g_propagate_error (error, g_error_new_literal (HERALD_DOCUMENT_ERROR, code, message));
  g_free (message);
  return FALSE;
}

/* libarchive's own words are English and about offsets; where they come from is
 * what a person can act on. */
static gboolean
fail_with_archive (Reader  *self,
                   GError **error)
{
  gsize available = 0;

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  herald_unpack_source_consume (self->source, self->given);
  self->given = 0;
  if (herald_unpack_source_peek (self->source, 1, &available, NULL) != NULL && available == 0)
    g_set_error_literal (error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_TRUNCATED,
                         _("This ZIP archive is cut off or damaged"));
  else
    g_set_error_literal (error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_FORMAT,
                         _("This ZIP archive is damaged"));
  return FALSE;
}

/* Other methods than these bring decoders that take gigabytes of memory because the
 * archive says so. Looked at before the first byte is decoded. */
static gboolean
is_plain_method (Reader *self)
{
  const char *name = self->la->format_name (self->archive);

  return name != NULL && (g_str_has_suffix (name, "(uncompressed)") ||
                          g_str_has_suffix (name, "(deflation)"));
}

static char *
show_name (Reader               *self,
           struct archive_entry *entry)
{
  const char *name = self->la->entry_pathname (entry);

  return herald_text_show_hidden (name != NULL ? name : "?", FALSE);
}

static gboolean
check_entry (Reader               *self,
             struct archive_entry *entry,
             GError              **error)
{
  g_autofree char *shown = show_name (self, entry);

  if (self->la->entry_pathname (entry) == NULL)
    return refuse (HERALD_DOCUMENT_ERROR_UNSAFE,
                   g_strdup (_("A file in this ZIP archive has a name that is not UTF-8")), error);
  if (self->la->entry_filetype (entry) != AE_IFREG || self->la->entry_hardlink (entry) != NULL)
    return refuse (HERALD_DOCUMENT_ERROR_UNSAFE,
                   /* TRANSLATORS: %s is the name of a file in an archive */
                   g_strdup_printf (_("“%s” is a link or a device, not a file"), shown), error);
  if (self->la->entry_is_encrypted (entry))
    return refuse (HERALD_DOCUMENT_ERROR_FORMAT,
                   /* TRANSLATORS: %s is the name of a file in an archive */
                   g_strdup_printf (_("“%s” is protected with a password inside the archive"),
                                    shown), error);
  if (!is_plain_method (self))
    return refuse (HERALD_DOCUMENT_ERROR_FORMAT,
                   /* TRANSLATORS: %s is the name of a file in an archive */
                   g_strdup_printf (_("“%s” is compressed in a way that is not accepted"),
                                    shown), error);

  return TRUE;
}

static gboolean
check_ratio (Reader               *self,
             struct archive_entry *entry,
             GError              **error)
{
  guint64 in = herald_unpack_source_get_length (self->source);
  guint64 out = herald_unpack_folder_get_total (self->folder);
  g_autofree char *shown = NULL;

  if (out <= RATIO_SLACK || (out - RATIO_SLACK) / MAX (self->limits->max_ratio, 1) <= in)
    return TRUE;

  shown = show_name (self, entry);
  return refuse (HERALD_DOCUMENT_ERROR_TOO_LARGE,
                 /* TRANSLATORS: %s is the name of a file in an archive */
                 g_strdup_printf (_("“%s” grows too much when it is unpacked"), shown), error);
}

static gboolean
unpack_content (Reader               *self,
                struct archive_entry *entry,
                GError              **error)
{
  for (;;)
    {
      const void *data = NULL;
      size_t length = 0;
      la_int64_t offset = 0;
      int status = self->la->read_data_block (self->archive, &data, &length, &offset);

      if (status == ARCHIVE_EOF)
        return TRUE;
      if (status != ARCHIVE_OK)
        return fail_with_archive (self, error);
      if (length > 0 && !herald_unpack_folder_write (self->folder, data, length, error))
        return FALSE;
      if (!check_ratio (self, entry, error))
        return FALSE;
    }
}

static gboolean
unpack_entry (Reader               *self,
              struct archive_entry *entry,
              GError              **error)
{
  if (!check_entry (self, entry, error))
    return FALSE;

  return herald_unpack_folder_begin (self->folder, self->la->entry_pathname (entry), error) &&
         unpack_content (self, entry, error) &&
         herald_unpack_folder_end (self->folder, error);
}

/* Folders are made when a file needs them, so theirs are passed over: a bounded
 * number of times. */
static gboolean
unpack_entries (Reader  *self,
                GError **error)
{
  guint n_folders = 0;

  for (;;)
    {
      struct archive_entry *entry = NULL;
      int status = self->la->read_next_header (self->archive, &entry);

      if (status == ARCHIVE_EOF)
        return TRUE;
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
        return fail_with_archive (self, error);
      if (self->la->entry_filetype (entry) == AE_IFDIR && ++n_folders <= self->limits->max_parts)
        continue;
      if (!unpack_entry (self, entry, error))
        return FALSE;
    }
}

static gboolean
drain (Reader  *self,
       GError **error)
{
  const guint8 *data = NULL;
  gssize n;

  do
    n = read_block (self, &data);
  while (n > 0);

  if (n < 0)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  if (memcmp (self->tail, "PK\005\006", 4) != 0)
    herald_unpack_result_add_finding (herald_unpack_folder_get_result (self->folder), "%s",
                                      _("The end of the ZIP archive is missing or follows "
                                        "something else"));
  return TRUE;
}

static gboolean
open_archive (Reader  *self,
              GError **error)
{
  if (self->la->read_support_format_zip_streamable (self->archive) == ARCHIVE_OK &&
      self->la->read_open (self->archive, self, NULL, read_cb, NULL) == ARCHIVE_OK)
    return TRUE;

  return fail_with_archive (self, error);
}

/**
 * herald_unpack_zip:
 * @source: the archive
 * @folder: where its members go
 * @limits: bounds on what they become
 * @error: return location for an error
 *
 * Unpacks a ZIP archive as it comes; its central directory is not believed.
 *
 * Returns: %TRUE on success
 */
gboolean
herald_unpack_zip (HeraldUnpackSource        *source,
                   HeraldUnpackFolder        *folder,
                   const HeraldUnpackLimits  *limits,
                   GError                   **error)
{
  Reader self = { .source = source, .folder = folder, .limits = limits };
  HeraldUtf8Locale locale;
  gboolean good;

  self.la = herald_archive_load (error);
  if (self.la == NULL)
    return FALSE;

  locale = herald_utf8_locale_enter ();
  self.archive = self.la->read_new ();
  good = open_archive (&self, error) && unpack_entries (&self, error) && drain (&self, error);
  self.la->read_free (self.archive);
  g_clear_error (&self.error);
  herald_utf8_locale_leave (locale);

  return good;
}
