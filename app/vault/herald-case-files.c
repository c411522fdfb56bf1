/* herald-case-files.c: finds out what is in the folder of a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-case-files.h"
#include "herald-case-key.h"
#include "herald-file.h"
#include "herald-folder.h"
#include "herald-vault-error.h"

/**
 * herald_case_files_journal:
 * @folder: the folder of a case
 * @number: a number
 *
 * Names a journal.
 *
 * Returns: (transfer full): its path
 */
char *
herald_case_files_journal (const char *folder,
                           guint64     number)
{
  return g_strdup_printf ("%s/" HERALD_CASE_FILE_JOURNAL "%" G_GUINT64_FORMAT, folder, number);
}

/**
 * herald_case_files_read_key:
 * @folder: the folder of a case
 * @vault_key: the vault's key
 * @vault_id: the vault's id
 * @case_id: the case's id
 * @error: return location for an error
 *
 * Reads the key of a case.
 *
 * Returns: (transfer full): the key, or %NULL with an error
 */
HeraldSecret *
herald_case_files_read_key (const char          *folder,
                            const HeraldSecret  *vault_key,
                            const guint8        *vault_id,
                            const guint8        *case_id,
                            GError             **error)
{
  g_autofree char *path = g_build_filename (folder, HERALD_CASE_FILE_KEY, NULL);
  g_autoptr(GBytes) bytes = herald_file_read (path, 2 * HERALD_CASE_KEY_SIZE, error);

  if (bytes == NULL)
    {
      herald_vault_fail_file (error);
      return NULL;
    }

  return herald_case_key_unwrap (bytes, vault_key, vault_id, case_id, error);
}

/**
 * herald_case_files_take_record:
 * @record: a record of a journal
 * @history: a #HeraldHistory
 *
 * Adds a record to a history: a #HeraldJournalFunc.
 *
 * Returns: %FALSE if the record makes no sense there
 */
gboolean
herald_case_files_take_record (const HeraldRecord *record,
                               gpointer            history)
{
  HeraldEvent *event = herald_event_read (record);

  return event != NULL && herald_history_take (history, event);
}

static int
compare_falling (gconstpointer a,
                 gconstpointer b)
{
  guint64 left = *(const guint64 *) a, right = *(const guint64 *) b;

  return left < right ? 1 : left > right ? -1 : 0;
}

/* The numbers of all journals in a folder, the highest first. */
static GArray *
list_numbers (const char *folder)
{
  g_autoptr(GPtrArray) names = herald_folder_list (folder);
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const char *digits = name + strlen (HERALD_CASE_FILE_JOURNAL);
      guint64 number;

      if (g_str_has_prefix (name, HERALD_CASE_FILE_JOURNAL) && digits[0] != '0' &&
          g_ascii_string_to_unsigned (digits, 10, 1, G_MAXUINT32, &number, NULL))
        g_array_append_val (numbers, number);
    }

  g_array_sort (numbers, compare_falling);
  return numbers;
}

/**
 * herald_case_files_get_newest:
 * @folder: the folder of a case
 *
 * Finds the newest journal, readable or not.
 *
 * Returns: its number, 0 where there is none
 */
guint64
herald_case_files_get_newest (const char *folder)
{
  g_autoptr(GArray) numbers = list_numbers (folder);

  return numbers->len > 0 ? g_array_index (numbers, guint64, 0) : 0;
}

static gboolean
refuse_newer (GError **error)
{
  return herald_vault_refuse (error, HERALD_VAULT_ERROR_NEWER,
                              _("A newer version of Herald wrote to this case. Open it with that version."));
}

/* Reads a journal; what does not begin with a good record is spoiled. */
static gboolean
try_journal (HeraldCaseFiles     *self,
             guint64              number,
             const HeraldSecret  *case_key,
             const guint8        *case_id,
             GError             **error)
{
  g_autofree char *path = herald_case_files_journal (self->folder, number);
  g_autoptr(HeraldHistory) history = herald_history_new ();
  g_autoptr(GError) failure = NULL;
  HeraldJournalState state = HERALD_JOURNAL_SOUND;
  HeraldJournal *journal = herald_journal_open (path, case_key, case_id, herald_case_files_take_record,
                                                history, &state, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (state == HERALD_JOURNAL_NEWER)
    return refuse_newer (error);

  if (journal == NULL || state == HERALD_JOURNAL_DAMAGED)
    g_ptr_array_add (self->spoiled, g_strdup (path));

  if (journal != NULL)
    {
      self->journal = journal;
      self->history = g_steal_pointer (&history);
      self->state = state;
      self->number = number;
    }
  return TRUE;
}

/**
 * herald_case_files_load:
 * @self: (out caller-allocates): what was found
 * @folder: the folder of a case
 * @case_key: the case's key
 * @case_id: the case's id
 * @error: return location for an error
 *
 * Reads a case: the newest journal that begins with a good record, as far as it is good.
 *
 * Changes nothing.
 *
 * Returns: %FALSE with an error if nothing could be read; @self is to be
 *   cleared even then
 */
gboolean
herald_case_files_load (HeraldCaseFiles     *self,
                        const char          *folder,
                        const HeraldSecret  *case_key,
                        const guint8        *case_id,
                        GError             **error)
{
  g_autoptr(GArray) numbers = list_numbers (folder);

  memset (self, 0, sizeof *self);
  self->folder = g_strdup (folder);
  self->spoiled = g_ptr_array_new_with_free_func (g_free);
  self->older = g_ptr_array_new_with_free_func (g_free);
  self->highest = numbers->len > 0 ? g_array_index (numbers, guint64, 0) : 0;

  for (guint i = 0; i < numbers->len; i++)
    {
      guint64 number = g_array_index (numbers, guint64, i);

      if (self->journal != NULL)
        g_ptr_array_add (self->older, herald_case_files_journal (folder, number));
      else if (!try_journal (self, number, case_key, case_id, error))
        return FALSE;
    }

  if (self->journal == NULL)
    return herald_vault_refuse (error, HERALD_VAULT_ERROR_DAMAGED,
                                _("This case is damaged from its beginning on, so that it cannot be read. "
                                  "It is kept as it is."));
  return TRUE;
}

/**
 * herald_case_files_clear:
 * @self: what was found
 *
 * Closes the journal and frees all that nobody took.
 */
void
herald_case_files_clear (HeraldCaseFiles *self)
{
  g_clear_pointer (&self->journal, herald_journal_free);
  g_clear_pointer (&self->history, herald_history_free);
  g_clear_pointer (&self->spoiled, g_ptr_array_unref);
  g_clear_pointer (&self->older, g_ptr_array_unref);
  g_clear_pointer (&self->folder, g_free);
}
