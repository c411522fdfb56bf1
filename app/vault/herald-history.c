/* herald-history.c: all that a journal tells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include "herald-edit.h"
#include "herald-history.h"

struct _HeraldHistory
{
  GPtrArray         *events;   /* in the order of their records */
  GHashTable        *versions; /* those that are versions, by number */
  GArray            *back;     /* numbers of versions: what undo leads to, the next last */
  GArray            *forward;  /* the same for redo */
  const HeraldEvent *current;
  JsonNode          *report;   /* of the current version, or NULL until it is asked for */
};

/**
 * herald_history_new:
 *
 * Makes a history of nothing.
 *
 * Returns: (transfer full): the history
 */
HeraldHistory *
herald_history_new (void)
{
  HeraldHistory *self = g_new0 (HeraldHistory, 1);

  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_event_free);
  self->versions = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->back = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->forward = g_array_new (FALSE, FALSE, sizeof (guint64));
  return self;
}

/**
 * herald_history_free:
 * @self: (transfer full): a history
 *
 * Frees a history.
 */
void
herald_history_free (HeraldHistory *self)
{
  g_clear_pointer (&self->report, json_node_unref);
  g_array_unref (self->forward);
  g_array_unref (self->back);
  g_hash_table_unref (self->versions);
  g_ptr_array_unref (self->events);
  g_free (self);
}

static void
push (GArray            *stack,
      const HeraldEvent *version)
{
  g_array_append_val (stack, version->seq);
}

static void
pop (GArray *stack)
{
  g_array_set_size (stack, stack->len - 1);
}

static void
take_version (HeraldHistory *self,
              HeraldEvent   *event)
{
  event->parent = self->current;
  if (self->current != NULL)
    push (self->back, self->current);
  g_array_set_size (self->forward, 0);
  g_hash_table_insert (self->versions, &event->seq, event);

  if (event->type == HERALD_RECORD_SNAPSHOT)
    {
      g_clear_pointer (&self->report, json_node_unref);
    }
  else if (self->report != NULL)
    {
      /* Ours alone: built by herald_history_get_report_of(). */
      herald_edit_apply_here (json_node_get_object (self->report), event->node);
    }
  self->current = event;
}

static gboolean
take_move (HeraldHistory     *self,
           const HeraldEvent *event)
{
  guint64 to;

  if (event->move == HERALD_MOVE_RETURN)
    to = herald_history_get_version (self, event->to) != NULL ? event->to : 0;
  else if (!herald_history_can_move (self, event->move, &to))
    return FALSE;

  if (to != event->to || self->current == NULL)
    return FALSE;

  switch (event->move)
    {
    case HERALD_MOVE_UNDO:
      pop (self->back);
      push (self->forward, self->current);
      break;

    case HERALD_MOVE_REDO:
      pop (self->forward);
      push (self->back, self->current);
      break;

    case HERALD_MOVE_RETURN:
    default:
      push (self->back, self->current);
      g_array_set_size (self->forward, 0);
      break;
    }

  self->current = herald_history_get_version (self, to);
  g_clear_pointer (&self->report, json_node_unref);
  return TRUE;
}

/**
 * herald_history_take:
 * @self: a history
 * @event: (transfer full): what happened next; its number is larger than all before
 *
 * Takes what happened next.
 *
 * Returns: %FALSE if it cannot have happened; then the history is as it was
 */
gboolean
herald_history_take (HeraldHistory *self,
                     HeraldEvent   *event)
{
  g_autoptr(HeraldEvent) owned = event;

  /* The first of all is a snapshot: nothing else has something to stand on. */
  if (self->current == NULL && event->type != HERALD_RECORD_SNAPSHOT)
    return FALSE;

  if (herald_event_is_version (event))
    take_version (self, event);
  else if (event->type == HERALD_RECORD_MOVE && !take_move (self, event))
    return FALSE;

  g_ptr_array_add (self->events, g_steal_pointer (&owned));
  return TRUE;
}

/**
 * herald_history_get_events:
 * @self: a history
 *
 * Gives all events in order.
 *
 * Returns: (element-type HeraldEvent): the events
 */
GPtrArray *
herald_history_get_events (HeraldHistory *self)
{
  return self->events;
}

/**
 * herald_history_get_current:
 * @self: a history
 *
 * Gives the version that stands now.
 *
 * Returns: (nullable): the version, %NULL before the first
 */
const HeraldEvent *
herald_history_get_current (HeraldHistory *self)
{
  return self->current;
}

/**
 * herald_history_get_version:
 * @self: a history
 * @seq: a number
 *
 * Finds a version.
 *
 * Returns: (nullable): the version
 */
const HeraldEvent *
herald_history_get_version (HeraldHistory *self,
                            guint64        seq)
{
  return g_hash_table_lookup (self->versions, &seq);
}

/**
 * herald_history_get_report_of:
 * @self: a history
 * @version: one of its versions
 *
 * Builds a version: the snapshot it goes back to, with all edits since.
 *
 * Returns: (transfer full): the report as JSON
 */
JsonNode *
herald_history_get_report_of (HeraldHistory     *self,
                              const HeraldEvent *version)
{
  g_autoptr(GPtrArray) edits = g_ptr_array_new ();
  JsonObject *report;

  for (; version->type == HERALD_RECORD_EDIT; version = version->parent)
    g_ptr_array_add (edits, version->node);

  report = herald_edit_copy (json_node_get_object (version->node));
  for (guint i = edits->len; i > 0; i--)
    herald_edit_apply_here (report, g_ptr_array_index (edits, i - 1));

  return herald_edit_make_node (report);
}

/**
 * herald_history_get_report:
 * @self: a history with a version
 *
 * Gives the report as it stands now.
 *
 * Returns: the report as JSON; valid until something happens
 */
JsonNode *
herald_history_get_report (HeraldHistory *self)
{
  if (self->report == NULL)
    self->report = herald_history_get_report_of (self, self->current);

  return self->report;
}

/**
 * herald_history_get_changes:
 * @self: a history
 * @version: one of its versions
 *
 * Lists what differs between a version and the one it was made from.
 *
 * Returns: (transfer full): JSON pointers, none for the first version
 */
GStrv
herald_history_get_changes (HeraldHistory     *self,
                            const HeraldEvent *version)
{
  g_autoptr(JsonNode) before = NULL, edit = NULL;

  if (version->type == HERALD_RECORD_EDIT)
    return herald_edit_get_places (version->node);

  if (version->parent != NULL)
    {
      before = herald_history_get_report_of (self, version->parent);
      edit = herald_edit_diff (json_node_get_object (before), json_node_get_object (version->node));
    }

  return herald_edit_get_places (edit);
}

/**
 * herald_history_can_move:
 * @self: a history
 * @move: undo or redo
 * @to: (out) (optional): the number of the version it leads to
 *
 * Tells whether there is something to undo or to redo.
 *
 * Returns: %TRUE if there is
 */
gboolean
herald_history_can_move (HeraldHistory *self,
                         HeraldMove     move,
                         guint64       *to)
{
  GArray *stack = move == HERALD_MOVE_UNDO ? self->back : self->forward;

  if (stack->len == 0)
    return FALSE;

  if (to != NULL)
    *to = g_array_index (stack, guint64, stack->len - 1);
  return TRUE;
}

/**
 * herald_history_find_blob:
 * @self: a history
 * @id: a blob's id as text
 *
 * Finds an attachment.
 *
 * Returns: (nullable): the event that tells of it
 */
const HeraldEvent *
herald_history_find_blob (HeraldHistory *self,
                          const char    *id)
{
  guint8 bytes[HERALD_ID_SIZE];

  if (!herald_id_read (id, bytes))
    return NULL;

  for (guint i = 0; i < self->events->len; i++)
    {
      const HeraldEvent *event = g_ptr_array_index (self->events, i);

      if (event->type == HERALD_RECORD_BLOB && memcmp (event->id, bytes, sizeof bytes) == 0)
        return event;
    }

  return NULL;
}
