/* herald-composer-keep.c: moving reports into the vault
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-composer-private.h"
#include "herald-composer-vault.h"
#include "herald-copying.h"
#include "herald-report-codec.h"

/* Copies all attachments of a composer's report into a case; the report then
 * names them there. */
static gboolean
copy_all_in (HeraldComposer  *from,
             HeraldCase      *kept,
             HeraldCopying   *copying,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr(GPtrArray) attachments = herald_composer_copy_attachments (from->report);

  for (guint i = 0; i < attachments->len; i++)
    {
      const HeraldAttachment *attachment = g_ptr_array_index (attachments, i);
      int fd = herald_composer_open_attachment (attachment, from, error);
      g_autoptr(HeraldAttachment) moved = NULL;

      if (fd < 0)
        return FALSE;
      moved = herald_copying_read (copying, kept, fd, attachment->name, attachment->role, cancellable, error);
      if (moved == NULL)
        return FALSE;

      if (!g_str_equal (moved->sha256, attachment->sha256))
        {
          g_set_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY,
                       /* TRANSLATORS: %s is the name of an attachment */
                       _("The attachment “%s” has changed since it was added; add it again"), attachment->name);
          return FALSE;
        }
      if (!herald_report_detach (from->report, attachment->name, error) ||
          !herald_report_attach (from->report, g_steal_pointer (&moved), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * herald_composer_make_case:
 * @from: a copy of a composer, whose report is changed on the way
 * @vault: an unlocked vault
 * @copying: (nullable): told how far it is
 * @cancellable: (nullable): to give up
 * @error: return location for an error
 *
 * Makes a case of what a composer has, with copies of the attachments.
 *
 * Thread: a worker that has @from for itself.
 *
 * Returns: (transfer full): the case, or %NULL with an error; nothing half kept
 *   stays behind
 */
HeraldCase *
herald_composer_make_case (HeraldComposer  *from,
                           HeraldVault     *vault,
                           HeraldCopying   *copying,
                           GCancellable    *cancellable,
                           GError         **error)
{
  g_autofree char *before = herald_report_write (from->report);
  g_autoptr(HeraldCase) kept = herald_vault_new_case (vault, before, error);
  g_autofree char *after = NULL, *id = NULL;

  if (kept == NULL)
    return NULL;

  if (copy_all_in (from, kept, copying, cancellable, error))
    {
      after = herald_report_write (from->report);
      if (herald_case_append (kept, after, error) && herald_case_log_add (kept, "created", "", error) &&
          herald_composer_log_reply_key (from, kept, error))
        return g_steal_pointer (&kept);
    }

  id = g_strdup (herald_case_get_id (kept));
  herald_case_close (kept);
  herald_vault_delete_case (vault, id, NULL);
  return NULL;
}

/* The report in progress names its attachments as @copied does from now on. */
static void
adopt_attachments (HeraldReport *report,
                   HeraldReport *copied)
{
  g_autoptr(GPtrArray) moved = herald_composer_copy_attachments (copied);
  g_autoptr(GPtrArray) present = herald_composer_copy_attachments (report);

  for (guint i = 0; i < present->len; i++)
    {
      const HeraldAttachment *attachment = g_ptr_array_index (present, i);

      for (guint j = 0; j < moved->len; j++)
        {
          const HeraldAttachment *other = g_ptr_array_index (moved, j);

          if (g_str_equal (attachment->name, other->name) &&
              g_str_equal (attachment->sha256, other->sha256) &&
              herald_report_detach (report, attachment->name, NULL))
            herald_report_attach (report, herald_attachment_copy (other), NULL);
        }
    }
}

/* The report in progress is kept in @kept from now on. Takes @kept. */
static void
take_case (HeraldComposer *self,
           HeraldReport   *copied,
           HeraldCase     *kept)
{
  adopt_attachments (self->report, copied);
  self->kept = kept;
  herald_autosave_keep (self->autosave, kept);
}

/**
 * herald_composer_keep:
 * @self: a composer with a report, whose vault is unlocked
 * @error: return location for an error
 *
 * Keeps the report in progress in a new case, with copies of its attachments.
 *
 * A report that is kept already is written to its case. Until this is called, a
 * report is in memory only, and its autosave says so.
 *
 * Thread: reads the attachments; herald_composer_keep_async() does not wait.
 *
 * Returns: %FALSE with an error; the report then is as it was
 */
gboolean
herald_composer_keep (HeraldComposer  *self,
                      GError         **error)
{
  g_autoptr(HeraldComposer) copy = NULL;
  HeraldCase *kept;

  if (self->kept != NULL)
    return herald_composer_write_case (self, error);

  copy = herald_composer_copy (self, error);
  kept = copy == NULL ? NULL : herald_composer_make_case (copy, herald_composer_get_vault (self), NULL, NULL, error);
  if (kept == NULL)
    return FALSE;

  take_case (self, copy->report, kept);
  return TRUE;
}

static void
keep_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  HeraldCopying *copying = task_data;
  GError *error = NULL;

  copying->kept = herald_composer_make_case (copying->composer, copying->vault, copying, cancellable, &error);
  if (copying->kept != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* A report that was turned anonymous meanwhile has no history of before. */
static gboolean
forget_writer (HeraldCopying  *copying,
               HeraldReport   *report,
               GError        **error)
{
  HeraldReport *copied = copying->composer->report;
  g_autofree char *json = NULL, *id = NULL;

  if (!herald_report_get_anonymous (report) || herald_report_get_anonymous (copied))
    return TRUE;

  herald_report_turn_anonymous (copied);
  json = herald_report_write (copied);
  if (herald_case_start_afresh (copying->kept, json, error))
    return TRUE;

  id = g_strdup (herald_case_get_id (copying->kept));
  herald_case_close (copying->kept);
  herald_vault_delete_case (copying->vault, id, NULL);
  return FALSE;
}

/* Undo makes a new object of the same report. */
static gboolean
is_in_progress (HeraldComposer *self,
                HeraldReport   *report)
{
  return self->report != NULL && self->kept == NULL &&
         g_str_equal (herald_report_get_id (self->report), herald_report_get_id (report));
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  HeraldComposer *self = HERALD_COMPOSER (source);
  g_autoptr(GTask) task = data;
  HeraldCopying *copying = herald_copying_end (result, task);
  GError *error = NULL;

  self->is_keeping = FALSE;
  if (copying == NULL)
    return;

  /* A report that was left meanwhile is in the vault as it was then. */
  if (!is_in_progress (self, copying->report))
    herald_case_close (copying->kept);
  else if (forget_writer (copying, self->report, &error))
    take_case (self, copying->composer->report, g_steal_pointer (&copying->kept));

  g_clear_object (&copying->report);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static goffset
size_of_all (HeraldReport *report)
{
  GPtrArray *attachments = herald_report_get_attachments (report);
  goffset size = 0;

  for (guint i = 0; i < attachments->len; i++)
    size += (goffset) ((const HeraldAttachment *) g_ptr_array_index (attachments, i))->size;

  return size;
}

/**
 * herald_composer_keep_async:
 * @self: a composer with a report that is not kept, whose vault is unlocked
 * @cancellable: (nullable): stops it; nothing is kept then
 * @progress: (nullable): told how many bytes of how many are copied, ten times
 *   a second
 * @progress_data: for @progress
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Keeps the report in progress in a new case, and copies its attachments in a worker.
 *
 * The person may type on meanwhile; that is written to the case afterwards.
 *
 * Thread: the main thread.
 */
void
herald_composer_keep_async (HeraldComposer        *self,
                            GCancellable          *cancellable,
                            GFileProgressCallback  progress,
                            gpointer               progress_data,
                            GAsyncReadyCallback    callback,
                            gpointer               user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(HeraldComposer) copy = NULL;
  HeraldCopying *copying;
  GError *error = NULL;

  g_return_if_fail (self->kept == NULL);

  g_task_set_name (task, "herald_composer_keep_async");
  g_task_set_check_cancellable (task, FALSE);
  copy = self->n_copying == 0 || herald_copying_refuse (&error) ? herald_composer_copy (self, &error) : NULL;
  if (copy == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  copying = herald_copying_new (self, progress, progress_data);
  copying->total = size_of_all (copy->report);
  copying->composer = g_steal_pointer (&copy);
  copying->vault = g_object_ref (herald_composer_get_vault (self));
  self->is_keeping = TRUE;
  herald_copying_start (copying, task, keep_thread, kept_cb);
}

/**
 * herald_composer_keep_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_keep_async().
 *
 * Returns: %FALSE with an error; the report then is as it was
 */
gboolean
herald_composer_keep_finish (HeraldComposer  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * herald_composer_import:
 * @self: a composer whose vault is unlocked
 * @path: a report file
 * @error: return location for an error
 *
 * Keeps a report file's content in a new case; the file stays as it is.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_import (HeraldComposer  *self,
                        const char      *path,
                        GError         **error)
{
  return herald_composer_load (self, path, error) &&
         herald_composer_keep (self, error) &&
         herald_case_log_add (self->kept, "imported", "", error);
}
