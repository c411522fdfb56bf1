/* herald-composer-secret.c: a follow-up secret in a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include "herald-composer-private.h"
#include "herald-composer-secret.h"
#include "herald-file.h"

typedef struct
{
  HeraldComposer *composer; /* a copy */
  char           *text;     /* what the file holds */
  char           *path;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_object (&work->composer);
  herald_follow_up_free (work->text);
  g_free (work->path);
  g_free (work);
}

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const Work *work = task_data;
  GError *error = NULL;

  if (herald_composer_check_output (work->composer, work->path, &error) &&
      herald_file_replace (work->path, work->text, strlen (work->text), HERALD_FILE_WRITER_NONE, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * herald_composer_save_secret_async:
 * @self: a composer with a report
 * @secret: a follow-up secret
 * @path: where it will stand, in clear
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Writes a follow-up secret to a file that only the person can read, in a worker.
 *
 * The file holds the secret as it is shown, and nothing that says what it is.
 *
 * Thread: the main thread.
 */
void
herald_composer_save_secret_async (HeraldComposer      *self,
                                   const char          *secret,
                                   const char          *path,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  char *shown;
  GError *error = NULL;
  Work *work;

  g_return_if_fail (HERALD_IS_COMPOSER (self) && self->report != NULL);
  g_return_if_fail (secret != NULL && path != NULL);

  g_task_set_name (task, "herald_composer_save_secret_async");
  work = g_new0 (Work, 1);
  g_task_set_task_data (task, work, work_free);
  work->composer = herald_composer_copy (self, &error);
  if (work->composer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  shown = herald_follow_up_show (secret);
  work->text = g_strconcat (shown, "\n", NULL);
  herald_follow_up_free (shown);
  work->path = g_strdup (path);
  g_task_run_in_thread (task, save_thread);
}

/**
 * herald_composer_save_secret_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_save_secret_async().
 *
 * Returns: %FALSE with an error if nothing was written
 */
gboolean
herald_composer_save_secret_finish (HeraldComposer  *self,
                                    GAsyncResult    *result,
                                    GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
