/* herald-flag-row.c: a field that is answered with yes or no
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-field-row-private.h"
#include "herald-flag-row.h"

/* Three buttons and not a switch: "no" is an answer, and not the same as none. */
struct _HeraldFlagRow
{
  HeraldFieldRow   parent_instance;

  GtkToggleButton *yes;
  GtkToggleButton *no;
  GtkToggleButton *none;
};

G_DEFINE_FINAL_TYPE (HeraldFlagRow, herald_flag_row, HERALD_TYPE_FIELD_ROW)

static void
herald_flag_row_load (HeraldFieldRow *row,
                      JsonNode       *answer)
{
  HeraldFlagRow *self = HERALD_FLAG_ROW (row);
  GtkToggleButton *button = self->none;

  if (!herald_answer_is_empty (answer))
    button = json_node_get_boolean (answer) ? self->yes : self->no;
  gtk_toggle_button_set_active (button, TRUE);
}

static JsonNode *
herald_flag_row_read (HeraldFieldRow  *row,
                      char           **problem)
{
  HeraldFlagRow *self = HERALD_FLAG_ROW (row);
  const HeraldField *field = herald_field_row_get_field (row);

  if (gtk_toggle_button_get_active (self->yes))
    return herald_answer_parse (field, "yes", NULL);
  if (gtk_toggle_button_get_active (self->no))
    return herald_answer_parse (field, "no", NULL);

  return herald_answer_new_empty (field);
}

static GtkToggleButton *
add_button (HeraldFlagRow *self,
            GtkWidget     *box,
            const char    *label)
{
  HeraldFieldFrame *frame = herald_field_row_get_frame (HERALD_FIELD_ROW (self));
  GtkWidget *button = gtk_toggle_button_new_with_label (label);
  /* TRANSLATORS: the first %s is the label of a field of a form, the second a
   * possible answer; this is what a screen reader says */
  g_autofree char *name = g_strdup_printf (_("%s: %s"), herald_field_frame_get_label (frame), label);

  if (self->none != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->none);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_PRESSED, GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (herald_field_row_edited), self, G_CONNECT_SWAPPED);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), GTK_JUSTIFY_CENTER);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), GTK_NATURAL_WRAP_NONE);
  gtk_box_append (GTK_BOX (box), button);

  return GTK_TOGGLE_BUTTON (button);
}

static void
herald_flag_row_constructed (GObject *object)
{
  HeraldFlagRow *self = HERALD_FLAG_ROW (object);
  GtkWidget *box;

  G_OBJECT_CLASS (herald_flag_row_parent_class)->constructed (object);

  box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, "halign", GTK_ALIGN_START, NULL);
  gtk_widget_add_css_class (box, "linked");
  self->none = add_button (self, box, _("Not answered"));
  self->yes = add_button (self, box, _("Yes"));
  self->no = add_button (self, box, _("No"));

  herald_field_frame_set_control (herald_field_row_get_frame (HERALD_FIELD_ROW (self)), box, box);
}

static void
herald_flag_row_class_init (HeraldFlagRowClass *klass)
{
  HeraldFieldRowClass *row_class = HERALD_FIELD_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = herald_flag_row_constructed;

  row_class->load = herald_flag_row_load;
  row_class->read = herald_flag_row_read;
}

static void
herald_flag_row_init (HeraldFlagRow *self)
{
}
