/* gallery.c: shows a section of a vendor's form, to look at it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "herald-section-step.h"

/* gallery VENDOR SECTION WIDTH HEIGHT [SCROLL [FIELD ANSWER]...] */
static gboolean
scroll_cb (gpointer data)
{
  GtkWidget *window = g_object_get_data (data, "page");
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (adw_bin_get_child (ADW_BIN (window))));

  gtk_adjustment_set_value (adjustment, GPOINTER_TO_INT (g_object_get_data (data, "scroll")));
  return G_SOURCE_REMOVE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(HeraldComposer) composer = NULL;
  g_autoptr(HeraldDesk) desk = NULL;
  g_autofree char *state = NULL;
  GtkWidget *window, *box;
  HeraldStep *step;

  setlocale (LC_ALL, "");
  adw_init ();
  if (g_getenv ("LARGE") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  state = g_build_filename (g_get_user_data_dir (), "herald", NULL);
  composer = herald_composer_new (state);
  g_assert_true (herald_composer_begin (composer, argv[1], g_getenv ("ANONYMOUS") != NULL, NULL));
  desk = herald_desk_new (composer);

  for (int i = 6; i + 1 < argc; i += 2)
    {
      HeraldReport *report = herald_composer_get_report (composer);
      const HeraldField *field = herald_vendor_find_field (herald_report_get_vendor (report), argv[i]);
      g_autoptr(JsonNode) answer = herald_answer_parse (field, argv[i + 1], NULL);

      g_assert_true (herald_report_set_answer (report, argv[i], answer, NULL));
    }

  step = herald_section_step_new (desk, argv[2]);
  window = adw_window_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (step));
  gtk_widget_set_vexpand (GTK_WIDGET (step), TRUE);
  gtk_window_set_title (GTK_WINDOW (window), herald_step_get_title (step));
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), atoi (argv[3]), atoi (argv[4]));
  gtk_window_present (GTK_WINDOW (window));
  g_object_set_data (G_OBJECT (window), "page", step);
  g_object_set_data (G_OBJECT (window), "scroll", GINT_TO_POINTER (argc > 5 ? atoi (argv[5]) : 0));
  g_timeout_add (800, scroll_cb, window);
  if (g_getenv ("VISITED") != NULL)
    {
      gtk_widget_unmap (GTK_WIDGET (step));
      gtk_widget_map (GTK_WIDGET (step));
    }

  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
}
