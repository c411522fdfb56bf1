/* herald-case-row.c: a report in the list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-case-row.h"

struct _HeraldCaseRow
{
  AdwActionRow    parent_instance;

  HeraldCaseItem *item;

  GtkImage       *icon;
  GtkLabel       *day_label;
  GtkMenuButton  *button;
};

G_DEFINE_FINAL_TYPE (HeraldCaseRow, herald_case_row, ADW_TYPE_ACTION_ROW)

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        const char *id)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

/* A case that cannot be read can only be looked into and deleted. */
static GMenuModel *
make_menu (HeraldCaseItem *item)
{
  const char *id = herald_case_item_get_id (item);
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) use = g_menu_new ();
  g_autoptr(GMenu) end = g_menu_new ();

  if (herald_case_item_is_readable (item))
    {
      append (use, _("_Open"), "reports.open", id);
      append (use, _("_Duplicate"), "reports.duplicate", id);
      append (use, _("_Export in Clear…"), "reports.export", id);
    }
  else
    append (use, _("_What Can Be Done"), "reports.open", id);
  append (end, _("De_lete"), "reports.delete", id);

  g_menu_append_section (menu, NULL, G_MENU_MODEL (use));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

/* Delete deletes; the menu key opens the menu. */
static gboolean
key_pressed_cb (HeraldCaseRow   *self,
                guint            key,
                guint            code,
                GdkModifierType  modifiers)
{
  gboolean has_shift = (modifiers & GDK_SHIFT_MASK) != 0;

  if (key == GDK_KEY_Delete && !has_shift)
    gtk_widget_activate_action (GTK_WIDGET (self), "reports.delete", "s", herald_case_item_get_id (self->item));
  else if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && has_shift))
    gtk_menu_button_popup (self->button);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
herald_case_row_dispose (GObject *object)
{
  HeraldCaseRow *self = HERALD_CASE_ROW (object);

  g_clear_object (&self->item);

  G_OBJECT_CLASS (herald_case_row_parent_class)->dispose (object);
}

static void
herald_case_row_class_init (HeraldCaseRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_case_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-case-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldCaseRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HeraldCaseRow, day_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldCaseRow, button);
}

static void
herald_case_row_init (HeraldCaseRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
show_item (HeraldCaseRow *self)
{
  HeraldCaseItem *item = self->item;
  g_autofree char *description = herald_case_item_describe (item);
  g_autofree char *day = herald_case_item_dup_day (item);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", herald_case_item_get_title (item), description, day);
  g_autofree char *menu_name =
    /* TRANSLATORS: %s is the title of a report */
    g_strdup_printf (_("What to do with “%s”"), herald_case_item_get_title (item));
  g_autoptr(GMenuModel) menu = make_menu (item);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), herald_case_item_get_title (item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), description);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), herald_case_item_is_readable (item) ? 2 : 0);
  gtk_image_set_from_icon_name (self->icon, herald_case_item_get_icon (item));
  gtk_label_set_text (self->day_label, day);
  gtk_menu_button_set_menu_model (self->button, menu);

  /* GTK 4.8 gives a row of a list no name of its own. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, menu_name, -1);
}

/**
 * herald_case_row_new:
 * @item: a case
 *
 * Makes a row of the list of reports.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_case_row_new (HeraldCaseItem *item)
{
  HeraldCaseRow *self;

  g_return_val_if_fail (HERALD_IS_CASE_ITEM (item), NULL);

  self = g_object_new (HERALD_TYPE_CASE_ROW, NULL);
  self->item = g_object_ref (item);
  show_item (self);

  return GTK_WIDGET (self);
}

/**
 * herald_case_row_get_item:
 * @self: a row
 *
 * Gives the case that a row shows.
 *
 * Returns: (transfer none): the case
 */
HeraldCaseItem *
herald_case_row_get_item (HeraldCaseRow *self)
{
  g_return_val_if_fail (HERALD_IS_CASE_ROW (self), NULL);

  return self->item;
}
