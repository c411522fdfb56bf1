/* herald-wrap.c: buttons whose words find room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-wrap.h"

static GtkWidget *
find_label (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_LABEL (child))
        return child;
    }

  return NULL;
}

/**
 * herald_wrap_button:
 * @button: a button or a check button that has its words as label
 *
 * Lets the words of a button take more than one line, where there is not room
 * enough for one: with large letters on a small screen.
 */
void
herald_wrap_button (GtkWidget *button)
{
  GtkWidget *label;

  g_return_if_fail (GTK_IS_BUTTON (button) || GTK_IS_CHECK_BUTTON (button));

  label = find_label (button);
  if (label == NULL)
    return;

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  if (GTK_IS_BUTTON (button))
    gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
}
