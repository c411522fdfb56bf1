/* herald-composer-log.c: writing into the log of the case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "herald-composer-log.h"
#include "herald-composer-private.h"
#include "herald-date.h"
#include "herald-file.h"
#include "herald-kept-profile.h"
#include "herald-log-kind.h"

/* All that a worker needs; a case may be used in any thread. */
typedef struct
{
  HeraldCase      *kept;
  HeraldCaseEntry *entry;
  char            *path;    /* of the file, or NULL */
  char            *profile; /* what was promised when the report left, or NULL */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->kept);
  g_clear_pointer (&job->entry, herald_case_entry_free);
  g_free (job->path);
  g_free (job->profile);
  g_free (job);
}

static Job *
job_new (HeraldComposer       *self,
         const HeraldNewEntry *entry)
{
  Job *job = g_new0 (Job, 1);
  HeraldCaseEntry *made = g_new0 (HeraldCaseEntry, 1);

  made->kind = g_strdup (entry->kind);
  made->date = entry->date[0] != '\0' ? g_strdup (entry->date) : herald_date_today ();
  made->source = g_strdup (entry->source);
  made->state = g_strdup (herald_log_kind_get_state (entry->kind));
  made->promise = g_strdup (entry->promise);
  made->detail = herald_log_kind_has_reference (entry->kind)
                 ? g_strconcat (entry->reference, "\n", entry->words, NULL)
                 : g_strdup (entry->words);

  job->kept = g_object_ref (self->kept);
  job->entry = made;
  job->path = g_strdup (entry->path);
  if (herald_log_kind_is_departure (entry->kind))
    job->profile = herald_kept_profile_write (self->report);
  return job;
}

/* What the file is called in the log: its own name as far as that can be shown. */
static char *
make_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = g_filename_display_name (name);

  return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), HERALD_CASE_MAX_FILE_NAME / 4));
}

static gboolean
take_file (Job           *job,
           GCancellable  *cancellable,
           GError       **error)
{
  guint64 size;
  int fd;

  if (job->path == NULL)
    return TRUE;

  fd = herald_file_open (job->path, &size, error);
  if (fd < 0)
    return FALSE;

  if (size > HERALD_LOG_MAX_FILE)
    g_set_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_TOO_LARGE,
                 /* TRANSLATORS: %s is a file as the person named it */
                 _("%s: this file is too large for the log of a case"), job->path);
  else
    job->entry->file = herald_case_add_blob (job->kept, fd, cancellable, error);
  close (fd);

  job->entry->file_name = make_name (job->path);
  return job->entry->file != NULL;
}

static gboolean
job_run (Job           *job,
         GCancellable  *cancellable,
         GError       **error)
{
  return take_file (job, cancellable, error) &&
         (job->profile == NULL || herald_composer_log_profile (job->kept, job->profile, error)) &&
         herald_case_log_add_entry (job->kept, job->entry, error);
}

/**
 * herald_composer_add_entry:
 * @self: a composer with a report that is kept
 * @entry: what happened
 * @error: return location for an error
 *
 * Writes into the log of the case what the person says that happened, durably.
 *
 * What herald_composer_check_entry() refuses is refused.
 *
 * Thread: reads a file, waits for the disk; herald_composer_add_entry_async()
 * does not.
 *
 * Returns: %FALSE with an error; then the log is as it was
 */
gboolean
herald_composer_add_entry (HeraldComposer        *self,
                           const HeraldNewEntry  *entry,
                           GError               **error)
{
  Job *job;
  gboolean is_done;

  if (!herald_composer_check_entry (self, entry, error))
    return FALSE;

  job = job_new (self, entry);
  is_done = job_run (job, NULL, error);
  job_free (job);
  return is_done;
}

static void
add_thread (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  GError *error = NULL;

  if (job_run (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * herald_composer_add_entry_async:
 * @self: a composer with a report that is kept
 * @entry: what happened; it is copied
 * @cancellable: (nullable): to give up
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Does what herald_composer_add_entry() does in a worker.
 *
 * Thread: the main thread.
 */
void
herald_composer_add_entry_async (HeraldComposer       *self,
                                 const HeraldNewEntry *entry,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_name (task, "herald_composer_add_entry_async");
  /* Once it is written, it happened. */
  g_task_set_check_cancellable (task, FALSE);
  if (!herald_composer_check_entry (self, entry, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, job_new (self, entry), job_free);
  g_task_run_in_thread (task, add_thread);
}

/**
 * herald_composer_add_entry_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_add_entry_async().
 *
 * Returns: %FALSE with an error; then the log is as it was
 */
gboolean
herald_composer_add_entry_finish (HeraldComposer  *self,
                                  GAsyncResult    *result,
                                  GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * herald_composer_note_sealed:
 * @self: a composer with a report that is kept
 * @sha256: the hash of an envelope that was made of it
 * @error: return location for an error
 *
 * Writes into the log that an envelope was made, and what the vendor promises now.
 *
 * Thread: waits for the disk; a worker with a copy of the composer.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_note_sealed (HeraldComposer  *self,
                             const char      *sha256,
                             GError         **error)
{
  g_autofree char *profile = herald_kept_profile_write (self->report);

  return herald_composer_log_profile (self->kept, profile, error) &&
         herald_case_log_add (self->kept, "sealed", sha256, error);
}

/**
 * herald_composer_log_profile:
 * @kept: a case
 * @profile: what herald_kept_profile_write() gave
 * @error: return location for an error
 *
 * Writes into the log what the vendor promises, unless the same stands there.
 *
 * More than an entry can hold is not kept; the profile counts as it then is.
 *
 * Thread: waits for the disk; a worker.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_log_profile (HeraldCase  *kept,
                             const char  *profile,
                             GError     **error)
{
  g_autoptr(GPtrArray) log = herald_case_log_get (kept);
  const HeraldCaseEntry *last = NULL;

  for (guint i = 0; i < log->len; i++)
    {
      const HeraldCaseEntry *entry = g_ptr_array_index (log, i);

      if (g_str_equal (entry->kind, HERALD_KEPT_PROFILE_KIND))
        last = entry;
    }

  if (strlen (profile) > HERALD_CASE_MAX_DETAIL || (last != NULL && g_str_equal (last->detail, profile)))
    return TRUE;

  return herald_case_log_add (kept, HERALD_KEPT_PROFILE_KIND, profile, error);
}

/* How far a delivery brings a case. */
static const char *
get_state (const HeraldDelivery *delivery)
{
  switch (delivery->state)
    {
    case HERALD_DELIVERY_SENDING:
      return "sending";

    case HERALD_DELIVERY_UNKNOWN:
      return "unknown";

    case HERALD_DELIVERY_ACCEPTED:
      return "delivered";

    case HERALD_DELIVERY_REFUSED:
    case HERALD_DELIVERY_NOT_DELIVERED:
      return delivery->doubt ? "unknown" : "sealed";

    case HERALD_DELIVERY_READY:
    default:
      return "sealed";
    }
}

/**
 * herald_composer_log_delivery:
 * @kept: a case
 * @delivery: how a delivery stands; with its envelope in the case or elsewhere
 * @error: return location for an error
 *
 * Writes into the log of a case how a delivery stands, durably.
 *
 * The envelope stays in the case as long as the entry.
 *
 * Thread: waits for the disk; a worker.
 *
 * Returns: %FALSE with an error
 */
gboolean
herald_composer_log_delivery (HeraldCase            *kept,
                              const HeraldDelivery  *delivery,
                              GError               **error)
{
  g_autofree char *detail = herald_delivery_write (delivery);
  HeraldCaseBlob envelope = { .id = delivery->blob };

  return herald_case_log_add_entry (kept, &(HeraldCaseEntry) {
                                      .kind = (char *) HERALD_LOG_KIND_DELIVERY,
                                      .source = (char *) (delivery->status != 0 ? "server" : "me"),
                                      .state = (char *) get_state (delivery),
                                      .detail = detail,
                                      .file = delivery->blob[0] != '\0' ? &envelope : NULL,
                                      .file_name = (char *) (delivery->blob[0] != '\0' ? delivery->form : ""),
                                    }, error);
}
