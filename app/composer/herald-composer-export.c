/* herald-composer-export.c: moving reports out of the vault
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "herald-composer-private.h"
#include "herald-composer-vault.h"
#include "herald-file.h"
#include "herald-report-codec.h"

static gboolean
copy_out (HeraldCase              *kept,
          const HeraldAttachment  *attachment,
          const char              *path,
          GCancellable            *cancellable,
          GError                 **error)
{
  g_autoptr(HeraldFileWriter) writer = herald_file_writer_new (path, HERALD_FILE_WRITER_NEW, error);

  return writer != NULL &&
         herald_case_copy_blob (kept, attachment->path + strlen (HERALD_CASE_BLOB_PREFIX),
                                herald_file_writer_get_fd (writer), cancellable, error) &&
         herald_file_writer_commit (writer, error);
}

/* Copies the attachments to a folder, where the report then names them. What
 * was made is added to @made. */
static gboolean
copy_all_out (HeraldComposer  *from,
              const char      *folder,
              GPtrArray       *made,
              GCancellable    *cancellable,
              GError         **error)
{
  g_autofree char *base = g_path_get_basename (folder);
  g_autoptr(GPtrArray) attachments = herald_composer_copy_attachments (from->report);

  if (attachments->len > 0 && !herald_file_make_folder (folder, error))
    return FALSE;

  for (guint i = 0; i < attachments->len; i++)
    {
      const HeraldAttachment *attachment = g_ptr_array_index (attachments, i);
      g_autofree char *out = g_build_filename (folder, attachment->name, NULL);
      g_autofree char *relative = g_build_filename (base, attachment->name, NULL);
      HeraldAttachment *moved;

      if (!copy_out (from->kept, attachment, out, cancellable, error))
        return FALSE;
      g_ptr_array_add (made, g_steal_pointer (&out));

      moved = herald_attachment_new_known (relative, attachment->name, attachment->role,
                                           attachment->size, attachment->sha256, error);
      if (moved == NULL || !herald_report_detach (from->report, attachment->name, error) ||
          !herald_report_attach (from->report, moved, error))
        return FALSE;
    }

  return TRUE;
}

/* Writes what a composer has to a file; its report is changed on the way: a
 * copy, that a worker may use. Nothing half exported stays behind, in clear. */
static gboolean
export_copy (HeraldComposer  *from,
             const char      *path,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autofree char *folder = g_strconcat (path, ".attachments", NULL);
  g_autofree char *json = NULL;
  g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func (g_free);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_EXISTS,
                   /* TRANSLATORS: %s is a file as the person named it */
                   _("%s: there is such a file already; choose another name"), path);
      return FALSE;
    }

  if (copy_all_out (from, folder, made, cancellable, error))
    {
      json = herald_report_write (from->report);
      if (herald_file_replace (path, json, strlen (json), HERALD_FILE_WRITER_NEW, error))
        return herald_case_log_add (from->kept, "exported", "", error);
    }

  for (guint i = 0; i < made->len; i++)
    g_unlink (g_ptr_array_index (made, i));
  g_rmdir (folder);
  return FALSE;
}

/**
 * herald_composer_export:
 * @self: a composer with a report that is kept
 * @path: the report file to make; must not exist
 * @error: return location for an error
 *
 * Writes a kept report to a file, in clear, because the person asked for it.
 *
 * Its attachments go to a folder `PATH.attachments`, in clear too.
 *
 * Thread: writes the attachments; herald_composer_export_async() does not wait.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_export (HeraldComposer  *self,
                        const char      *path,
                        GError         **error)
{
  g_autoptr(HeraldComposer) copy = herald_composer_copy (self, error);

  return copy != NULL && export_copy (copy, path, NULL, error);
}

static void
export_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  HeraldComposer *copy = task_data;
  GError *error = NULL;

  if (export_copy (copy, g_object_get_data (G_OBJECT (task), "path"), cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * herald_composer_export_async:
 * @self: a composer with a report that is kept
 * @path: the report file to make; must not exist
 * @cancellable: (nullable): stops it, and leaves no file
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Does what herald_composer_export() does, in a worker.
 */
void
herald_composer_export_async (HeraldComposer      *self,
                              const char          *path,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  HeraldComposer *copy = herald_composer_copy (self, &error);

  g_task_set_name (task, "herald_composer_export_async");
  g_task_set_check_cancellable (task, FALSE);
  if (copy == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, copy, g_object_unref);
  g_object_set_data_full (G_OBJECT (task), "path", g_strdup (path), g_free);
  g_task_run_in_thread (task, export_thread);
}

/**
 * herald_composer_export_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_export_async().
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_export_finish (HeraldComposer  *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
