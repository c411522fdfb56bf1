/* herald-timeline.c: what happened with a case, and what was promised
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include "herald-timeline.h"

/* By the numbers of HeraldNextStep. */
static const char * const next_words[] = {
  "deliver", "find-out", "wait", "follow-up", "coordinator", "nothing"
};

/**
 * herald_timeline_item_new:
 * @kind: what it is
 * @id: the kind of an entry, or the id of a promise
 *
 * Makes a point of a timeline, whose texts are yet to come.
 *
 * Returns: (transfer full): the point
 */
HeraldTimelineItem *
herald_timeline_item_new (HeraldTimelineKind  kind,
                          const char         *id)
{
  HeraldTimelineItem *self = g_new0 (HeraldTimelineItem, 1);

  self->kind = kind;
  self->id = g_strdup (id);
  return self;
}

/**
 * herald_timeline_item_free:
 * @self: (transfer full): a point of a timeline
 *
 * Frees a point.
 */
void
herald_timeline_item_free (HeraldTimelineItem *self)
{
  g_free (self->id);
  g_free (self->date);
  g_free (self->title);
  g_free (self->status);
  g_free (self->basis);
  g_free (self->reference);
  g_free (self->words);
  g_free (self->source);
  g_free (self->state);
  g_clear_pointer (&self->file, herald_case_blob_free);
  g_free (self->file_name);
  g_free (self);
}

/**
 * herald_timeline_free:
 * @self: (transfer full): a timeline
 *
 * Frees a timeline.
 */
void
herald_timeline_free (HeraldTimeline *self)
{
  g_free (self->vendor);
  g_free (self->state);
  g_free (self->state_title);
  g_free (self->today);
  g_free (self->start);
  g_free (self->receipt);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self->next_words);
  g_free (self);
}

static JsonNode *
file_to_json (const HeraldTimelineItem *item)
{
  JsonNode *node = json_node_new (JSON_NODE_NULL);
  JsonObject *object;

  if (item->file == NULL)
    return node;

  object = json_object_new ();
  json_object_set_string_member (object, "name", item->file_name);
  json_object_set_int_member (object, "size", (gint64) item->file->size);
  json_object_set_string_member (object, "sha256", item->file->sha256);
  json_node_init_object (node, object);
  json_object_unref (object);
  return node;
}

static JsonObject *
entry_to_json (const HeraldTimelineItem *item)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "date", item->date);
  json_object_set_string_member (object, "kind", item->id);
  json_object_set_string_member (object, "title", item->title);
  json_object_set_string_member (object, "source", item->source);
  json_object_set_string_member (object, "state", item->state);
  json_object_set_string_member (object, "reference", item->reference);
  json_object_set_string_member (object, "words", item->words);
  json_object_set_member (object, "file", file_to_json (item));
  return object;
}

static JsonObject *
promise_to_json (const HeraldTimelineItem *item)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", item->id);
  json_object_set_string_member (object, "title", item->title);
  json_object_set_string_member (object, "wording", item->words);
  json_object_set_string_member (object, "due", item->date);
  json_object_set_string_member (object, "state", item->state);
  json_object_set_string_member (object, "status", item->status);
  json_object_set_string_member (object, "basis", item->basis);
  json_object_set_int_member (object, "days", item->days);
  json_object_set_boolean_member (object, "estimate", item->is_estimate);
  return object;
}

/**
 * herald_timeline_to_json:
 * @self: a timeline
 *
 * Gives a timeline to programs.
 *
 * Returns: (transfer full): an object
 */
JsonNode *
herald_timeline_to_json (const HeraldTimeline *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *entries = json_array_new (), *promises = json_array_new ();

  for (guint i = 0; i < self->items->len; i++)
    {
      const HeraldTimelineItem *item = g_ptr_array_index (self->items, i);

      if (item->kind == HERALD_TIMELINE_ENTRY)
        json_array_add_object_element (entries, entry_to_json (item));
      else
        json_array_add_object_element (promises, promise_to_json (item));
    }

  json_object_set_string_member (object, "state", self->state);
  json_object_set_string_member (object, "today", self->today);
  json_object_set_string_member (object, "start", self->start);
  json_object_set_boolean_member (object, "proven", self->is_proven);
  json_object_set_string_member (object, "receipt", self->receipt);
  json_object_set_string_member (object, "next", next_words[self->next]);
  json_object_set_string_member (object, "advice", self->next_words);
  json_object_set_array_member (object, "entries", entries);
  json_object_set_array_member (object, "promises", promises);
  json_node_take_object (node, object);
  return node;
}
