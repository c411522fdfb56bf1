/* herald-menu.c: the button of the main menu
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-menu.h"

struct _HeraldMenu
{
  AdwBin         parent_instance;

  GtkMenuButton *button;
};

G_DEFINE_FINAL_TYPE (HeraldMenu, herald_menu, ADW_TYPE_BIN)

/* A dialog that borrows a page has no main menu. */
static void
herald_menu_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (herald_menu_parent_class)->root (widget);

  gtk_widget_set_visible (widget, GTK_IS_APPLICATION_WINDOW (gtk_widget_get_root (widget)));
}

static void
herald_menu_class_init (HeraldMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->root = herald_menu_root;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldMenu, button);
}

static void
herald_menu_init (HeraldMenu *self)
{
  g_autoptr(GMenuModel) model = herald_menu_new_model ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->button, model);
}

/**
 * herald_menu_new:
 *
 * Makes a button of the main menu.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_menu_new (void)
{
  return g_object_new (HERALD_TYPE_MENU, NULL);
}

/**
 * herald_menu_new_model:
 *
 * Makes the main menu; what the window cannot do now is not in it.
 *
 * Returns: (transfer full): the menu
 */
GMenuModel *
herald_menu_new_model (void)
{
  g_autoptr(GtkBuilder) builder =
    gtk_builder_new_from_resource ("/io/github/heraldreport/Herald/ui/herald-main-menu.ui");

  return g_object_ref (G_MENU_MODEL (gtk_builder_get_object (builder, "menu")));
}

/**
 * herald_menu_popup:
 * @self: a button of the main menu
 *
 * Opens the main menu.
 */
void
herald_menu_popup (HeraldMenu *self)
{
  g_return_if_fail (HERALD_IS_MENU (self));

  gtk_menu_button_popup (self->button);
}
