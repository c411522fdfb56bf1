/* herald-composer-versions.c: what a report was like before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include "herald-composer-private.h"
#include "herald-composer-versions.h"
#include "herald-date.h"
#include "herald-report-codec.h"

/* A case may be used in any thread. */
typedef struct
{
  HeraldCase *kept;
  guint64     version;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->kept);
  g_free (job);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  char *json = herald_case_get_version (job->kept, job->version, &error);

  if (json != NULL)
    g_task_return_pointer (task, json, g_free);
  else
    g_task_return_error (task, error);
}

/**
 * herald_composer_read_version_async:
 * @self: a composer with a report that is kept
 * @version: the number of one of the case's versions
 * @cancellable: (nullable): makes it end as cancelled
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Reads an earlier version of the report in progress in a worker.
 */
void
herald_composer_read_version_async (HeraldComposer      *self,
                                    guint64              version,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  g_return_if_fail (HERALD_IS_COMPOSER (self));
  g_return_if_fail (self->kept != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  job = g_new0 (Job, 1);
  job->kept = g_object_ref (self->kept);
  job->version = version;
  g_task_set_name (task, "herald_composer_read_version_async");
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, read_thread);
}

/**
 * herald_composer_read_version_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_read_version_async().
 *
 * Returns: (transfer full): the report as its receiver would read it, or %NULL
 *   with an error
 */
char *
herald_composer_read_version_finish (HeraldComposer  *self,
                                     GAsyncResult    *result,
                                     GError         **error)
{
  g_autofree char *json = NULL, *today = herald_date_today ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(HeraldReport) report = NULL;
  g_autoptr(HeraldDocument) document = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  json = g_task_propagate_pointer (G_TASK (result), error);
  bytes = json != NULL ? g_bytes_new_static (json, strlen (json)) : NULL;
  report = bytes != NULL ? herald_report_read (bytes, self->vendors, error) : NULL;
  if (report == NULL)
    return NULL;

  document = herald_document_new (report, today);
  return herald_document_to_text (document);
}
