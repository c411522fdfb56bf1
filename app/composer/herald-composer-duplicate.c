/* herald-composer-duplicate.c: a second report like one that is kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include "herald-copying.h"
#include "herald-report-codec.h"

/* A report with the same content, and an identity of its own. What was attested
 * to was so for the other one. */
static HeraldReport *
make_like (HeraldComposer  *self,
           HeraldReport    *report,
           GError         **error)
{
  g_autoptr(HeraldReport) fresh = herald_report_new (herald_report_get_vendor (report),
                                                     herald_report_get_anonymous (report));
  g_autofree char *before = herald_report_write (report);
  g_autoptr(JsonNode) node = json_from_string (before, NULL);
  JsonObject *object = json_node_get_object (node);
  g_autofree char *after = NULL;
  g_autoptr(GBytes) bytes = NULL;

  json_object_set_string_member (object, "id", herald_report_get_id (fresh));
  json_object_set_string_member (object, "created", herald_report_get_created (fresh));
  json_object_set_array_member (object, "attestations", json_array_new ());

  after = herald_json_write (node);
  bytes = g_bytes_new_static (after, strlen (after));
  return herald_report_read (bytes, self->vendors, error);
}

/* The case as it is, whether it is the one in progress or not. */
static HeraldCase *
find_case (HeraldComposer  *self,
           const char      *id,
           GError         **error)
{
  if (self->kept == NULL || !g_str_equal (herald_case_get_id (self->kept), id))
    return herald_vault_open_case (herald_composer_get_vault (self), id, error);

  return herald_autosave_flush (self->autosave, error) ? g_object_ref (self->kept) : NULL;
}

typedef struct
{
  HeraldComposer *like; /* a copy, whose attachments lie in the other case */
  HeraldVault    *vault;
  HeraldCase     *opened; /* the other case, if it was opened for this, or NULL */
} Duplicating;

static void
duplicating_free (gpointer data)
{
  Duplicating *self = data;

  if (self->opened != NULL)
    herald_case_close (self->opened);
  g_clear_object (&self->opened);
  g_clear_object (&self->like);
  g_clear_object (&self->vault);
  g_free (self);
}

static void
duplicate_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Duplicating *self = task_data;
  GError *error = NULL;
  g_autoptr(HeraldCase) made = herald_composer_make_case (self->like, self->vault, NULL, cancellable, &error);

  /* Whoever is told finds both cases closed. */
  if (self->opened != NULL)
    herald_case_close (self->opened);
  if (made == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  herald_case_close (made);
  g_task_return_pointer (task, g_strdup (herald_case_get_id (made)), g_free);
}

static Duplicating *
prepare (HeraldComposer  *self,
         const char      *id,
         GError         **error)
{
  g_autoptr(HeraldCase) kept = find_case (self, id, error);
  g_autoptr(HeraldReport) report = kept != NULL ? herald_composer_read_case (self, kept, error) : NULL;
  HeraldReport *like = report != NULL ? make_like (self, report, error) : NULL;
  Duplicating *duplicating;

  if (like == NULL)
    {
      if (kept != NULL && kept != self->kept)
        herald_case_close (kept);
      return NULL;
    }

  duplicating = g_new0 (Duplicating, 1);
  duplicating->vault = g_object_ref (herald_composer_get_vault (self));
  duplicating->opened = kept != self->kept ? g_object_ref (kept) : NULL;
  duplicating->like = g_object_new (HERALD_TYPE_COMPOSER, NULL);
  duplicating->like->report = like;
  duplicating->like->kept = g_steal_pointer (&kept);
  return duplicating;
}

/**
 * herald_composer_duplicate_async:
 * @self: a composer whose vault is unlocked
 * @id: a case's id, that of the report in progress too
 * @cancellable: (nullable): stops it; nothing is made then
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Makes a second case like another one, with copies of its attachments.
 *
 * It has an id, a date, a log and a history of its own; its rules are to be
 * attested to anew. The report in progress stays what it is.
 *
 * Thread: the main thread; the attachments are copied in a worker.
 */
void
herald_composer_duplicate_async (HeraldComposer      *self,
                                 const char          *id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  Duplicating *duplicating = prepare (self, id, &error);

  g_task_set_name (task, "herald_composer_duplicate_async");
  g_task_set_check_cancellable (task, FALSE);
  if (duplicating == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, duplicating, duplicating_free);
  g_task_run_in_thread (task, duplicate_thread);
}

/**
 * herald_composer_duplicate_finish:
 * @self: a composer
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends herald_composer_duplicate_async().
 *
 * Returns: (transfer full): the new case's id, or %NULL with an error
 */
char *
herald_composer_duplicate_finish (HeraldComposer  *self,
                                  GAsyncResult    *result,
                                  GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
