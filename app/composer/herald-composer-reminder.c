/* herald-composer-reminder.c: sealing a question to the vendor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-armor.h"
#include "herald-composer-log.h"
#include "herald-composer-private.h"
#include "herald-date.h"
#include "herald-padding.h"
#include "herald-pipeline.h"
#include "herald-reminder.h"
#include "herald-sealer.h"
#include "herald-timeline-builder.h"

#define MAX_TEXT 20000 /* characters */

/* What a worker seals. */
typedef struct
{
  HeraldComposer *composer;  /* a copy */
  HeraldKey      *recipient; /* once it is found */
  char           *text;      /* padded */
  char           *path;
} Sealing;

static void
sealing_free (gpointer data)
{
  Sealing *sealing = data;

  g_clear_object (&sealing->composer);
  g_clear_pointer (&sealing->recipient, herald_key_unref);
  g_free (sealing->text);
  g_free (sealing->path);
  g_free (sealing);
}

/**
 * herald_composer_write_reminder:
 * @self: a composer with a report that is kept
 *
 * Writes a calm question to the vendor, with what the log knows.
 *
 * Returns: (transfer full): the text, as herald_reminder_write() gives it
 */
char *
herald_composer_write_reminder (HeraldComposer *self)
{
  g_autoptr(HeraldTimeline) timeline = herald_composer_get_timeline (self);
  g_autoptr(GPtrArray) log = NULL;
  g_autoptr(HeraldKeptProfile) profile = NULL;
  g_auto(HeraldDeparture) departure = { 0 };

  g_return_val_if_fail (timeline != NULL, NULL);

  log = herald_case_log_get (self->kept);
  herald_departure_find (log, &departure);
  profile = herald_timeline_find_profile (self->report, log, departure.index);
  return herald_reminder_write (profile->vendor, timeline);
}

static gboolean
write_text (int            in,
            int            out,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Sealing *sealing = data;

  return herald_file_write_all (out, sealing->text, strlen (sealing->text), error);
}

static gboolean
seal (int            in,
      int            out,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  Sealing *sealing = data;
  gboolean is_anonymous = herald_report_get_anonymous (sealing->composer->report);

  return herald_seal (herald_key_get_certificate (sealing->recipient), in, strlen (sealing->text), out,
                      is_anonymous ? HERALD_SEAL_DATE_ZERO : HERALD_SEAL_NONE, cancellable, error);
}

static gboolean
armor (int            in,
       int            out,
       gpointer       data,
       GCancellable  *cancellable,
       GError       **error)
{
  return herald_armor_write (in, out, cancellable, error);
}

static gboolean
find_recipient (Sealing  *sealing,
                GError  **error)
{
  HeraldVendor *vendor = herald_report_get_vendor (sealing->composer->report);
  g_autoptr(HeraldConfirmed) confirmed = herald_composer_load_confirmed (sealing->composer, vendor, error);

  if (confirmed != NULL)
    sealing->recipient = herald_recipient_find (vendor, confirmed, error);
  return sealing->recipient != NULL;
}

static gboolean
seal_to_file (Sealing       *sealing,
              GCancellable  *cancellable,
              GError       **error)
{
  const HeraldStage stages[] = { { write_text, sealing }, { seal, sealing }, { armor, sealing } };
  g_autoptr(HeraldFileWriter) writer = herald_file_writer_new (sealing->path, HERALD_FILE_WRITER_NONE, error);
  int fd;

  if (writer == NULL)
    return FALSE;

  fd = herald_file_writer_get_fd (writer);
  return herald_pipeline_run (stages, G_N_ELEMENTS (stages), -1, fd, cancellable, error) &&
         herald_envelope_check (fd, herald_key_get_subkey (sealing->recipient), error) &&
         !g_cancellable_set_error_if_cancelled (cancellable, error) &&
         herald_file_writer_commit (writer, error);
}

static void
seal_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Sealing *sealing = task_data;
  GError *error = NULL;

  if (herald_composer_check_output (sealing->composer, sealing->path, &error) &&
      find_recipient (sealing, &error) && seal_to_file (sealing, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
check_text (const char  *text,
            GError     **error)
{
  if (g_utf8_validate (text, -1, NULL) && !herald_text_is_blank (text) && g_utf8_strlen (text, -1) <= MAX_TEXT)
    return TRUE;

  g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_WRONG_VALUE,
                       _("A text of at most 20,000 characters was expected"));
  return FALSE;
}

/**
 * herald_composer_seal_reminder_async:
 * @self: a composer with a report
 * @text: what to ask, perhaps from herald_composer_write_reminder()
 * @path: where the armored message will stand
 * @cancellable: (nullable): stops it, and leaves no file
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Seals a question to the vendor's key, as a text to paste or to attach.
 *
 * Only a key that the person confirmed, or that came with the profile, is used.
 *
 * Thread: the main thread; all that takes time happens in a worker.
 */
void
herald_composer_seal_reminder_async (HeraldComposer      *self,
                                     const char          *text,
                                     const char          *path,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  HeraldComposer *copy = check_text (text, &error) && herald_engine_init (&error)
                         ? herald_composer_copy (self, &error) : NULL;
  Sealing *sealing;

  g_task_set_name (task, "herald_composer_seal_reminder_async");
  /* Once the file stands at its place, it is too late to say that it does not. */
  g_task_set_check_cancellable (task, FALSE);
  if (copy == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  sealing = g_new0 (Sealing, 1);
  sealing->composer = copy;
  sealing->text = herald_pad_text (text);
  sealing->path = g_strdup (path);
  g_task_set_task_data (task, sealing, sealing_free);
  g_task_run_in_thread (task, seal_thread);
}

/**
 * herald_composer_seal_reminder_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_seal_reminder_async().
 *
 * Returns: %TRUE if the sealed question stands at its place
 */
gboolean
herald_composer_seal_reminder_finish (HeraldComposer  *self,
                                      GAsyncResult    *result,
                                      GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
