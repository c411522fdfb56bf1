/* herald-file.c: bounded reads of regular files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-base"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "herald-file.h"

G_DEFINE_QUARK (herald-file-error-quark, herald_file_error)

/**
 * herald_file_set_errno:
 * @error: return location for an error
 * @saved_errno: what a system call left in errno
 * @name: the file as the person named it
 *
 * Turns a failed system call into an error that names the file.
 */
void
herald_file_set_errno (GError     **error,
                       int          saved_errno,
                       const char  *name)
{
  int code = HERALD_FILE_ERROR_FAILED;

  if (saved_errno == ENOENT || saved_errno == ENOTDIR)
    code = HERALD_FILE_ERROR_NOT_FOUND;
  else if (saved_errno == ENOSPC || saved_errno == EDQUOT || saved_errno == EFBIG)
    code = HERALD_FILE_ERROR_NO_SPACE;
  else if (saved_errno == EEXIST)
    code = HERALD_FILE_ERROR_EXISTS;

  /* TRANSLATORS: the first %s is a file as the person named it, the second the system's
   * reason, such as “No such file or directory” */
  g_set_error (error, HERALD_FILE_ERROR, code, _("%s: %s"), name, g_strerror (saved_errno));
}

static int
check_regular (int           fd,
               const char   *name,
               guint64      *size,
               GError      **error)
{
  struct stat status;

  if (fd < 0 || fstat (fd, &status) < 0)
    {
      int saved_errno = errno;

      if (fd >= 0)
        close (fd);
      if (saved_errno == ELOOP)
        g_set_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NOT_A_FILE,
                     /* TRANSLATORS: %s is a file as the person named it */
                     _("%s: this is a link, not a file"), name);
      else
        herald_file_set_errno (error, saved_errno, name);
      return -1;
    }

  if (!S_ISREG (status.st_mode))
    {
      close (fd);
      g_set_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NOT_A_FILE,
                   /* TRANSLATORS: %s is a file as the person named it */
                   _("%s: this is not an ordinary file"), name);
      return -1;
    }

  if (size != NULL)
    *size = (guint64) status.st_size;
  return fd;
}

/**
 * herald_file_open:
 * @path: a path
 * @size: (out) (optional): the file's size in bytes
 * @error: return location for an error
 *
 * Opens an ordinary file for reading.
 *
 * A pipe, a device or a folder is refused without waiting for it.
 *
 * Returns: a file descriptor that the caller closes, or -1 with an error
 */
int
herald_file_open (const char  *path,
                  guint64     *size,
                  GError     **error)
{
  g_return_val_if_fail (path != NULL, -1);

  return check_regular (open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY),
                        path, size, error);
}

static gboolean
stays_inside (const char *path)
{
  g_auto(GStrv) steps = g_strsplit (path, "/", -1);

  if (path[0] == '\0' || path[0] == '/')
    return FALSE;

  return !g_strv_contains ((const char * const *) steps, "..");
}

/* Opens one step at a time, so that no folder on the way can be a link. */
static int
open_beneath (int         folder_fd,
              const char *path)
{
  g_auto(GStrv) steps = g_strsplit (path, "/", -1);
  int fd = folder_fd;

  for (guint i = 0; steps[i] != NULL; i++)
    {
      gboolean last = steps[i + 1] == NULL;
      int flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK;
      int next = openat (fd, steps[i][0] == '\0' ? "." : steps[i],
                         last ? flags : flags | O_DIRECTORY);
      int saved_errno = errno;

      close (fd);
      errno = saved_errno;
      if (next < 0)
        return -1;
      fd = next;
    }

  return fd;
}

/**
 * herald_file_open_inside:
 * @folder: a folder
 * @path: a path relative to @folder
 * @size: (out) (optional): the file's size in bytes
 * @error: return location for an error
 *
 * Opens an ordinary file that lies inside a folder.
 *
 * A path that leaves the folder, by `..`, as an absolute path or through a
 * symbolic link at any step, is refused.
 *
 * Returns: a file descriptor that the caller closes, or -1 with an error
 */
int
herald_file_open_inside (const char  *folder,
                         const char  *path,
                         guint64     *size,
                         GError     **error)
{
  int folder_fd;

  g_return_val_if_fail (folder != NULL && path != NULL, -1);

  if (!stays_inside (path))
    {
      g_set_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NOT_A_FILE,
                   /* TRANSLATORS: %s is a path to a file */
                   _("%s: this path leaves the report’s folder"), path);
      return -1;
    }

  folder_fd = open (folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
  if (folder_fd < 0)
    {
      herald_file_set_errno (error, errno, folder);
      return -1;
    }

  return check_regular (open_beneath (folder_fd, path), path, size, error);
}

/* Whether a path still leads to an open file, and not to one that replaced it. */
static gboolean
is_still_at (int         fd,
             const char *path)
{
  struct stat opened, present;

  return fstat (fd, &opened) == 0 && stat (path, &present) == 0 &&
         opened.st_dev == present.st_dev && opened.st_ino == present.st_ino;
}

/**
 * herald_file_lock:
 * @path: an ordinary file
 * @error: return location for an error
 *
 * Waits until nobody else is changing a file that is changed by replacing it.
 *
 * Whoever reads, changes and replaces the file while holding the lock loses
 * nothing of what others did in the same way. A file system without locks is
 * no error.
 *
 * Returns: a file descriptor that holds the lock until it is closed, or -1
 *   with an error
 */
int
herald_file_lock (const char  *path,
                  GError     **error)
{
  for (;;)
    {
      int fd = herald_file_open (path, NULL, error);

      if (fd < 0)
        return -1;

      while (flock (fd, LOCK_EX) < 0 && errno == EINTR)
        ;

      /* While we waited, the one before us replaced the file. */
      if (is_still_at (fd, path))
        return fd;
      close (fd);
    }
}

/**
 * herald_file_read_fd:
 * @fd: an open file, pipe or terminal
 * @max_size: how many bytes it may have
 * @name: how to call it in an error
 * @error: return location for an error
 *
 * Reads to the end, but never more than a bound.
 *
 * Returns: (transfer full): what was read, or %NULL with an error
 */
GBytes *
herald_file_read_fd (int           fd,
                     gsize         max_size,
                     const char   *name,
                     GError      **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[16 * 1024];

  for (;;)
    {
      gssize n = read (fd, buffer, sizeof buffer);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          herald_file_set_errno (error, errno, name);
          return NULL;
        }
      if (n == 0)
        break;
      if (bytes->len + (gsize) n > max_size)
        {
          g_autofree char *limit = g_format_size_full (max_size, G_FORMAT_SIZE_IEC_UNITS);

          g_set_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_TOO_LARGE,
                       /* TRANSLATORS: the first %s is a file as the person
                        * named it, the second a size, such as “256 KiB” */
                       _("%s: it is larger than %s"), name, limit);
          return NULL;
        }
      g_byte_array_append (bytes, buffer, (guint) n);
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * herald_file_read:
 * @path: a path
 * @max_size: how many bytes the file may have
 * @error: return location for an error
 *
 * Reads a whole ordinary file of bounded size.
 *
 * Returns: (transfer full): its content, or %NULL with an error that names
 *   the file
 */
GBytes *
herald_file_read (const char  *path,
                  gsize        max_size,
                  GError     **error)
{
  int fd = herald_file_open (path, NULL, error);
  GBytes *bytes;

  if (fd < 0)
    return NULL;

  bytes = herald_file_read_fd (fd, max_size, path, error);
  close (fd);
  return bytes;
}

/**
 * herald_file_write_all:
 * @fd: an open file or pipe
 * @data: bytes
 * @length: their number
 * @error: return location for an error
 *
 * Writes all of some bytes.
 *
 * Returns: %TRUE on success; the error names no file, which the caller knows
 */
gboolean
herald_file_write_all (int           fd,
                       const void   *data,
                       gsize         length,
                       GError      **error)
{
  const char *at = data;

  while (length > 0)
    {
      gssize n = write (fd, at, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          int saved_errno = errno;

          g_set_error_literal (error, HERALD_FILE_ERROR,
                               saved_errno == ENOSPC || saved_errno == EDQUOT || saved_errno == EFBIG
                                 ? HERALD_FILE_ERROR_NO_SPACE : HERALD_FILE_ERROR_FAILED,
                               g_strerror (saved_errno));
          return FALSE;
        }
      at += n;
      length -= (gsize) n;
    }

  return TRUE;
}

/**
 * herald_file_make_folder:
 * @path: a folder's path
 * @error: return location for an error
 *
 * Makes a folder that only the person can enter, with all above it.
 *
 * Returns: %TRUE if it exists now
 */
gboolean
herald_file_make_folder (const char  *path,
                         GError     **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;

  herald_file_set_errno (error, errno, path);
  return FALSE;
}
