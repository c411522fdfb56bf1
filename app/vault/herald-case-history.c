/* herald-case-history.c: undo, redo and versions of a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-case-private.h"
#include "herald-json.h"

/**
 * herald_case_version_free:
 * @self: (transfer full): a version
 *
 * Frees a version.
 */
void
herald_case_version_free (HeraldCaseVersion *self)
{
  g_strfreev (self->changed);
  g_free (self->at);
  g_free (self);
}

static gboolean
can_move (HeraldCase *self,
          HeraldMove  move)
{
  g_autoptr(GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->mutex);

  return self->key != NULL && herald_history_can_move (self->files.history, move, NULL);
}

/**
 * herald_case_can_undo:
 * @self: a case
 *
 * Tells whether there is something to undo.
 *
 * Returns: %TRUE if there is
 */
gboolean
herald_case_can_undo (HeraldCase *self)
{
  g_return_val_if_fail (HERALD_IS_CASE (self), FALSE);

  return can_move (self, HERALD_MOVE_UNDO);
}

/**
 * herald_case_can_redo:
 * @self: a case
 *
 * Tells whether there is something to redo.
 *
 * Returns: %TRUE if there is
 */
gboolean
herald_case_can_redo (HeraldCase *self)
{
  g_return_val_if_fail (HERALD_IS_CASE (self), FALSE);

  return can_move (self, HERALD_MOVE_REDO);
}

static gboolean
refuse_version (GError **error)
{
  return herald_vault_refuse (error, HERALD_VAULT_ERROR_NOT_FOUND,
                              _("The case has no such version. Choose one of its list."));
}

static gboolean
move_to (HeraldCase  *self,
         HeraldMove   move,
         guint64      to,
         GError     **error)
{
  const HeraldEvent *version = herald_history_get_version (self->files.history, to);
  g_autoptr(JsonNode) report = herald_history_get_report_of (self->files.history, version);
  g_autofree char *at = herald_case_get_time (report);

  return herald_case_append_event (self, herald_event_new_move (move, at, to), error);
}

static gboolean
step (HeraldCase  *self,
      HeraldMove   move,
      GError     **error)
{
  g_autoptr(GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->mutex);
  guint64 to;

  if (!herald_case_check_open (self, error))
    return FALSE;
  if (!herald_history_can_move (self->files.history, move, &to))
    return refuse_version (error);

  return move_to (self, move, to, error);
}

/**
 * herald_case_undo:
 * @self: a case
 * @error: return location for an error
 *
 * Goes back one step, durably.
 *
 * Thread: waits for the disk; a worker.
 *
 * Returns: %FALSE with an error; then the case is as it was
 */
gboolean
herald_case_undo (HeraldCase  *self,
                  GError     **error)
{
  g_return_val_if_fail (HERALD_IS_CASE (self), FALSE);

  return step (self, HERALD_MOVE_UNDO, error);
}

/**
 * herald_case_redo:
 * @self: a case
 * @error: return location for an error
 *
 * Takes one undo back, durably.
 *
 * Thread: waits for the disk; a worker.
 *
 * Returns: %FALSE with an error; then the case is as it was
 */
gboolean
herald_case_redo (HeraldCase  *self,
                  GError     **error)
{
  g_return_val_if_fail (HERALD_IS_CASE (self), FALSE);

  return step (self, HERALD_MOVE_REDO, error);
}

/**
 * herald_case_return_to:
 * @self: a case
 * @seq: the number of a version
 * @error: return location for an error
 *
 * Makes an older version the present one, durably; undo takes it back.
 *
 * Thread: waits for the disk; a worker.
 *
 * Returns: %FALSE with %HERALD_VAULT_ERROR_NOT_FOUND or another error
 */
gboolean
herald_case_return_to (HeraldCase  *self,
                       guint64      seq,
                       GError     **error)
{
  g_autoptr(GRecMutexLocker) locker = NULL;

  g_return_val_if_fail (HERALD_IS_CASE (self), FALSE);

  locker = g_rec_mutex_locker_new (&self->mutex);
  if (!herald_case_check_open (self, error))
    return FALSE;
  if (herald_history_get_version (self->files.history, seq) == NULL)
    return refuse_version (error);

  return herald_history_get_current (self->files.history)->seq == seq ||
         move_to (self, HERALD_MOVE_RETURN, seq, error);
}

static HeraldCaseVersion *
describe_version (HeraldHistory     *history,
                  const HeraldEvent *event)
{
  HeraldCaseVersion *version = g_new0 (HeraldCaseVersion, 1);

  version->seq = event->seq;
  version->at = g_strdup (event->at);
  version->changed = herald_history_get_changes (history, event);
  version->is_current = event == herald_history_get_current (history);
  return version;
}

/**
 * herald_case_get_versions:
 * @self: a case
 *
 * Lists all versions of the report that the case remembers, the oldest first.
 *
 * Returns: (transfer full) (element-type HeraldCaseVersion): the versions, none
 *   once the case is closed
 */
GPtrArray *
herald_case_get_versions (HeraldCase *self)
{
  g_autoptr(GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_case_version_free);
  g_autoptr(GRecMutexLocker) locker = NULL;
  GPtrArray *events;

  g_return_val_if_fail (HERALD_IS_CASE (self), NULL);

  locker = g_rec_mutex_locker_new (&self->mutex);
  events = self->key != NULL ? herald_history_get_events (self->files.history) : NULL;
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const HeraldEvent *event = g_ptr_array_index (events, i);

      if (herald_event_is_version (event))
        g_ptr_array_add (versions, describe_version (self->files.history, event));
    }

  return g_steal_pointer (&versions);
}

/**
 * herald_case_get_version:
 * @self: a case
 * @seq: the number of a version
 * @error: return location for an error
 *
 * Gives the report as it was.
 *
 * Returns: (transfer full): what herald_report_read() reads, or %NULL with
 *   %HERALD_VAULT_ERROR_NOT_FOUND or %HERALD_VAULT_ERROR_LOCKED
 */
char *
herald_case_get_version (HeraldCase  *self,
                         guint64      seq,
                         GError     **error)
{
  g_autoptr(GRecMutexLocker) locker = NULL;
  g_autoptr(JsonNode) report = NULL;
  const HeraldEvent *version;

  g_return_val_if_fail (HERALD_IS_CASE (self), NULL);

  locker = g_rec_mutex_locker_new (&self->mutex);
  if (!herald_case_check_open (self, error))
    return NULL;

  version = herald_history_get_version (self->files.history, seq);
  if (version == NULL)
    {
      refuse_version (error);
      return NULL;
    }

  report = herald_history_get_report_of (self->files.history, version);
  return herald_json_write (report);
}
