/* herald-composer-seal.c: from the report in progress to a file that is sealed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-composer-private.h"
#include "herald-engine.h"
#include "herald-part.h"
#include "herald-recipient.h"
#include "herald-seal-job.h"

typedef struct
{
  HeraldComposer     *composer; /* a copy */
  HeraldEnvelopeForm  form;
  char               *path;
  char               *sha256;   /* of the envelope of a kept report, when it is made */
} Sealing;

static void
sealing_free (gpointer data)
{
  Sealing *sealing = data;

  g_object_unref (sealing->composer);
  g_free (sealing->sha256);
  g_free (sealing->path);
  g_free (sealing);
}

/**
 * herald_composer_say_not_ready:
 * @error: (transfer full): why an envelope was not made
 *
 * Calls a report not ready whose files are not what they were when added.
 *
 * It is the same whether that is noticed before sealing or while.
 *
 * Returns: (transfer full): the error
 */
GError *
herald_composer_say_not_ready (GError *error)
{
  if (g_error_matches (error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_CHANGED))
    {
      error->domain = HERALD_COMPOSER_ERROR;
      error->code = HERALD_COMPOSER_ERROR_NOT_READY;
    }

  return error;
}

static const char *
find_mail (HeraldVendor     *vendor,
           HeraldConfirmed  *confirmed,
           const char      **subject)
{
  GPtrArray *channels = herald_vendor_get_channels (vendor);

  for (guint i = 0; i < channels->len; i++)
    {
      const HeraldChannel *channel = g_ptr_array_index (channels, i);

      if (channel->kind == HERALD_CHANNEL_EMAIL && channel->for_reports)
        {
          const char *address = herald_confirmed_get_address (confirmed, channel);

          *subject = channel->subject;
          return address != NULL ? address : "";
        }
    }

  *subject = "";
  return "";
}

/* Rule 8: while something stops it, no envelope can be made. */
static gboolean
is_ready (HeraldComposer      *self,
          HeraldEnvelopeForm   form,
          GError             **error)
{
  g_autoptr(GPtrArray) findings = herald_composer_review_as (self, form, error);

  if (findings == NULL)
    return FALSE;

  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity == HERALD_SEVERITY_STOP)
        {
          g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY,
                               finding->message);
          return FALSE;
        }
    }

  return TRUE;
}

/* The attachments as parts of a container. */
static GPtrArray *
make_parts (HeraldComposer  *self,
            GError         **error)
{
  GPtrArray *attachments = herald_report_get_attachments (self->report);
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_part_free);

  for (guint i = 0; i < attachments->len; i++)
    {
      HeraldPart *part = herald_composer_make_part (self, g_ptr_array_index (attachments, i), error);

      if (part == NULL)
        return NULL;
      g_ptr_array_add (parts, part);
    }

  return g_steal_pointer (&parts);
}

/**
 * herald_composer_make_seal_job:
 * @self: a copy of a composer with a report
 * @form: what to make
 * @error: return location for an error
 *
 * Reviews a report, and gathers what sealing it needs if nothing stops it.
 *
 * Thread: a worker that has @self for itself.
 *
 * Returns: (transfer full): the job, or %NULL with an error
 */
HeraldSealJob *
herald_composer_make_seal_job (HeraldComposer      *self,
                               HeraldEnvelopeForm   form,
                               GError             **error)
{
  HeraldVendor *vendor = herald_report_get_vendor (self->report);
  g_autoptr(HeraldConfirmed) confirmed = NULL;
  g_autoptr(HeraldKey) recipient = NULL;
  g_autoptr(GPtrArray) parts = NULL;
  const char *address, *subject;

  if (!is_ready (self, form, error))
    return NULL;

  confirmed = herald_composer_load_confirmed (self, vendor, error);
  recipient = confirmed == NULL ? NULL : herald_recipient_find (vendor, confirmed, error);
  if (recipient == NULL)
    return NULL;

  parts = make_parts (self, error);
  if (parts == NULL)
    return NULL;

  address = find_mail (vendor, confirmed, &subject);
  return herald_seal_job_new (self->report, parts, recipient, address, subject, form,
                              herald_composer_find_reply_key (self), error);
}

static gboolean
seal_to_file (HeraldSealJob  *job,
              const char     *path,
              GCancellable   *cancellable,
              GError        **error)
{
  g_autoptr(HeraldFileWriter) writer = herald_file_writer_new (path, HERALD_FILE_WRITER_NONE, error);

  return writer != NULL &&
         herald_seal_job_run (job, herald_file_writer_get_fd (writer), cancellable, error) &&
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
  HeraldSealJob *job = NULL;
  gboolean good;

  if (herald_composer_check_output (sealing->composer, sealing->path, &error))
    job = herald_composer_make_seal_job (sealing->composer, sealing->form, &error);

  /* A case's log has the hash of what was made of it. */
  if (job != NULL && sealing->composer->kept != NULL)
    herald_seal_job_want_sha256 (job);

  good = job != NULL && seal_to_file (job, sealing->path, cancellable, &error);
  if (good && sealing->composer->kept != NULL)
    sealing->sha256 = herald_seal_job_finish_sha256 (job);

  /* Whoever is told that it has ended finds the attachments closed. */
  g_clear_pointer (&job, herald_seal_job_free);

  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, herald_composer_say_not_ready (error));
}

/**
 * herald_composer_prepare_seal:
 *
 * Begins what sealing needs and no report has a part in, for a program that is
 * about to load one.
 *
 * What fails here fails again, and is told, when something is sealed.
 *
 * Thread: the main thread.
 */
void
herald_composer_prepare_seal (void)
{
  if (herald_engine_init (NULL))
    herald_engine_prepare ();
}

/**
 * herald_composer_seal_async:
 * @self: a composer with a report
 * @form: what to make
 * @path: where the envelope will stand; an existing file is replaced only by
 *   a whole envelope, and the report and its attachments never are
 * @cancellable: (nullable): stops it, and leaves no file
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Reviews the report in progress, and seals it if nothing stops it.
 *
 * Later changes to the report do not reach the envelope.
 *
 * Thread: the main thread; all that takes time happens in a worker.
 */
void
herald_composer_seal_async (HeraldComposer      *self,
                            HeraldEnvelopeForm   form,
                            const char          *path,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  HeraldComposer *copy = herald_engine_init (&error) ? herald_composer_copy (self, &error) : NULL;
  Sealing *sealing;

  g_task_set_name (task, "herald_composer_seal_async");
  /* Once the envelope stands at its place, it is too late to say that it does not. */
  g_task_set_check_cancellable (task, FALSE);

  if (copy == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  sealing = g_new0 (Sealing, 1);
  sealing->composer = copy;
  sealing->form = form;
  sealing->path = g_strdup (path);
  g_task_set_task_data (task, sealing, sealing_free);
  g_task_run_in_thread (task, seal_thread);
}

/**
 * herald_composer_seal_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_seal_async().
 *
 * Returns: %TRUE if the envelope stands at its place;
 *   %HERALD_COMPOSER_ERROR_NOT_READY if the review stopped it
 */
gboolean
herald_composer_seal_finish (HeraldComposer  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  Sealing *sealing;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  sealing = g_task_get_task_data (G_TASK (result));
  g_clear_pointer (&self->sealed_path, g_free);
  g_clear_pointer (&self->sealed_sha256, g_free);
  if (sealing->sha256 != NULL)
    {
      self->sealed_path = g_strdup (sealing->path);
      self->sealed_sha256 = g_steal_pointer (&sealing->sha256);
    }

  return TRUE;
}
