/* herald-folder.c: folders of private files, durable and locked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-folder.h"
#include "herald-vault-error.h"

/**
 * herald_folder_list:
 * @folder: a folder
 *
 * Lists the names in a folder, hidden ones too.
 *
 * Returns: (transfer full) (element-type utf8): the names, in no order; none
 *   where there is no folder
 */
GPtrArray *
herald_folder_list (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));

  return names;
}

/**
 * herald_folder_sync:
 * @folder: a folder
 * @error: return location for an error
 *
 * Makes the names in a folder durable.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_folder_sync (const char  *folder,
                    GError     **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean is_synced;

  if (fd < 0)
    return herald_vault_fail_errno (error, errno, folder);

  /* A few file systems cannot sync a folder; they need not. */
  is_synced = fsync (fd) == 0 || errno == EINVAL || herald_vault_fail_errno (error, errno, folder);
  close (fd);
  return is_synced;
}

/**
 * herald_folder_make:
 * @folder: a folder whose parent exists
 * @error: return location for an error
 *
 * Makes a folder that only the person can enter; one that is there will do.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_folder_make (const char  *folder,
                    GError     **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  if (mkdir (folder, 0700) < 0)
    return errno == EEXIST || herald_vault_fail_errno (error, errno, folder);

  return herald_folder_sync (parent, error);
}

/**
 * herald_folder_move:
 * @from: a file or folder
 * @to: its new path; nothing stands there
 * @error: return location for an error
 *
 * Moves a file or a folder, durably.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_folder_move (const char  *from,
                    const char  *to,
                    GError     **error)
{
  g_autofree char *left = g_path_get_dirname (from);
  g_autofree char *entered = g_path_get_dirname (to);
  int status = renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);

  if (status < 0 && errno == EINVAL)
    status = renameat (AT_FDCWD, from, AT_FDCWD, to);
  if (status < 0)
    return herald_vault_fail_errno (error, errno, from);

  return herald_folder_sync (entered, error) &&
         (g_str_equal (left, entered) || herald_folder_sync (left, error));
}

/**
 * herald_folder_clean:
 * @folder: a folder
 * @prefix: how the names begin of what is removed; "" for all
 * @error: return location for an error
 *
 * Removes files from a folder, as many as it can.
 *
 * Returns: %FALSE with an error if one could not be removed
 */
gboolean
herald_folder_clean (const char  *folder,
                     const char  *prefix,
                     GError     **error)
{
  g_autoptr(GPtrArray) names = herald_folder_list (folder);
  gboolean is_clean = TRUE;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_str_has_prefix (name, prefix) || unlink (path) == 0 || errno == ENOENT)
        continue;
      if (is_clean)
        herald_vault_fail_errno (error, errno, path);
      is_clean = FALSE;
    }

  return is_clean;
}

/**
 * herald_folder_remove:
 * @folder: a folder that holds files only
 * @error: return location for an error
 *
 * Removes a folder with all that is in it.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_folder_remove (const char  *folder,
                      GError     **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  if (!herald_folder_clean (folder, "", error))
    return FALSE;
  if (rmdir (folder) < 0 && errno != ENOENT)
    return herald_vault_fail_errno (error, errno, folder);

  return herald_folder_sync (parent, error);
}

/* Whether a lock that we hold is the one that others find. */
static gboolean
is_still_there (int fd)
{
  struct stat status;

  return fstat (fd, &status) == 0 && status.st_nlink > 0;
}

static int
open_lock (const char *path)
{
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  /* On a disk that can only be read nobody changes anything: an old lock will do. */
  if (fd < 0 && (errno == EROFS || errno == EACCES))
    fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  return fd;
}

/**
 * herald_folder_lock:
 * @path: a file that exists for nothing else; it is made
 * @seconds: how long to wait for another process
 * @error: return location for an error
 *
 * Locks what a file stands for against all others, in this process too.
 *
 * A file system without locks is no error.
 *
 * Returns: a descriptor that holds the lock until it is closed; -1 with
 *   %HERALD_VAULT_ERROR_BUSY or another error
 */
int
herald_folder_lock (const char  *path,
                    guint        seconds,
                    GError     **error)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  int fd = open_lock (path);

  if (fd < 0)
    {
      herald_vault_fail_errno (error, errno, path);
      return -1;
    }

  while (flock (fd, LOCK_EX | LOCK_NB) < 0)
    {
      if (errno != EINTR && errno != EWOULDBLOCK)
        return fd;
      if (g_get_monotonic_time () >= deadline)
        {
          close (fd);
          herald_vault_refuse (error, HERALD_VAULT_ERROR_BUSY,
                               _("Another Herald is using this. Close it there first."));
          return -1;
        }
      g_usleep (5000);
    }

  if (!is_still_there (fd))
    {
      close (fd);
      herald_vault_fail_errno (error, ENOENT, path);
      return -1;
    }

  return fd;
}
