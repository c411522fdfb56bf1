/* herald-drop-down.c: one of a list, however narrow the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-drop-down.h"

/* Wide enough for most, and wrapped where a phone is not. */
#define LIST_CHARS 36

static GtkWidget *
new_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

/* In the button: one line. */
static void
setup_button_cb (GtkListItemFactory *factory,
                 GtkListItem        *item)
{
  GtkWidget *label = new_label ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_button_cb (GtkListItemFactory *factory,
                GtkListItem        *item)
{
  GtkStringObject *string = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (label), gtk_string_object_get_string (string));

  /* The button around it takes the focus. */
  gtk_widget_set_focusable (gtk_widget_get_parent (label), FALSE);
}

/* In the list: all of it, and a mark at the one that is chosen. */
static void
setup_list_cb (GtkListItemFactory *factory,
               GtkListItem        *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = new_label ();
  GtkWidget *mark = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "icon-name", "object-select-symbolic", NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LIST_CHARS);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  g_object_bind_property (item, "selected", mark, "visible", G_BINDING_SYNC_CREATE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_item_set_child (item, box);
}

static void
bind_list_cb (GtkListItemFactory *factory,
              GtkListItem        *item)
{
  GtkStringObject *string = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  gtk_label_set_label (GTK_LABEL (label), gtk_string_object_get_string (string));
}

/**
 * herald_drop_down_new:
 * @items: (transfer full): what can be chosen, plain text
 *
 * Makes a drop-down list whose items may be long.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_drop_down_new (GtkStringList *items)
{
  GtkWidget *self = gtk_drop_down_new (G_LIST_MODEL (items), NULL);
  g_autoptr(GtkListItemFactory) button = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkListItemFactory) list = gtk_signal_list_item_factory_new ();

  g_signal_connect (button, "setup", G_CALLBACK (setup_button_cb), NULL);
  g_signal_connect (button, "bind", G_CALLBACK (bind_button_cb), NULL);
  g_signal_connect (list, "setup", G_CALLBACK (setup_list_cb), NULL);
  g_signal_connect (list, "bind", G_CALLBACK (bind_list_cb), NULL);
  gtk_widget_add_css_class (self, "answer");
  gtk_drop_down_set_factory (GTK_DROP_DOWN (self), button);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (self), list);

  return self;
}

static void
name_button (GtkDropDown *self)
{
  const char *label = g_object_get_data (G_OBJECT (self), "herald-label");
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self);
  /* TRANSLATORS: the first %s is what a list of choices is for, the second what
   * is chosen in it; this is what a screen reader says */
  g_autofree char *name = g_strdup_printf (_("%s: %s"), label,
                                           chosen != NULL ? gtk_string_object_get_string (chosen) : "");

  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/**
 * herald_drop_down_name:
 * @self: what herald_drop_down_new() made
 * @label: what is chosen here, plain text
 *
 * Says what the list is for to those who cannot see it.
 *
 * The focus is on the button inside, which would otherwise say what is chosen,
 * and not what for.
 */
void
herald_drop_down_name (GtkDropDown *self,
                       const char  *label)
{
  g_return_if_fail (GTK_IS_DROP_DOWN (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (self), "herald-label", g_strdup (label), g_free);
  g_signal_connect (self, "notify::selected", G_CALLBACK (name_button), NULL);
  name_button (self);
}
