/* herald-unpack-folder.c: where the parts of a container go
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-file.h"
#include "herald-hash.h"
#include "herald-part.h"
#include "herald-text.h"
#include "herald-unpack-compare.h"
#include "herald-unpack-folder.h"
#include "herald-unpack-name.h"

#define ATTACHMENTS_FOLDER "attachments"

struct _HeraldUnpackFolder
{
  int                  fd;
  HeraldUnpackLimits   limits;
  HeraldUnpackResult  *result;
  HeraldUnpackCompare *compare;
  GHashTable          *taken;   /* safe names of the files made */
  guint                n_parts;
  guint64              total;

  /* The part that is being written. */
  char                *name;    /* as the container calls it */
  char                *shown;   /* the same, safe to show */
  char                *safe;    /* as the file is called; NULL for padding */
  int                  file;
  HeraldHash          *hash;
  guint64              size;
};

static gboolean
refuse_folder (const char  *path,
               const char  *reason,
               GError     **error)
{
  g_set_error (error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_FOLDER,
               "%s: %s", path, reason);
  return FALSE;
}

static gboolean
is_empty (int fd)
{
  DIR *folder = fdopendir (openat (fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  gboolean empty = folder != NULL;

  if (folder == NULL)
    return FALSE;

  for (struct dirent *entry = readdir (folder); entry != NULL; entry = readdir (folder))
    if (!g_str_equal (entry->d_name, ".") && !g_str_equal (entry->d_name, ".."))
      empty = FALSE;
  closedir (folder);

  return empty;
}

static gboolean
check_folder (int          fd,
              const char  *path,
              GError     **error)
{
  struct stat status;

  if (fd < 0 || fstat (fd, &status) < 0)
    {
      herald_file_set_errno (error, errno, path);
      return FALSE;
    }
  if (status.st_uid != geteuid () || (status.st_mode & 077) != 0)
    return refuse_folder (path, _("Others may look into this folder"), error);
  if (!is_empty (fd))
    return refuse_folder (path, _("This folder is not empty"), error);

  return TRUE;
}

/**
 * herald_unpack_folder_new:
 * @path: a folder that is the person's own, closed to others, and empty
 * @limits: bounds on what goes into it
 * @result: (transfer none): what is told of it, which must outlive the folder
 * @error: return location for an error
 *
 * Opens a folder to unpack into.
 *
 * Returns: (transfer full): a folder, or %NULL with an error
 */
HeraldUnpackFolder *
herald_unpack_folder_new (const char                *path,
                          const HeraldUnpackLimits  *limits,
                          HeraldUnpackResult        *result,
                          GError                   **error)
{
  g_autoptr(HeraldUnpackFolder) self = g_new0 (HeraldUnpackFolder, 1);

  self->limits = *limits;
  self->result = result;
  self->compare = herald_unpack_compare_new ();
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->file = -1;
  self->fd = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (!check_folder (self->fd, path, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* The attachments' folder is opened anew each time, so that nothing but the folder
 * made here is ever written into. */
static int
open_new_file (HeraldUnpackFolder *self,
               const char         *safe)
{
  const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  int folder;
  int file;
  int saved_errno;

  if (!g_str_has_prefix (safe, HERALD_PART_ATTACHMENTS))
    return openat (self->fd, safe, flags, 0600);

  if (mkdirat (self->fd, ATTACHMENTS_FOLDER, 0700) < 0 && errno != EEXIST)
    return -1;
  folder = openat (self->fd, ATTACHMENTS_FOLDER,
                   O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (folder < 0)
    return -1;

  file = openat (folder, safe + strlen (HERALD_PART_ATTACHMENTS), flags, 0600);
  saved_errno = errno;
  close (folder);
  errno = saved_errno;
  return file;
}

/* A name is taken when this container used it, or when the file system cannot tell
 * it from one that is. */
static gboolean
open_file (HeraldUnpackFolder  *self,
           GError             **error)
{
  g_autofree char *wanted = herald_unpack_name_make_safe (self->name);

  self->safe = g_strdup (wanted);
  for (guint number = 2;; number++)
    {
      errno = EEXIST;
      if (!g_hash_table_contains (self->taken, self->safe))
        self->file = open_new_file (self, self->safe);
      if (self->file >= 0 || errno != EEXIST || number > 2 * self->limits.max_parts)
        break;
      g_free (self->safe);
      self->safe = herald_unpack_name_number (wanted, number);
    }

  if (self->file < 0)
    {
      herald_file_set_errno (error, errno, self->safe);
      return FALSE;
    }

  g_hash_table_add (self->taken, g_strdup (self->safe));
  if (!g_str_equal (self->name, self->safe))
    herald_unpack_result_add_finding (self->result,
                                      /* TRANSLATORS: the first %s is the name of a file in a
                                       * container, the second the name it was given */
                                      _("“%s” was unpacked as “%s”"), self->shown, self->safe);
  return TRUE;
}

/**
 * herald_unpack_folder_begin:
 * @self: a folder
 * @name: the part's name in the container, of whatever bytes
 * @error: return location for an error
 *
 * Begins a part, under a safe name of its own.
 *
 * Padding is counted and dropped.
 *
 * Returns: %TRUE on success
 */
gboolean
herald_unpack_folder_begin (HeraldUnpackFolder  *self,
                            const char          *name,
                            GError             **error)
{
  g_assert (self->name == NULL);

  if (++self->n_parts > self->limits.max_parts)
    {
      g_set_error (error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_TOO_LARGE,
                   /* TRANSLATORS: %u is a number, such as 200 */
                   _("This container has more than %u parts"), self->limits.max_parts);
      return FALSE;
    }

  self->name = g_strdup (name);
  self->shown = herald_text_show_hidden (name, FALSE);
  self->size = 0;
  if (g_str_equal (name, HERALD_PART_PADDING))
    return TRUE;

  self->hash = herald_hash_new ();
  return open_file (self, error);
}

/**
 * herald_unpack_folder_write:
 * @self: a folder with a part begun
 * @data: bytes
 * @length: their number
 * @error: return location for an error
 *
 * Writes on, within the limits and what the manifest says.
 *
 * Returns: %TRUE on success
 */
gboolean
herald_unpack_folder_write (HeraldUnpackFolder  *self,
                            const void          *data,
                            gsize                length,
                            GError             **error)
{
  g_assert (self->name != NULL);

  self->size += length;
  self->total += length;
  if (self->size > self->limits.max_part_bytes || self->total > self->limits.max_total_bytes)
    {
      g_set_error (error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_TOO_LARGE,
                   /* TRANSLATORS: %s is the name of a file in a container */
                   _("“%s” is too large to unpack"), self->shown);
      return FALSE;
    }
  if (self->safe == NULL)
    return TRUE;
  if (self->size > herald_unpack_compare_get_limit (self->compare, self->name))
    {
      g_set_error (error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_TOO_LARGE,
                   /* TRANSLATORS: %s is the name of a file in a container */
                   _("“%s” is larger than the manifest says"), self->shown);
      return FALSE;
    }

  herald_hash_add (self->hash, data, length);
  herald_unpack_compare_feed (self->compare, self->name, data, length);
  if (herald_file_write_all (self->file, data, length, error))
    return TRUE;

  g_prefix_error (error, "%s: ", self->safe);
  return FALSE;
}

/**
 * herald_unpack_folder_end:
 * @self: a folder with a part begun
 * @error: return location for an error
 *
 * Ends a part.
 *
 * Returns: %TRUE on success
 */
gboolean
herald_unpack_folder_end (HeraldUnpackFolder  *self,
                          GError             **error)
{
  g_autofree char *name = g_steal_pointer (&self->name);
  g_autofree char *safe = g_steal_pointer (&self->safe);
  g_autofree char *sha256 = NULL;
  int file = self->file;

  g_clear_pointer (&self->shown, g_free);
  if (safe == NULL)
    return TRUE;

  self->file = -1;
  if (close (file) < 0)
    {
      herald_file_set_errno (error, errno, safe);
      return FALSE;
    }

  sha256 = herald_hash_finish (self->hash);
  g_clear_pointer (&self->hash, herald_hash_free);
  herald_unpack_result_add_part (self->result, safe, self->size, sha256);
  herald_unpack_compare_add (self->compare, name, self->size, sha256);
  return TRUE;
}

/**
 * herald_unpack_folder_compare:
 * @self: a folder with all parts in it
 *
 * Compares the parts with the manifest and adds what differs to the result.
 */
void
herald_unpack_folder_compare (HeraldUnpackFolder *self)
{
  herald_unpack_compare_finish (self->compare, self->result);
}

/**
 * herald_unpack_folder_abandon:
 * @self: a folder
 *
 * Removes all that was written.
 */
void
herald_unpack_folder_abandon (HeraldUnpackFolder *self)
{
  GHashTableIter iter;
  gpointer safe;

  g_hash_table_iter_init (&iter, self->taken);
  while (g_hash_table_iter_next (&iter, &safe, NULL))
    (void) unlinkat (self->fd, safe, 0);
  (void) unlinkat (self->fd, ATTACHMENTS_FOLDER, AT_REMOVEDIR);
}

/**
 * herald_unpack_folder_get_total:
 * @self: a folder
 *
 * Tells how much was written, padding included.
 *
 * Returns: a number of bytes
 */
guint64
herald_unpack_folder_get_total (const HeraldUnpackFolder *self)
{
  return self->total;
}

/**
 * herald_unpack_folder_get_result:
 * @self: a folder
 *
 * Gives what is told of the unpacking.
 *
 * Returns: (transfer none): a result
 */
HeraldUnpackResult *
herald_unpack_folder_get_result (const HeraldUnpackFolder *self)
{
  return self->result;
}

/**
 * herald_unpack_folder_free:
 * @self: (transfer full) (nullable): a folder
 *
 * Frees a folder; the files stay.
 */
void
herald_unpack_folder_free (HeraldUnpackFolder *self)
{
  if (self == NULL)
    return;

  if (self->file >= 0)
    close (self->file);
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->hash, herald_hash_free);
  herald_unpack_compare_free (self->compare);
  g_hash_table_unref (self->taken);
  g_free (self->name);
  g_free (self->shown);
  g_free (self->safe);
  g_free (self);
}
