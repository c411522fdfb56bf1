/* herald-roving.c: lists in which the keyboard stops once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-roving.h"

static void
flags_changed_cb (GtkWidget     *row,
                  GtkStateFlags  before)
{
  gboolean is_selected = (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0;
  GtkWidget *list = gtk_widget_get_parent (row);

  if (is_selected == gtk_widget_get_focusable (row))
    return;

  gtk_widget_set_focusable (row, is_selected);
  if (is_selected && list != NULL && gtk_widget_get_focus_child (list) != NULL)
    gtk_widget_grab_focus (row);
}

/**
 * herald_roving_add_row:
 * @row: a row of a list in which one is selected
 *
 * Lets Tab stop at a row only while it is selected; arrows lead from row to row.
 *
 * The toolkit would stop at every row, and select each on the way.
 */
void
herald_roving_add_row (GtkListBoxRow *row)
{
  g_return_if_fail (GTK_IS_LIST_BOX_ROW (row));

  gtk_widget_set_focusable (GTK_WIDGET (row), FALSE);
  g_signal_connect (row, "state-flags-changed", G_CALLBACK (flags_changed_cb), NULL);
}
