/* herald-composer.c: the one object that knows all rooms
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-follow-up.h"
#include "herald-composer-private.h"
#include "herald-date.h"
#include "herald-file.h"
#include "herald-report-codec.h"

G_DEFINE_QUARK (herald-composer-error-quark, herald_composer_error)

G_DEFINE_FINAL_TYPE (HeraldComposer, herald_composer, G_TYPE_OBJECT)

static guint replaced_signal;

static void
herald_composer_finalize (GObject *object)
{
  HeraldComposer *self = HERALD_COMPOSER (object);

  /* Whoever cares has asked before: herald_composer_close(). */
  if (self->autosave != NULL)
    herald_autosave_flush (self->autosave, NULL);
  g_clear_object (&self->autosave);
  g_clear_object (&self->kept);
  g_clear_pointer (&self->memory, herald_confirmed_memory_unref);
  g_clear_pointer (&self->form_notes, herald_form_memory_unref);
  g_clear_pointer (&self->reply_key, herald_reply_key_free);
  g_clear_object (&self->vault);
  g_clear_object (&self->report);
  g_clear_pointer (&self->vendors, herald_vendor_catalog_free);
  g_free (self->delivering);
  g_free (self->sealed_sha256);
  g_free (self->sealed_path);
  g_free (self->path);
  g_free (self->folder);
  g_free (self->state);

  G_OBJECT_CLASS (herald_composer_parent_class)->finalize (object);
}

static void
herald_composer_class_init (HeraldComposerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_composer_finalize;

  replaced_signal = g_signal_new ("replaced", HERALD_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
herald_composer_init (HeraldComposer *self)
{
  self->memory = herald_confirmed_memory_new ();
  self->form_notes = herald_form_memory_new ();
}

/**
 * herald_composer_new:
 * @state: (nullable): the folder of the person's own profiles and confirmed
 *   values; %NULL for `$XDG_DATA_HOME/herald`
 *
 * Makes a composer without a report.
 *
 * Nothing is written until something is confirmed.
 *
 * Returns: (transfer full): a composer
 */
HeraldComposer *
herald_composer_new (const char *state)
{
  HeraldComposer *self = g_object_new (HERALD_TYPE_COMPOSER, NULL);
  g_autofree char *folder = NULL;

  self->state = state != NULL ? g_strdup (state)
                              : g_build_filename (g_get_user_data_dir (), "herald", NULL);
  folder = g_build_filename (self->state, "vendors", NULL);
  self->vendors = herald_vendor_catalog_new (folder);

  return self;
}

/**
 * herald_composer_get_vendors:
 * @self: a composer
 *
 * Gives the vendors that are known.
 *
 * Returns: (transfer none): the catalogue
 */
HeraldVendorCatalog *
herald_composer_get_vendors (HeraldComposer *self)
{
  return self->vendors;
}

/**
 * herald_composer_get_report:
 * @self: a composer
 *
 * Gives the report in progress.
 *
 * Returns: (transfer none) (nullable): the report
 */
HeraldReport *
herald_composer_get_report (HeraldComposer *self)
{
  return self->report;
}

/* Another report takes the place of the one in progress, or none: one that is
 * kept in @kept, or in memory only. Takes both; the case of the one before has
 * come to its end. */
void
herald_composer_take_report (HeraldComposer *self,
                             HeraldReport   *report,
                             HeraldCase     *kept)
{
  g_clear_object (&self->autosave);
  g_clear_object (&self->kept);
  g_clear_object (&self->report);

  self->report = report;
  self->kept = kept;
  self->autosave = report != NULL ? herald_autosave_new (report) : NULL;
  if (kept != NULL)
    herald_autosave_keep (self->autosave, kept);
  herald_composer_load_reply_key (self);
  g_signal_emit (self, replaced_signal, 0);
}

/* What a worker reads that has nothing to do with a report. */
HeraldComposer *
herald_composer_copy_bare (HeraldComposer *self)
{
  HeraldComposer *copy = g_object_new (HERALD_TYPE_COMPOSER, NULL);

  copy->state = g_strdup (self->state);
  g_set_object (&copy->kept, self->kept);
  g_clear_pointer (&copy->memory, herald_confirmed_memory_unref);
  copy->memory = herald_confirmed_memory_ref (self->memory);

  return copy;
}

/* What a worker reads while the person goes on: the report as it is now, where
 * its attachments lie, and what is confirmed. */
HeraldComposer *
herald_composer_copy (HeraldComposer  *self,
                      GError         **error)
{
  g_autoptr(HeraldComposer) copy = NULL;
  HeraldReport *report = herald_report_copy (self->report, error);

  if (report == NULL)
    return NULL;

  copy = g_object_new (HERALD_TYPE_COMPOSER, NULL);
  copy->state = g_strdup (self->state);
  copy->report = report;
  copy->path = g_strdup (self->path);
  copy->folder = g_strdup (self->folder);
  g_set_object (&copy->kept, self->kept);
  copy->sealed_path = g_strdup (self->sealed_path);
  copy->sealed_sha256 = g_strdup (self->sealed_sha256);
  g_clear_pointer (&copy->memory, herald_confirmed_memory_unref);
  copy->memory = herald_confirmed_memory_ref (self->memory);
  g_clear_pointer (&copy->form_notes, herald_form_memory_unref);
  copy->form_notes = herald_form_memory_ref (self->form_notes);
  copy->reply_key = self->reply_key != NULL ? herald_reply_key_copy_public (self->reply_key) : NULL;
  copy->is_reply_key_anonymous = self->is_reply_key_anonymous;

  return g_steal_pointer (&copy);
}

/**
 * herald_composer_begin:
 * @self: a composer
 * @vendor: a vendor's id
 * @anonymous: whether the report shall hold nothing of its writer
 * @error: return location for an error
 *
 * Begins a new report in the place of the one in progress, in memory only.
 *
 * Returns: %FALSE with an error if no such vendor is known, or the case of the
 *   one before cannot be written
 */
gboolean
herald_composer_begin (HeraldComposer  *self,
                       const char      *vendor,
                       gboolean         anonymous,
                       GError         **error)
{
  HeraldVendor *profile = herald_vendor_catalog_find (self->vendors, vendor);

  if (profile == NULL)
    {
      g_set_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_WRONG_VALUE,
                   /* TRANSLATORS: %s is a vendor's id as it was typed */
                   _("No vendor “%s” is known; “herald-cli vendors” lists those that are"), vendor);
      return FALSE;
    }

  if (!herald_composer_end_case (self, error))
    return FALSE;

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, g_free);
  herald_composer_take_report (self, herald_report_new (profile, anonymous), NULL);
  return TRUE;
}

/**
 * herald_composer_load_bytes:
 * @self: a composer
 * @bytes: the content of a report file
 * @name: how to call it in an error
 * @folder: the folder that its paths are relative to
 * @error: return location for an error
 *
 * Opens a report in the place of the one in progress.
 *
 * Returns: %FALSE with an error that names file and place
 */
gboolean
herald_composer_load_bytes (HeraldComposer  *self,
                            GBytes          *bytes,
                            const char      *name,
                            const char      *folder,
                            GError         **error)
{
  HeraldReport *report = herald_report_read (bytes, self->vendors, error);

  if (report == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }
  if (!herald_composer_end_case (self, error))
    {
      g_object_unref (report);
      return FALSE;
    }

  g_free (self->folder);
  self->folder = g_strdup (folder);
  g_clear_pointer (&self->path, g_free);
  herald_composer_take_report (self, report, NULL);
  return TRUE;
}

/**
 * herald_composer_load:
 * @self: a composer
 * @path: a report file
 * @error: return location for an error
 *
 * Opens a report file in the place of the report in progress.
 *
 * Returns: %FALSE with an error that names file and place
 */
gboolean
herald_composer_load (HeraldComposer  *self,
                      const char      *path,
                      GError         **error)
{
  g_autoptr(GBytes) bytes = herald_file_read (path, HERALD_REPORT_MAX_SIZE, error);
  g_autofree char *folder = g_path_get_dirname (path);

  if (bytes == NULL || !herald_composer_load_bytes (self, bytes, path, folder, error))
    return FALSE;

  self->path = g_strdup (path);
  return TRUE;
}

/**
 * herald_composer_write:
 * @self: a composer with a report
 * @error: return location for an error
 *
 * Writes the report in progress as text, in clear.
 *
 * Returns: (transfer full): the content of a report file, or %NULL with an
 *   error if it would be too large to be read again
 */
char *
herald_composer_write (HeraldComposer  *self,
                       GError         **error)
{
  g_autofree char *text = herald_report_write (self->report);

  if (strlen (text) <= HERALD_REPORT_MAX_SIZE)
    return g_steal_pointer (&text);

  g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_TOO_LARGE,
                       _("The report is too large to be kept in a file"));
  return NULL;
}

/**
 * herald_composer_save:
 * @self: a composer with a report
 * @path: where to
 * @flags: how to treat a file that stands there
 * @error: return location for an error
 *
 * Writes the report in progress to a file, in clear, as the person asked.
 *
 * Returns: %FALSE with an error; what stood there is as it was
 */
gboolean
herald_composer_save (HeraldComposer         *self,
                      const char             *path,
                      HeraldFileWriterFlags   flags,
                      GError                **error)
{
  g_autofree char *text = herald_composer_write (self, error);

  return text != NULL && herald_file_replace (path, text, strlen (text), flags, error);
}

static gboolean
is_same_file (const struct stat *one,
              const struct stat *other)
{
  return one->st_dev == other->st_dev && one->st_ino == other->st_ino;
}

static gboolean
is_attachment (HeraldComposer    *self,
               const struct stat *status)
{
  GPtrArray *attachments = herald_report_get_attachments (self->report);
  gboolean found = FALSE;

  for (guint i = 0; !found && i < attachments->len; i++)
    {
      int fd = self->kept != NULL ? -1 : herald_composer_open_attachment (g_ptr_array_index (attachments, i), self, NULL);
      struct stat attached;

      if (fd < 0)
        continue;
      found = fstat (fd, &attached) == 0 && is_same_file (&attached, status);
      close (fd);
    }

  return found;
}

/**
 * herald_composer_check_output:
 * @self: a composer with a report
 * @path: where something made of the report shall stand
 * @error: return location for an error
 *
 * Keeps an output from taking the place of the report or of an attachment.
 *
 * Returns: %FALSE with an error if it would
 */
gboolean
herald_composer_check_output (HeraldComposer  *self,
                              const char      *path,
                              GError         **error)
{
  struct stat output, report;

  if (stat (path, &output) < 0)
    return TRUE;
  if ((self->path == NULL || stat (self->path, &report) < 0 || !is_same_file (&report, &output)) &&
      !is_attachment (self, &output))
    return TRUE;

  g_set_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_EXISTS,
               /* TRANSLATORS: %s is a file as the person named it */
               _("%s: this is the report or one of its attachments, and is left as it is"), path);
  return FALSE;
}

/**
 * herald_composer_render:
 * @self: a composer with a report
 *
 * Renders the report in progress as it would be sealed today.
 *
 * Returns: (transfer full): the document
 */
HeraldDocument *
herald_composer_render (HeraldComposer *self)
{
  g_autofree char *today = herald_date_today ();
  HeraldDocument *document = herald_document_new (self->report, today);

  herald_document_set_reply_key (document, herald_composer_get_reply_key (self));
  return document;
}

/**
 * herald_composer_capture:
 * @anonymous: whether to leave out what narrows down who writes
 * @error: return location for an error
 *
 * Looks at this machine, because the person asked for it.
 *
 * Returns: (transfer full) (element-type HeraldEnvironmentItem): the facts,
 *   exactly as they would be written, or %NULL with an error
 */
GPtrArray *
herald_composer_capture (gboolean   anonymous,
                         GError   **error)
{
  return herald_environment_capture (NULL, anonymous, NULL, error);
}

/**
 * herald_composer_find_field_for:
 * @self: a composer with a report
 * @item: a captured fact
 *
 * Finds the field of the vendor's form that a captured fact answers.
 *
 * A form that asks nothing of the tester's browser as such may ask with which
 * one a web service was used.
 *
 * Returns: (transfer none) (nullable): the field, or %NULL if the form has none
 */
const HeraldField *
herald_composer_find_field_for (HeraldComposer              *self,
                                const HeraldEnvironmentItem *item)
{
  HeraldVendor *vendor = herald_report_get_vendor (self->report);
  const HeraldField *field = herald_vendor_find_field (vendor, item->field);
  g_autofree char *web = g_strconcat ("web.", item->item, NULL);

  return field != NULL ? field : herald_vendor_find_field (vendor, web);
}

/**
 * herald_composer_take_over:
 * @self: a composer with a report
 * @item: a captured fact
 * @error: return location for an error
 *
 * Answers the field of a captured fact with its value.
 *
 * Returns: %FALSE with an error, such as when the vendor's form lacks it
 */
gboolean
herald_composer_take_over (HeraldComposer               *self,
                           const HeraldEnvironmentItem  *item,
                           GError                      **error)
{
  const HeraldField *field = herald_composer_find_field_for (self, item);
  g_autoptr(JsonNode) answer = herald_answer_new_text (item->value);

  return herald_report_set_answer (self->report, field != NULL ? field->id : item->field, answer, error);
}
