/* herald-composer-forms.c: what the person noted of forms, from one time to the next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-courier.h"
#include "herald-composer-private.h"

typedef struct
{
  char *path;
  char *text;
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *keeping = data;

  g_free (keeping->path);
  g_free (keeping->text);
  g_free (keeping);
}

/* No id of a vendor or channel has a dot, so no two forms share a file. */
static char *
make_path (HeraldComposer *self,
           const char     *vendor,
           const char     *channel)
{
  g_autofree char *name = g_strdup_printf ("%s.%s.json", vendor, channel);

  return g_build_filename (self->state, "forms", name, NULL);
}

/* What was noted of a form, or NULL in @note: in memory, else as it was
 * written. */
gboolean
herald_composer_load_form_note (HeraldComposer       *self,
                                HeraldVendor         *vendor,
                                const HeraldChannel  *channel,
                                HeraldFormNote      **note,
                                GError              **error)
{
  g_autofree char *path = make_path (self, herald_vendor_get_id (vendor), channel->id);
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  *note = herald_form_memory_find (self->form_notes, herald_vendor_get_id (vendor), channel->id);
  if (*note != NULL)
    return TRUE;

  bytes = herald_file_read (path, HERALD_FORM_NOTE_MAX_SIZE, &local_error);
  if (bytes == NULL && g_error_matches (local_error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NOT_FOUND))
    return TRUE;
  if (bytes == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  *note = herald_form_note_read (bytes, vendor, channel, error);
  if (*note == NULL)
    g_prefix_error (error, "%s: ", path);

  return *note != NULL;
}

/**
 * herald_composer_begin_form_note:
 * @self: a composer with a report
 * @channel: the id of one of the vendor's channels
 *
 * Begins a note on a form, in the words of the person and as of today.
 *
 * Returns: (transfer full) (nullable): a note that says nothing; %NULL if the
 *   vendor has no such channel
 */
HeraldFormNote *
herald_composer_begin_form_note (HeraldComposer *self,
                                 const char     *channel)
{
  HeraldVendor *vendor = herald_report_get_vendor (self->report);
  GPtrArray *channels = herald_vendor_get_channels (vendor);

  for (guint i = 0; i < channels->len; i++)
    {
      const HeraldChannel *at = g_ptr_array_index (channels, i);

      if (g_str_equal (at->id, channel))
        return herald_form_note_new (vendor, at, _("noted by you"));
    }

  return NULL;
}

static void
keep_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Keeping *keeping = task_data;
  g_autofree char *folder = g_path_get_dirname (keeping->path);
  GError *error = NULL;

  if (herald_file_make_folder (folder, &error) &&
      herald_file_replace (keeping->path, keeping->text, strlen (keeping->text), HERALD_FILE_WRITER_NONE, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * herald_composer_keep_form_note_async:
 * @self: a composer with a report
 * @note: what the person found
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Keeps a note for the next time, in the place of the one before.
 *
 * While the report in progress is anonymous it is kept in memory only, and is
 * gone when the program ends.
 *
 * Thread: the main thread; files are written in a worker.
 */
void
herald_composer_keep_form_note_async (HeraldComposer       *self,
                                      const HeraldFormNote *note,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  Keeping *keeping;

  g_task_set_name (task, "herald_composer_keep_form_note_async");

  /* It holds from now on; when it is written, the file says the same. */
  herald_form_memory_add (self->form_notes, note);
  if (herald_composer_confirms_in_memory (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  keeping = g_new0 (Keeping, 1);
  keeping->path = make_path (self, note->vendor, note->channel);
  keeping->text = herald_form_note_write (note);
  g_task_set_task_data (task, keeping, keeping_free);
  g_task_run_in_thread (task, keep_thread);
}

/**
 * herald_composer_keep_form_note_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_keep_form_note_async().
 *
 * Returns: %FALSE with an error if the note holds for this time only
 */
gboolean
herald_composer_keep_form_note_finish (HeraldComposer  *self,
                                       GAsyncResult    *result,
                                       GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
