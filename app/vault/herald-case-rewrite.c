/* herald-case-rewrite.c: a new journal in the place of the old one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-case-private.h"
#include "herald-case-summary-private.h"
#include "herald-edit.h"
#include "herald-folder.h"

/**
 * herald_case_write_journal:
 * @path: where the journal will stand
 * @case_key: the case's key
 * @case_id: the case's id
 * @events: (element-type HeraldEvent): what goes into it, a snapshot first
 * @error: return location for an error
 *
 * Writes a whole journal, which appears when it is complete and on the disk.
 *
 * Returns: %FALSE with an error; then the file may be there or not
 */
gboolean
herald_case_write_journal (const char          *path,
                           const HeraldSecret  *case_key,
                           const guint8        *case_id,
                           GPtrArray           *events,
                           GError             **error)
{
  g_autoptr(HeraldJournal) journal = herald_journal_begin (path, case_key, case_id, error);

  for (guint i = 0; journal != NULL && i < events->len; i++)
    {
      const HeraldEvent *event = g_ptr_array_index (events, i);
      GByteArray *payload = herald_event_write (event);
      HeraldRecord record = { event->type, event->seq, payload->data, payload->len };
      gboolean is_written = herald_journal_append (journal, &record, error);

      herald_event_wipe (payload);
      if (!is_written)
        return FALSE;
    }

  return journal != NULL && herald_journal_commit (journal, error);
}

/* Reads back what was written: the old journal goes only when the new one is good. */
static gboolean
adopt (HeraldCase       *self,
       const char       *path,
       guint             n_events,
       HeraldCaseFiles  *fresh,
       GError          **error)
{
  g_autoptr(HeraldHistory) history = herald_history_new ();
  g_autoptr(HeraldJournal) journal = NULL;
  HeraldJournalState state;

  journal = herald_journal_open (path, self->key, self->id_bytes, herald_case_files_take_record,
                                 history, &state, error);
  if (journal == NULL || state != HERALD_JOURNAL_SOUND ||
      herald_history_get_events (history)->len != n_events)
    {
      if (error == NULL || *error == NULL)
        herald_vault_refuse (error, HERALD_VAULT_ERROR_FAILED,
                             _("The disk did not keep what was written to it. The case is as it was."));
      return FALSE;
    }

  fresh->journal = g_steal_pointer (&journal);
  fresh->history = g_steal_pointer (&history);
  return TRUE;
}

/* What the new journal replaces goes. Where something could not be read to its
 * end, all is set aside: somebody else may want to try. */
static gboolean
remove_one (HeraldCase  *self,
            const char  *path,
            gboolean     forget,
            gboolean     was_damaged,
            GError     **error)
{
  if (forget)
    return herald_journal_erase (path, error);

  return was_damaged ? herald_case_set_aside (self, path) : herald_case_retire (self, path);
}

/* What cannot be removed now is tried again by the next rewriting or opening. */
static gboolean
remove_replaced (HeraldCase  *self,
                 GPtrArray   *paths,
                 gboolean     forget,
                 GError     **error)
{
  gboolean was_damaged = self->files.spoiled->len > 0;
  gboolean is_removed = TRUE;

  g_ptr_array_set_size (self->files.spoiled, 0);
  g_ptr_array_set_size (self->files.older, 0);

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);

      if (remove_one (self, path, forget, was_damaged, is_removed ? error : NULL))
        continue;
      g_ptr_array_add (self->files.older, g_strdup (path));
      is_removed = FALSE;
    }

  return (is_removed && herald_folder_sync (self->files.folder, error)) || !forget;
}

/* The paths of all journals that are there. */
static GPtrArray *
list_replaced (HeraldCaseFiles *files)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *present = herald_journal_get_path (files->journal);

  for (guint i = 0; i < files->spoiled->len; i++)
    g_ptr_array_add (paths, g_strdup (g_ptr_array_index (files->spoiled, i)));
  for (guint i = 0; i < files->older->len; i++)
    g_ptr_array_add (paths, g_strdup (g_ptr_array_index (files->older, i)));
  if (!g_ptr_array_find_with_equal_func (paths, present, g_str_equal, NULL))
    g_ptr_array_add (paths, g_strdup (present));

  return paths;
}

/**
 * herald_case_rewrite:
 * @self: an open case, its mutex held
 * @events: (element-type HeraldEvent): what goes into the new journal
 * @forget: whether nothing may be left of the old one
 * @error: return location for an error
 *
 * Writes a new journal, and removes the old one once the new one is good.
 *
 * Returns: %FALSE with an error; then the case is as it was, except that with
 *   @forget an error may also mean that the old journal could not be removed
 */
gboolean
herald_case_rewrite (HeraldCase  *self,
                     GPtrArray   *events,
                     gboolean     forget,
                     GError     **error)
{
  HeraldCaseFiles *files = &self->files;
  HeraldCaseFiles fresh = { 0 };
  g_autofree char *path = herald_case_files_journal (files->folder, files->highest + 1);
  g_autoptr(GPtrArray) replaced = NULL;

  /* What a failed attempt may have left under this name. */
  if (!herald_journal_erase (path, error))
    return FALSE;

  if (!herald_case_write_journal (path, self->key, self->id_bytes, events, error) ||
      !adopt (self, path, events->len, &fresh, error))
    {
      g_clear_pointer (&self->half_written, g_free);
      if (!herald_journal_erase (path, NULL) || !herald_folder_sync (files->folder, NULL))
        self->half_written = g_steal_pointer (&path);
      return FALSE;
    }

  replaced = list_replaced (files);
  herald_journal_free (files->journal);
  herald_history_free (files->history);
  files->journal = fresh.journal;
  files->history = fresh.history;
  files->number = ++files->highest;
  files->state = HERALD_JOURNAL_SOUND;
  g_clear_pointer (&self->half_written, g_free);
  g_clear_pointer (&self->text, g_free);

  return remove_replaced (self, replaced, forget, forget ? error : NULL);
}

/* Adds the ids of the blobs that a list of attachments names. */
static void
collect_from (GHashTable *ids,
              JsonNode   *attachments)
{
  JsonArray *array = attachments != NULL && JSON_NODE_HOLDS_ARRAY (attachments)
                     ? json_node_get_array (attachments) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonNode *path = JSON_NODE_HOLDS_OBJECT (element)
                       ? json_object_get_member (json_node_get_object (element), "path") : NULL;

      if (path != NULL && json_node_get_value_type (path) == G_TYPE_STRING &&
          g_str_has_prefix (json_node_get_string (path), HERALD_CASE_BLOB_PREFIX))
        g_hash_table_add (ids, g_strdup (json_node_get_string (path) + strlen (HERALD_CASE_BLOB_PREFIX)));
    }
}

static void
collect_from_report (GHashTable *ids,
                     JsonObject *report)
{
  collect_from (ids, json_object_get_member (report, "attachments"));
}

static void
collect_from_event (GHashTable        *ids,
                    const HeraldEvent *event)
{
  JsonObject *object = json_node_get_object (event->node);
  JsonNode *set = json_object_get_member (object, "set");

  if (event->type == HERALD_RECORD_SNAPSHOT)
    collect_from_report (ids, object);
  else if (set != NULL)
    collect_from_report (ids, json_node_get_object (set));
}

/* What proves an entry of the log stays with it. */
static void
collect_from_log (GHashTable *ids,
                  GPtrArray  *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const HeraldEvent *event = g_ptr_array_index (events, i);

      if (event->line != NULL && event->line->has_file)
        g_hash_table_add (ids, herald_id_write (event->line->file));
    }
}

/* What was attached since the case was opened may wait for a report to name it. */
static void
add_new_blobs (HeraldCase *self,
               GHashTable *ids)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->new_blobs);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (ids, g_strdup (id));
}

static gboolean
is_wanted_blob (GHashTable        *ids,
                const HeraldEvent *event)
{
  g_autofree char *id = herald_id_write (event->id);

  return g_hash_table_contains (ids, id);
}

/* All that happened, but for attachments that neither a version nor the log names. */
static GPtrArray *
keep_history (HeraldCase *self)
{
  GPtrArray *events = herald_history_get_events (self->files.history);
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *kept = g_ptr_array_new ();

  add_new_blobs (self, ids);
  collect_from_log (ids, events);
  for (guint i = 0; i < events->len; i++)
    {
      const HeraldEvent *event = g_ptr_array_index (events, i);

      if (herald_event_is_version (event))
        collect_from_event (ids, event);
    }

  for (guint i = 0; i < events->len; i++)
    {
      HeraldEvent *event = g_ptr_array_index (events, i);

      if (event->type != HERALD_RECORD_BLOB || is_wanted_blob (ids, event))
        g_ptr_array_add (kept, event);
    }

  return kept;
}

/* Takes a copy of an event that is not forgotten. Where the case begins anew,
 * entries of the log lose their files: an envelope may say who wrote it, and
 * must not be sent once more. */
static void
keep_event (GPtrArray         *kept,
            const HeraldEvent *event,
            gboolean           is_afresh)
{
  HeraldEvent *copy = herald_event_copy (event);

  if (is_afresh && copy->line != NULL)
    herald_log_line_drop_file (copy->line);
  g_ptr_array_add (kept, copy);
}

/* One version, with the log and the attachments that either names. */
static GPtrArray *
forget_history (HeraldCase *self,
                JsonNode   *report,
                const char *at,
                gboolean    is_afresh)
{
  GPtrArray *events = herald_history_get_events (self->files.history);
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_event_free);
  gboolean dates_only = herald_case_summary_is_anonymous (report);

  collect_from_report (ids, json_node_get_object (report));
  if (!is_afresh)
    {
      add_new_blobs (self, ids);
      collect_from_log (ids, events);
    }
  g_ptr_array_add (kept, herald_event_new_report (HERALD_RECORD_SNAPSHOT, at, json_node_copy (report)));

  for (guint i = 0; i < events->len; i++)
    {
      const HeraldEvent *event = g_ptr_array_index (events, i);

      if (event->line != NULL || (event->type == HERALD_RECORD_BLOB && is_wanted_blob (ids, event)))
        keep_event (kept, event, is_afresh);
    }

  for (guint i = 0; i < kept->len; i++)
    {
      HeraldEvent *event = g_ptr_array_index (kept, i);

      event->seq = herald_journal_get_seq (self->files.journal) + 1 + i;
      if (dates_only)
        event->at[strlen ("2026-11-21")] = '\0'; /* an instant begins with its date */
    }

  return kept;
}

/**
 * herald_case_get_journal_size:
 * @self: a case
 *
 * Tells how large the journal has become, by which one may see when to compact it.
 *
 * Beyond 64 MiB the next change to the case forgets the history.
 *
 * Returns: bytes, 0 once the case is closed
 */
guint64
herald_case_get_journal_size (HeraldCase *self)
{
  g_autoptr(GRecMutexLocker) locker = NULL;

  g_return_val_if_fail (HERALD_IS_CASE (self), 0);

  locker = g_rec_mutex_locker_new (&self->mutex);
  return self->key != NULL ? herald_journal_get_size (self->files.journal) : 0;
}

/**
 * herald_case_compact:
 * @self: a case
 * @flags: whether undo, redo and the versions stay
 * @error: return location for an error
 *
 * Writes the case into a new journal, then removes the old one and the
 * attachments that nothing names any more.
 *
 * Thread: waits for the disk; a worker.
 *
 * Returns: %FALSE with an error; then the case is as it was
 */
gboolean
herald_case_compact (HeraldCase              *self,
                     HeraldCaseCompactFlags   flags,
                     GError                 **error)
{
  g_autoptr(GRecMutexLocker) locker = NULL;
  g_autoptr(GPtrArray) events = NULL;

  g_return_val_if_fail (HERALD_IS_CASE (self), FALSE);

  locker = g_rec_mutex_locker_new (&self->mutex);
  if (!herald_case_check_open (self, error))
    return FALSE;

  if (flags & HERALD_CASE_COMPACT_KEEP_HISTORY)
    events = keep_history (self);
  else
    events = forget_history (self, herald_history_get_report (self->files.history),
                             herald_history_get_current (self->files.history)->at, FALSE);

  if (!herald_case_rewrite (self, events, FALSE, error))
    return FALSE;

  herald_case_sweep (self);
  return TRUE;
}

/**
 * herald_case_start_afresh:
 * @self: a case
 * @json: the report with which the case begins anew
 * @error: return location for an error
 *
 * Begins a case anew from a report, and leaves nothing of what it was before.
 *
 * For a report that is turned anonymous: versions, undo, redo, attachments that
 * it does not name and files that were set aside are gone, and the times of an
 * anonymous report's log become dates. What a disk keeps of erased files is
 * beyond this program; the key of the old journal is overwritten before it is
 * removed.
 *
 * Thread: waits for the disk; a worker.
 *
 * Returns: %FALSE with an error; then the case is as it was, or holds the new
 *   report but something of the old could not be removed: it is right to try again
 */
gboolean
herald_case_start_afresh (HeraldCase  *self,
                          const char  *json,
                          GError     **error)
{
  g_autoptr(GRecMutexLocker) locker = NULL;
  g_autoptr(JsonNode) report = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autofree char *at = NULL;

  g_return_val_if_fail (HERALD_IS_CASE (self), FALSE);
  g_return_val_if_fail (json != NULL, FALSE);

  locker = g_rec_mutex_locker_new (&self->mutex);
  if (!herald_case_check_open (self, error))
    return FALSE;

  report = herald_case_parse_report (json, error);
  if (report == NULL)
    return FALSE;

  at = herald_case_get_time (report);
  events = forget_history (self, report, at, TRUE);
  if (!herald_case_rewrite (self, events, TRUE, error) ||
      !herald_folder_clean (self->aside, self->id, error))
    return FALSE;

  g_hash_table_remove_all (self->new_blobs);
  herald_case_sweep (self);
  return TRUE;
}
