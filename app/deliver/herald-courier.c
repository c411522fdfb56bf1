/* herald-courier.c: what a person carries over into a vendor's form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include "herald-courier.h"
#include "herald-vendor.h"

/**
 * herald_courier_answer_new:
 * @field: the id of the field
 * @section: the heading of its section, in the vendor's language
 * @label: its own heading, in the vendor's language
 * @text: the answer as others see it; empty where nothing was answered
 *
 * Holds one answer of a report.
 *
 * Returns: (transfer full): the answer
 */
HeraldCourierAnswer *
herald_courier_answer_new (const char *field,
                           const char *section,
                           const char *label,
                           const char *text)
{
  HeraldCourierAnswer *self = g_new0 (HeraldCourierAnswer, 1);

  self->field = g_strdup (field);
  self->section = g_strdup (section);
  self->label = g_strdup (label);
  self->text = g_strdup (text);

  return self;
}

/**
 * herald_courier_answer_free:
 * @self: (transfer full): an answer
 *
 * Frees an answer.
 */
void
herald_courier_answer_free (HeraldCourierAnswer *self)
{
  g_free (self->field);
  g_free (self->section);
  g_free (self->label);
  g_free (self->text);
  g_free (self);
}

/**
 * herald_courier_count:
 * @text: UTF-8 text
 *
 * Counts characters the way a form in a browser does.
 *
 * Those are UTF-16 code units (HTML, “the maxlength attribute”): a line end is
 * one, and an emoji two.
 *
 * Returns: the number
 */
guint
herald_courier_count (const char *text)
{
  guint count = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    count += g_utf8_get_char (p) > 0xffff ? 2 : 1;

  return count;
}

static void
item_free (gpointer data)
{
  HeraldCourierItem *item = data;

  g_free (item->group);
  g_free (item->label);
  g_free (item->field);
  g_free (item->text);
  g_free (item);
}

static GPtrArray *
items_new (void)
{
  return g_ptr_array_new_with_free_func (item_free);
}

static void
add_item (GPtrArray         *items,
          HeraldCourierKind  kind,
          const char        *group,
          const char        *label,
          const char        *field,
          const char        *text,
          guint              max)
{
  HeraldCourierItem *item = g_new0 (HeraldCourierItem, 1);

  item->kind = kind;
  item->group = g_strdup (group);
  item->label = g_strdup (label);
  item->field = g_strdup (field);
  item->text = g_strdup (text);
  item->length = herald_courier_count (text);
  item->max = max;
  item->is_over = max > 0 && item->length > max;
  g_ptr_array_add (items, item);
}

/* A form can ask for what the report does not say, or may not. */
static const char *
find_text (GPtrArray  *answers,
           const char *field)
{
  for (guint i = 0; i < answers->len; i++)
    {
      const HeraldCourierAnswer *answer = g_ptr_array_index (answers, i);

      if (g_str_equal (answer->field, field))
        return answer->text;
    }

  return "";
}

static gboolean
form_has (GPtrArray  *form,
          const char *field)
{
  for (guint i = 0; i < form->len; i++)
    {
      const HeraldFormEntry *entry = g_ptr_array_index (form, i);

      if (g_str_equal (entry->field, field))
        return TRUE;
    }

  return FALSE;
}

/* The answers in the report's order, a section's heading over its first one. */
static void
add_answers (GPtrArray         *items,
             HeraldCourierKind  kind,
             GPtrArray         *answers,
             GPtrArray         *form)
{
  const char *section = "";

  for (guint i = 0; i < answers->len; i++)
    {
      const HeraldCourierAnswer *answer = g_ptr_array_index (answers, i);

      if (*answer->text == '\0' || (form != NULL && form_has (form, answer->field)))
        continue;

      add_item (items, kind, g_str_equal (section, answer->section) ? "" : answer->section,
                answer->label, answer->field, answer->text, 0);
      section = answer->section;
    }
}

/**
 * herald_courier_follow_form:
 * @form: (element-type HeraldFormEntry): the fields of a form
 * @answers: (element-type HeraldCourierAnswer): what the report says, in its order
 * @document: the whole report as text
 *
 * Follows a form whose fields are known, in its order and words.
 *
 * No answer is lost: those for which the form has no field come last, unless
 * the form takes the whole report in one of its fields.
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type HeraldCourierItem): an item for each field of the form, and more
 */
GPtrArray *
herald_courier_follow_form (GPtrArray  *form,
                            GPtrArray  *answers,
                            const char *document)
{
  GPtrArray *items = items_new ();

  for (guint i = 0; i < form->len; i++)
    {
      const HeraldFormEntry *entry = g_ptr_array_index (form, i);
      gboolean whole = g_str_equal (entry->field, HERALD_COURIER_DOCUMENT);

      if (*entry->field == '\0')
        add_item (items, HERALD_COURIER_PERSON, "", entry->label, "", "", entry->max);
      else
        add_item (items, HERALD_COURIER_COPY, "", entry->label, entry->field,
                  whole ? document : find_text (answers, entry->field), entry->max);
    }

  if (!form_has (form, HERALD_COURIER_DOCUMENT))
    add_answers (items, HERALD_COURIER_REST, answers, form);

  return items;
}

/**
 * herald_courier_follow_report:
 * @answers: (element-type HeraldCourierAnswer): what the report says, in its order
 * @document_label: the heading of the whole report, in the vendor's language
 * @document: the whole report as text
 *
 * Follows the report, for a form whose fields nobody knows.
 *
 * What was answered comes section by section. Last comes the whole report, for
 * a form with one large field.
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type HeraldCourierItem): an item for each answer, and one for the report
 */
GPtrArray *
herald_courier_follow_report (GPtrArray  *answers,
                              const char *document_label,
                              const char *document)
{
  GPtrArray *items = items_new ();

  add_answers (items, HERALD_COURIER_COPY, answers, NULL);
  add_item (items, HERALD_COURIER_COPY, document_label, document_label, HERALD_COURIER_DOCUMENT, document, 0);

  return items;
}
