/* herald-document-answer.c: answers as a document holds them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include "herald-document-private.h"
#include "herald-text.h"

static JsonNode *
seal_node (JsonNode *node)
{
  json_node_seal (node);
  return node;
}

/* Line ends become one kind. */
static JsonNode *
copy_text (JsonNode *node)
{
  g_autofree char *text = herald_text_replace (json_node_get_string (node), "\r\n", "\n");

  return json_node_init_string (json_node_alloc (), text);
}

static gboolean
is_blank_member (JsonObject *object,
                 const char *name)
{
  return !json_object_has_member (object, name) ||
         herald_text_is_blank (json_object_get_string_member (object, name));
}

/* Members in the order of the format; those left empty are left out, but for
 * the first ones that every entry has. */
static JsonNode *
copy_entry (JsonObject         *shown,
            JsonObject         *typed,
            const char * const *names,
            guint               n_required)
{
  g_autoptr(JsonObject) copy = json_object_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      /* The kind of a party and its date are words of the format: what is
       * substituted in texts is not in them. */
      gboolean word = g_str_equal (names[i], "kind") || g_str_equal (names[i], "date");
      JsonObject *source = word ? typed : shown;

      if (i < n_required || !is_blank_member (source, names[i]))
        json_object_set_member (copy, names[i], copy_text (json_object_get_member (source, names[i])));
    }

  return json_node_init_object (json_node_alloc (), copy);
}

static JsonNode *
copy_list (const HeraldField *field,
           JsonArray         *shown,
           JsonArray         *typed)
{
  static const char * const person[] = { "name", "organization", "email", "phone", NULL };
  static const char * const party[] = { "party", "kind", "date", "shared", NULL };
  g_autoptr(JsonArray) copy = json_array_new ();

  for (guint i = 0; i < json_array_get_length (shown); i++)
    {
      JsonNode *entry = json_array_get_element (shown, i);

      if (field->kind == HERALD_FIELD_LINKS)
        {
          if (!herald_text_is_blank (json_node_get_string (entry)))
            json_array_add_element (copy, copy_text (entry));
          continue;
        }

      if (field->kind == HERALD_FIELD_PEOPLE)
        entry = copy_entry (json_node_get_object (entry), json_array_get_object_element (typed, i), person, 1);
      else
        entry = copy_entry (json_node_get_object (entry), json_array_get_object_element (typed, i), party, 2);
      json_array_add_element (copy, entry);
    }

  if (json_array_get_length (copy) == 0)
    return NULL;

  return seal_node (json_node_init_array (json_node_alloc (), copy));
}

/* The answer to a field as others see it, independent of the report; NULL
 * where nothing that can be seen was answered. */
JsonNode *
herald_document_read_answer (HeraldReport      *report,
                             const HeraldField *field)
{
  g_autoptr(JsonNode) shown = herald_report_dup_shown_answer (report, field->id);
  JsonNode *typed = herald_report_get_answer (report, field->id);

  if (JSON_NODE_HOLDS_ARRAY (shown))
    return copy_list (field, json_node_get_array (shown), json_node_get_array (typed));
  if (herald_answer_is_empty (shown) || herald_answer_is_blank (shown))
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (shown) && json_node_get_value_type (shown) == G_TYPE_STRING)
    return seal_node (copy_text (shown));

  return seal_node (json_node_copy (shown));
}

static int
read_digits (const char *text,
             gsize       n_digits)
{
  int number = 0;

  for (gsize i = 0; i < n_digits; i++)
    number = number * 10 + (text[i] - '0');

  return number;
}

/* The minutes of the day in UTC, which may lie on the day before or after. */
static int
read_utc_minutes (const char *time)
{
  int minutes = read_digits (time, 2) * 60 + read_digits (time + 3, 2);
  int offset;

  if (time[5] == 'Z')
    return minutes;

  offset = read_digits (time + 6, 2) * 60 + read_digits (time + 9, 2);
  return time[5] == '-' ? minutes + offset : minutes - offset;
}

static char *
shift_date (const char *date,
            int         days)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) read_digits (date + 8, 2), (GDateMonth) read_digits (date + 5, 2),
                  (GDateYear) read_digits (date, 4));
  if (days > 0)
    g_date_add_days (&day, (guint) days);
  else if (days < 0)
    g_date_subtract_days (&day, (guint) -days);

  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&day), g_date_get_month (&day),
                          g_date_get_day (&day));
}

static HeraldDocumentField *
find_date_of (GPtrArray         *fields,
              const HeraldField *time)
{
  const char *dot = strrchr (time->id, '.');
  g_autofree char *id = NULL;

  if (dot == NULL)
    return NULL;

  id = g_strdup_printf ("%.*s.date", (int) (dot - time->id), time->id);
  for (guint i = 0; i < fields->len; i++)
    {
      HeraldDocumentField *field = g_ptr_array_index (fields, i);

      if (g_str_equal (field->field->id, id) && field->field->kind == HERALD_FIELD_DATE &&
          field->answer != NULL && !herald_answer_is_unknown (field->answer))
        return field;
    }

  return NULL;
}

/* Works out each time in UTC, with the date that stands beside it (“web.time”
 * and “web.date”): near midnight the two move together. */
void
herald_document_place_times (GPtrArray *fields)
{
  const int day = 24 * 60;

  for (guint i = 0; i < fields->len; i++)
    {
      HeraldDocumentField *time = g_ptr_array_index (fields, i), *date;
      int minutes;

      if (time->field->kind != HERALD_FIELD_TIME || time->answer == NULL ||
          herald_answer_is_unknown (time->answer))
        continue;

      minutes = read_utc_minutes (herald_answer_get_text (time->answer));
      time->utc = g_strdup_printf ("%02d:%02dZ", (minutes + day) % day / 60, (minutes + day) % 60);

      date = find_date_of (fields, time->field);
      if (date != NULL)
        {
          time->day = date;
          g_free (date->utc);
          date->utc = shift_date (herald_answer_get_text (date->answer),
                                  minutes < 0 ? -1 : minutes >= day ? 1 : 0);
        }
    }
}
