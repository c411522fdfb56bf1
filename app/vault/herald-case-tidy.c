/* herald-case-tidy.c: what an interruption or a damage left in a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include "herald-case-private.h"
#include "herald-folder.h"

/* How herald-file-writer names what it could not give its name yet. */
#define TEMPORARY_PREFIX ".herald-"

/**
 * herald_case_set_aside:
 * @self: an open case, its mutex held
 * @path: a file of the case
 *
 * Moves a file to where nothing is ever overwritten, for somebody else to try.
 *
 * Returns: %FALSE if it is still where it was
 */
gboolean
herald_case_set_aside (HeraldCase *self,
                       const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *target = g_strdup_printf ("%s/%s-%s-%08x", self->aside, self->id, name, g_random_int ());

  return herald_folder_make (self->aside, NULL) && herald_folder_move (path, target, NULL);
}

/**
 * herald_case_retire:
 * @self: an open case, its mutex held
 * @path: a journal that another one has replaced
 *
 * Removes a journal that is known to be sound; sets any other one aside.
 *
 * Returns: %FALSE if it is still where it was
 */
gboolean
herald_case_retire (HeraldCase *self,
                    const char *path)
{
  g_autoptr(HeraldHistory) history = herald_history_new ();
  g_autoptr(HeraldJournal) journal = NULL;
  HeraldJournalState state = HERALD_JOURNAL_DAMAGED;

  journal = herald_journal_open (path, self->key, self->id_bytes, herald_case_files_take_record,
                                 history, &state, NULL);
  if (journal != NULL && (state == HERALD_JOURNAL_SOUND || state == HERALD_JOURNAL_TORN))
    return herald_journal_erase (path, NULL);

  return herald_case_set_aside (self, path);
}

static gboolean
has_something_aside (HeraldCase *self)
{
  g_autoptr(GPtrArray) names = herald_folder_list (self->aside);

  for (guint i = 0; i < names->len; i++)
    {
      if (g_str_has_prefix (g_ptr_array_index (names, i), self->id))
        return TRUE;
    }

  return FALSE;
}

static void
remove_unknown_blobs (HeraldCase *self)
{
  g_autoptr(GPtrArray) names = herald_folder_list (self->files.folder);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const char *id = name + strlen (HERALD_CASE_BLOB_PREFIX);
      g_autofree char *path = g_build_filename (self->files.folder, name, NULL);

      if (g_str_has_prefix (name, HERALD_CASE_BLOB_PREFIX) && herald_id_read (id, NULL) &&
          !g_hash_table_contains (self->pending_blobs, id) &&
          herald_history_find_blob (self->files.history, id) == NULL)
        unlink (path);
    }
}

/**
 * herald_case_sweep:
 * @self: an open case, its mutex held
 *
 * Removes what an interruption left: a torn record, journals that were
 * replaced, files that never got their name, attachments that nobody knows.
 *
 * While anything of the case is damaged, nothing is removed that might belong
 * to it. What cannot be removed is no error: the next opening tries again.
 */
void
herald_case_sweep (HeraldCase *self)
{
  HeraldCaseFiles *files = &self->files;

  if (files->spoiled->len > 0)
    return;

  herald_journal_cut (files->journal, NULL);
  for (guint i = 0; i < files->older->len; i++)
    herald_case_retire (self, g_ptr_array_index (files->older, i));
  g_ptr_array_set_size (files->older, 0);
  herald_folder_clean (files->folder, TEMPORARY_PREFIX, NULL);

  if (!has_something_aside (self))
    remove_unknown_blobs (self);
}
