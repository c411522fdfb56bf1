/* herald-composer-deliver.c: sending an envelope to the vendor's endpoint
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-composer-private.h"
#include "herald-deliver-job.h"
#include "herald-drop-run.h"
#include "herald-engine.h"

/* One delivery, from the click to what is written down of it. */
typedef struct
{
  HeraldDeliverJob      *job;
  HeraldDeliverProgress  progress;
  gpointer               progress_data;
  char                  *warning;
} Delivering;

typedef gboolean (*Prepare) (HeraldDeliverJob  *job,
                             GCancellable      *cancellable,
                             GError           **error);

static void
delivering_free (gpointer data)
{
  Delivering *delivering = data;

  herald_deliver_job_free (delivering->job);
  g_free (delivering->warning);
  g_free (delivering);
}

static void
tell (Delivering         *delivering,
      HeraldDeliverPhase  phase,
      guint64             done)
{
  const HeraldDelivery *delivery = delivering->job->delivery;

  if (delivering->progress != NULL)
    delivering->progress (phase, done, delivery != NULL ? delivery->size : 0, delivering->progress_data);
}

/**
 * herald_composer_refuse_delivering:
 * @error: return location for an error
 *
 * Refuses what cannot be done while an envelope is on its way.
 *
 * Returns: %FALSE
 */
gboolean
herald_composer_refuse_delivering (GError **error)
{
  g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY,
                       _("A report is being sent. Wait until that is done, or cancel it."));
  return FALSE;
}

/* Ends it, either with a delivery or with an error. */
static void
end (GTask  *task,
     GError *error)
{
  HeraldComposer *self = g_task_get_source_object (task);
  Delivering *delivering = g_task_get_task_data (task);

  self->is_delivering = FALSE;
  g_clear_pointer (&self->delivering, g_free);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&delivering->job->delivery), (GDestroyNotify) herald_delivery_free);
  g_object_unref (task);
}

static void
write_thread (GTask        *worker,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;

  if (herald_deliver_job_write (task_data, &error))
    g_task_return_boolean (worker, TRUE);
  else
    g_task_return_error (worker, error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  GTask *task = data;
  Delivering *delivering = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  /* What it came to stays true if nobody could write it down. */
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    delivering->warning = g_strdup (error->message);

  end (task, NULL);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  GTask *task = data;
  Delivering *delivering = g_task_get_task_data (task);
  HeraldDropEvent *event = herald_drop_run_finish (result);
  g_autoptr(GTask) worker = g_task_new (g_task_get_source_object (task), NULL, written_cb, task);

  if (event->outcome != NULL)
    herald_drop_outcome_apply (event->outcome, delivering->job->delivery);
  else
    herald_delivery_end (delivering->job->delivery, HERALD_DELIVERY_UNKNOWN, HERALD_DELIVERY_INTERRUPTED);
  herald_drop_event_free (event);

  tell (delivering, HERALD_DELIVER_KEEPING, 0);
  g_task_set_task_data (worker, delivering->job, NULL);
  g_task_run_in_thread (worker, write_thread);
}

static void
heard_cb (const HeraldDropEvent *event,
          gpointer               data)
{
  Delivering *delivering = data;

  if (event->kind == HERALD_DROP_CONNECTING)
    tell (delivering, HERALD_DELIVER_CONNECTING, 0);
  else if (event->kind == HERALD_DROP_SENDING)
    tell (delivering, HERALD_DELIVER_SENDING, event->sent);
  else if (event->kind == HERALD_DROP_WAITING)
    tell (delivering, HERALD_DELIVER_WAITING, 0);
}

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  HeraldComposer *self = HERALD_COMPOSER (source);
  GTask *task = data;
  Delivering *delivering = g_task_get_task_data (task);
  g_autoptr(HeraldDropRequest) request = NULL;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      end (task, error);
      return;
    }

  /* Nobody sends again what has a receipt. */
  if (delivering->job->delivery->state == HERALD_DELIVERY_ACCEPTED)
    {
      end (task, NULL);
      return;
    }

  self->delivering = g_strdup (delivering->job->delivery->id);
  request = herald_deliver_job_make_request (delivering->job);
  herald_drop_run_async (request, delivering->job->fd, g_task_get_cancellable (task), heard_cb, delivering,
                         sent_cb, task);
}

static void
prepare_in_thread (GTask            *worker,
                   HeraldDeliverJob *job,
                   Prepare           prepare,
                   GCancellable     *cancellable)
{
  GError *error = NULL;

  if (prepare (job, cancellable, &error))
    g_task_return_boolean (worker, TRUE);
  else
    g_task_return_error (worker, herald_composer_say_not_ready (error));
}

static void
seal_thread (GTask        *worker,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  prepare_in_thread (worker, task_data, herald_deliver_job_seal, cancellable);
}

static void
reopen_thread (GTask        *worker,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  prepare_in_thread (worker, task_data, herald_deliver_job_reopen, cancellable);
}

/* Takes the job, and the task. */
static void
start (HeraldComposer        *self,
       GTask                 *task,
       HeraldDeliverJob      *job,
       GTaskThreadFunc        prepare,
       HeraldDeliverProgress  progress,
       gpointer               progress_data)
{
  g_autoptr(GTask) worker = g_task_new (self, g_task_get_cancellable (task), prepared_cb, task);
  Delivering *delivering = g_new0 (Delivering, 1);

  delivering->job = job;
  delivering->progress = progress;
  delivering->progress_data = progress_data;
  g_task_set_task_data (task, delivering, delivering_free);
  self->is_delivering = TRUE;
  tell (delivering, HERALD_DELIVER_SEALING, 0);

  g_task_set_check_cancellable (worker, FALSE);
  g_task_set_task_data (worker, job, NULL);
  g_task_run_in_thread (worker, prepare);
}

static GTask *
make_task (HeraldComposer      *self,
           const char          *name,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_name (task, name);
  /* A cancelled delivery has an outcome too. */
  g_task_set_check_cancellable (task, FALSE);

  return task;
}

/* Whether an envelope can be made and kept as it is wanted. */
static gboolean
check_submission (HeraldComposer          *self,
                  const HeraldSubmission  *submission,
                  GError                 **error)
{
  if (self->is_delivering)
    return herald_composer_refuse_delivering (error);
  if (submission->form == HERALD_ENVELOPE_BUNDLE || submission->form == HERALD_ENVELOPE_ASC)
    return TRUE;

  g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_WRONG_VALUE,
                       _("Direct delivery takes one sealed message and nothing around it: a bundle, or asc"));
  return FALSE;
}

static HeraldDeliverJob *
make_submission (HeraldComposer          *self,
                 const HeraldSubmission  *submission,
                 GError                 **error)
{
  HeraldComposer *copy;
  HeraldDeliverJob *job;

  if (!check_submission (self, submission, error) || !herald_engine_init (error))
    return NULL;

  copy = herald_composer_copy (self, error);
  job = copy == NULL ? NULL
                     : herald_deliver_job_new (copy, self->vendors, &submission->route, submission->patience, error);
  if (job == NULL)
    return NULL;

  job->form = submission->form;
  job->path = g_strdup (submission->path);
  job->told = g_strdup (submission->endpoint);
  if (submission->follow_up != NULL)
    {
      g_free (job->follow_up);
      job->follow_up = g_strdup (submission->follow_up);
    }
  if (submission->pins != NULL)
    {
      g_strfreev (job->pins);
      job->pins = g_strdupv ((GStrv) submission->pins);
    }

  return job;
}

/**
 * herald_composer_submit_async:
 * @self: a composer with a report
 * @submission: what to send, and how; copied
 * @cancellable: (nullable): stops it; once anything was sent the delivery is
 *   unknown then, and that is no error
 * @progress: (nullable): told how far it is
 * @progress_data: for @progress
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Reviews, seals, keeps and sends the report in progress, once.
 *
 * The envelope and its journal are on the disk before the first byte goes. A
 * report that is kept in a case has its envelope there, and no path.
 *
 * Thread: the main thread; all that takes time happens elsewhere.
 */
void
herald_composer_submit_async (HeraldComposer         *self,
                              const HeraldSubmission *submission,
                              GCancellable           *cancellable,
                              HeraldDeliverProgress   progress,
                              gpointer                progress_data,
                              GAsyncReadyCallback     callback,
                              gpointer                user_data)
{
  HeraldDeliverJob *job;
  GError *error = NULL;
  GTask *task;

  g_return_if_fail (self->report != NULL);
  g_return_if_fail ((submission->path == NULL) == (self->kept != NULL));

  task = make_task (self, "herald_composer_submit_async", cancellable, callback, user_data);
  job = make_submission (self, submission, &error);
  if (job == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  start (self, task, job, seal_thread, progress, progress_data);
}

/**
 * herald_composer_retry_async:
 * @self: a composer
 * @id: (nullable): the id of a delivery of the case in progress
 * @path: (nullable): an envelope beside which its journal lies; one of both
 * @route: which way, which need not be that of the attempt before
 * @patience: (nullable): other deadlines, for tests
 * @cancellable: (nullable): stops it
 * @progress: (nullable): told how far it is
 * @progress_data: for @progress
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Sends a kept envelope again, once: the same bytes with the same key.
 *
 * One that was accepted is not sent again: its delivery comes back as it is.
 *
 * Thread: the main thread.
 */
void
herald_composer_retry_async (HeraldComposer        *self,
                             const char            *id,
                             const char            *path,
                             const HeraldRoute     *route,
                             const char            *patience,
                             GCancellable          *cancellable,
                             HeraldDeliverProgress  progress,
                             gpointer               progress_data,
                             GAsyncReadyCallback    callback,
                             gpointer               user_data)
{
  HeraldDeliverJob *job = NULL;
  GError *error = NULL;
  GTask *task;

  g_return_if_fail ((id == NULL) != (path == NULL));
  g_return_if_fail (id == NULL || self->kept != NULL);

  task = make_task (self, "herald_composer_retry_async", cancellable, callback, user_data);
  if (self->is_delivering)
    herald_composer_refuse_delivering (&error);
  else
    job = herald_deliver_job_new (herald_composer_copy_bare (self), self->vendors, route, patience, &error);

  if (job == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  job->id = g_strdup (id);
  job->path = g_strdup (path);
  start (self, task, job, reopen_thread, progress, progress_data);
}

/**
 * herald_composer_deliver_finish:
 * @self: a composer
 * @result: what the callback was given
 * @warning: (out) (optional) (nullable): why the outcome could not be written
 *   down; then the disk says “sending”, which reads as “unknown”
 * @error: return location for an error
 *
 * Ends herald_composer_submit_async() and herald_composer_retry_async().
 *
 * Returns: (transfer full): the delivery, however it ended; %NULL with an error
 *   if nothing was sent
 */
HeraldDelivery *
herald_composer_deliver_finish (HeraldComposer  *self,
                                GAsyncResult    *result,
                                char           **warning,
                                GError         **error)
{
  Delivering *delivering;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  delivering = g_task_get_task_data (G_TASK (result));
  if (warning != NULL)
    *warning = delivering == NULL ? NULL : g_strdup (delivering->warning);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * herald_composer_is_delivering:
 * @self: a composer
 *
 * Tells whether an envelope is on its way.
 *
 * Meanwhile the case cannot be closed, nor the vault locked.
 *
 * Returns: %TRUE if so
 */
gboolean
herald_composer_is_delivering (HeraldComposer *self)
{
  return self->is_delivering;
}
