/* herald-answer-reader.c: answers from files and from what was typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-report"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-answer.h"
#include "herald-date.h"

static const char * const party_kinds[] = {
  "regulator", "coordinator", "vendor", "customer", "other", NULL
};

static JsonNode *
seal_node (JsonNode *node)
{
  json_node_seal (node);
  return node;
}

static const char *
shape_fault (const HeraldField *field,
             const char        *text)
{
  if (*text == '\0')
    return NULL;

  switch (field->kind)
    {
    case HERALD_FIELD_DATE:
      return herald_date_is_date (text) ? NULL : _("a date such as 2026-11-21 was expected");

    case HERALD_FIELD_TIME:
      return herald_date_is_time (text)
               ? NULL : _("a time with its offset from UTC, such as 14:30+01:00, was expected");

    case HERALD_FIELD_CHOICE:
      return herald_field_get_choice_label (field, text) != NULL
               ? NULL : _("one of the field’s choices was expected");

    case HERALD_FIELD_LINE:
    case HERALD_FIELD_VERSION:
      return strpbrk (text, "\r\n") == NULL ? NULL : _("a single line was expected");

    default:
      return NULL;
    }
}

static gboolean
check_text (const HeraldJsonValue  *value,
            const HeraldField      *field,
            GError                **error)
{
  const char *text = herald_json_get_string (value, HERALD_ANSWER_MAX_CHARS, error);
  const char *fault;

  if (text == NULL)
    return FALSE;

  fault = shape_fault (field, text);
  if (fault != NULL)
    herald_json_refuse (value, fault, error);

  return fault == NULL;
}

static gboolean
check_text_members (const HeraldJsonValue  *value,
                    const char * const     *names,
                    GError                **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      HeraldJsonValue member = herald_json_member (value, names[i]);

      if (member.node != NULL &&
          herald_json_get_string (&member, HERALD_ANSWER_MAX_CHARS, error) == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_person (const HeraldJsonValue  *value,
              GError                **error)
{
  static const char * const required[] = { "name", NULL };
  static const char * const optional[] = { "organization", "email", "phone", NULL };

  return herald_json_expect_object (value, required, optional, error) &&
         check_text_members (value, required, error) &&
         check_text_members (value, optional, error);
}

static gboolean
check_party (const HeraldJsonValue  *value,
             GError                **error)
{
  static const char * const required[] = { "party", "kind", NULL };
  static const char * const optional[] = { "date", "shared", NULL };
  HeraldJsonValue member;
  int kind;

  if (!herald_json_expect_object (value, required, optional, error) ||
      !check_text_members (value, required, error) ||
      !check_text_members (value, optional, error))
    return FALSE;

  member = herald_json_member (value, "kind");
  if (!herald_json_get_choice (&member, party_kinds, &kind, error))
    return FALSE;

  member = herald_json_member (value, "date");
  if (member.node != NULL && *json_node_get_string (member.node) != '\0' &&
      !herald_date_is_date (json_node_get_string (member.node)))
    {
      herald_json_refuse (&member, _("a date such as 2026-11-21 was expected"), error);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_list (const HeraldJsonValue  *value,
            const HeraldField      *field,
            GError                **error)
{
  if (!herald_json_expect_array (value, HERALD_FIELD_MAX_ENTRIES, error))
    return FALSE;

  for (guint i = 0; i < herald_json_length (value); i++)
    {
      HeraldJsonValue entry = herald_json_element (value, i);
      gboolean good;

      if (field->kind == HERALD_FIELD_PEOPLE)
        good = check_person (&entry, error);
      else if (field->kind == HERALD_FIELD_PARTIES)
        good = check_party (&entry, error);
      else
        good = herald_json_get_string (&entry, HERALD_ANSWER_MAX_CHARS, error) != NULL;

      if (!good)
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_unknown (const HeraldJsonValue  *value,
               const HeraldField      *field,
               GError                **error)
{
  static const char * const members[] = { "unknown", NULL };
  HeraldJsonValue member;
  gboolean unknown;

  if (!field->unknown)
    {
      herald_json_refuse (value, _("“unknown” is not an answer to this field"), error);
      return FALSE;
    }

  if (!herald_json_expect_object (value, members, NULL, error))
    return FALSE;

  member = herald_json_member (value, "unknown");
  if (!herald_json_get_boolean (&member, &unknown, error))
    return FALSE;
  if (!unknown)
    herald_json_refuse (&member, _("true was expected"), error);

  return unknown;
}

static gboolean
check_answer (const HeraldJsonValue  *value,
              const HeraldField      *field,
              GError                **error)
{
  gboolean truth;

  if (value->node != NULL && JSON_NODE_HOLDS_OBJECT (value->node))
    return check_unknown (value, field, error);
  if (field->kind == HERALD_FIELD_FLAG)
    return (value->node != NULL && JSON_NODE_HOLDS_NULL (value->node)) ||
           herald_json_get_boolean (value, &truth, error);
  if (herald_field_is_list (field))
    return check_list (value, field, error);

  return check_text (value, field, error);
}

/**
 * herald_answer_read:
 * @value: a value from a file
 * @field: the field that it answers
 * @error: return location for an error
 *
 * Reads an answer, strictly by its field's kind.
 *
 * Returns: (transfer full): an answer, or %NULL with an error that names the
 *   place
 */
JsonNode *
herald_answer_read (const HeraldJsonValue  *value,
                    const HeraldField      *field,
                    GError                **error)
{
  if (!check_answer (value, field, error))
    return NULL;

  return seal_node (json_node_copy (value->node));
}

static JsonNode *
parse_flag (const char  *text,
            GError     **error)
{
  gboolean yes = g_str_equal (text, "yes");

  if (!yes && !g_str_equal (text, "no"))
    {
      g_set_error_literal (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_CONTENT,
                           _("yes or no was expected"));
      return NULL;
    }

  return seal_node (json_node_init_boolean (json_node_alloc (), yes));
}

static JsonNode *
parse_links (const char *text)
{
  g_autoptr(JsonArray) array = json_array_new ();
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (*line != '\0')
        json_array_add_string_element (array, line);
    }

  return seal_node (json_node_init_array (json_node_alloc (), array));
}

/**
 * herald_answer_parse:
 * @field: a field
 * @text: what was typed, UTF-8
 * @error: return location for an error
 *
 * Makes an answer from text.
 *
 * Text is taken as it is, links one a line, people and parties as a JSON list,
 * a flag as `yes` or `no`; empty text clears.
 *
 * Returns: (transfer full): an answer, or %NULL with an error
 */
JsonNode *
herald_answer_parse (const HeraldField  *field,
                     const char         *text,
                     GError            **error)
{
  g_autoptr(JsonNode) node = NULL;
  HeraldJsonValue answers = { 0 };
  HeraldJsonValue value = { .parent = &answers, .member = field->id };

  if (*text == '\0')
    return herald_answer_new_empty (field);

  if (field->kind == HERALD_FIELD_FLAG)
    return parse_flag (text, error);
  if (field->kind == HERALD_FIELD_LINKS)
    node = parse_links (text);
  else if (herald_field_is_list (field))
    {
      g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

      node = herald_json_parse (bytes, strlen (text), error);
    }
  else
    node = herald_answer_new_text (text);

  if (node == NULL)
    return NULL;

  value.node = node;
  return herald_answer_read (&value, field, error);
}
