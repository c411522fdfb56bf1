/* herald-composer-sealed.c: noting without waiting that an envelope was made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include "herald-composer-private.h"
#include "herald-composer-sealed.h"

typedef struct
{
  HeraldComposer *composer; /* a copy */
  char           *path;
} Noting;

static void
noting_free (gpointer data)
{
  Noting *noting = data;

  g_object_unref (noting->composer);
  g_free (noting->path);
  g_free (noting);
}

static void
note_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Noting *noting = task_data;
  GError *error = NULL;

  if (noting->composer->kept == NULL || herald_composer_log_sealed (noting->composer, noting->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * herald_composer_log_sealed_async:
 * @self: a composer with a report
 * @path: the envelope that was made of it
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Writes into the case's log that an envelope was made, in a worker.
 *
 * For a report that is not kept, nothing is written.
 *
 * Thread: the main thread.
 */
void
herald_composer_log_sealed_async (HeraldComposer      *self,
                                  const char          *path,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  GError *error = NULL;
  HeraldComposer *copy = herald_composer_copy (self, &error);
  Noting *noting;

  g_task_set_name (task, "herald_composer_log_sealed_async");
  if (copy == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  noting = g_new0 (Noting, 1);
  noting->composer = copy;
  noting->path = g_strdup (path);
  g_task_set_task_data (task, noting, noting_free);
  g_task_run_in_thread (task, note_thread);
}

/**
 * herald_composer_log_sealed_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_log_sealed_async().
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_log_sealed_finish (HeraldComposer  *self,
                                   GAsyncResult    *result,
                                   GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
