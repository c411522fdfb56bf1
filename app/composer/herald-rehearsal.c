/* herald-rehearsal.c: an envelope as the vendor sees it, with a practice key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "herald-data.h"
#include "herald-engine.h"
#include "herald-file.h"
#include "herald-part.h"
#include "herald-rehearsal.h"
#include "herald-text.h"

/* As much of the report as a person reads on a screen. */
#define MAX_TEXT (1024 * 1024)

/**
 * herald_rehearsal_find_key:
 * @vendor: a vendor
 *
 * Finds the secret key of a vendor on whom one can practise.
 *
 * It is compiled in beside the vendor's own key, under the same name with
 * `-secret`. A real vendor has none, and a profile of the person's own neither.
 *
 * Returns: (transfer full) (nullable): the file's content, or %NULL
 */
GBytes *
herald_rehearsal_find_key (HeraldVendor *vendor)
{
  g_autoptr(GBytes) shipped = herald_vendor_get_shipped_key (vendor);
  GPtrArray *keys = herald_vendor_get_keys (vendor);

  for (guint i = 0; shipped != NULL && i < keys->len; i++)
    {
      const HeraldVendorKey *key = g_ptr_array_index (keys, i);
      const char *ending = strrchr (key->file, '.');
      g_autofree char *name = NULL;

      if (ending == NULL)
        continue;
      name = g_strdup_printf ("keys/%.*s-secret%s", (int) (ending - key->file), key->file, ending);
      return herald_data_lookup (name);
    }

  return NULL;
}

static int
remove_cb (const char        *path,
           const struct stat *status,
           int                type,
           struct FTW        *walk)
{
  return remove (path);
}

/**
 * herald_rehearsal_free:
 * @self: (transfer full): an opened envelope
 *
 * Frees an opened envelope, and takes its folder away.
 */
void
herald_rehearsal_free (HeraldRehearsal *self)
{
  if (self->folder != NULL)
    nftw (self->folder, remove_cb, 8, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
  g_free (self->folder);
  g_clear_pointer (&self->opened, herald_opened_free);
  g_free (self->text);
  g_free (self);
}

/* What comes out is in clear, so it lies where nothing reaches a disk. */
static char *
make_folder (GError **error)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  g_autofree char *folder = NULL;

  if (!herald_engine_init (error))
    return NULL;

  if (runtime == NULL || !g_str_has_prefix (herald_engine_get_home (), runtime))
    {
      g_set_error_literal (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_FAILED,
                           _("There is no private folder in memory to open the envelope in"));
      return NULL;
    }

  folder = g_build_filename (runtime, "herald", "practice-XXXXXX", NULL);
  if (g_mkdtemp_full (folder, 0700) == NULL)
    {
      herald_file_set_errno (error, errno, folder);
      return NULL;
    }

  return g_steal_pointer (&folder);
}

static void
read_text_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  HeraldRehearsal *self = task_data;
  g_autofree char *path = g_build_filename (self->folder, "parts", HERALD_PART_TEXT, NULL);
  g_autoptr(GBytes) content = herald_file_read (path, MAX_TEXT, NULL);
  g_autofree char *text = content == NULL ? g_strdup ("")
                                          : g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content));

  /* A text alone is padded with line ends. */
  self->text = herald_text_show_hidden (g_strchomp (text), TRUE);
  g_task_return_boolean (task, TRUE);
}

static void
text_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(GTask) task = data;
  HeraldRehearsal *self = g_object_steal_data (G_OBJECT (task), "rehearsal");

  g_task_return_pointer (task, self, (GDestroyNotify) herald_rehearsal_free);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GTask) task = data;
  HeraldRehearsal *self = g_object_get_data (G_OBJECT (task), "rehearsal");
  g_autoptr(GTask) reading = NULL;
  GError *error = NULL;

  self->opened = herald_envelope_open_finish (result, &error);
  if (self->opened == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  reading = g_task_new (NULL, NULL, text_read_cb, g_steal_pointer (&task));
  g_task_set_task_data (reading, self, NULL);
  g_task_run_in_thread (reading, read_text_thread);
}

/**
 * herald_rehearsal_open_async:
 * @path: an envelope of any form
 * @secret_key: from herald_rehearsal_find_key()
 * @cancellable: (nullable): stops it, and leaves nothing
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Opens an envelope as the vendor does, in a private folder in memory.
 *
 * Thread: the main thread; all that takes time happens in a worker.
 */
void
herald_rehearsal_open_async (const char          *path,
                             GBytes              *secret_key,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  HeraldRehearsal *self = g_new0 (HeraldRehearsal, 1);
  g_autofree char *parts = NULL;
  GError *error = NULL;
  int fd = herald_file_open (path, NULL, &error);

  g_task_set_name (task, "herald_rehearsal_open_async");
  g_object_set_data_full (G_OBJECT (task), "rehearsal", self, (GDestroyNotify) herald_rehearsal_free);

  if (fd >= 0)
    self->folder = make_folder (&error);
  if (self->folder == NULL)
    {
      if (fd >= 0)
        close (fd);
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  parts = g_build_filename (self->folder, "parts", NULL);
  herald_envelope_open_async (fd, secret_key, parts, cancellable, opened_cb, task);
  close (fd);
}

/**
 * herald_rehearsal_open_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_rehearsal_open_async().
 *
 * Returns: (transfer full): what the vendor finds, or %NULL with an error
 */
HeraldRehearsal *
herald_rehearsal_open_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
