/* herald-courier-row.c: one field of the vendor's form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-brief-copy.h"
#include "herald-courier-row.h"
#include "herald-text.h"

/* More of a text than this is not shown, only copied. */
#define MAX_SHOWN 400

struct _HeraldCourierRow
{
  GtkListBoxRow   parent_instance;

  char           *copy;  /* what goes into the form */
  char           *group; /* the heading over it, or "" */

  GtkCheckButton *check;
  GtkLabel       *label;
  GtkLabel       *text;
  GtkLabel       *count;
  GtkButton      *copy_button;
};

G_DEFINE_FINAL_TYPE (HeraldCourierRow, herald_courier_row, GTK_TYPE_LIST_BOX_ROW)

static guint changed_signal;

static void
toggled_cb (HeraldCourierRow *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
copy_cb (HeraldCourierRow *self)
{
  herald_brief_copy (GTK_WIDGET (self), self->copy);
  gtk_check_button_set_active (self->check, TRUE);
}

static char *
describe_text (const HeraldCourierItem *item)
{
  g_autofree char *start = NULL, *shown = NULL;

  if (item->kind == HERALD_COURIER_PERSON)
    return g_strdup (_("For you to fill"));
  if (*item->text == '\0')
    return g_strdup (_("Not answered"));

  start = g_utf8_substring (item->text, 0, MIN (g_utf8_strlen (item->text, -1), MAX_SHOWN));
  shown = herald_text_show_hidden (start, TRUE);
  return g_steal_pointer (&shown);
}

static char *
describe_length (const HeraldCourierItem *item)
{
  if (item->kind == HERALD_COURIER_PERSON || *item->text == '\0')
    return NULL;
  if (item->max == 0)
    return g_strdup_printf (ngettext ("%u character", "%u characters", item->length), item->length);
  if (!item->is_over)
    /* TRANSLATORS: the first %u is how long a text is, the second how long it may be */
    return g_strdup_printf (_("%u of at most %u characters"), item->length, item->max);

  /* TRANSLATORS: the first %u is how long a text is, the second how long it may
   * be; the form would cut the rest or refuse it */
  return g_strdup_printf (_("%u characters, and the form takes %u: shorten it there"), item->length, item->max);
}

static void
name_controls (HeraldCourierRow *self,
               const char       *label,
               const char       *length)
{
  /* TRANSLATORS: %s is what a field of the vendor's form is called */
  g_autofree char *tick = g_strdup_printf (_("“%s” is in the form"), label);
  /* TRANSLATORS: %s is what a field of the vendor's form is called */
  g_autofree char *copy = g_strdup_printf (_("Copy “%s”"), label);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, tick,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, length != NULL ? length : "",
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button), GTK_ACCESSIBLE_PROPERTY_LABEL, copy, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->copy_button), copy);
}

static void
herald_courier_row_finalize (GObject *object)
{
  HeraldCourierRow *self = HERALD_COURIER_ROW (object);

  g_free (self->copy);
  g_free (self->group);

  G_OBJECT_CLASS (herald_courier_row_parent_class)->finalize (object);
}

static void
herald_courier_row_class_init (HeraldCourierRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = herald_courier_row_finalize;

  changed_signal = g_signal_new ("changed", HERALD_TYPE_COURIER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-courier-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierRow, check);
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierRow, label);
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierRow, text);
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierRow, count);
  gtk_widget_class_bind_template_child (widget_class, HeraldCourierRow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
herald_courier_row_init (HeraldCourierRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_courier_row_new:
 * @item: a field of the form
 *
 * Makes the row of one field.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
herald_courier_row_new (const HeraldCourierItem *item)
{
  HeraldCourierRow *self = g_object_new (HERALD_TYPE_COURIER_ROW, NULL);
  g_autofree char *label = herald_text_show_hidden (item->label, FALSE);
  g_autofree char *text = describe_text (item);
  g_autofree char *length = describe_length (item);

  self->copy = g_strdup (item->text);
  self->group = herald_text_show_hidden (item->group, FALSE);
  gtk_label_set_text (self->label, label);
  gtk_label_set_text (self->text, text);
  gtk_label_set_text (self->count, length != NULL ? length : "");
  gtk_widget_set_visible (GTK_WIDGET (self->count), length != NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), item->is_over ? "error" : "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self->copy_button), item->kind != HERALD_COURIER_PERSON && *item->text != '\0');
  name_controls (self, label, length);

  return GTK_WIDGET (self);
}

/**
 * herald_courier_row_is_done:
 * @self: a row
 *
 * Tells whether its field was carried over.
 *
 * Returns: whether it is ticked
 */
gboolean
herald_courier_row_is_done (HeraldCourierRow *self)
{
  g_return_val_if_fail (HERALD_IS_COURIER_ROW (self), FALSE);

  return gtk_check_button_get_active (self->check);
}

/**
 * herald_courier_row_get_group:
 * @self: a row
 *
 * Gets the heading over it.
 *
 * Returns: (transfer none): the heading, or ""
 */
const char *
herald_courier_row_get_group (HeraldCourierRow *self)
{
  g_return_val_if_fail (HERALD_IS_COURIER_ROW (self), NULL);

  return self->group;
}
