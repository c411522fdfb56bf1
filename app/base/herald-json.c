/* herald-json.c: typed reading of JSON that names the place of an error
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
  g_autofree char *place = herald_json_place (value);

  g_set_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_CONTENT,
               /* TRANSLATORS: the first %s is a place in a file, such
                * as “/fields/3/strictness”, the second says what was expected there */
               _("%s: %s"), place, expected);
}

static gboolean
strv_has (const char * const *names,
          const char         *name)
{
  return names != NULL && g_strv_contains (names, name);
}

/**
 * herald_json_expect_object:
 * @value: a value
 * @required: %NULL-terminated names of the members that must be there
 * @optional: (nullable): %NULL-terminated names of those that may be
 * @error: return location for an error
 *
 * Checks that a value is an object with these members and no others.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_json_expect_object (const HeraldJsonValue  *value,
                           const char * const     *required,
                           const char * const     *optional,
                           GError                **error)
{
  g_autoptr(GList) members = NULL;
  JsonObject *object;

  if (value->node == NULL || !JSON_NODE_HOLDS_OBJECT (value->node))
    {
      herald_json_refuse (value, _("an object was expected"), error);
      return FALSE;
    }

  object = json_node_get_object (value->node);
  members = json_object_get_members (object);
  for (GList *l = members; l != NULL; l = l->next)
    {
      if (!strv_has (required, l->data) && !strv_has (optional, l->data))
        {
          HeraldJsonValue member = { .parent = value, .member = l->data };

          herald_json_refuse (&member, _("this member is not known"), error);
          return FALSE;
        }
    }

  for (guint i = 0; required != NULL && required[i] != NULL; i++)
    {
      if (!json_object_has_member (object, required[i]))
        {
          HeraldJsonValue member = { .parent = value, .member = required[i] };

          herald_json_refuse (&member, _("this member is missing"), error);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * herald_json_expect_format:
 * @root: the root of a file
 * @format: the name of its format
 * @version: the newest version that is understood
 * @error: return location for an error
 *
 * Checks the two members with which every file of ours begins.
 *
 * It comes before any other check, so that a file of a newer version is told
 * apart from one that is wrong.
 *
 * Returns: %TRUE if the file is of this format and version
 */
gboolean
herald_json_expect_format (const HeraldJsonValue  *root,
                           const char             *format,
                           int                     version,
                           GError                **error)
{
  HeraldJsonValue member;
  const char *name;
  gint64 number;

  if (root->node == NULL || !JSON_NODE_HOLDS_OBJECT (root->node))
    {
      herald_json_refuse (root, _("an object was expected"), error);
      return FALSE;
    }

  member = herald_json_member (root, "format");
  name = herald_json_get_string (&member, 64, error);
  if (name == NULL)
    return FALSE;
  if (!g_str_equal (name, format))
    {
      g_autofree char *expected = g_strdup_printf (
        /* TRANSLATORS: %s is the name of a file format, such as “herald-report” */
        _("the format “%s” was expected"), format);

      herald_json_refuse (&member, expected, error);
      return FALSE;
    }

  member = herald_json_member (root, "version");
  if (!herald_json_get_integer (&member, 1, G_MAXINT, &number, error))
    return FALSE;
  if (number > version)
    {
      g_set_error_literal (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_VERSION,
                           _("it was written by a newer version of Herald, which this one cannot read"));
      return FALSE;
    }

  return TRUE;
}

/**
 * herald_json_expect_array:
 * @value: a value
 * @max_length: how many elements it may have
 * @error: return location for an error
 *
 * Checks that a value is an array that is not too long.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_json_expect_array (const HeraldJsonValue  *value,
                          guint                   max_length,
                          GError                **error)
{
  if (value->node == NULL || !JSON_NODE_HOLDS_ARRAY (value->node))
    {
      herald_json_refuse (value, _("a list was expected"), error);
      return FALSE;
    }

  if (herald_json_length (value) > max_length)
    {
      g_autofree char *expected = g_strdup_printf (
        /* TRANSLATORS: %u is the largest number of entries that a list may have */
        ngettext ("a list of at most %u entry was expected",
                  "a list of at most %u entries was expected", max_length), max_length);

      herald_json_refuse (value, expected, error);
      return FALSE;
    }

  return TRUE;
}

/**
 * herald_json_get_string:
 * @value: a value
 * @max_chars: how many characters it may have
 * @error: return location for an error
 *
 * Gives the text of a string.
 *
 * Returns: (transfer none): UTF-8 text without NUL, or %NULL with an error
 */
const char *
herald_json_get_string (const HeraldJsonValue  *value,
                        gsize                   max_chars,
                        GError                **error)
{
  const char *text;

  if (value->node == NULL || !JSON_NODE_HOLDS_VALUE (value->node) ||
      json_node_get_value_type (value->node) != G_TYPE_STRING)
    {
      herald_json_refuse (value, _("a text was expected"), error);
      return NULL;
    }

  text = json_node_get_string (value->node);
  if ((gsize) g_utf8_strlen (text, -1) > max_chars)
    {
      g_autofree char *expected = g_strdup_printf (
        /* TRANSLATORS: %zu is the largest number of characters of a text */
        ngettext ("a text of at most %zu character was expected",
                  "a text of at most %zu characters was expected", max_chars), max_chars);

      herald_json_refuse (value, expected, error);
      return NULL;
    }

  return text;
}

/**
 * herald_json_get_boolean:
 * @value: a value
 * @boolean: (out): its truth
 * @error: return location for an error
 *
 * Gives the truth of `true` or `false`.
 *
 * Returns: %TRUE if the value is one of the two
 */
gboolean
herald_json_get_boolean (const HeraldJsonValue  *value,
                         gboolean               *boolean,
                         GError                **error)
{
  if (value->node == NULL || !JSON_NODE_HOLDS_VALUE (value->node) ||
      json_node_get_value_type (value->node) != G_TYPE_BOOLEAN)
    {
      herald_json_refuse (value, _("true or false was expected"), error);
      return FALSE;
    }

  *boolean = json_node_get_boolean (value->node);
  return TRUE;
}

/**
 * herald_json_get_integer:
 * @value: a value
 * @minimum: the least it may be
 * @maximum: the most it may be
 * @integer: (out): the number
 * @error: return location for an error
 *
 * Gives a whole number within bounds.
 *
 * Returns: %TRUE if the value is one
 */
gboolean
herald_json_get_integer (const HeraldJsonValue  *value,
                         gint64                  minimum,
                         gint64                  maximum,
                         gint64                 *integer,
                         GError                **error)
{
  gint64 number = 0;
  gboolean whole = value->node != NULL && JSON_NODE_HOLDS_VALUE (value->node) &&
                   json_node_get_value_type (value->node) == G_TYPE_INT64;

  if (whole)
    number = json_node_get_int (value->node);

  if (!whole || number < minimum || number > maximum)
    {
      g_autofree char *least = g_strdup_printf ("%" G_GINT64_FORMAT, minimum);
      g_autofree char *greatest = g_strdup_printf ("%" G_GINT64_FORMAT, maximum);
      /* TRANSLATORS: the first %s is the least number allowed, the second the greatest */
      g_autofree char *expected = g_strdup_printf (_("a whole number from %s to %s was expected"),
                                                   least, greatest);

      herald_json_refuse (value, expected, error);
      return FALSE;
    }

  *integer = number;
  return TRUE;
}

/**
 * herald_json_get_choice:
 * @value: a value
 * @choices: %NULL-terminated words
 * @choice: (out): the index of the one that stands there
 * @error: return location for an error
 *
 * Gives which of some words a string is.
 *
 * Returns: %TRUE if it is one of them
 */
gboolean
herald_json_get_choice (const HeraldJsonValue  *value,
                        const char * const     *choices,
                        int                    *choice,
                        GError                **error)
{
  g_autofree char *words = NULL, *expected = NULL;
  const char *text = NULL;

  if (value->node != NULL && JSON_NODE_HOLDS_VALUE (value->node) &&
      json_node_get_value_type (value->node) == G_TYPE_STRING)
    text = json_node_get_string (value->node);

  for (int i = 0; text != NULL && choices[i] != NULL; i++)
    {
      if (g_str_equal (text, choices[i]))
        {
          *choice = i;
          return TRUE;
        }
    }

  words = g_strjoinv (", ", (char **) choices);
  /* TRANSLATORS: %s is a list of words of a file format, such as “required, requested” */
  expected = g_strdup_printf (_("one of these was expected: %s"), words);
  herald_json_refuse (value, expected, error);
  return FALSE;
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
