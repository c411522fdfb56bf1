/* gallery.c: shows the rows of a vendor's form, to look at them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "herald-composer-view.h"
#include "herald-section-step.h"

/* gallery VENDOR SECTION WIDTH HEIGHT SCROLL [FIELD ANSWER]…
 *
 * SECTION may be “-” for the composer with all of them. With LARGE in the
 * environment text is twice as large, with ANONYMOUS the report is. */

static void
answer (HeraldReport *report,
        const char   *field,
        const char   *text)
{
  const HeraldField *entry = herald_vendor_find_field (herald_report_get_vendor (report), field);
  g_autoptr(JsonNode) node = herald_answer_parse (entry, text, NULL);

  g_assert_true (herald_report_set_answer (report, field, node, NULL));
}

static GtkWidget *
new_page (HeraldDesk *desk,
          const char *section)
{
  GtkWidget *box, *step;

  if (g_str_equal (section, "-"))
    return herald_composer_view_new (desk);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  step = GTK_WIDGET (herald_section_step_new (desk, section));
  gtk_widget_set_vexpand (step, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), step);
  return box;
}

/* Scrolls the first page that scrolls. */
static void
scroll (GtkWidget *widget,
        int        to)
{
  if (GTK_IS_SCROLLED_WINDOW (widget))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget)), to);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !GTK_IS_SCROLLED_WINDOW (widget);
       child = gtk_widget_get_next_sibling (child))
    scroll (child, to);
}

static gboolean
scroll_cb (gpointer window)
{
  scroll (adw_window_get_content (window), GPOINTER_TO_INT (g_object_get_data (window, "scroll")));

  return G_SOURCE_REMOVE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(HeraldComposer) composer = NULL;
  g_autoptr(HeraldDesk) desk = NULL;
  g_autofree char *state = NULL;
  GtkWidget *window;

  setlocale (LC_ALL, "");
  adw_init ();
  if (argc < 6)
    g_error ("gallery VENDOR SECTION WIDTH HEIGHT SCROLL [FIELD ANSWER]…");
  if (g_getenv ("LARGE") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);

  state = g_build_filename (g_get_user_data_dir (), "herald", NULL);
  composer = herald_composer_new (state);
  g_assert_true (herald_composer_begin (composer, argv[1], g_getenv ("ANONYMOUS") != NULL, NULL));
  desk = herald_desk_new (composer);
  for (int i = 6; i + 1 < argc; i += 2)
    answer (herald_composer_get_report (composer), argv[i], argv[i + 1]);

  window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (window), new_page (desk, argv[2]));
  gtk_window_set_default_size (GTK_WINDOW (window), atoi (argv[3]), atoi (argv[4]));
  gtk_window_present (GTK_WINDOW (window));
  g_object_set_data (G_OBJECT (window), "scroll", GINT_TO_POINTER (atoi (argv[5])));
  g_timeout_add (800, scroll_cb, window);

  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}
