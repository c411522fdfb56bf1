/* herald-passing-folder.c: a private folder for as long as it is needed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-base"

#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-file.h"
#include "herald-passing-folder.h"

#define PREFIX "herald-passing-"
#define RANDOM "XXXXXX"

/* Sockets may lie in it, whose paths have room for 107 bytes. */
#define MAX_LENGTH 80

/* How often another program may sweep the new folder away before it is locked. */
#define ATTEMPTS 10

struct _HeraldPassingFolder
{
  char *path;
  int   fd;   /* holds the lock, which ends with the process */
};

/* Where such folders lie: in memory, if the system has a place for that. */
static void
list_parents (const char *parents[3])
{
  parents[0] = g_getenv ("XDG_RUNTIME_DIR");
  parents[1] = g_get_tmp_dir ();
  parents[2] = "/tmp";
}

/* Nothing in such a folder is a link to follow, and none is followed. */
static void
remove_tree (int         parent_fd,
             const char *name)
{
  int fd = openat (parent_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR *folder = fd >= 0 ? fdopendir (fd) : NULL;
  struct dirent *entry;

  while (folder != NULL && (entry = readdir (folder)) != NULL)
    {
      if (g_str_equal (entry->d_name, ".") || g_str_equal (entry->d_name, ".."))
        continue;
      if (unlinkat (dirfd (folder), entry->d_name, 0) < 0 && errno != ENOENT)
        remove_tree (dirfd (folder), entry->d_name);
    }

  if (folder != NULL)
    closedir (folder);
  else if (fd >= 0)
    close (fd);
  unlinkat (parent_fd, name, AT_REMOVEDIR);
}

/* The folder, open and locked; -1 where it is not ours alone, or in use. */
static int
open_locked (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  struct stat opened, named;

  if (fd < 0)
    return -1;

  /* What was swept away before it was locked has no name any more. */
  if (fstat (fd, &opened) == 0 && opened.st_uid == geteuid () && (opened.st_mode & 077) == 0 &&
      flock (fd, LOCK_EX | LOCK_NB) == 0 &&
      lstat (path, &named) == 0 && named.st_dev == opened.st_dev && named.st_ino == opened.st_ino)
    return fd;

  close (fd);
  return -1;
}

static gboolean
make_folder (HeraldPassingFolder *self,
             const char          *parent)
{
  for (guint i = 0; i < ATTEMPTS; i++)
    {
      g_autofree char *path = g_build_filename (parent, PREFIX RANDOM, NULL);

      if (strlen (path) > MAX_LENGTH || g_mkdtemp_full (path, 0700) == NULL)
        return FALSE;

      self->fd = open_locked (path);
      if (self->fd >= 0)
        {
          self->path = g_steal_pointer (&path);
          return TRUE;
        }
    }

  errno = EAGAIN;
  return FALSE;
}

/**
 * herald_passing_folder_new:
 * @error: return location for an error
 *
 * Makes a folder that nobody else can enter.
 *
 * It lies in the runtime directory, which is memory, or where temporary files
 * lie. What a program that was killed left behind there is removed first.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the folder, or %NULL with an error
 */
HeraldPassingFolder *
herald_passing_folder_new (GError **error)
{
  HeraldPassingFolder *self = g_new0 (HeraldPassingFolder, 1);
  const char *parents[3];

  herald_passing_folder_sweep ();

  list_parents (parents);
  errno = ENOENT;
  for (guint i = 0; i < G_N_ELEMENTS (parents); i++)
    {
      if (parents[i] != NULL && g_path_is_absolute (parents[i]) && make_folder (self, parents[i]))
        return self;
    }

  herald_file_set_errno (error, errno, _("a private folder"));
  g_free (self);
  return NULL;
}

/**
 * herald_passing_folder_get_path:
 * @self: a folder
 *
 * Gets where it is.
 *
 * Returns: (transfer none): an absolute path of at most 80 bytes
 */
const char *
herald_passing_folder_get_path (const HeraldPassingFolder *self)
{
  return self->path;
}

/**
 * herald_passing_folder_free:
 * @self: (nullable) (transfer full): a folder
 *
 * Removes a folder with all that is in it.
 *
 * Thread: any.
 */
void
herald_passing_folder_free (HeraldPassingFolder *self)
{
  if (self == NULL)
    return;

  remove_tree (AT_FDCWD, self->path);
  close (self->fd);
  g_free (self->path);
  g_free (self);
}

static gboolean
is_name (const char *name)
{
  return g_str_has_prefix (name, PREFIX) && strlen (name) == strlen (PREFIX RANDOM);
}

static void
sweep_parent (const char *parent)
{
  g_autoptr(GDir) folder = g_dir_open (parent, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = is_name (name) ? g_build_filename (parent, name, NULL) : NULL;
      int fd = path != NULL ? open_locked (path) : -1;

      if (fd < 0)
        continue;
      remove_tree (AT_FDCWD, path);
      close (fd);
    }
}

/**
 * herald_passing_folder_sweep:
 *
 * Removes the folders that programs left behind which were killed.
 *
 * Those that a program still uses are locked, and stay.
 *
 * Thread: any; a program calls it once, when it starts.
 */
void
herald_passing_folder_sweep (void)
{
  const char *parents[3];

  list_parents (parents);
  for (guint i = 0; i < G_N_ELEMENTS (parents); i++)
    {
      if (parents[i] != NULL && g_path_is_absolute (parents[i]) &&
          (i < 2 || g_strcmp0 (parents[i], parents[1]) != 0))
        sweep_parent (parents[i]);
    }
}
