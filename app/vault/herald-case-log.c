/* herald-case-log.c: the log of a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-case-private.h"

#define DATE_LENGTH strlen ("2026-11-21")

/**
 * herald_case_entry_free:
 * @self: (transfer full): a log entry
 *
 * Frees a log entry.
 */
void
herald_case_entry_free (HeraldCaseEntry *self)
{
  g_free (self->at);
  g_free (self->date);
  g_free (self->kind);
  g_free (self->source);
  g_free (self->state);
  g_free (self->promise);
  g_free (self->detail);
  g_clear_pointer (&self->file, herald_case_blob_free);
  g_free (self->file_name);
  g_free (self);
}

/* Writes a line that is about now. Takes @line. */
static gboolean
append_line (HeraldCase     *self,
             HeraldLogLine  *line,
             GError        **error)
{
  g_autofree char *at = herald_case_get_time (herald_history_get_report (self->files.history));

  return herald_case_append_event (self, herald_event_new_log (at, line), error);
}

static gboolean
refuse (GError **error)
{
  return herald_vault_refuse (error, HERALD_VAULT_ERROR_INVALID,
                              _("This cannot stand in the log of a case."));
}

/**
 * herald_case_log_add:
 * @self: a case
 * @kind: what happened: at most 32 of a–z, 0–9 and hyphens
 * @detail: more of it, UTF-8 of at most %HERALD_CASE_MAX_DETAIL bytes, or ""
 * @error: return location for an error
 *
 * Writes into the case's log what happened here just now, durably.
 *
 * Thread: waits for the disk; a worker.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_case_log_add (HeraldCase  *self,
                     const char  *kind,
                     const char  *detail,
                     GError     **error)
{
  g_autoptr(HeraldLogLine) line = NULL;
  g_autoptr(GRecMutexLocker) locker = NULL;

  g_return_val_if_fail (HERALD_IS_CASE (self), FALSE);
  g_return_val_if_fail (kind != NULL && detail != NULL, FALSE);

  line = herald_log_line_new (kind, detail);
  if (!herald_log_line_is_valid (line))
    return refuse (error);

  locker = g_rec_mutex_locker_new (&self->mutex);
  return herald_case_check_open (self, error) && append_line (self, g_steal_pointer (&line), error);
}

static char *
take (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

static HeraldLogLine *
make_line (const HeraldCaseEntry *entry)
{
  HeraldLogLine *line = g_new0 (HeraldLogLine, 1);

  line->kind = take (entry->kind);
  line->source = take (entry->source);
  line->date = take (entry->date);
  line->state = take (entry->state);
  line->promise = take (entry->promise);
  line->detail = take (entry->detail);
  line->file_name = take (entry->file_name);
  line->has_file = entry->file != NULL && herald_id_read (entry->file->id, line->file);
  return line;
}

static gboolean
has_blob (HeraldCase            *self,
          const HeraldCaseEntry *entry)
{
  return entry->file == NULL || herald_history_find_blob (self->files.history, entry->file->id) != NULL;
}

/**
 * herald_case_log_add_entry:
 * @self: a case
 * @entry: what happened: at least @kind and @source; texts that are %NULL count
 *   as ""; of @file the id of a blob of this case counts; @at does not
 * @error: return location for an error
 *
 * Writes an entry into the case's log, durably.
 *
 * Where the entry has no state of its own, its kind tells how far it brought the case.
 *
 * Thread: waits for the disk; a worker.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_case_log_add_entry (HeraldCase             *self,
                           const HeraldCaseEntry  *entry,
                           GError                **error)
{
  g_autoptr(HeraldLogLine) line = NULL;
  g_autoptr(GRecMutexLocker) locker = NULL;

  g_return_val_if_fail (HERALD_IS_CASE (self), FALSE);
  g_return_val_if_fail (entry != NULL, FALSE);

  line = make_line (entry);
  if (!herald_log_line_is_valid (line))
    return refuse (error);

  locker = g_rec_mutex_locker_new (&self->mutex);
  if (!herald_case_check_open (self, error))
    return FALSE;
  if (!has_blob (self, entry))
    return herald_vault_refuse (error, HERALD_VAULT_ERROR_NOT_FOUND,
                                _("This attachment is not in the vault."));

  return append_line (self, g_steal_pointer (&line), error);
}

static HeraldCaseBlob *
describe_file (HeraldCase          *self,
               const HeraldLogLine *line)
{
  g_autofree char *id = line->has_file ? herald_id_write (line->file) : NULL;
  const HeraldEvent *event = id != NULL ? herald_history_find_blob (self->files.history, id) : NULL;

  return event != NULL ? herald_case_describe_blob (event) : NULL;
}

static HeraldCaseEntry *
describe (HeraldCase        *self,
          const HeraldEvent *event)
{
  const HeraldLogLine *line = event->line;
  HeraldCaseEntry *entry = g_new0 (HeraldCaseEntry, 1);

  entry->at = g_strdup (event->at);
  entry->date = line->date[0] != '\0' ? g_strdup (line->date) : g_strndup (event->at, DATE_LENGTH);
  entry->kind = g_strdup (line->kind);
  entry->source = g_strdup (line->source);
  entry->state = g_strdup (herald_log_line_get_state (line));
  entry->promise = g_strdup (line->promise);
  entry->detail = g_strdup (line->detail);
  entry->file = describe_file (self, line);
  entry->file_name = g_strdup (entry->file != NULL ? line->file_name : "");
  return entry;
}

/**
 * herald_case_log_get:
 * @self: a case
 *
 * Gives the case's log in the order in which it was written, the oldest entry first.
 *
 * A file that is not in the case any more is left out.
 *
 * Returns: (transfer full) (element-type HeraldCaseEntry): the entries, none
 *   once the case is closed
 */
GPtrArray *
herald_case_log_get (HeraldCase *self)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_case_entry_free);
  g_autoptr(GRecMutexLocker) locker = NULL;
  GPtrArray *events;

  g_return_val_if_fail (HERALD_IS_CASE (self), NULL);

  locker = g_rec_mutex_locker_new (&self->mutex);
  events = self->key != NULL ? herald_history_get_events (self->files.history) : NULL;
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const HeraldEvent *event = g_ptr_array_index (events, i);

      if (event->line != NULL)
        g_ptr_array_add (entries, describe (self, event));
    }

  return g_steal_pointer (&entries);
}
