/* steps-fixture.c: what the tests of steps share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "steps-fixture.h"

/* Puts a step into the window, as the view does. */
GtkWidget *
steps_add (RowsFixture *fixture,
           HeraldStep  *step)
{
  gtk_widget_set_vexpand (GTK_WIDGET (step), TRUE);
  gtk_box_prepend (fixture->box, GTK_WIDGET (step));
  herald_step_refresh (step);
  rows_settle ();

  return GTK_WIDGET (step);
}

/* The first button with a label, its mnemonic included. */
GtkWidget *
steps_find_button (GtkWidget  *widget,
                   const char *label)
{
  GtkWidget *button;

  for (guint n = 0; (button = rows_find_nth (widget, GTK_TYPE_BUTTON, n)) != NULL; n++)
    {
      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
        return button;
    }

  return NULL;
}

/* The first widget of a type that a screen reader calls so. */
GtkWidget *
steps_find_named (GtkWidget  *widget,
                  GType       type,
                  const char *name)
{
  GtkWidget *found;

  for (guint n = 0; (found = rows_find_nth (widget, type, n)) != NULL; n++)
    {
      g_autofree char *difference =
        gtk_test_accessible_check_property (GTK_ACCESSIBLE (found), GTK_ACCESSIBLE_PROPERTY_LABEL, name);

      if (difference == NULL)
        return found;
    }

  return NULL;
}

static void
happened_cb (gboolean *has_happened)
{
  *has_happened = TRUE;
}

void
steps_wait_for (GObject    *object,
                const char *signal)
{
  gboolean has_happened = FALSE;
  gulong handler = g_signal_connect_swapped (object, signal, G_CALLBACK (happened_cb), &has_happened);

  while (!has_happened)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (object, handler);
}

void
steps_wait_state (HeraldStep      *step,
                  HeraldStepState  state)
{
  while (herald_step_get_state (step) != state)
    g_main_context_iteration (NULL, TRUE);
}

/* Another report takes the place of the one in progress. */
void
steps_load (RowsFixture *fixture,
            const char  *json)
{
  g_autoptr(GBytes) bytes = g_bytes_new (json, strlen (json));
  GError *error = NULL;

  g_assert_true (herald_composer_load_bytes (fixture->composer, bytes, "test", "/", &error));
  g_assert_no_error (error);
  fixture->report = herald_composer_get_report (fixture->composer);
  rows_settle ();
}
