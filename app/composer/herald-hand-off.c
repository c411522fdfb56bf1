/* herald-hand-off.c: a mail that is ready for the person's mail program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-private.h"
#include "herald-hand-off.h"
#include "herald-hash.h"
#include "herald-mail-view.h"
#include "herald-passing-folder.h"

typedef struct
{
  HeraldComposer   *composer; /* a copy */
  HeraldHandOffWay  way;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_object_unref (making->composer);
  g_free (making);
}

/**
 * herald_hand_off_free:
 * @self: (transfer full): a hand-off
 *
 * Frees a hand-off, and removes its files.
 *
 * A mail program has read them when it shows the draft, but not before: what the
 * person may still have to open is freed at the end of the program.
 */
void
herald_hand_off_free (HeraldHandOff *self)
{
  herald_passing_folder_free (self->folder);
  g_free (self->path);
  g_free (self->address);
  g_free (self->subject);
  g_free (self->body);
  g_free (self->attachment);
  g_free (self->sha256);
  g_free (self);
}

/**
 * herald_hand_off_sweep:
 *
 * Removes what a program left behind that was killed.
 *
 * Thread: any; reads folders.
 */
void
herald_hand_off_sweep (void)
{
  herald_passing_folder_sweep ();
}

static char *
make_path (HeraldHandOff *self,
           const char    *name)
{
  return g_build_filename (herald_passing_folder_get_path (self->folder), name, NULL);
}

static const char *
find_header (const HeraldMailView *view,
             const char           *name)
{
  for (guint i = 0; view->headers[i] != NULL; i += 2)
    {
      if (g_ascii_strcasecmp (view->headers[i], name) == 0)
        return view->headers[i + 1];
    }

  return "";
}

/* Writes the draft, as “seal” does. */
static gboolean
write_draft (HeraldComposer  *composer,
             const char      *path,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr(HeraldSealJob) job = herald_composer_make_seal_job (composer, HERALD_ENVELOPE_DRAFT, error);
  g_autoptr(HeraldFileWriter) writer = NULL;

  if (job == NULL)
    return FALSE;

  writer = herald_file_writer_new (path, HERALD_FILE_WRITER_NEW, error);
  return writer != NULL &&
         herald_seal_job_run (job, herald_file_writer_get_fd (writer), cancellable, error) &&
         herald_file_writer_commit (writer, error);
}

/* What is attached, taken out of the draft again: so it is what goes. */
static gboolean
take_attachment (HeraldHandOff        *self,
                 const HeraldMailView *view,
                 int                   draft,
                 GCancellable         *cancellable,
                 GError              **error)
{
  g_autofree char *path = make_path (self, view->names[0]);
  g_autoptr(HeraldFileWriter) writer = herald_file_writer_new (path, HERALD_FILE_WRITER_NEW, error);
  int fd = writer != NULL ? herald_file_writer_get_fd (writer) : -1;

  if (writer == NULL || !herald_mail_extract (view, draft, fd, cancellable, error) || lseek (fd, 0, SEEK_SET) != 0 ||
      !herald_hash_of_fd (fd, &self->sha256, &self->attachment_size, error))
    return FALSE;

  self->attachment = g_strdup (view->names[0]);
  if (self->way == HERALD_HAND_OFF_DRAFT)
    return TRUE;

  self->path = g_steal_pointer (&path);
  self->media_type = view->message_encoding == HERALD_MAIL_ENCODING_BASE64 ? "application/octet-stream" : "text/plain";
  return herald_file_writer_commit (writer, error);
}

static gboolean
read_back (HeraldHandOff  *self,
           const char     *path,
           GCancellable   *cancellable,
           GError        **error)
{
  int draft = herald_file_open (path, NULL, error);
  g_autoptr(HeraldMailView) view = draft >= 0 ? herald_mail_read (draft, error) : NULL;
  gboolean good = FALSE;

  if (view != NULL)
    {
      self->address = g_strdup (find_header (view, "To"));
      self->subject = g_strdup (find_header (view, "Subject"));
      good = take_attachment (self, view, draft, cancellable, error);
    }
  if (draft >= 0)
    close (draft);

  return good;
}

static gboolean
make (HeraldHandOff   *self,
      HeraldComposer  *composer,
      GCancellable    *cancellable,
      GError         **error)
{
  HeraldVendor *vendor = herald_report_get_vendor (herald_composer_get_report (composer));
  g_autofree char *path = NULL;

  self->folder = herald_passing_folder_new (error);
  if (self->folder == NULL)
    return FALSE;

  path = make_path (self, "report.eml");
  self->body = g_strdup (herald_vendor_get_word (vendor, "mail.body"));
  if (!write_draft (composer, path, cancellable, error) || !read_back (self, path, cancellable, error))
    return FALSE;

  if (self->way == HERALD_HAND_OFF_DRAFT)
    {
      self->path = g_steal_pointer (&path);
      self->media_type = "message/rfc822";
    }
  return TRUE;
}

static void
make_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Making *making = task_data;
  HeraldHandOff *self = g_new0 (HeraldHandOff, 1);
  GError *error = NULL;

  self->way = making->way;
  if (make (self, making->composer, cancellable, &error))
    {
      g_task_return_pointer (task, self, (GDestroyNotify) herald_hand_off_free);
      return;
    }

  herald_hand_off_free (self);
  g_task_return_error (task, herald_composer_say_not_ready (error));
}

/**
 * herald_composer_hand_off_async:
 * @self: a composer with a report
 * @way: what the mail program is given
 * @cancellable: (nullable): stops it, and leaves no file
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Seals the report in progress into a mail that the person's mail program sends.
 *
 * The report must be ready for a draft. The files lie in a private folder, in
 * memory where the system has a place for that; only the vendor's address, a
 * subject that says nothing, and two sentences are in clear.
 *
 * Thread: the main thread; all that takes time happens in a worker.
 */
void
herald_composer_hand_off_async (HeraldComposer      *self,
                                HeraldHandOffWay     way,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  HeraldComposer *copy = herald_engine_init (&error) ? herald_composer_copy (self, &error) : NULL;
  Making *making;

  g_task_set_name (task, "herald_composer_hand_off_async");
  if (copy == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  making = g_new0 (Making, 1);
  making->composer = copy;
  making->way = way;
  g_task_set_task_data (task, making, making_free);
  g_task_run_in_thread (task, make_thread);
}

/**
 * herald_composer_hand_off_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_hand_off_async().
 *
 * Returns: (transfer full): what was made; %NULL with an error, as with
 *   herald_composer_seal_finish()
 */
HeraldHandOff *
herald_composer_hand_off_finish (HeraldComposer  *self,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
