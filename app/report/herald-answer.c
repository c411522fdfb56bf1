/* herald-answer.c: an answer to a field, as a JSON value
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-report"

#include "config.h"

#include "herald-answer.h"
#include "herald-text.h"

static JsonNode *
seal_node (JsonNode *node)
{
  json_node_seal (node);
  return node;
}

/**
 * herald_answer_new_text:
 * @text: UTF-8 text
 *
 * Makes an answer to a field of text, a date, a time, a choice or a version.
 *
 * Returns: (transfer full): an answer
 */
JsonNode *
herald_answer_new_text (const char *text)
{
  return seal_node (json_node_init_string (json_node_alloc (), text));
}

/**
 * herald_answer_new_unknown:
 *
 * Makes the answer that says that the person does not know.
 *
 * Returns: (transfer full): an answer
 */
JsonNode *
herald_answer_new_unknown (void)
{
  g_autoptr(JsonObject) object = json_object_new ();

  json_object_set_boolean_member (object, "unknown", TRUE);
  return seal_node (json_node_init_object (json_node_alloc (), object));
}

static JsonNode *
new_list (JsonArray *array)
{
  return seal_node (json_node_init_array (json_node_alloc (), array));
}

static JsonNode *
new_null (void)
{
  return seal_node (json_node_init_null (json_node_alloc ()));
}

/**
 * herald_answer_new_empty:
 * @field: a field
 *
 * Makes the answer of a field that was not answered yet.
 *
 * Returns: (transfer full): an answer
 */
JsonNode *
herald_answer_new_empty (const HeraldField *field)
{
  if (field->kind == HERALD_FIELD_FLAG)
    return new_null ();

  if (herald_field_is_list (field))
    {
      g_autoptr(JsonArray) array = json_array_new ();

      return new_list (array);
    }

  return herald_answer_new_text ("");
}

/**
 * herald_answer_is_unknown:
 * @answer: an answer
 *
 * Tells whether the person said that they do not know.
 *
 * Returns: %TRUE if so
 */
gboolean
herald_answer_is_unknown (JsonNode *answer)
{
  return JSON_NODE_HOLDS_OBJECT (answer);
}

/**
 * herald_answer_is_empty:
 * @answer: an answer
 *
 * Tells whether nothing was answered.
 *
 * Returns: %TRUE for empty text, an empty list and an undecided flag
 */
gboolean
herald_answer_is_empty (JsonNode *answer)
{
  if (JSON_NODE_HOLDS_NULL (answer))
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (answer))
    return json_array_get_length (json_node_get_array (answer)) == 0;

  return json_node_get_value_type (answer) == G_TYPE_STRING &&
         *json_node_get_string (answer) == '\0';
}

static void
note_visible (const char *text,
              gpointer    visible)
{
  if (!herald_text_is_blank (text))
    *(gboolean *) visible = TRUE;
}

/**
 * herald_answer_is_blank:
 * @answer: an answer
 *
 * Tells whether something was answered, but nothing that can be seen.
 *
 * Returns: %TRUE for white space alone
 */
gboolean
herald_answer_is_blank (JsonNode *answer)
{
  gboolean visible = FALSE;

  if (herald_answer_is_empty (answer) || herald_answer_is_unknown (answer) ||
      (JSON_NODE_HOLDS_VALUE (answer) && json_node_get_value_type (answer) == G_TYPE_BOOLEAN))
    return FALSE;

  herald_answer_foreach_text (answer, note_visible, &visible);
  return !visible;
}

/**
 * herald_answer_get_text:
 * @answer: an answer
 *
 * Gives the text of an answer that is one.
 *
 * Returns: UTF-8 text; empty for unknown, lists and flags
 */
const char *
herald_answer_get_text (JsonNode *answer)
{
  if (JSON_NODE_HOLDS_VALUE (answer) && json_node_get_value_type (answer) == G_TYPE_STRING)
    return json_node_get_string (answer);

  return "";
}

/**
 * herald_answer_matches:
 * @answer: an answer
 * @values: %NULL-terminated texts; for a flag "true" and "false"
 *
 * Tells whether an answer is one of some values, as a condition asks.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_answer_matches (JsonNode           *answer,
                       const char * const *values)
{
  if (JSON_NODE_HOLDS_VALUE (answer) && json_node_get_value_type (answer) == G_TYPE_BOOLEAN)
    return g_strv_contains (values, json_node_get_boolean (answer) ? "true" : "false");

  return g_strv_contains (values, herald_answer_get_text (answer));
}

static void
foreach_member_text (JsonObject           *object,
                     HeraldAnswerTextFunc  func,
                     gpointer              data)
{
  JsonObjectIter iter;
  const char *name; /* json-glib 1.6 crashes without it */
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    func (json_node_get_string (node), data);
}

/**
 * herald_answer_foreach_text:
 * @answer: an answer
 * @func: called for each text in it
 * @data: for @func
 *
 * Visits every text of an answer.
 *
 * That is the answer alone, each link, or each member of people and parties.
 */
void
herald_answer_foreach_text (JsonNode             *answer,
                            HeraldAnswerTextFunc  func,
                            gpointer              data)
{
  if (JSON_NODE_HOLDS_ARRAY (answer))
    {
      JsonArray *array = json_node_get_array (answer);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *entry = json_array_get_element (array, i);

          if (JSON_NODE_HOLDS_OBJECT (entry))
            foreach_member_text (json_node_get_object (entry), func, data);
          else
            func (json_node_get_string (entry), data);
        }
    }
  else if (JSON_NODE_HOLDS_VALUE (answer) && json_node_get_value_type (answer) == G_TYPE_STRING)
    func (json_node_get_string (answer), data);
}

static JsonNode *
map_text (JsonNode            *node,
          HeraldAnswerMapFunc  func,
          gpointer             data)
{
  g_autofree char *text = func (json_node_get_string (node), data);

  return json_node_init_string (json_node_alloc (), text);
}

/* What kind a party is, and the date, are words of the format. */
static gboolean
is_word (const char *member)
{
  return g_str_equal (member, "kind") || g_str_equal (member, "date");
}

static JsonNode *
map_object (JsonNode            *node,
            HeraldAnswerMapFunc  func,
            gpointer             data)
{
  g_autoptr(JsonObject) object = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    json_object_set_member (object, name, is_word (name) ? json_node_copy (member)
                                                         : map_text (member, func, data));

  return json_node_init_object (json_node_alloc (), object);
}

/**
 * herald_answer_map:
 * @answer: an answer
 * @func: gives a new text for a text
 * @data: for @func
 *
 * Makes an answer with every text of another one passed through a function.
 *
 * The kind and date of a party stay; fields of choices are not for the caller
 * to map.
 *
 * Returns: (transfer full): the new answer
 */
JsonNode *
herald_answer_map (JsonNode            *answer,
                   HeraldAnswerMapFunc  func,
                   gpointer             data)
{
  g_autoptr(JsonArray) mapped = NULL;
  JsonArray *array;

  if (JSON_NODE_HOLDS_VALUE (answer) && json_node_get_value_type (answer) == G_TYPE_STRING)
    return seal_node (map_text (answer, func, data));
  if (!JSON_NODE_HOLDS_ARRAY (answer))
    return json_node_ref (answer);

  array = json_node_get_array (answer);
  mapped = json_array_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *entry = json_array_get_element (array, i);

      json_array_add_element (mapped, JSON_NODE_HOLDS_OBJECT (entry)
                                        ? map_object (entry, func, data)
                                        : map_text (entry, func, data));
    }

  return new_list (mapped);
}
