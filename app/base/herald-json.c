/* herald-json.c: a value of JSON and the place it stands in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-base"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-json.h"
#include "herald-text.h"

G_DEFINE_QUARK (herald-json-error-quark, herald_json_error)

/**
 * herald_json_parse:
 * @bytes: a file's content
 * @max_size: how many bytes it may have
 * @error: return location for an error
 *
 * Parses one JSON text that has passed the strict gate.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the root, or %NULL with a #HeraldJsonError
 */
JsonNode *
herald_json_parse (GBytes  *bytes,
                   gsize    max_size,
                   GError **error)
{
  g_autoptr(JsonParser) parser = NULL;
  const char *data;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  if (length > max_size)
    {
      g_autofree char *limit = g_format_size_full (max_size, G_FORMAT_SIZE_IEC_UNITS);

      g_set_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_TOO_LARGE,
                   /* TRANSLATORS: %s is a size, such as “256 KiB” */
                   _("it is larger than %s"), limit);
      return NULL;
    }

  if (!herald_json_check (data != NULL ? data : "", length, error))
    return NULL;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, data, (gssize) length, error))
    return NULL;

  return json_parser_steal_root (parser);
}

/**
 * herald_json_root:
 * @node: the root of a parsed text
 *
 * Begins reading at the root.
 *
 * Returns: a value that borrows @node
 */
HeraldJsonValue
herald_json_root (JsonNode *node)
{
  return (HeraldJsonValue) { .node = node };
}

/**
 * herald_json_member:
 * @object: a value that is an object
 * @name: a member's name; must outlive the returned value
 *
 * Goes to a member of an object.
 *
 * Returns: the member; its node is %NULL when the object lacks it
 */
HeraldJsonValue
herald_json_member (const HeraldJsonValue *object,
                    const char            *name)
{
  HeraldJsonValue value = { .parent = object, .member = name };

  g_return_val_if_fail (JSON_NODE_HOLDS_OBJECT (object->node), value);

  value.node = json_object_get_member (json_node_get_object (object->node), name);
  return value;
}

/**
 * herald_json_element:
 * @array: a value that is an array
 * @element: an index below its length
 *
 * Goes to an element of an array.
 *
 * Returns: the element
 */
HeraldJsonValue
herald_json_element (const HeraldJsonValue *array,
                     guint                  element)
{
  HeraldJsonValue value = { .parent = array, .element = element };

  g_return_val_if_fail (JSON_NODE_HOLDS_ARRAY (array->node), value);

  value.node = json_array_get_element (json_node_get_array (array->node), element);
  return value;
}

/**
 * herald_json_is_null:
 * @value: a value
 *
 * Tells whether a value is `null` or absent.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_json_is_null (const HeraldJsonValue *value)
{
  return value->node == NULL || JSON_NODE_HOLDS_NULL (value->node);
}

/**
 * herald_json_length:
 * @array: a value
 *
 * Counts the elements of an array.
 *
 * Returns: their number; 0 for a value that is no array, or absent
 */
guint
herald_json_length (const HeraldJsonValue *array)
{
  if (array->node == NULL || !JSON_NODE_HOLDS_ARRAY (array->node))
    return 0;

  return json_array_get_length (json_node_get_array (array->node));
}

static void
append_place (const HeraldJsonValue *value,
              GString               *place)
{
  if (value->parent == NULL)
    return;

  append_place (value->parent, place);
  g_string_append_c (place, '/');
  if (value->member == NULL)
    {
      g_string_append_printf (place, "%u", value->element);
      return;
    }

  for (const char *p = value->member; *p != '\0'; p++)
    {
      if (*p == '~')
        g_string_append (place, "~0");
      else if (*p == '/')
        g_string_append (place, "~1");
      else
        g_string_append_c (place, *p);
    }
}

/**
 * herald_json_place:
 * @value: a value
 *
 * Spells out where a value stands, as a JSON pointer (RFC 6901).
 *
 * Returns: (transfer full): the pointer; `/` for the root, which reads better
 *   in a sentence than nothing
 */
char *
herald_json_place (const HeraldJsonValue *value)
{
  g_autoptr(GString) place = g_string_new (NULL);

  append_place (value, place);
  if (place->len == 0)
    g_string_append_c (place, '/');

  return g_string_free (g_steal_pointer (&place), FALSE);
}

/**
 * herald_json_refuse:
 * @value: the value that is wrong
 * @expected: what it should have been, as half a sentence, translated
 * @error: return location for an error
 *
 * Sets an error that names a value's place and what was expected there.
 */
void
herald_json_refuse (const HeraldJsonValue  *value,
                    const char             *expected,
                    GError                **error)
{
  g_autofree char *raw = herald_json_place (value);
  g_autofree char *place = herald_text_show_hidden (raw, FALSE);

  g_set_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_CONTENT,
               /* TRANSLATORS: the first %s is a place in a file, such
                * as “/fields/3/strictness”, the second says what was expected there */
               _("%s: %s"), place, expected);
}

/**
 * herald_json_write:
 * @node: the root of a text
 *
 * Writes JSON for people and programs: two spaces a level, one final line end.
 *
 * Members stand in the order in which they were added.
 *
 * Returns: (transfer full): UTF-8 text
 */
char *
herald_json_write (JsonNode *node)
{
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL, *escaped = NULL;

  json_generator_set_root (generator, node);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_indent (generator, 2);
  text = json_generator_to_data (generator, NULL);

  /* json-glib 1.6 escapes every control character but this one, and what it
   * writes then does not pass the gate. */
  escaped = herald_text_replace (text, "\x1f", "\\u001f");

  return g_strconcat (escaped, "\n", NULL);
}
