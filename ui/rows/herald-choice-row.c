/* herald-choice-row.c: a field that is answered with one of a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-choice-row.h"
#include "herald-drop-down.h"
#include "herald-field-row-private.h"

/* The list begins with "not answered" and ends, where the field allows it,
 * with "I don't know". */
struct _HeraldChoiceRow
{
  HeraldFieldRow  parent_instance;

  GtkDropDown    *list;
};

G_DEFINE_FINAL_TYPE (HeraldChoiceRow, herald_choice_row, HERALD_TYPE_FIELD_ROW)

static void
herald_choice_row_load (HeraldFieldRow *row,
                        JsonNode       *answer)
{
  GPtrArray *choices = herald_field_row_get_field (row)->choices;
  const char *id = herald_answer_get_text (answer);
  guint selected = herald_answer_is_unknown (answer) ? choices->len + 1 : 0;

  for (guint i = 0; i < choices->len; i++)
    {
      const HeraldChoice *choice = g_ptr_array_index (choices, i);

      if (g_str_equal (choice->id, id))
        selected = i + 1;
    }

  gtk_drop_down_set_selected (HERALD_CHOICE_ROW (row)->list, selected);
}

static JsonNode *
herald_choice_row_read (HeraldFieldRow  *row,
                        char           **problem)
{
  const HeraldField *field = herald_field_row_get_field (row);
  guint selected = gtk_drop_down_get_selected (HERALD_CHOICE_ROW (row)->list);

  if (selected == 0 || selected > field->choices->len + 1)
    return herald_answer_new_empty (field);
  if (selected == field->choices->len + 1)
    return herald_answer_new_unknown ();

  return herald_answer_new_text (((HeraldChoice *) g_ptr_array_index (field->choices, selected - 1))->id);
}

static GtkStringList *
new_items (const HeraldField *field)
{
  GtkStringList *items = gtk_string_list_new (NULL);

  gtk_string_list_append (items, _("Not answered"));
  for (guint i = 0; i < field->choices->len; i++)
    {
      const HeraldChoice *choice = g_ptr_array_index (field->choices, i);

      gtk_string_list_take (items, herald_text_show_hidden (herald_data_text (choice->label), FALSE));
    }
  if (field->unknown)
    gtk_string_list_append (items, _("I don’t know"));

  return items;
}

static void
herald_choice_row_constructed (GObject *object)
{
  HeraldChoiceRow *self = HERALD_CHOICE_ROW (object);
  HeraldFieldRow *row = HERALD_FIELD_ROW (self);
  HeraldFieldFrame *frame;

  G_OBJECT_CLASS (herald_choice_row_parent_class)->constructed (object);

  frame = herald_field_row_get_frame (row);
  self->list = GTK_DROP_DOWN (herald_drop_down_new (new_items (herald_field_row_get_field (row))));
  herald_drop_down_name (self->list, herald_field_frame_get_label (frame));
  g_signal_connect_object (self->list, "notify::selected", G_CALLBACK (herald_field_row_edited), self, G_CONNECT_SWAPPED);
  herald_field_frame_set_control (frame, GTK_WIDGET (self->list), GTK_WIDGET (self->list));
}

static void
herald_choice_row_class_init (HeraldChoiceRowClass *klass)
{
  HeraldFieldRowClass *row_class = HERALD_FIELD_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = herald_choice_row_constructed;

  row_class->load = herald_choice_row_load;
  row_class->read = herald_choice_row_read;
}

static void
herald_choice_row_init (HeraldChoiceRow *self)
{
}
