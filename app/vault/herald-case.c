/* herald-case.c: a report with its history, kept in a vault
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-case-private.h"
#include "herald-case-summary-private.h"
#include "herald-date.h"
#include "herald-edit.h"
#include "herald-folder.h"
#include "herald-json.h"

/* Beyond this size the history is given up, so that the case can go on. */
#define MAX_HISTORY (64 * 1024 * 1024)

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeraldCase, herald_case, G_TYPE_OBJECT)

static void
herald_case_finalize (GObject *object)
{
  HeraldCase *self = HERALD_CASE (object);

  herald_case_files_clear (&self->files);
  g_clear_pointer (&self->key, herald_secret_free);
  g_clear_pointer (&self->new_blobs, g_hash_table_unref);
  g_clear_pointer (&self->pending_blobs, g_hash_table_unref);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_free (self->half_written);
  g_free (self->text);
  g_free (self->notice);
  g_free (self->aside);
  g_free (self->id);
  g_rec_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (herald_case_parent_class)->finalize (object);
}

static void
herald_case_class_init (HeraldCaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = herald_case_finalize;

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
herald_case_init (HeraldCase *self)
{
  g_rec_mutex_init (&self->mutex);
  self->lock_fd = -1;
  self->pending_blobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->new_blobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* What a person has to know about how reading the case went. */
static const char *
describe_state (const HeraldCaseFiles *files)
{
  if (files->spoiled->len > 0)
    return _("A file of this case is damaged. This is what could be read of it; the file itself is kept.");
  if (files->state == HERALD_JOURNAL_TORN)
    return _("The last change to this case was not saved completely and is lost. Everything before it is here.");

  return "";
}

/**
 * herald_case_open:
 * @folder: the folder of the case
 * @aside: the folder where to put what cannot be read
 * @id: the case's id
 * @key: (transfer full): the case's key
 * @lock_fd: (transfer full): what holds the lock on the case
 * @error: return location for an error
 *
 * Opens a case, and tidies up after whatever was interrupted.
 *
 * Returns: (transfer full): the case, or %NULL with an error
 */
HeraldCase *
herald_case_open (const char    *folder,
                  const char    *aside,
                  const char    *id,
                  HeraldSecret  *key,
                  int            lock_fd,
                  GError       **error)
{
  g_autoptr(HeraldCase) self = g_object_new (HERALD_TYPE_CASE, NULL);

  self->id = g_strdup (id);
  herald_id_read (id, self->id_bytes);
  self->aside = g_strdup (aside);
  self->key = key;
  self->lock_fd = lock_fd;

  if (!herald_case_files_load (&self->files, folder, self->key, self->id_bytes, error))
    return NULL;

  self->notice = g_strdup (describe_state (&self->files));
  herald_case_sweep (self);
  return g_steal_pointer (&self);
}

/**
 * herald_case_get_id:
 * @self: a case
 *
 * Gives the id of the case.
 *
 * Returns: 32 lower-case hexadecimal digits
 */
const char *
herald_case_get_id (HeraldCase *self)
{
  g_return_val_if_fail (HERALD_IS_CASE (self), NULL);

  return self->id;
}

/**
 * herald_case_close:
 * @self: a case
 *
 * Closes a case: wipes its key and lets others open it.
 *
 * All that was appended is on the disk already. Signal "closed" is sent in the
 * calling thread, once.
 */
void
herald_case_close (HeraldCase *self)
{
  gboolean was_open;

  g_return_if_fail (HERALD_IS_CASE (self));

  g_rec_mutex_lock (&self->mutex);
  was_open = self->key != NULL;
  g_clear_pointer (&self->key, herald_secret_free);
  g_clear_pointer (&self->text, g_free);
  herald_case_files_clear (&self->files);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  self->lock_fd = -1;
  g_rec_mutex_unlock (&self->mutex);

  if (was_open)
    g_signal_emit (self, signals[CLOSED], 0);
}

/**
 * herald_case_is_closed:
 * @self: a case
 *
 * Tells whether the case was closed.
 *
 * Returns: %TRUE once nothing can be read from it or written to it
 */
gboolean
herald_case_is_closed (HeraldCase *self)
{
  g_autoptr(GRecMutexLocker) locker = NULL;

  g_return_val_if_fail (HERALD_IS_CASE (self), TRUE);

  locker = g_rec_mutex_locker_new (&self->mutex);
  return self->key == NULL;
}

/**
 * herald_case_get_notice:
 * @self: a case
 *
 * Tells what the person has to know about how opening the case went.
 *
 * Returns: (transfer full): a sentence, or "" when all was well
 */
char *
herald_case_get_notice (HeraldCase *self)
{
  g_return_val_if_fail (HERALD_IS_CASE (self), NULL);

  return g_strdup (self->notice);
}

/**
 * herald_case_check_open:
 * @self: a case, its mutex held
 * @error: return location for an error
 *
 * Refuses a case that was closed.
 *
 * Returns: %FALSE with %HERALD_VAULT_ERROR_LOCKED if it was
 */
gboolean
herald_case_check_open (HeraldCase  *self,
                        GError     **error)
{
  return self->key != NULL ||
         herald_vault_refuse (error, HERALD_VAULT_ERROR_LOCKED,
                              _("The vault is locked. Unlock it to go on."));
}

/**
 * herald_case_get_time:
 * @report: the report as JSON
 *
 * Gives the time that goes into a record.
 *
 * Returns: (transfer full): an instant in UTC; a date if the report is anonymous
 */
char *
herald_case_get_time (JsonNode *report)
{
  return herald_case_summary_is_anonymous (report) ? herald_date_today () : herald_date_now ();
}

/* Makes the journal one that this can be appended to. */
static gboolean
prepare (HeraldCase         *self,
         const HeraldEvent  *event,
         GError            **error)
{
  if (self->files.spoiled->len > 0 || herald_journal_is_suspect (self->files.journal))
    return herald_case_rewrite (self, herald_history_get_events (self->files.history), FALSE, error);

  /* A move needs the version that it goes to. */
  if (herald_journal_get_size (self->files.journal) > MAX_HISTORY && event->type != HERALD_RECORD_MOVE)
    return herald_case_compact (self, HERALD_CASE_COMPACT_FORGET, error);

  /* It would be taken for the newer one at the next opening. */
  if (self->half_written != NULL)
    {
      if (!herald_journal_erase (self->half_written, error) ||
          !herald_folder_sync (self->files.folder, error))
        return FALSE;
      g_clear_pointer (&self->half_written, g_free);
    }

  return TRUE;
}

/**
 * herald_case_append_event:
 * @self: an open case, its mutex held
 * @event: (transfer full): what happened
 * @error: return location for an error
 *
 * Writes an event to the disk, then makes it part of the history.
 *
 * Returns: %FALSE with an error; then the case is as it was
 */
gboolean
herald_case_append_event (HeraldCase   *self,
                          HeraldEvent  *event,
                          GError      **error)
{
  g_autoptr(HeraldEvent) owned = event;
  GByteArray *payload;
  HeraldRecord record;
  gboolean is_written;

  if (!prepare (self, event, error))
    return FALSE;

  event->seq = herald_journal_get_seq (self->files.journal) + 1;
  payload = herald_event_write (event);
  record = (HeraldRecord) { event->type, event->seq, payload->data, payload->len };
  is_written = herald_journal_append (self->files.journal, &record, error);
  herald_event_wipe (payload);
  if (!is_written)
    return FALSE;

  if (event->type <= HERALD_RECORD_MOVE)
    g_clear_pointer (&self->text, g_free);
  if (!herald_history_take (self->files.history, g_steal_pointer (&owned)))
    g_assert_not_reached ();
  return TRUE;
}

/**
 * herald_case_parse_report:
 * @json: a report as herald_report_write() gives it
 * @error: return location for an error
 *
 * Parses a report, without asking what it says.
 *
 * Returns: (transfer full): an object, or %NULL with an error
 */
JsonNode *
herald_case_parse_report (const char  *json,
                          GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr(JsonNode) node = herald_json_parse (bytes, HERALD_CASE_MAX_REPORT, NULL);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return g_steal_pointer (&node);

  herald_vault_refuse (error, HERALD_VAULT_ERROR_INVALID,
                       _("This is not a report, or it is too large to keep."));
  return NULL;
}

/**
 * herald_case_get_report_json:
 * @self: a case
 * @error: return location for an error
 *
 * Gives the report as it stands now.
 *
 * Returns: (transfer full): what herald_report_read() reads, or %NULL with
 *   %HERALD_VAULT_ERROR_LOCKED
 */
char *
herald_case_get_report_json (HeraldCase  *self,
                             GError     **error)
{
  g_autoptr(GRecMutexLocker) locker = NULL;

  g_return_val_if_fail (HERALD_IS_CASE (self), NULL);

  locker = g_rec_mutex_locker_new (&self->mutex);
  if (!herald_case_check_open (self, error))
    return NULL;

  return herald_json_write (herald_history_get_report (self->files.history));
}

/* Whether what an edit leads to has its members where they are wanted. Mostly
 * no member comes or goes, and then the edit changes no order. */
static gboolean
leads_to (JsonObject *before,
          JsonNode   *edit,
          JsonObject *wanted)
{
  g_autoptr(JsonObject) reached = NULL;

  if (herald_edit_has_same_order (before, wanted))
    return TRUE;
  if (edit == NULL)
    return FALSE;

  reached = herald_edit_apply (before, edit);
  return herald_edit_has_same_order (reached, wanted);
}

/* An edit where it leads to exactly the same text; the whole report where it
 * does not, because the order of its members differs, or it nests too deep. */
static HeraldEvent *
make_version (HeraldCase *self,
              JsonNode   *report)
{
  JsonObject *before = json_node_get_object (herald_history_get_report (self->files.history));
  JsonObject *wanted = json_node_get_object (report);
  g_autoptr(JsonNode) edit = herald_edit_diff (before, wanted);
  g_autofree char *at = herald_case_get_time (report);
  g_autofree char *text = NULL;

  if (!leads_to (before, edit, wanted))
    return herald_event_new_report (HERALD_RECORD_SNAPSHOT, at, json_node_copy (report));
  if (edit == NULL)
    return NULL;

  text = herald_json_write (edit);
  if (!herald_json_check (text, strlen (text), NULL))
    return herald_event_new_report (HERALD_RECORD_SNAPSHOT, at, json_node_copy (report));

  return herald_event_new_report (HERALD_RECORD_EDIT, at, g_steal_pointer (&edit));
}

/* The quick way: a few answers that stand on lines of their own. */
static HeraldEvent *
make_simple_edit (HeraldCase *self,
                  const char *json)
{
  JsonNode *edit = self->text != NULL ? herald_edit_diff_text (self->text, json) : NULL;
  g_autofree char *at = NULL;

  if (edit == NULL)
    return NULL;

  at = herald_case_get_time (herald_history_get_report (self->files.history));
  return herald_event_new_report (HERALD_RECORD_EDIT, at, edit);
}

/* The sure way. */
static gboolean
append_parsed (HeraldCase  *self,
               const char  *json,
               GError     **error)
{
  g_autoptr(JsonNode) report = herald_case_parse_report (json, error);
  HeraldEvent *version;

  if (report == NULL)
    return FALSE;

  version = make_version (self, report);
  if (version != NULL && !herald_case_append_event (self, version, error))
    return FALSE;

  g_free (self->text);
  self->text = herald_json_write (herald_history_get_report (self->files.history));
  return TRUE;
}

/**
 * herald_case_append:
 * @self: a case
 * @json: the whole report, as herald_report_write() gives it
 * @error: return location for an error
 *
 * Keeps a report: writes what differs from the one before, durably.
 *
 * What does not differ writes nothing. An edit ends what could be redone. If it
 * fails, the case is as it was, and the same call may be tried again.
 *
 * Thread: waits for the disk; a worker.
 *
 * Returns: %TRUE once it is on the disk; otherwise %FALSE with
 *   %HERALD_VAULT_ERROR_LOCKED, %HERALD_VAULT_ERROR_NO_SPACE,
 *   %HERALD_VAULT_ERROR_INVALID or %HERALD_VAULT_ERROR_FAILED
 */
gboolean
herald_case_append (HeraldCase  *self,
                    const char  *json,
                    GError     **error)
{
  g_autoptr(GRecMutexLocker) locker = NULL;
  HeraldEvent *version;

  g_return_val_if_fail (HERALD_IS_CASE (self), FALSE);
  g_return_val_if_fail (json != NULL, FALSE);

  locker = g_rec_mutex_locker_new (&self->mutex);
  if (!herald_case_check_open (self, error))
    return FALSE;
  if (g_strcmp0 (self->text, json) == 0)
    return TRUE;

  version = strlen (json) <= HERALD_CASE_MAX_REPORT ? make_simple_edit (self, json) : NULL;
  if (version == NULL)
    return append_parsed (self, json, error);
  if (!herald_case_append_event (self, version, error))
    return FALSE;

  self->text = g_strdup (json);
  return TRUE;
}
