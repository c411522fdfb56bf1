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
  const char         *folder;
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

/**
 * herald_opened_part_free:
 * @self: (transfer full): a part
 *
 * Frees what is said of a part; the file stays.
 */
void
herald_opened_part_free (HeraldOpenedPart *self)
{
  g_free (self->name);
  g_free (self->sha256);
  g_free (self);
}

static GPtrArray *
list_parts (const HeraldUnpackResult *result)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_opened_part_free);

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
 * herald_envelope_open:
 * @fd: an envelope of any form, an ordinary file
 * @secret_key: the content of the secret key's file
 * @folder: the folder to make and write into; must not exist
 * @findings: (out) (transfer full) (element-type utf8): what is wrong with the
 *   content, in translated sentences; empty if nothing was found
 * @cancellable: (nullable): stops it, and leaves nothing
 * @error: return location for an error
 *
 * Opens an envelope as its receiver does, and writes its parts.
 *
 * Names are made safe and sizes are bounded; on failure there is no folder.
 *
 * Thread: runs gpg; a worker.
 *
 * Returns: (transfer full) (element-type HeraldOpenedPart): what was written,
 *   or %NULL with an error
 */
GPtrArray *
herald_envelope_open (int            fd,
                      GBytes        *secret_key,
                      const char    *folder,
                      GPtrArray    **findings,
                      GCancellable  *cancellable,
                      GError       **error)
{
  Opening opening = { .fd = fd, .secret_key = secret_key };
  g_autofree char *beside = NULL;
  HeraldEnvelopeForm form;
  GPtrArray *parts = NULL;

  if (!herald_envelope_is_message (fd, &form))
    {
      opening.mail = herald_mail_read (fd, error);
      if (opening.mail == NULL)
        return NULL;
    }

  beside = make_folder_beside (folder, error);
  opening.folder = beside;
  if (beside != NULL && run (&opening, cancellable, error) && move_folder (beside, folder, error))
    {
      parts = list_parts (opening.result);
      *findings = list_findings (opening.result);
    }
  else if (beside != NULL)
    remove_folder (beside);

  g_clear_pointer (&opening.mail, herald_mail_view_free);
  g_clear_pointer (&opening.result, herald_unpack_result_free);
  return parts;
}
