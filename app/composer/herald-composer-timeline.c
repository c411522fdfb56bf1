/* herald-composer-timeline.c: the timeline of the case, and files made of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-log.h"
#include "herald-composer-private.h"
#include "herald-date.h"
#include "herald-report-codec.h"
#include "herald-timeline-builder.h"

/* A case may be read in any thread; the report is a copy. */
typedef struct
{
  HeraldCase   *kept;
  HeraldReport *report;
} Reading;

typedef struct
{
  char *path;
  char *text;
} Saving;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->kept);
  g_clear_object (&reading->report);
  g_free (reading);
}

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_free (saving->path);
  g_free (saving->text);
  g_free (saving);
}

/**
 * herald_composer_get_timeline:
 * @self: a composer with a report that is kept
 *
 * Tells what happened with the case, what was promised, and what comes next.
 *
 * Promises are those of the vendor's profile as it was when the report was sealed.
 *
 * Thread: any that has @self for itself. It reads no file, but waits for whoever
 * writes to the case; herald_composer_read_timeline_async() does not.
 *
 * Returns: (transfer full): the timeline as it is now
 */
HeraldTimeline *
herald_composer_get_timeline (HeraldComposer *self)
{
  g_autoptr(GPtrArray) log = NULL;
  g_autofree char *now = herald_date_now ();

  g_return_val_if_fail (HERALD_IS_COMPOSER (self) && self->kept != NULL, NULL);

  log = herald_case_log_get (self->kept);
  return herald_timeline_build (self->report, log, now);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Reading *reading = task_data;
  g_autoptr(GPtrArray) log = herald_case_log_get (reading->kept);
  g_autofree char *now = herald_date_now ();

  g_task_return_pointer (task, herald_timeline_build (reading->report, log, now),
                         (GDestroyNotify) herald_timeline_free);
}

/**
 * herald_composer_read_timeline_async:
 * @self: a composer with a report that is kept
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Does what herald_composer_get_timeline() does in a worker.
 *
 * The case may be at work: whoever writes to it is waited for there.
 *
 * Thread: the main thread.
 */
void
herald_composer_read_timeline_async (HeraldComposer      *self,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  GError *error = NULL;
  HeraldReport *report;
  Reading *reading;

  g_return_if_fail (HERALD_IS_COMPOSER (self) && self->kept != NULL);

  g_task_set_name (task, "herald_composer_read_timeline_async");
  report = herald_report_copy (self->report, &error);
  if (report == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  reading = g_new0 (Reading, 1);
  reading->kept = g_object_ref (self->kept);
  reading->report = report;
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
}

/**
 * herald_composer_read_timeline_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_read_timeline_async().
 *
 * Returns: (transfer full): the timeline as it was then, or %NULL with an error
 */
HeraldTimeline *
herald_composer_read_timeline_finish (HeraldComposer  *self,
                                      GAsyncResult    *result,
                                      GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static char *
write_timeline (HeraldComposer      *self,
                HeraldTimelineForm   form,
                GError             **error)
{
  g_autoptr(HeraldTimeline) timeline = herald_composer_get_timeline (self);
  char *text = form == HERALD_TIMELINE_AS_ICS ? herald_timeline_to_ics (timeline) : herald_timeline_to_text (timeline);

  if (text == NULL)
    g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY,
                         _("Nothing that was promised is due today or later"));
  return text;
}

/**
 * herald_composer_save_timeline:
 * @self: a composer with a report that is kept
 * @form: what to make
 * @path: where it will stand, in clear
 * @error: return location for an error
 *
 * Writes the timeline to a file, because the person asked for it.
 *
 * Thread: waits for the disk; herald_composer_save_timeline_async() does not.
 *
 * Returns: %FALSE with an error; %HERALD_COMPOSER_ERROR_NOT_READY where there is
 *   no date for a calendar
 */
gboolean
herald_composer_save_timeline (HeraldComposer      *self,
                               HeraldTimelineForm   form,
                               const char          *path,
                               GError             **error)
{
  g_autofree char *text = write_timeline (self, form, error);

  return text != NULL && herald_composer_check_output (self, path, error) &&
         herald_file_replace (path, text, strlen (text), HERALD_FILE_WRITER_NONE, error);
}

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Saving *saving = task_data;
  GError *error = NULL;

  if (herald_file_replace (saving->path, saving->text, strlen (saving->text), HERALD_FILE_WRITER_NONE, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * herald_composer_save_timeline_async:
 * @self: a composer with a report that is kept
 * @form: what to make
 * @path: where it will stand, in clear
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Does what herald_composer_save_timeline() does, and writes in a worker.
 *
 * Thread: the main thread.
 */
void
herald_composer_save_timeline_async (HeraldComposer      *self,
                                     HeraldTimelineForm   form,
                                     const char          *path,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  GError *error = NULL;
  char *text = herald_composer_check_output (self, path, &error) ? write_timeline (self, form, &error) : NULL;
  Saving *saving;

  g_task_set_name (task, "herald_composer_save_timeline_async");
  if (text == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  saving = g_new0 (Saving, 1);
  saving->path = g_strdup (path);
  saving->text = text;
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, save_thread);
}

/**
 * herald_composer_save_timeline_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_save_timeline_async().
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_save_timeline_finish (HeraldComposer  *self,
                                      GAsyncResult    *result,
                                      GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
