/* herald-review-attachments.c: the review of a report's files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-report"

#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-hash.h"
#include "herald-review.h"

#define CHUNK (256 * 1024)

/* The text as it can stand in a file: in UTF-8 and in both orders of UTF-16. */
static GPtrArray *
make_needles (const char *text)
{
  static const char * const encodings[] = { "UTF-8", "UTF-16LE", "UTF-16BE" };
  GPtrArray *needles = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize length;
      char *encoded = g_convert (text, -1, encodings[i], "UTF-8", NULL, &length, NULL);

      if (encoded != NULL)
        g_ptr_array_add (needles, g_bytes_new_take (encoded, length));
    }

  return needles;
}

static gboolean
holds_any (const guint8 *data,
           gsize         length,
           GPtrArray    *needles)
{
  for (guint i = 0; i < needles->len; i++)
    {
      gsize size;
      gconstpointer needle = g_bytes_get_data (g_ptr_array_index (needles, i), &size);

      if (memmem (data, length, needle, size) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* Searches a stream; what may straddle two reads is kept for the next. */
static gboolean
fd_holds_any (int        fd,
              GPtrArray *needles)
{
  const gsize overlap = 4096;
  g_autofree guint8 *buffer = g_malloc (overlap + CHUNK);
  gsize kept = 0;

  for (;;)
    {
      gssize n = read (fd, buffer + kept, CHUNK);
      gsize length;

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;

      length = kept + (gsize) n;
      if (holds_any (buffer, length, needles))
        return TRUE;
      kept = MIN (length, overlap);
      memmove (buffer, buffer + length - kept, kept);
    }
}

/* A review of one report's attachments. */
typedef struct
{
  HeraldReport           *report;
  HeraldAttachmentOpener  opener;
  gpointer                data;
  GPtrArray              *findings;
} Look;

static gboolean
content_holds_any (Look                   *look,
                   const HeraldAttachment *attachment,
                   GPtrArray              *needles)
{
  int fd = look->opener (attachment, look->data, NULL);
  gboolean found;

  if (fd < 0)
    return FALSE;

  found = fd_holds_any (fd, needles);
  close (fd);
  return found;
}

static void
look_for_substituted (Look                   *look,
                      const HeraldAttachment *attachment,
                      const char             *place)
{
  GPtrArray *substitutions = herald_report_get_substitutions (look->report);

  for (guint i = 0; i < substitutions->len; i++)
    {
      const HeraldSubstitution *substitution = g_ptr_array_index (substitutions, i);
      g_autoptr(GPtrArray) needles = make_needles (substitution->find);
      g_autofree char *secret = NULL, *tag = NULL, *message = NULL;

      if (strstr (attachment->name, substitution->find) == NULL &&
          !content_holds_any (look, attachment, needles))
        continue;

      /* Says which substitution it was, and to nobody else what it hides. */
      secret = g_strconcat (herald_report_get_id (look->report), substitution->find, NULL);
      tag = herald_hash_of_text (secret);
      tag[12] = '\0';
      /* TRANSLATORS: the first %s is the name of an attachment, the second a
       * word that the person put in the place of another one */
      message = g_strdup_printf (_("The attachment “%s”, or its name, still holds the text that you replaced with “%s”; change a copy of it, or say why it may stay"),
                                 attachment->name, substitution->replace);
      g_ptr_array_add (look->findings, herald_finding_new_decidable ("substituted", HERALD_SEVERITY_STOP,
                                                                     place, tag, message));
    }
}

static void
review_attachment (Look                   *look,
                   const HeraldAttachment *attachment)
{
  g_autofree char *place = g_strconcat ("/attachments/", attachment->name, NULL);
  guint64 limit = herald_vendor_get_max_attachment_bytes (herald_report_get_vendor (look->report));
  GPtrArray *findings = look->findings;
  g_autoptr(GError) error = NULL;
  struct stat status;
  gboolean changed;
  int fd = look->opener (attachment, look->data, &error);

  if (fd < 0)
    {
      herald_findings_take_new (findings, "attachment", HERALD_SEVERITY_STOP, place, g_strdup (error->message));
      return;
    }

  /* The size of a stream shows only when it is read. */
  changed = fstat (fd, &status) < 0 ||
            (S_ISREG (status.st_mode) && (guint64) status.st_size != attachment->size);
  close (fd);
  if (changed)
    herald_findings_take_new (findings, "attachment", HERALD_SEVERITY_STOP, place,
                              /* TRANSLATORS: %s is the name of an attachment */
                              g_strdup_printf (_("The attachment “%s” has changed since it was added; add it again"), attachment->name));
  else
    look_for_substituted (look, attachment, place);

  if (attachment->size > limit)
    {
      g_autofree char *size = g_format_size_full (limit, G_FORMAT_SIZE_IEC_UNITS);

      herald_findings_take_new (findings, "too-large", HERALD_SEVERITY_STOP, place,
                                /* TRANSLATORS: the first %s is the name of an attachment, the second a size such as “10 MiB” */
                                g_strdup_printf (_("The attachment “%s” is larger than the %s that are allowed"),
                                                 attachment->name, size));
    }

  if (g_path_is_absolute (attachment->path))
    herald_findings_take_new (findings, "outside", HERALD_SEVERITY_WARN, place,
                              /* TRANSLATORS: %s is the name of an attachment */
                              g_strdup_printf (_("The attachment “%s” lies outside the report’s folder; check that it is the file you mean"), attachment->name));
}

/**
 * herald_review_attachments:
 * @report: a report
 * @opener: opens an attachment
 * @data: for @opener
 *
 * Reviews a report's files: whether they are there, unchanged in size, within
 * the vendor's limits, and free of what a substitution replaces.
 *
 * Hashes are compared while a report is sealed.
 *
 * Thread: reads the files when there are substitutions; use a worker for
 * large ones.
 *
 * Returns: (transfer full) (element-type HeraldFinding): what was found
 */
GPtrArray *
herald_review_attachments (HeraldReport           *report,
                           HeraldAttachmentOpener  opener,
                           gpointer                data)
{
  GPtrArray *attachments = herald_report_get_attachments (report);
  guint limit = herald_vendor_get_max_attachments (herald_report_get_vendor (report));
  GPtrArray *findings = herald_findings_new ();
  Look look = { report, opener, data, findings };

  if (attachments->len > limit)
    herald_findings_take_new (findings, "too-many", HERALD_SEVERITY_STOP, "/attachments",
                              /* TRANSLATORS: %u is the number of attachments that a vendor takes */
                              g_strdup_printf (ngettext ("The vendor takes at most %u attachment",
                                                         "The vendor takes at most %u attachments", limit), limit));

  for (guint i = 0; i < attachments->len; i++)
    review_attachment (&look, g_ptr_array_index (attachments, i));

  return findings;
}
