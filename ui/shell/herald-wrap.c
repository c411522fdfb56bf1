/* herald-wrap.c: buttons and toasts whose words find room
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

static void
wrap_labels (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_LABEL (child))
        {
          gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_NONE);
          gtk_label_set_wrap (GTK_LABEL (child), TRUE);
          gtk_label_set_wrap_mode (GTK_LABEL (child), PANGO_WRAP_WORD_CHAR);
        }
      else if (!GTK_IS_BUTTON (child))
        wrap_labels (child);
    }
}

static void
wrap_toasts (AdwToastOverlay *overlay)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (overlay)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (child != adw_toast_overlay_get_child (overlay))
        wrap_labels (child);
    }
}

/**
 * herald_wrap_add_toast:
 * @overlay: where toasts are shown
 * @toast: what to show
 *
 * Shows a toast whose words take as many lines as they need.
 *
 * The toolkit cuts them off where there is not room enough for one line.
 */
void
herald_wrap_add_toast (AdwToastOverlay *overlay,
                       AdwToast        *toast)
{
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));
  g_return_if_fail (ADW_IS_TOAST (toast));

  adw_toast_overlay_add_toast (overlay, g_object_ref (toast));
  wrap_toasts (overlay);
  /* The next in the queue is shown when this one goes. */
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (wrap_toasts), overlay, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}
