/* herald-json-expect.c: typed reading of JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-base"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-json.h"

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
