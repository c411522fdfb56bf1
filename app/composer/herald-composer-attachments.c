/* herald-composer-attachments.c: where the attachments of the report in progress lie
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "herald-copying.h"
#include "herald-file.h"
#include "herald-hash.h"
#include "herald-report-codec.h"

/* A path as a report keeps it: relative where the file lies below the report. */
static char *
path_from_folder (const char *folder,
                  const char *path)
{
  g_autofree char *base = g_canonicalize_filename (folder, NULL);
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  gsize length = strlen (base);

  if (g_str_equal (base, "/"))
    return g_strdup (full + 1);
  if (g_str_has_prefix (full, base) && full[length] == '/')
    return g_strdup (full + length + 1);

  return g_steal_pointer (&full);
}

static gpointer
copy_attachment (gconstpointer attachment,
                 gpointer      data)
{
  return herald_attachment_copy (attachment);
}

/* The attachments of a report, which may change while they are gone through. */
GPtrArray *
herald_composer_copy_attachments (HeraldReport *report)
{
  GPtrArray *attachments = g_ptr_array_copy (herald_report_get_attachments (report), copy_attachment, NULL);

  g_ptr_array_set_free_func (attachments, (GDestroyNotify) herald_attachment_free);
  return attachments;
}

/* Whether an attachment could be added, before it is copied. */
static gboolean
takes_attachment (HeraldReport  *report,
                  const char    *name,
                  const char    *role,
                  GError       **error)
{
  g_autofree char *no_hash = g_strnfill (HERALD_HASH_HEX_LENGTH, '0');
  g_autoptr(HeraldReport) copy = herald_report_copy (report, error);
  HeraldAttachment *attachment = copy == NULL ? NULL
                                              : herald_attachment_new_known (name, name, role, 0, no_hash, error);

  return attachment != NULL && herald_report_attach (copy, attachment, error);
}

/* Copies a file into the case, or takes down its hash. */
static HeraldAttachment *
look_at_file (HeraldCase     *kept,
              const char     *folder,
              const char     *path,
              const char     *name,
              const char     *role,
              HeraldCopying  *copying,
              GCancellable   *cancellable,
              GError        **error)
{
  g_autofree char *named = NULL;
  int fd;

  if (kept != NULL)
    {
      fd = herald_file_open (path, NULL, error);
      return fd < 0 ? NULL : herald_copying_read (copying, kept, fd, name, role, cancellable, error);
    }

  named = folder != NULL ? path_from_folder (folder, path) : g_canonicalize_filename (path, NULL);
  return herald_attachment_new (folder != NULL ? folder : "/", named, name, role, error);
}

/**
 * herald_composer_attach:
 * @self: a composer with a report
 * @path: a file
 * @name: (nullable): what the vendor will call it; %NULL for its own name
 * @role: what it is for, one of %HERALD_ATTACHMENT_ROLES
 * @error: return location for an error
 *
 * Adds an attachment to the report in progress; copies it, if the report is kept.
 *
 * Thread: reads the file; herald_composer_attach_async() does not wait.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_attach (HeraldComposer  *self,
                        const char      *path,
                        const char      *name,
                        const char      *role,
                        GError         **error)
{
  g_autofree char *base = g_path_get_basename (path);
  HeraldAttachment *attachment;

  if (name == NULL)
    name = base;
  if (self->is_keeping)
    return herald_copying_refuse (error);
  if (!takes_attachment (self->report, name, role, error))
    return FALSE;

  attachment = look_at_file (self->kept, self->folder, path, name, role, NULL, NULL, error);
  return attachment != NULL && herald_report_attach (self->report, attachment, error);
}

static void
attach_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  HeraldCopying *copying = task_data;
  HeraldComposer *copy = copying->composer;
  GError *error = NULL;

  copying->attachment = look_at_file (copy->kept, copy->folder, copying->path, copying->name, copying->role,
                                      copying, cancellable, &error);
  if (copying->attachment != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
attached_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  HeraldComposer *self = HERALD_COMPOSER (source);
  g_autoptr(GTask) task = data;
  HeraldCopying *copying = herald_copying_end (result, task);
  gboolean is_same;
  GError *error = NULL;

  if (copying == NULL)
    return;

  /* Undo makes a new report, in the same case. */
  is_same = copying->composer->kept != NULL ? copying->composer->kept == self->kept
                                            : copying->report == self->report;
  if (is_same)
    herald_report_attach (self->report, g_steal_pointer (&copying->attachment), &error);
  else
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                         _("The report was closed before the file was attached"));

  g_clear_object (&copying->report);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * herald_composer_attach_async:
 * @self: a composer with a report
 * @path: a file
 * @name: (nullable): what the vendor will call it; %NULL for its own name
 * @role: what it is for, one of %HERALD_ATTACHMENT_ROLES
 * @cancellable: (nullable): stops it; nothing is attached then
 * @progress: (nullable): told how many bytes of how many are copied, ten times
 *   a second; not where a report is not kept
 * @progress_data: for @progress
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Does what herald_composer_attach() does, and reads the file in a worker.
 *
 * Thread: the main thread.
 */
void
herald_composer_attach_async (HeraldComposer        *self,
                              const char            *path,
                              const char            *name,
                              const char            *role,
                              GCancellable          *cancellable,
                              GFileProgressCallback  progress,
                              gpointer               progress_data,
                              GAsyncReadyCallback    callback,
                              gpointer               user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *base = g_path_get_basename (path);
  g_autoptr(HeraldComposer) copy = NULL;
  HeraldCopying *copying;
  GStatBuf status;
  GError *error = NULL;

  g_task_set_name (task, "herald_composer_attach_async");
  g_task_set_check_cancellable (task, FALSE);
  if ((!self->is_keeping || herald_copying_refuse (&error)) &&
      takes_attachment (self->report, name != NULL ? name : base, role, &error))
    copy = herald_composer_copy (self, &error);
  if (copy == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  copying = herald_copying_new (self, self->kept != NULL ? progress : NULL, progress_data);
  copying->composer = g_steal_pointer (&copy);
  copying->path = g_strdup (path);
  copying->name = g_strdup (name != NULL ? name : base);
  copying->role = g_strdup (role);
  copying->total = g_stat (path, &status) == 0 ? status.st_size : 0;
  herald_copying_start (copying, task, attach_thread, attached_cb);
}

/**
 * herald_composer_attach_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_attach_async().
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_attach_finish (HeraldComposer  *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The content of an attachment that lies in a case. */
int
herald_composer_open_kept (HeraldCase              *kept,
                           const HeraldAttachment  *attachment,
                           GError                 **error)
{
  if (g_str_has_prefix (attachment->path, HERALD_CASE_BLOB_PREFIX))
    return herald_case_open_blob (kept, attachment->path + strlen (HERALD_CASE_BLOB_PREFIX), error);

  g_set_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY,
               /* TRANSLATORS: %s is the name of an attachment */
               _("The attachment “%s” does not lie in the case; add it again"), attachment->name);
  return -1;
}

/* A HeraldAttachmentOpener for the attachments of the report in progress. */
int
herald_composer_open_attachment (const HeraldAttachment  *attachment,
                                 gpointer                 composer,
                                 GError                 **error)
{
  HeraldComposer *self = composer;

  if (self->kept != NULL)
    return herald_composer_open_kept (self->kept, attachment, error);

  return herald_attachment_open (attachment, self->folder != NULL ? self->folder : "/", error);
}

/* An attachment in a case, for a thread that knows nothing else. */
typedef struct
{
  HeraldCase       *kept;
  HeraldAttachment *attachment;
} Kept;

static Kept *
kept_new (HeraldCase             *kept,
          const HeraldAttachment *attachment)
{
  Kept *self = g_new0 (Kept, 1);

  self->kept = g_object_ref (kept);
  self->attachment = herald_attachment_copy (attachment);
  return self;
}

static void
kept_free (gpointer data)
{
  Kept *self = data;

  g_object_unref (self->kept);
  herald_attachment_free (self->attachment);
  g_free (self);
}

static int
open_stream (gpointer   data,
             GError   **error)
{
  Kept *self = data;

  return herald_composer_open_kept (self->kept, self->attachment, error);
}

/* An attachment of the report in progress as a part of a container. */
HeraldPart *
herald_composer_make_part (HeraldComposer          *self,
                           const HeraldAttachment  *attachment,
                           GError                 **error)
{
  g_autofree char *name = g_strconcat (HERALD_PART_ATTACHMENTS, attachment->name, NULL);
  int fd;

  if (self->kept != NULL)
    return herald_part_new_stream (name, "application/octet-stream", open_stream,
                                   kept_new (self->kept, attachment), kept_free,
                                   attachment->size, attachment->sha256);

  fd = herald_composer_open_attachment (attachment, self, error);
  if (fd < 0)
    return NULL;

  return herald_part_new_file (name, "application/octet-stream", fd,
                               attachment->size, attachment->sha256);
}
