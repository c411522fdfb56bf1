/* herald-composer-cases.c: the cases of the vault, without waiting for the disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include "herald-composer-cases.h"
#include "herald-composer-private.h"

/* A vault may be used in any thread. */
typedef struct
{
  HeraldVault *vault;
  char        *id; /* of a case, or NULL */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->vault);
  g_free (job->id);
  g_free (job);
}

static void
start (HeraldComposer      *self,
       const char          *id,
       GTaskThreadFunc      work,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->vault = g_object_ref (herald_composer_get_vault (self));
  job->id = g_strdup (id);

  g_task_set_name (task, "herald_composer_cases");
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, work);
}

static void
list_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  GPtrArray *cases = herald_vault_list (job->vault, &error);

  if (cases != NULL)
    g_task_return_pointer (task, cases, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * herald_composer_list_cases_async:
 * @self: a composer whose vault is unlocked
 * @cancellable: (nullable): makes it end as cancelled
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Lists the cases of the vault in a worker.
 */
void
herald_composer_list_cases_async (HeraldComposer      *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (HERALD_IS_COMPOSER (self));

  start (self, NULL, list_thread, cancellable, callback, user_data);
}

/**
 * herald_composer_list_cases_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_list_cases_async().
 *
 * Returns: (transfer full) (element-type HeraldCaseSummary): the cases, or %NULL
 *   with an error
 */
GPtrArray *
herald_composer_list_cases_finish (HeraldComposer  *self,
                                   GAsyncResult    *result,
                                   GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
delete_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (herald_vault_delete_case (job->vault, job->id, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * herald_composer_delete_case_async:
 * @self: a composer whose vault is unlocked
 * @id: a case's id
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Deletes a case for good, in a worker.
 */
void
herald_composer_delete_case_async (HeraldComposer      *self,
                                   const char          *id,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (HERALD_IS_COMPOSER (self));
  g_return_if_fail (id != NULL);

  start (self, id, delete_thread, NULL, callback, user_data);
}

/**
 * herald_composer_delete_case_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_delete_case_async().
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_delete_case_finish (HeraldComposer  *self,
                                    GAsyncResult    *result,
                                    GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
check_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  GStrv problems = herald_vault_check_case (job->vault, job->id, &error);

  if (problems != NULL)
    g_task_return_pointer (task, problems, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

/**
 * herald_composer_check_case_async:
 * @self: a composer whose vault is unlocked
 * @id: a case's id
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Reads all of a case in a worker, and changes nothing.
 */
void
herald_composer_check_case_async (HeraldComposer      *self,
                                  const char          *id,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (HERALD_IS_COMPOSER (self));
  g_return_if_fail (id != NULL);

  start (self, id, check_thread, NULL, callback, user_data);
}

/**
 * herald_composer_check_case_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_check_case_async().
 *
 * Returns: (transfer full): a sentence for each problem, none for a sound case,
 *   or %NULL with an error
 */
GStrv
herald_composer_check_case_finish (HeraldComposer  *self,
                                   GAsyncResult    *result,
                                   GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A composer of its own, whose report is a case's. */
static HeraldComposer *
read_beside (HeraldComposer  *self,
             const char      *id,
             GError         **error)
{
  g_autoptr(HeraldCase) kept = herald_vault_open_case (herald_composer_get_vault (self), id, error);
  HeraldReport *report = kept != NULL ? herald_composer_read_case (self, kept, error) : NULL;
  HeraldComposer *beside;

  if (report == NULL)
    {
      if (kept != NULL)
        herald_case_close (kept);
      return NULL;
    }

  beside = g_object_new (HERALD_TYPE_COMPOSER, NULL);
  beside->report = report;
  beside->kept = g_steal_pointer (&kept);
  return beside;
}

static void
case_exported_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(GTask) task = data;
  HeraldComposer *beside = HERALD_COMPOSER (object);
  GError *error = NULL;

  herald_composer_export_finish (beside, result, &error);
  herald_case_close (beside->kept);

  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * herald_composer_export_case_async:
 * @self: a composer whose vault is unlocked
 * @id: the id of a case that is not open
 * @path: the report file to make; must not exist
 * @cancellable: (nullable): stops it, and leaves no file
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Exports a case as herald_composer_export() does, beside the report in progress.
 */
void
herald_composer_export_case_async (HeraldComposer      *self,
                                   const char          *id,
                                   const char          *path,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task;
  g_autoptr(HeraldComposer) beside = NULL;
  GError *error = NULL;

  g_return_if_fail (HERALD_IS_COMPOSER (self));
  g_return_if_fail (id != NULL && path != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_name (task, "herald_composer_export_case_async");
  beside = read_beside (self, id, &error);
  if (beside != NULL)
    herald_composer_export_async (beside, path, cancellable, case_exported_cb, task);
  else
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
}

/**
 * herald_composer_export_case_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_export_case_async().
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_export_case_finish (HeraldComposer  *self,
                                    GAsyncResult    *result,
                                    GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
