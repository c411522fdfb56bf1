/* herald-vault-cases.c: makes, opens, deletes and checks the cases of a vault
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-blob.h"
#include "herald-case-key.h"
#include "herald-case-private.h"
#include "herald-file-writer.h"
#include "herald-file.h"
#include "herald-folder.h"
#include "herald-vault-private.h"

static gboolean
refuse_case (GError **error)
{
  return herald_vault_refuse (error, HERALD_VAULT_ERROR_NOT_FOUND, _("There is no such case in the vault."));
}

static gboolean
case_exists (HeraldVault  *self,
             const char   *case_id,
             GError      **error)
{
  g_autofree char *folder = herald_vault_case_folder (self, case_id, "");

  return (herald_id_read (case_id, NULL) && g_file_test (folder, G_FILE_TEST_IS_DIR)) || refuse_case (error);
}

static int
lock_case (HeraldVault  *self,
           const char   *case_id,
           GError      **error)
{
  g_autofree char *folder = herald_vault_case_folder (self, case_id, "");
  g_autofree char *path = g_build_filename (folder, HERALD_CASE_FILE_LOCK, NULL);
  g_autoptr(GError) failure = NULL;
  int fd = herald_folder_lock (path, 0, &failure);

  if (fd >= 0)
    return fd;

  if (g_error_matches (failure, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_BUSY))
    herald_vault_refuse (error, HERALD_VAULT_ERROR_BUSY,
                         _("This case is open in another window or program. Close it there first."));
  else if (g_error_matches (failure, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NOT_FOUND))
    refuse_case (error);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return -1;
}

/* Writes all files of a case that nobody can see yet. */
static gboolean
write_case (HeraldVault         *self,
            const char          *folder,
            const HeraldSecret  *key,
            const guint8        *id,
            JsonNode            *report,
            GError             **error)
{
  g_autofree char *key_path = g_build_filename (folder, HERALD_CASE_FILE_KEY, NULL);
  g_autofree char *journal = herald_case_files_journal (folder, 1);
  g_autofree char *at = herald_case_get_time (report);
  g_autoptr(GBytes) wrapped = herald_case_key_wrap (key, self->key, self->header.vault_id, id);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_event_free);
  HeraldEvent *snapshot = herald_event_new_report (HERALD_RECORD_SNAPSHOT, at, json_node_copy (report));

  snapshot->seq = 1;
  g_ptr_array_add (events, snapshot);

  if (!herald_folder_make (folder, error))
    return FALSE;
  if (!herald_file_replace (key_path, g_bytes_get_data (wrapped, NULL), g_bytes_get_size (wrapped),
                            HERALD_FILE_WRITER_NEW, error))
    return herald_vault_fail_file (error);

  return herald_case_write_journal (journal, key, id, events, error);
}

/* Closes a case that this vault has open, if there is one to close, and forgets
 * those that are closed. */
static void
close_case (HeraldVault *self,
            const char  *case_id)
{
  for (guint i = self->open_cases->len; i > 0; i--)
    {
      g_autoptr(HeraldCase) opened = g_weak_ref_get (g_ptr_array_index (self->open_cases, i - 1));

      if (opened != NULL && g_strcmp0 (herald_case_get_id (opened), case_id) == 0)
        herald_case_close (opened);
      if (opened == NULL || herald_case_is_closed (opened))
        g_ptr_array_remove_index (self->open_cases, i - 1);
    }
}

static HeraldCase *
open_locked (HeraldVault  *self,
             const char   *case_id,
             int           lock_fd,
             GError      **error)
{
  g_autofree char *folder = herald_vault_case_folder (self, case_id, "");
  g_autofree char *aside = herald_vault_path (self, HERALD_VAULT_ASIDE);
  HeraldSecret *key;
  HeraldCase *opened;
  GWeakRef *weak;
  guint8 id[HERALD_ID_SIZE];

  herald_id_read (case_id, id);
  key = herald_case_files_read_key (folder, self->key, self->header.vault_id, id, error);
  if (key == NULL)
    {
      close (lock_fd);
      return NULL;
    }

  opened = herald_case_open (folder, aside, case_id, key, lock_fd, error);
  if (opened == NULL)
    return NULL;

  close_case (self, NULL);
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, opened);
  g_ptr_array_add (self->open_cases, weak);
  return opened;
}

/* A case that failed to be made may have got its name, and may be seen. */
static gboolean
erase_half_made (HeraldVault  *self,
                 GError      **error)
{
  g_autofree char *name = NULL;

  if (self->half_made == NULL)
    return TRUE;

  name = g_strconcat (self->half_made, HERALD_VAULT_NEW, NULL);
  if (!herald_vault_erase_case (self, name, error) || !herald_vault_erase_case (self, self->half_made, error))
    return FALSE;

  g_clear_pointer (&self->half_made, g_free);
  return TRUE;
}

static gboolean
make_case (HeraldVault  *self,
           const char   *case_id,
           const guint8 *id,
           JsonNode     *report,
           GError      **error)
{
  g_autofree char *half = herald_vault_case_folder (self, case_id, HERALD_VAULT_NEW);
  g_autofree char *whole = herald_vault_case_folder (self, case_id, "");
  g_autoptr(HeraldSecret) key = herald_secret_new_random ();
  int held = herald_vault_hold (self, error);
  gboolean is_made;

  if (held < 0)
    return FALSE;

  is_made = erase_half_made (self, error) &&
            write_case (self, half, key, id, report, error) && herald_folder_move (half, whole, error);
  if (!is_made && self->half_made == NULL)
    {
      self->half_made = g_strdup (case_id);
      erase_half_made (self, NULL);
    }

  close (held);
  return is_made;
}

/**
 * herald_vault_new_case:
 * @self: an unlocked vault
 * @json: its report, as herald_report_write() gives it
 * @error: return location for an error
 *
 * Makes a case, durably, and opens it; its log is empty.
 *
 * Thread: waits for the disk; a worker.
 *
 * Returns: (transfer full): the case, or %NULL with an error
 */
HeraldCase *
herald_vault_new_case (HeraldVault  *self,
                       const char   *json,
                       GError      **error)
{
  g_autoptr(GRecMutexLocker) locker = NULL;
  g_autoptr(JsonNode) report = NULL;
  g_autofree char *case_id = NULL;
  guint8 id[HERALD_ID_SIZE];

  g_return_val_if_fail (HERALD_IS_VAULT (self), NULL);
  g_return_val_if_fail (json != NULL, NULL);

  locker = g_rec_mutex_locker_new (&self->mutex);
  if (!herald_vault_check_unlocked (self, error))
    return NULL;

  report = herald_case_parse_report (json, error);
  if (report == NULL)
    return NULL;

  herald_id_make (id);
  case_id = herald_id_write (id);
  return make_case (self, case_id, id, report, error) ? herald_vault_open_case (self, case_id, error) : NULL;
}

/**
 * herald_vault_open_case:
 * @self: an unlocked vault
 * @case_id: a case's id
 * @error: return location for an error
 *
 * Opens a case, which nobody else can open until it is closed.
 *
 * herald_case_get_notice() tells whether something of it was damaged.
 *
 * Thread: reads files; a worker.
 *
 * Returns: (transfer full): the case, or %NULL with %HERALD_VAULT_ERROR_BUSY,
 *   %HERALD_VAULT_ERROR_NOT_FOUND, %HERALD_VAULT_ERROR_DAMAGED,
 *   %HERALD_VAULT_ERROR_NEWER or another error
 */
HeraldCase *
herald_vault_open_case (HeraldVault  *self,
                        const char   *case_id,
                        GError      **error)
{
  g_autoptr(GRecMutexLocker) locker = NULL;
  int lock_fd;

  g_return_val_if_fail (HERALD_IS_VAULT (self), NULL);
  g_return_val_if_fail (case_id != NULL, NULL);

  locker = g_rec_mutex_locker_new (&self->mutex);
  if (!herald_vault_check_unlocked (self, error) || !case_exists (self, case_id, error))
    return NULL;

  lock_fd = lock_case (self, case_id, error);
  return lock_fd >= 0 ? open_locked (self, case_id, lock_fd, error) : NULL;
}

/* A new name says that the case is to go: whatever happens from here on, it
 * goes, and no half of it is ever taken for a damaged case. */
static gboolean
delete_locked (HeraldVault  *self,
               const char   *case_id,
               GError      **error)
{
  g_autofree char *folder = herald_vault_case_folder (self, case_id, "");
  g_autofree char *gone = herald_vault_case_folder (self, case_id, HERALD_VAULT_GONE);
  g_autofree char *name = g_strconcat (case_id, HERALD_VAULT_GONE, NULL);
  g_autofree char *aside = herald_vault_path (self, HERALD_VAULT_ASIDE);
  gboolean is_deleted;

  is_deleted = herald_folder_move (folder, gone, error) &&
               herald_vault_erase_case (self, name, error) &&
               herald_folder_clean (aside, case_id, error);
  herald_vault_forget_case (self, case_id);
  return is_deleted;
}

/**
 * herald_vault_delete_case:
 * @self: an unlocked vault
 * @case_id: a case's id
 * @error: return location for an error
 *
 * Deletes a case, readable or not: its key first, then its files, then its
 * line in the index; closes it if this vault has it open.
 *
 * Without the key nobody can read what a disk may keep of the files. Whether
 * it keeps the key is beyond this program: a disk without moving parts may,
 * and so may backups and snapshots.
 *
 * Thread: waits for the disk; a worker.
 *
 * Returns: %FALSE with %HERALD_VAULT_ERROR_BUSY, %HERALD_VAULT_ERROR_NOT_FOUND or
 *   another error; what was left by then goes when the vault is unlocked next
 */
gboolean
herald_vault_delete_case (HeraldVault  *self,
                          const char   *case_id,
                          GError      **error)
{
  g_autoptr(GRecMutexLocker) locker = NULL;
  gboolean is_deleted = FALSE;
  int held, lock_fd;

  g_return_val_if_fail (HERALD_IS_VAULT (self), FALSE);
  g_return_val_if_fail (case_id != NULL, FALSE);

  locker = g_rec_mutex_locker_new (&self->mutex);
  if (!herald_vault_check_unlocked (self, error) || !case_exists (self, case_id, error))
    return FALSE;

  close_case (self, case_id);
  lock_fd = lock_case (self, case_id, error);
  if (lock_fd < 0)
    return FALSE;

  held = herald_vault_hold (self, error);
  if (held >= 0)
    {
      is_deleted = delete_locked (self, case_id, error);
      close (held);
    }
  close (lock_fd);
  return is_deleted;
}

static void
add_problem (GStrvBuilder *problems,
             GError       *error)
{
  g_strv_builder_add (problems, error->message);
  g_error_free (error);
}

static void
check_blobs (HeraldCaseFiles *files,
             const guint8    *id,
             GStrvBuilder    *problems)
{
  GPtrArray *events = herald_history_get_events (files->history);

  for (guint i = 0; i < events->len; i++)
    {
      const HeraldEvent *event = g_ptr_array_index (events, i);
      g_autofree char *path = NULL;
      GError *error = NULL;
      int fd;

      if (event->type != HERALD_RECORD_BLOB)
        continue;
      path = herald_case_blob_path (files->folder, event);
      fd = herald_file_open (path, NULL, &error);
      if (fd < 0 || !herald_blob_read (event, id, fd, -1, NULL, &error))
        add_problem (problems, error);
      if (fd >= 0)
        close (fd);
    }
}

static void
check_files (HeraldVault  *self,
             const char   *case_id,
             GStrvBuilder *problems)
{
  g_autofree char *folder = herald_vault_case_folder (self, case_id, "");
  g_autoptr(HeraldSecret) key = NULL;
  GError *error = NULL;
  HeraldCaseFiles files;
  guint8 id[HERALD_ID_SIZE];

  herald_id_read (case_id, id);
  key = herald_case_files_read_key (folder, self->key, self->header.vault_id, id, &error);
  if (key == NULL)
    {
      add_problem (problems, error);
      return;
    }

  if (herald_case_files_load (&files, folder, key, id, &error))
    {
      if (files.spoiled->len > 0)
        g_strv_builder_add (problems, _("A record of the journal is damaged. What follows it cannot be read."));
      else if (files.state == HERALD_JOURNAL_TORN)
        g_strv_builder_add (problems, _("The last record of the journal is not complete."));
      check_blobs (&files, id, problems);
    }
  else
    add_problem (problems, error);

  herald_case_files_clear (&files);
}

/**
 * herald_vault_check_case:
 * @self: an unlocked vault
 * @case_id: a case's id
 * @error: return location for an error
 *
 * Reads every byte of a case and verifies it; changes nothing, and does not
 * mind whether somebody has it open.
 *
 * Thread: reads all attachments; a worker.
 *
 * Returns: (transfer full): what is wrong as sentences, none if all is well;
 *   %NULL with %HERALD_VAULT_ERROR_LOCKED or %HERALD_VAULT_ERROR_NOT_FOUND
 */
GStrv
herald_vault_check_case (HeraldVault  *self,
                         const char   *case_id,
                         GError      **error)
{
  g_autoptr(GStrvBuilder) problems = NULL;
  g_autoptr(GRecMutexLocker) locker = NULL;

  g_return_val_if_fail (HERALD_IS_VAULT (self), NULL);
  g_return_val_if_fail (case_id != NULL, NULL);

  locker = g_rec_mutex_locker_new (&self->mutex);
  if (!herald_vault_check_unlocked (self, error) || !case_exists (self, case_id, error))
    return NULL;

  problems = g_strv_builder_new ();
  check_files (self, case_id, problems);
  return g_strv_builder_end (problems);
}
