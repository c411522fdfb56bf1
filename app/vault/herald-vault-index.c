/* herald-vault-index.c: lists the cases of a vault
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-case-files.h"
#include "herald-case-summary-private.h"
#include "herald-file-writer.h"
#include "herald-file.h"
#include "herald-folder.h"
#include "herald-index.h"
#include "herald-vault-private.h"

static GHashTable *
read_index (HeraldVault *self)
{
  g_autofree char *path = herald_vault_path (self, HERALD_VAULT_FILE_INDEX);
  g_autoptr(GBytes) bytes = herald_file_read (path, HERALD_INDEX_MAX_SIZE, NULL);

  return bytes != NULL ? herald_index_read (bytes, self->key, self->header.vault_id) : NULL;
}

static gboolean
write_index (HeraldVault  *self,
             GHashTable   *index,
             GError      **error)
{
  g_autofree char *path = herald_vault_path (self, HERALD_VAULT_FILE_INDEX);
  g_autoptr(GBytes) bytes = herald_index_write (index, self->key, self->header.vault_id);

  return herald_file_replace (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                              HERALD_FILE_WRITER_NONE, error) ||
         herald_vault_fail_file (error);
}

/* A line holds while the journal it was made from is the newest and no longer
 * than it was. */
static gboolean
is_up_to_date (const char             *folder,
               const HeraldIndexEntry *entry)
{
  g_autofree char *path = herald_case_files_journal (folder, entry->number);
  struct stat status;

  return stat (path, &status) == 0 && (guint64) status.st_size == entry->size &&
         herald_case_files_get_newest (folder) == entry->number;
}

static HeraldCaseSummary *
summarize (const char      *case_id,
           HeraldCaseFiles *files)
{
  const char *problem = "";

  if (files->spoiled->len > 0)
    problem = _("A file of this case is damaged. What could be read of it is there.");

  return herald_case_summary_new (case_id, files->history, problem);
}

static gboolean
read_case (HeraldVault       *self,
           const char        *case_id,
           const char        *folder,
           HeraldIndexEntry  *entry,
           GError           **error)
{
  g_autoptr(HeraldSecret) key = NULL;
  HeraldCaseFiles files;
  guint8 id[HERALD_ID_SIZE];
  gboolean is_read;

  herald_id_read (case_id, id);
  key = herald_case_files_read_key (folder, self->key, self->header.vault_id, id, error);
  if (key == NULL)
    return FALSE;

  is_read = herald_case_files_load (&files, folder, key, id, error);
  if (is_read)
    {
      entry->summary = summarize (case_id, &files);
      entry->number = files.number;
      entry->size = herald_journal_get_size (files.journal);
    }
  herald_case_files_clear (&files);
  return is_read;
}

/* Reads a case without its lock. Whoever has it open may write meanwhile, and
 * then the line is outdated; or put another journal in the place of this one,
 * and then a second look finds that. */
static HeraldIndexEntry *
look_at_case (HeraldVault *self,
              const char  *case_id,
              const char  *folder)
{
  g_autoptr(GError) error = NULL;
  HeraldIndexEntry *entry = g_new0 (HeraldIndexEntry, 1);

  if (!read_case (self, case_id, folder, entry, NULL) && !read_case (self, case_id, folder, entry, &error))
    entry->summary = herald_case_summary_new_unreadable (case_id, error->message);

  return entry;
}

/* An index of what is there now; tells whether it differs from what there was.
 * A case with a problem is looked at every time: it may be mended. */
static GHashTable *
update_index (HeraldVault *self,
              GHashTable  *old,
              gboolean    *is_changed)
{
  g_autofree char *cases = herald_vault_path (self, HERALD_VAULT_CASES);
  g_autoptr(GPtrArray) names = herald_folder_list (cases);
  GHashTable *index = herald_index_new ();

  *is_changed = FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      const char *case_id = g_ptr_array_index (names, i);
      HeraldIndexEntry *entry = old != NULL ? g_hash_table_lookup (old, case_id) : NULL;
      g_autofree char *folder = herald_vault_case_folder (self, case_id, "");

      if (!herald_id_read (case_id, NULL))
        continue;
      if (entry != NULL && is_up_to_date (folder, entry))
        {
          g_hash_table_steal (old, case_id);
        }
      else
        {
          entry = look_at_case (self, case_id, folder);
          *is_changed |= entry->summary->problem[0] == '\0';
        }
      g_hash_table_replace (index, entry->summary->id, entry);
    }

  *is_changed |= old == NULL || g_hash_table_size (old) > 0;
  return index;
}

/* What goes into the file: a problem does not. */
static gboolean
keep_index (HeraldVault  *self,
            GHashTable   *index,
            GError      **error)
{
  g_autoptr(GHashTable) sound = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, index);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      HeraldIndexEntry *entry = value;

      if (entry->summary->problem[0] == '\0')
        g_hash_table_insert (sound, id, entry);
    }

  return write_index (self, sound, error);
}

/* The last changed first; among equals an order that does not change. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  const HeraldCaseSummary *left = *(HeraldCaseSummary * const *) a;
  const HeraldCaseSummary *right = *(HeraldCaseSummary * const *) b;
  int order = g_strcmp0 (right->changed, left->changed);

  return order != 0 ? order : g_strcmp0 (left->id, right->id);
}

/**
 * herald_vault_list:
 * @self: an unlocked vault
 * @error: return location for an error
 *
 * Lists all cases, the last changed first, those that cannot be read too.
 *
 * The encrypted index serves as far as it is up to date; what it lacks is read
 * from the cases, and written into it if that is possible.
 *
 * Thread: reads files; a worker.
 *
 * Returns: (transfer full) (element-type HeraldCaseSummary): the cases, or %NULL
 *   with %HERALD_VAULT_ERROR_LOCKED
 */
GPtrArray *
herald_vault_list (HeraldVault  *self,
                   GError      **error)
{
  g_autoptr(GRecMutexLocker) locker = NULL;
  g_autoptr(GHashTable) old = NULL, index = NULL;
  GPtrArray *summaries;
  GHashTableIter iter;
  gboolean is_changed;
  gpointer value;

  g_return_val_if_fail (HERALD_IS_VAULT (self), NULL);

  locker = g_rec_mutex_locker_new (&self->mutex);
  if (!herald_vault_check_unlocked (self, error))
    return NULL;

  old = read_index (self);
  index = update_index (self, old, &is_changed);
  if (is_changed)
    keep_index (self, index, NULL);

  summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_case_summary_free);
  g_hash_table_iter_init (&iter, index);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (summaries, g_steal_pointer (&((HeraldIndexEntry *) value)->summary));
  g_ptr_array_sort (summaries, compare);
  return summaries;
}

/**
 * herald_vault_rebuild_index:
 * @self: an unlocked vault
 * @error: return location for an error
 *
 * Makes the index again from the cases alone.
 *
 * Thread: reads every case; a worker.
 *
 * Returns: %FALSE with an error if the index could not be written
 */
gboolean
herald_vault_rebuild_index (HeraldVault  *self,
                            GError      **error)
{
  g_autoptr(GRecMutexLocker) locker = NULL;
  g_autoptr(GHashTable) index = NULL;
  gboolean is_changed;

  g_return_val_if_fail (HERALD_IS_VAULT (self), FALSE);

  locker = g_rec_mutex_locker_new (&self->mutex);
  if (!herald_vault_check_unlocked (self, error))
    return FALSE;

  index = update_index (self, NULL, &is_changed);
  return keep_index (self, index, error);
}

/**
 * herald_vault_forget_case:
 * @self: an unlocked vault
 * @case_id: a case that was deleted
 *
 * Removes a case from the index.
 *
 * An index that cannot be written goes: it can be made again.
 */
void
herald_vault_forget_case (HeraldVault *self,
                          const char  *case_id)
{
  g_autoptr(GHashTable) index = read_index (self);
  g_autofree char *path = herald_vault_path (self, HERALD_VAULT_FILE_INDEX);

  if (index == NULL || !g_hash_table_remove (index, case_id))
    return;
  if (!write_index (self, index, NULL))
    unlink (path);
}
