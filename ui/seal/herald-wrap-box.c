/* herald-wrap-box.c: a template's buttons, in as many lines as they need
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-wrap-box.h"
#include "herald-wrap-layout.h"

/**
 * herald_wrap_box_adopt:
 * @box: a box of a template, with widgets beside each other
 *
 * Lets the widgets of a box go on below where there is no room beside.
 */
void
herald_wrap_box_adopt (GtkBox *box)
{
  GtkWidget *lines = herald_wrap_layout_new_box (gtk_box_get_spacing (box), 0);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    {
      g_object_ref (child);
      gtk_box_remove (box, child);
      gtk_box_append (GTK_BOX (lines), child);
      g_object_unref (child);
    }

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (box, lines);
}
