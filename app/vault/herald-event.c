/* herald-event.c: what a record of a journal means
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include <sodium.h>

#include "herald-bytes.h"
#include "herald-date.h"
#include "herald-edit.h"
#include "herald-event.h"
#include "herald-json.h"

/**
 * herald_event_new:
 * @type: what happened
 * @at: when: an instant in UTC, or a date
 *
 * Makes an event that says nothing more yet.
 *
 * Returns: (transfer full): the event
 */
HeraldEvent *
herald_event_new (HeraldRecordType  type,
                  const char       *at)
{
  HeraldEvent *self = g_new0 (HeraldEvent, 1);

  self->type = type;
  self->at = g_strdup (at);
  return self;
}

/**
 * herald_event_new_report:
 * @type: a snapshot or an edit
 * @at: when
 * @node: (transfer full): the report or the edit
 *
 * Makes an event that leads to a new version.
 *
 * Returns: (transfer full): the event
 */
HeraldEvent *
herald_event_new_report (HeraldRecordType  type,
                         const char       *at,
                         JsonNode         *node)
{
  HeraldEvent *self = herald_event_new (type, at);

  self->node = node;
  return self;
}

/**
 * herald_event_new_move:
 * @move: what kind
 * @at: when
 * @to: the number of a version
 *
 * Makes an event that leads back to another version.
 *
 * Returns: (transfer full): the event
 */
HeraldEvent *
herald_event_new_move (HeraldMove  move,
                       const char *at,
                       guint64     to)
{
  HeraldEvent *self = herald_event_new (HERALD_RECORD_MOVE, at);

  self->move = move;
  self->to = to;
  return self;
}

/**
 * herald_event_new_log:
 * @at: when
 * @line: (transfer full): what it says
 *
 * Makes a log entry.
 *
 * Returns: (transfer full): the event
 */
HeraldEvent *
herald_event_new_log (const char    *at,
                      HeraldLogLine *line)
{
  HeraldEvent *self = herald_event_new (herald_log_line_is_plain (line) ? HERALD_RECORD_LOG : HERALD_RECORD_ENTRY, at);

  self->line = line;
  return self;
}

/**
 * herald_event_copy:
 * @self: an event
 *
 * Copies an event; a report or an edit is shared.
 *
 * Returns: (transfer full): the copy, which belongs to no history
 */
HeraldEvent *
herald_event_copy (const HeraldEvent *self)
{
  HeraldEvent *copy = herald_event_new (self->type, self->at);

  copy->seq = self->seq;
  copy->node = self->node != NULL ? json_node_ref (self->node) : NULL;
  copy->move = self->move;
  copy->to = self->to;
  copy->line = self->line != NULL ? herald_log_line_copy (self->line) : NULL;
  copy->key = self->key != NULL ? herald_secret_new (self->key->bytes) : NULL;
  copy->size = self->size;
  memcpy (copy->id, self->id, sizeof copy->id);
  memcpy (copy->sha256, self->sha256, sizeof copy->sha256);
  return copy;
}

static JsonNode *
parse (HeraldBytes *left)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (left->at, left->length);

  return herald_json_parse (bytes, HERALD_RECORD_MAX_PAYLOAD, NULL);
}

static gboolean
read_blob (HeraldEvent *self,
           HeraldBytes *left)
{
  const guint8 *id = herald_bytes_take (left, sizeof self->id);
  const guint8 *key = herald_bytes_take (left, HERALD_SECRET_SIZE);
  const guint8 *sha256;

  self->size = herald_bytes_take_64 (left);
  sha256 = herald_bytes_take (left, sizeof self->sha256);
  if (left->is_short || left->length != 0)
    return FALSE;

  memcpy (self->id, id, sizeof self->id);
  self->key = herald_secret_new (key);
  memcpy (self->sha256, sha256, sizeof self->sha256);
  return TRUE;
}

static gboolean
read_move (HeraldEvent *self,
           HeraldBytes *left)
{
  const guint8 *move = herald_bytes_take (left, 1);

  self->to = herald_bytes_take_64 (left);
  if (left->is_short || left->length != 0 || *move < HERALD_MOVE_UNDO || *move > HERALD_MOVE_RETURN)
    return FALSE;

  self->move = *move;
  return TRUE;
}

static gboolean
read_rest (HeraldEvent *self,
           HeraldBytes *left)
{
  switch (self->type)
    {
    case HERALD_RECORD_SNAPSHOT:
      self->node = parse (left);
      return self->node != NULL && JSON_NODE_HOLDS_OBJECT (self->node);

    case HERALD_RECORD_EDIT:
      self->node = parse (left);
      return self->node != NULL && herald_edit_is_valid (self->node);

    case HERALD_RECORD_MOVE:
      return read_move (self, left);

    case HERALD_RECORD_LOG:
      self->line = herald_log_line_read_plain (left);
      return self->line != NULL;

    case HERALD_RECORD_ENTRY:
      self->line = herald_log_line_read (left);
      return self->line != NULL;

    case HERALD_RECORD_BLOB:
      return read_blob (self, left);

    default:
      return FALSE;
    }
}

/**
 * herald_event_read:
 * @record: a record in clear
 *
 * Reads what a record says. Format: FORMAT.md, “payloads”.
 *
 * Returns: (transfer full): the event, or %NULL if it makes no sense
 */
HeraldEvent *
herald_event_read (const HeraldRecord *record)
{
  HeraldBytes left = { record->payload, record->length, FALSE };
  g_autoptr(HeraldEvent) self = herald_event_new ((HeraldRecordType) record->type, NULL);

  self->seq = record->seq;
  self->at = herald_bytes_take_flat (&left);
  if (self->at == NULL || (!herald_date_is_instant (self->at) && !herald_date_is_date (self->at)) ||
      !read_rest (self, &left))
    return NULL;

  return g_steal_pointer (&self);
}

static void
put_json (GByteArray *array,
          JsonNode   *node)
{
  g_autofree char *text = herald_json_write (node);

  herald_bytes_put (array, text, strlen (text));
}

/**
 * herald_event_write:
 * @self: an event
 *
 * Writes what herald_event_read() reads.
 *
 * Returns: (transfer full): the payload of its record; herald_event_wipe() takes it
 */
GByteArray *
herald_event_write (const HeraldEvent *self)
{
  /* Large enough that a blob's key is never left behind by a move. */
  GByteArray *array = g_byte_array_sized_new (512);

  herald_bytes_put_flat (array, self->at);

  switch (self->type)
    {
    case HERALD_RECORD_SNAPSHOT:
    case HERALD_RECORD_EDIT:
      put_json (array, self->node);
      break;

    case HERALD_RECORD_MOVE:
      herald_bytes_put_8 (array, (guint8) self->move);
      herald_bytes_put_64 (array, self->to);
      break;

    case HERALD_RECORD_LOG:
      herald_log_line_write_plain (self->line, array);
      break;

    case HERALD_RECORD_ENTRY:
      herald_log_line_write (self->line, array);
      break;

    case HERALD_RECORD_BLOB:
      herald_bytes_put (array, self->id, sizeof self->id);
      herald_bytes_put (array, self->key->bytes, sizeof self->key->bytes);
      herald_bytes_put_64 (array, self->size);
      herald_bytes_put (array, self->sha256, sizeof self->sha256);
      break;

    default:
      g_assert_not_reached ();
    }

  return array;
}

/**
 * herald_event_wipe:
 * @payload: (transfer full): the payload of a record
 *
 * Wipes a payload and frees it.
 */
void
herald_event_wipe (GByteArray *payload)
{
  sodium_memzero (payload->data, payload->len);
  g_byte_array_unref (payload);
}

/**
 * herald_event_is_version:
 * @self: an event
 *
 * Tells whether an event made a new version of the report.
 *
 * Returns: %TRUE for a snapshot and an edit
 */
gboolean
herald_event_is_version (const HeraldEvent *self)
{
  return self->type == HERALD_RECORD_SNAPSHOT || self->type == HERALD_RECORD_EDIT;
}

/**
 * herald_event_free:
 * @self: (transfer full): an event
 *
 * Frees an event, and wipes a blob's key.
 */
void
herald_event_free (HeraldEvent *self)
{
  g_clear_pointer (&self->node, json_node_unref);
  g_clear_pointer (&self->key, herald_secret_free);
  g_clear_pointer (&self->line, herald_log_line_free);
  g_free (self->at);
  g_free (self);
}
