/* herald-envelope-opener.c: the vendor's side of an envelope
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "herald-engine.h"
#include "herald-envelope-private.h"
#include "herald-file.h"
#include "herald-opener.h"
#include "herald-pipeline.h"
#include "herald-unpack.h"

/* Far above what a report needs, and far below what fills a disk unseen. */
static const HeraldUnpackLimits limits = {
  .max_parts = 200,
  .max_part_bytes = G_GUINT64_CONSTANT (8) << 30,
  .max_total_bytes = G_GUINT64_CONSTANT (16) << 30,
  .max_ratio = 200,
};

typedef struct
{
  HeraldMailView     *mail;   /* or NULL: the envelope is a bare message */
  int                 fd;
  GBytes             *secret_key;
  char               *destination;
  char               *folder; /* beside the destination, until all is well */
  HeraldUnpackResult *result;
} Opening;

static gboolean
extract (int            in,
         int            out,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Opening *opening = data;

  return herald_mail_extract (opening->mail, opening->fd, out, cancellable, error);
}

static gboolean
decrypt (int            in,
         int            out,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Opening *opening = data;

  return herald_open_message (opening->secret_key, in, out, cancellable, error);
}

static gboolean
unpack (int            in,
        int            out,
        gpointer       data,
        GCancellable  *cancellable,
        GError       **error)
{
  Opening *opening = data;

  return herald_unpack (in, opening->folder, &limits, &opening->result, error);
}

static gboolean
run (Opening       *opening,
     GCancellable  *cancellable,
     GError       **error)
{
  const HeraldStage stages[] = {
    { extract, opening }, { decrypt, opening }, { unpack, opening },
  };

  if (opening->mail != NULL)
    return herald_pipeline_run (stages, 3, -1, -1, cancellable, error);

  lseek (opening->fd, 0, SEEK_SET);
  return herald_pipeline_run (stages + 1, 2, opening->fd, -1, cancellable, error);
}

static int
remove_cb (const char        *path,
           const struct stat *status,
           int                type,
           struct FTW        *walk)
{
  return remove (path);
}

static void
remove_folder (const char *path)
{
  nftw (path, remove_cb, 8, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

/* A private folder beside the one that was asked for, so that nothing is seen
 * there before gpg has vouched for the last byte. */
static char *
make_folder_beside (const char  *folder,
                    GError     **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *path = g_build_filename (parent, ".herald-XXXXXX", NULL);

  if (g_file_test (folder, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    {
      herald_file_set_errno (error, EEXIST, folder);
      return NULL;
    }

  if (g_mkdtemp_full (path, 0700) == NULL)
    {
      herald_file_set_errno (error, errno, folder);
      return NULL;
    }

  return g_steal_pointer (&path);
}

static gboolean
move_folder (const char  *from,
             const char  *to,
             GError     **error)
{
  int status = renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);

  /* A few file systems know no flags; a folder replaces only an empty one. */
  if (status < 0 && errno == EINVAL)
    status = rename (from, to);
  if (status < 0)
    herald_file_set_errno (error, errno, to);

  return status == 0;
}

static void
part_free (HeraldOpenedPart *part)
{
  g_free (part->name);
  g_free (part->sha256);
  g_free (part);
}

static GPtrArray *
list_parts (const HeraldUnpackResult *result)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);

  for (guint i = 0; i < herald_unpack_result_get_n_parts (result); i++)
    {
      const HeraldUnpackedPart *unpacked = herald_unpack_result_get_part (result, i);
      HeraldOpenedPart *part = g_new0 (HeraldOpenedPart, 1);

      part->name = g_strdup (unpacked->name);
      part->size = unpacked->size;
      part->sha256 = g_strdup (unpacked->sha256);
      g_ptr_array_add (parts, part);
    }

  return parts;
}

static GPtrArray *
list_findings (const HeraldUnpackResult *result)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_free);

  if (herald_unpack_result_get_manifest (result) == HERALD_UNPACK_MANIFEST_DIFFERS)
    g_ptr_array_add (findings, g_strdup (_("The parts are not those that the manifest lists")));
  for (guint i = 0; i < herald_unpack_result_get_n_findings (result); i++)
    g_ptr_array_add (findings, g_strdup (herald_unpack_result_get_finding (result, i)));

  return findings;
}

/**
 * herald_opened_free:
 * @self: (transfer full): what came out of an envelope
 *
 * Frees what is said of the parts; the files stay.
 */
void
herald_opened_free (HeraldOpened *self)
{
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

static void
close_envelope (Opening *opening)
{
  if (opening->fd >= 0)
    close (opening->fd);
  opening->fd = -1;
}

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  close_envelope (opening);
  g_bytes_unref (opening->secret_key);
  g_free (opening->destination);
  g_free (opening->folder);
  g_clear_pointer (&opening->mail, herald_mail_view_free);
  g_clear_pointer (&opening->result, herald_unpack_result_free);
  g_free (opening);
}

static gboolean
open_into_folder (Opening       *opening,
                  GCancellable  *cancellable,
                  GError       **error)
{
  HeraldEnvelopeForm form;

  if (!herald_envelope_is_message (opening->fd, &form))
    {
      opening->mail = herald_mail_read (opening->fd, error);
      if (opening->mail == NULL)
        return FALSE;
    }

  opening->folder = make_folder_beside (opening->destination, error);
  if (opening->folder == NULL)
    return FALSE;
  if (run (opening, cancellable, error) && move_folder (opening->folder, opening->destination, error))
    return TRUE;

  remove_folder (opening->folder);
  return FALSE;
}

static void
open_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Opening *opening = task_data;
  GError *error = NULL;
  HeraldOpened *opened;
  gboolean good = open_into_folder (opening, cancellable, &error);

  close_envelope (opening);
  if (!good)
    {
      g_task_return_error (task, error);
      return;
    }

  opened = g_new0 (HeraldOpened, 1);
  opened->parts = list_parts (opening->result);
  opened->findings = list_findings (opening->result);
  g_task_return_pointer (task, opened, (GDestroyNotify) herald_opened_free);
}

/* “parts/” names a folder as well as “parts” does, to whoever completes names. */
static char *
without_last_slashes (const char *folder)
{
  gsize length = strlen (folder);

  while (length > 1 && folder[length - 1] == '/')
    length--;

  return g_strndup (folder, length);
}

/**
 * herald_envelope_open_async:
 * @fd: an envelope of any form, an ordinary file; a copy of it is kept
 * @secret_key: the content of the secret key's file
 * @folder: the folder to make and write into; must not exist
 * @cancellable: (nullable): stops it, and leaves nothing
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Opens an envelope as its receiver does, and writes its parts.
 *
 * Names are made safe and sizes are bounded; on failure there is no folder.
 */
void
herald_envelope_open_async (int                  fd,
                            GBytes              *secret_key,
                            const char          *folder,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);
  GError *error = NULL;

  opening->fd = fcntl (fd, F_DUPFD_CLOEXEC, 0);
  opening->secret_key = g_bytes_ref (secret_key);
  opening->destination = without_last_slashes (folder);
  g_task_set_name (task, "herald_envelope_open_async");
  /* Once the folder stands at its place, it is too late to say that it does not. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, opening, opening_free);

  if (herald_engine_init (&error))
    g_task_run_in_thread (task, open_thread);
  else
    g_task_return_error (task, error);
}

/**
 * herald_envelope_open_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_envelope_open_async().
 *
 * Returns: (transfer full): what came out, or %NULL with an error
 */
HeraldOpened *
herald_envelope_open_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
