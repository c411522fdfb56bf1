/* herald-file-writer.c: a private file that appears whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-base"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-file.h"
#include "herald-file-writer.h"

/* The file has no name until it is complete (O_TMPFILE), so that even a kill
 * leaves nothing behind. Where the file system cannot do that, it has a
 * random name beside its destination and is removed when the writer is freed. */

struct _HeraldFileWriter
{
  char                  *path;
  char                  *folder;
  char                  *temporary; /* a name beside @path, or NULL */
  HeraldFileWriterFlags  flags;
  int                    folder_fd;
  int                    fd;
};

static char *
make_temporary_name (void)
{
  return g_strdup_printf (".herald-%08x%08x", g_random_int (), g_random_int ());
}

static int
open_nameless (HeraldFileWriter *self)
{
  self->fd = openat (self->folder_fd, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (self->fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT))
    return self->fd;

  self->temporary = make_temporary_name ();
  self->fd = openat (self->folder_fd, self->temporary,
                     O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd < 0)
    g_clear_pointer (&self->temporary, g_free);

  return self->fd;
}

static gboolean
refuse_destination (HeraldFileWriter  *self,
                    GError           **error)
{
  struct stat status;

  if (lstat (self->path, &status) < 0)
    return FALSE;

  if (self->flags & HERALD_FILE_WRITER_NEW)
    {
      g_set_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_EXISTS,
                   /* TRANSLATORS: %s is a file as the person named it */
                   _("%s: this file exists already and is left as it is"), self->path);
      return TRUE;
    }

  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NOT_A_FILE,
                   /* TRANSLATORS: %s is a file as the person named it */
                   _("%s: this is not an ordinary file"), self->path);
      return TRUE;
    }

  return FALSE;
}

/**
 * herald_file_writer_new:
 * @path: where the file will stand
 * @flags: how to treat a file that stands there already
 * @error: return location for an error
 *
 * Begins a file (mode 0600) that appears at its place only when it is complete.
 *
 * Returns: (transfer full): a writer, or %NULL with an error that names @path
 */
HeraldFileWriter *
herald_file_writer_new (const char             *path,
                        HeraldFileWriterFlags   flags,
                        GError                **error)
{
  g_autoptr(HeraldFileWriter) self = g_new0 (HeraldFileWriter, 1);

  self->path = g_strdup (path);
  self->folder = g_path_get_dirname (path);
  self->flags = flags;
  self->fd = self->folder_fd = -1;

  if (refuse_destination (self, error))
    return NULL;

  self->folder_fd = open (self->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (self->folder_fd < 0 || open_nameless (self) < 0)
    {
      herald_file_set_errno (error, errno, path);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * herald_file_writer_get_fd:
 * @self: a writer
 *
 * Gives the descriptor to write to, and to read back from.
 *
 * Returns: a descriptor that belongs to @self
 */
int
herald_file_writer_get_fd (const HeraldFileWriter *self)
{
  return self->fd;
}

static gboolean
give_name (HeraldFileWriter *self,
           const char       *name)
{
  g_autofree char *source = g_strdup_printf ("/proc/self/fd/%d", self->fd);

  return linkat (AT_FDCWD, source, self->folder_fd, name, AT_SYMLINK_FOLLOW) == 0;
}

static gboolean
rename_into_place (HeraldFileWriter *self,
                   const char       *name)
{
  guint flags = self->flags & HERALD_FILE_WRITER_NEW ? RENAME_NOREPLACE : 0;
  int status = renameat2 (self->folder_fd, self->temporary, self->folder_fd, name, flags);

  /* A few file systems know no flags; the look at the start has to do there. */
  if (status < 0 && errno == EINVAL && flags != 0)
    status = renameat (self->folder_fd, self->temporary, self->folder_fd, name);
  if (status == 0)
    g_clear_pointer (&self->temporary, g_free);

  return status == 0;
}

/* Where nothing stands yet, the file gets its name in one step. To replace
 * another one it needs a name of its own for a moment. */
static gboolean
move_into_place (HeraldFileWriter *self)
{
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *temporary = NULL;

  if (self->temporary != NULL)
    return rename_into_place (self, name);
  if (give_name (self, name))
    return TRUE;
  if (errno != EEXIST || self->flags & HERALD_FILE_WRITER_NEW)
    return FALSE;

  temporary = make_temporary_name ();
  if (!give_name (self, temporary))
    return FALSE;

  self->temporary = g_steal_pointer (&temporary);
  return rename_into_place (self, name);
}

/**
 * herald_file_writer_commit:
 * @self: a writer
 * @error: return location for an error
 *
 * Makes the file durable and puts it at its place, replacing what stood there.
 *
 * Returns: %TRUE on success; otherwise what stood there is as it was
 */
gboolean
herald_file_writer_commit (HeraldFileWriter  *self,
                           GError           **error)
{
  if (fsync (self->fd) < 0 || !move_into_place (self) ||
      (fsync (self->folder_fd) < 0 && errno != EINVAL))
    {
      herald_file_set_errno (error, errno, self->path);
      return FALSE;
    }

  return TRUE;
}

/**
 * herald_file_writer_free:
 * @self: (transfer full): a writer
 *
 * Frees a writer; a file that was not committed is gone.
 */
void
herald_file_writer_free (HeraldFileWriter *self)
{
  if (self->temporary != NULL)
    unlinkat (self->folder_fd, self->temporary, 0);
  if (self->fd >= 0)
    close (self->fd);
  if (self->folder_fd >= 0)
    close (self->folder_fd);
  g_free (self->temporary);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

/**
 * herald_file_replace:
 * @path: where the file stands, or will
 * @data: its new content
 * @length: the number of bytes
 * @flags: how to treat a file that stands there already
 * @error: return location for an error
 *
 * Writes a small private file at once: whole and durable, or not at all.
 *
 * Returns: %TRUE on success
 */
gboolean
herald_file_replace (const char             *path,
                     const char             *data,
                     gsize                   length,
                     HeraldFileWriterFlags   flags,
                     GError                **error)
{
  g_autoptr(HeraldFileWriter) writer = herald_file_writer_new (path, flags, error);

  if (writer == NULL)
    return FALSE;

  if (!herald_file_write_all (writer->fd, data, length, error))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }

  return herald_file_writer_commit (writer, error);
}
