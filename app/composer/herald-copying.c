/* herald-copying.c: files of the report in progress that a worker reads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-copying.h"

#define PROGRESS_MS 100

/**
 * herald_copying_new:
 * @composer: a composer with a report
 * @progress: (nullable): told how far it is, ten times a second
 * @progress_data: for @progress
 *
 * Prepares to read files for the report in progress.
 *
 * Returns: (transfer full): the work, to be filled in and started
 */
HeraldCopying *
herald_copying_new (HeraldComposer        *composer,
                    GFileProgressCallback  progress,
                    gpointer               progress_data)
{
  HeraldCopying *self = g_new0 (HeraldCopying, 1);

  g_mutex_init (&self->lock);
  self->fd = -1;
  self->report = g_object_ref (composer->report);
  self->progress = progress;
  self->progress_data = progress_data;
  return self;
}

/**
 * herald_copying_free:
 * @self: (transfer full): the work
 *
 * Frees what is left of it.
 */
void
herald_copying_free (HeraldCopying *self)
{
  g_clear_object (&self->composer);
  g_clear_object (&self->vault);
  g_clear_object (&self->kept);
  g_clear_object (&self->report);
  g_clear_pointer (&self->attachment, herald_attachment_free);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self->name);
  g_free (self->role);
  g_free (self);
}

/* Nobody asks the worker: where it is, the file that it reads tells. */
static gboolean
tell_progress_cb (gpointer data)
{
  HeraldCopying *self = data;
  goffset done;

  g_mutex_lock (&self->lock);
  done = self->done + (self->fd >= 0 ? MAX (lseek (self->fd, 0, SEEK_CUR), 0) : 0);
  g_mutex_unlock (&self->lock);

  self->progress (done, self->total, self->progress_data);
  return G_SOURCE_CONTINUE;
}

static void
free_copying (gpointer data)
{
  herald_copying_free (data);
}

/**
 * herald_copying_start:
 * @self: (transfer full): the work
 * @task: what it is done for; its source is the composer
 * @work: does it in a worker, with this as its task data
 * @ended: called in the main thread with @task, which it has to release, as user data
 *
 * Starts the work.
 */
void
herald_copying_start (HeraldCopying       *self,
                      GTask               *task,
                      GTaskThreadFunc      work,
                      GAsyncReadyCallback  ended)
{
  HeraldComposer *composer = g_task_get_source_object (task);
  g_autoptr(GTask) worker = g_task_new (composer, g_task_get_cancellable (task), ended, g_object_ref (task));

  composer->n_copying++;
  g_task_set_check_cancellable (worker, FALSE);
  g_task_set_task_data (worker, self, free_copying);
  if (self->progress != NULL)
    self->timer = g_timeout_add (PROGRESS_MS, tell_progress_cb, self);
  g_task_run_in_thread (worker, work);
}

/**
 * herald_copying_end:
 * @result: what the worker came to
 * @task: what it was done for
 *
 * Ends the work; @task too, if it failed.
 *
 * Returns: (transfer none) (nullable): the work, or %NULL when all has ended
 */
HeraldCopying *
herald_copying_end (GAsyncResult *result,
                    GTask        *task)
{
  HeraldComposer *composer = g_task_get_source_object (task);
  HeraldCopying *self = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  composer->n_copying--;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    return self;

  /* Who listens to it lives in this thread. */
  g_clear_object (&self->report);
  g_task_return_error (task, error);
  return NULL;
}

/**
 * herald_copying_read:
 * @self: (nullable): the work, to tell how far it is
 * @kept: a case
 * @fd: (transfer full): the file
 * @name: what the vendor will call it
 * @role: what it is for
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Copies a file into a case.
 *
 * Returns: (transfer full): an attachment that lies there, or %NULL with an error
 */
HeraldAttachment *
herald_copying_read (HeraldCopying  *self,
                     HeraldCase     *kept,
                     int             fd,
                     const char     *name,
                     const char     *role,
                     GCancellable   *cancellable,
                     GError        **error)
{
  g_autoptr(HeraldCaseBlob) blob = NULL;
  g_autofree char *path = NULL;

  if (self != NULL)
    {
      g_mutex_lock (&self->lock);
      self->fd = fd;
      g_mutex_unlock (&self->lock);
    }

  blob = herald_case_add_blob (kept, fd, cancellable, error);

  if (self != NULL)
    {
      g_mutex_lock (&self->lock);
      self->fd = -1;
      self->done += blob != NULL ? (goffset) blob->size : 0;
      g_mutex_unlock (&self->lock);
    }
  close (fd);
  if (blob == NULL)
    return NULL;

  path = g_strconcat (HERALD_CASE_BLOB_PREFIX, blob->id, NULL);
  return herald_attachment_new_known (path, name, role, blob->size, blob->sha256, error);
}

/**
 * herald_copying_refuse:
 * @error: return location for an error
 *
 * Refuses what cannot be done while files are read.
 *
 * Returns: %FALSE
 */
gboolean
herald_copying_refuse (GError **error)
{
  g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY,
                       _("A file of this report is still being read. Wait until that is done."));
  return FALSE;
}
