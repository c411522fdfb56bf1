/* herald-vault-files.c: the header on the disk, and what interruptions leave
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-case-files.h"
#include "herald-case-key.h"
#include "herald-file-writer.h"
#include "herald-file.h"
#include "herald-folder.h"
#include "herald-vault-private.h"

#define TEMPORARY_PREFIX ".herald-"

/* What changes the vault takes no longer than this, even on a slow disk. */
#define PATIENCE 10

/**
 * herald_vault_path:
 * @self: a vault
 * @name: a file or folder of it
 *
 * Names a file of the vault.
 *
 * Returns: (transfer full): its path
 */
char *
herald_vault_path (HeraldVault *self,
                   const char  *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/**
 * herald_vault_case_folder:
 * @self: a vault
 * @case_id: a case's id
 * @ending: "", or how the folder ends while it is made or deleted
 *
 * Names the folder of a case.
 *
 * Returns: (transfer full): its path
 */
char *
herald_vault_case_folder (HeraldVault *self,
                          const char  *case_id,
                          const char  *ending)
{
  return g_strconcat (self->folder, "/" HERALD_VAULT_CASES "/", case_id, ending, NULL);
}

/**
 * herald_vault_check_unlocked:
 * @self: a vault, its mutex held
 * @error: return location for an error
 *
 * Refuses a locked vault.
 *
 * Returns: %FALSE with %HERALD_VAULT_ERROR_LOCKED if it is locked
 */
gboolean
herald_vault_check_unlocked (HeraldVault  *self,
                             GError      **error)
{
  return self->key != NULL ||
         herald_vault_refuse (error, HERALD_VAULT_ERROR_LOCKED,
                              _("The vault is locked. Unlock it to go on."));
}

/**
 * herald_vault_hold:
 * @self: a vault whose folder exists
 * @error: return location for an error
 *
 * Keeps others from changing the header, and from making or deleting cases.
 *
 * Returns: a descriptor to close when done, or -1 with an error
 */
int
herald_vault_hold (HeraldVault  *self,
                   GError      **error)
{
  g_autofree char *path = herald_vault_path (self, HERALD_VAULT_FILE_LOCK);

  return herald_folder_lock (path, PATIENCE, error);
}

/**
 * herald_vault_read_header:
 * @self: a vault
 * @name: the header or its copy
 * @header: (out caller-allocates): what stands there
 * @error: return location for an error
 *
 * Reads a header.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_vault_read_header (HeraldVault        *self,
                          const char         *name,
                          HeraldVaultHeader  *header,
                          GError            **error)
{
  g_autofree char *path = herald_vault_path (self, name);
  g_autoptr(GBytes) bytes = NULL;

  memset (header, 0, sizeof *header);
  if (!herald_vault_exists (self))
    return herald_vault_refuse (error, HERALD_VAULT_ERROR_NOT_FOUND, _("There is no vault yet."));

  bytes = herald_file_read (path, HERALD_VAULT_HEADER_MAX_SIZE, error);
  return bytes != NULL ? herald_vault_header_read (header, bytes, error) : herald_vault_fail_file (error);
}

static gboolean
replace (HeraldVault  *self,
         const char   *name,
         GBytes       *bytes,
         GError      **error)
{
  g_autofree char *path = herald_vault_path (self, name);

  return herald_file_replace (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                              HERALD_FILE_WRITER_NONE, error) ||
         herald_vault_fail_file (error);
}

/* After an error the new header may stand there nevertheless, and the person,
 * who was told of an error, goes on with the old one. */
static void
take_back (HeraldVault *self,
           GBytes      *old)
{
  g_autofree char *path = herald_vault_path (self, HERALD_VAULT_FILE_HEADER);
  g_autoptr(GBytes) present = herald_file_read (path, HERALD_VAULT_HEADER_MAX_SIZE, NULL);

  if (old == NULL)
    unlink (path);
  else if (present == NULL || !g_bytes_equal (present, old))
    replace (self, HERALD_VAULT_FILE_HEADER, old, NULL);
}

/**
 * herald_vault_write_header:
 * @self: an unlocked vault, held
 * @header: the new header
 * @error: return location for an error
 *
 * Puts a new header in the place of the old one; one of them is there at any moment.
 *
 * Returns: %FALSE with an error; then the old one stands
 */
gboolean
herald_vault_write_header (HeraldVault        *self,
                           HeraldVaultHeader  *header,
                           GError            **error)
{
  g_autofree char *path = herald_vault_path (self, HERALD_VAULT_FILE_HEADER);
  g_autoptr(GBytes) old = herald_file_read (path, HERALD_VAULT_HEADER_MAX_SIZE, NULL);
  g_autoptr(GBytes) bytes = herald_vault_header_write (header, self->key);

  if (!replace (self, HERALD_VAULT_FILE_HEADER, bytes, error))
    {
      take_back (self, old);
      return FALSE;
    }

  self->header = *header;

  /* The copy must not open what the header no longer opens: it may be behind
   * only until the next unlocking. */
  replace (self, HERALD_VAULT_FILE_COPY, bytes, NULL);
  return TRUE;
}

/* Whether a file holds exactly this. */
static gboolean
holds (HeraldVault *self,
       const char  *name,
       GBytes      *bytes)
{
  g_autofree char *path = herald_vault_path (self, name);
  g_autoptr(GBytes) present = herald_file_read (path, HERALD_VAULT_HEADER_MAX_SIZE, NULL);

  return present != NULL && g_bytes_equal (present, bytes);
}

/* Keeps a header that cannot be read under another name. */
static gboolean
set_header_aside (HeraldVault *self)
{
  g_autofree char *path = herald_vault_path (self, HERALD_VAULT_FILE_HEADER);
  g_autofree char *target = g_strdup_printf ("%s/" HERALD_VAULT_ASIDE "/" HERALD_VAULT_FILE_HEADER "-%08x",
                                             self->folder, g_random_int ());
  g_autoptr(GBytes) bytes = herald_file_read (path, HERALD_VAULT_HEADER_MAX_SIZE, NULL);

  return access (path, F_OK) < 0 ||
         (bytes != NULL && herald_file_replace (target, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                                HERALD_FILE_WRITER_NEW, NULL));
}

/**
 * herald_vault_repair:
 * @self: a vault that was just unlocked
 * @is_sound: whether the header itself opened, and is authentic
 *
 * Makes header and copy the same again.
 *
 * What cannot be written is no error: it is tried again the next time.
 */
void
herald_vault_repair (HeraldVault *self,
                     gboolean     is_sound)
{
  g_autoptr(GBytes) bytes = herald_vault_header_write (&self->header, self->key);
  HeraldVaultHeader present;
  int held;

  g_free (self->notice);
  self->notice = g_strdup (is_sound ? "" : _("The vault’s header is damaged. The vault was opened with its copy, "
                                             "and the damaged one is kept."));

  if (is_sound && holds (self, HERALD_VAULT_FILE_COPY, bytes))
    return;

  held = herald_vault_hold (self, NULL);
  if (held < 0)
    return;

  if (is_sound && holds (self, HERALD_VAULT_FILE_HEADER, bytes))
    {
      replace (self, HERALD_VAULT_FILE_COPY, bytes, NULL);
    }
  else if (!is_sound)
    {
      /* Another process may have been faster, and changed the slots since. */
      if (herald_vault_read_header (self, HERALD_VAULT_FILE_HEADER, &present, NULL) &&
          herald_vault_header_is_authentic (&present, self->key))
        self->header = present;
      else if (set_header_aside (self))
        herald_vault_write_header (self, &self->header, NULL);
    }
  close (held);
}

/* The key first: from then on nothing of the case can be read. */
static gboolean
destroy_key (const char  *folder,
             GError     **error)
{
  g_autofree char *path = g_build_filename (folder, HERALD_CASE_FILE_KEY, NULL);
  const guint8 zeros[HERALD_CASE_KEY_SIZE] = { 0 };
  int fd = open (path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  gboolean is_destroyed;

  if (fd < 0)
    return errno == ENOENT || herald_vault_fail_errno (error, errno, path);

  is_destroyed = herald_file_write_all (fd, zeros, sizeof zeros, error) || herald_vault_fail_file (error);
  if (is_destroyed && fsync (fd) < 0)
    is_destroyed = herald_vault_fail_errno (error, errno, path);
  close (fd);

  return is_destroyed && (unlink (path) == 0 || herald_vault_fail_errno (error, errno, path)) &&
         herald_folder_sync (folder, error);
}

/**
 * herald_vault_erase_case:
 * @self: a vault, held
 * @name: the name of a case's folder, which says that it is to go
 * @error: return location for an error
 *
 * Removes the folder of a case, its key first.
 *
 * Returns: %FALSE with an error; then something is left, and to be removed later
 */
gboolean
herald_vault_erase_case (HeraldVault  *self,
                         const char   *name,
                         GError      **error)
{
  g_autofree char *folder = herald_vault_case_folder (self, name, "");

  return destroy_key (folder, error) && herald_folder_remove (folder, error);
}

/**
 * herald_vault_sweep:
 * @self: an unlocked vault
 *
 * Removes what an interruption left: cases half made or half deleted, files
 * that never got their name.
 *
 * What cannot be removed is no error: the next unlocking tries again.
 */
void
herald_vault_sweep (HeraldVault *self)
{
  g_autofree char *cases = herald_vault_path (self, HERALD_VAULT_CASES);
  g_autofree char *aside = herald_vault_path (self, HERALD_VAULT_ASIDE);
  g_autoptr(GPtrArray) names = herald_folder_list (cases);
  int held = herald_vault_hold (self, NULL);

  if (held < 0)
    return;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (g_str_has_suffix (name, HERALD_VAULT_NEW))
        herald_vault_erase_case (self, name, NULL);
      else if (g_str_has_suffix (name, HERALD_VAULT_GONE))
        {
          g_autofree char *case_id = g_strndup (name, strlen (name) - strlen (HERALD_VAULT_GONE));

          if (herald_id_read (case_id, NULL) && herald_vault_erase_case (self, name, NULL))
            herald_folder_clean (aside, case_id, NULL);
        }
    }

  herald_folder_clean (self->folder, TEMPORARY_PREFIX, NULL);
  herald_folder_clean (aside, TEMPORARY_PREFIX, NULL);
  close (held);
}
