/* test-reports.c: the list of the reports that are kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "herald-case-row.h"
#include "herald-reports-page.h"
#include "start-fixture.h"

static HeraldReportsPage *
show_reports (StartFixture *fixture)
{
  GtkWidget *page = herald_reports_page_new (fixture->desk);

  start_fixture_show (fixture, page);
  herald_reports_page_refresh (HERALD_REPORTS_PAGE (page));
  return HERALD_REPORTS_PAGE (page);
}

static guint
count_rows (HeraldReportsPage *page)
{
  guint n = 0;

  while (start_find (GTK_WIDGET (page), HERALD_TYPE_CASE_ROW, n) != NULL)
    n++;

  return n;
}

static guint
count_cases (StartFixture *fixture)
{
  g_autoptr(GPtrArray) cases = herald_vault_list (herald_composer_get_vault (fixture->composer), NULL);

  return cases->len;
}

static void
test_says_what_herald_does (StartFixture  *fixture,
                            gconstpointer  data)
{
  HeraldReportsPage *page;

  start_fixture_make_vault (fixture);
  page = show_reports (fixture);
  start_wait (start_shows (GTK_WIDGET (page), "Report a Weakness"));

  g_assert_true (start_shows (GTK_WIDGET (page), "Write a Report"));
  g_assert_true (start_shows (GTK_WIDGET (page), "Rehearse"));
  g_assert_cmpuint (count_rows (page), ==, 0);
}

static void
test_lists_and_finds (StartFixture  *fixture,
                      gconstpointer  data)
{
  g_autofree char *vendor = start_fixture_any_vendor (fixture);
  g_autofree char *one = NULL, *other = NULL;
  HeraldReportsPage *page;
  GtkWidget *row, *search;

  start_fixture_make_vault (fixture);
  one = start_fixture_add_case (fixture, vendor, "Pump stops <b>silently</b>");
  other = start_fixture_add_case (fixture, vendor, "");
  page = show_reports (fixture);
  start_wait (count_rows (page) == 2);

  row = start_find_row (GTK_WIDGET (page), "Pump stops <b>silently</b>");
  g_assert_nonnull (row);
  g_assert_false (adw_preferences_row_get_use_markup (ADW_PREFERENCES_ROW (row)));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "Draft"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "next: "));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  g_assert_nonnull (start_find_row (GTK_WIDGET (page), "Untitled report"));

  search = start_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY, 0);
  herald_reports_page_search (page);
  g_assert_true (start_has_focus (search));
  gtk_editable_set_text (GTK_EDITABLE (search), "PUMP");
  start_wait (count_rows (page) == 1);
  gtk_editable_set_text (GTK_EDITABLE (search), "nowhere");
  start_wait (start_shows (GTK_WIDGET (page), "No Such Report"));
}

static void
test_opens (StartFixture  *fixture,
            gconstpointer  data)
{
  g_autofree char *vendor = start_fixture_any_vendor (fixture);
  g_autofree char *id = NULL;
  HeraldReportsPage *page;

  start_fixture_make_vault (fixture);
  id = start_fixture_add_case (fixture, vendor, "Pump stops");
  page = show_reports (fixture);
  start_wait (count_rows (page) == 1);

  gtk_widget_activate_action (GTK_WIDGET (page), "reports.open", "s", id);
  g_assert_nonnull (herald_composer_get_case (fixture->composer));
  g_assert_cmpstr (herald_case_get_id (herald_composer_get_case (fixture->composer)), ==, id);
}

static void
test_duplicates (StartFixture  *fixture,
                 gconstpointer  data)
{
  g_autofree char *vendor = start_fixture_any_vendor (fixture);
  g_autofree char *id = NULL;
  HeraldReportsPage *page;

  start_fixture_make_vault (fixture);
  id = start_fixture_add_case (fixture, vendor, "Pump stops");
  page = show_reports (fixture);
  start_wait (count_rows (page) == 1);

  gtk_widget_activate_action (GTK_WIDGET (page), "reports.duplicate", "s", id);
  start_wait (count_rows (page) == 2);
  g_assert_cmpuint (count_cases (fixture), ==, 2);
}

static void
test_deletes_when_nobody_wants_it_back (StartFixture  *fixture,
                                        gconstpointer  data)
{
  g_autofree char *vendor = start_fixture_any_vendor (fixture);
  g_autofree char *id = NULL;
  HeraldReportsPage *page;

  start_fixture_make_vault (fixture);
  id = start_fixture_add_case (fixture, vendor, "Pump stops");
  page = show_reports (fixture);
  start_wait (count_rows (page) == 1);

  gtk_widget_activate_action (GTK_WIDGET (page), "reports.delete", "s", id);
  g_assert_cmpuint (count_rows (page), ==, 0);
  g_assert_cmpuint (count_cases (fixture), ==, 1);

  /* Undo. */
  g_signal_emit_by_name (fixture->toast, "button-clicked");
  g_signal_emit_by_name (fixture->toast, "dismissed");
  g_assert_cmpuint (count_rows (page), ==, 1);

  /* Again, and this time nobody does. */
  gtk_widget_activate_action (GTK_WIDGET (page), "reports.delete", "s", id);
  g_signal_emit_by_name (fixture->toast, "dismissed");
  start_wait (count_cases (fixture) == 0);
  start_wait (start_shows (GTK_WIDGET (page), "Report a Weakness"));
}

static void
test_settles (StartFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *vendor = start_fixture_any_vendor (fixture);
  g_autofree char *id = NULL;
  HeraldReportsPage *page;

  start_fixture_make_vault (fixture);
  id = start_fixture_add_case (fixture, vendor, "Pump stops");
  page = show_reports (fixture);
  start_wait (count_rows (page) == 1);

  gtk_widget_activate_action (GTK_WIDGET (page), "reports.delete", "s", id);
  herald_reports_page_settle (page);
  g_assert_cmpuint (count_cases (fixture), ==, 0);
}

static void
damage (StartFixture *fixture,
        const char   *id)
{
  g_autofree char *folder =
    g_build_filename (herald_vault_get_folder (herald_composer_get_vault (fixture->composer)), "cases", id, NULL);
  g_autoptr(GDir) files = NULL;
  const char *name;
  guint n = 0;

  files = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      g_assert_true (g_file_set_contents (path, "this was a report", -1, NULL));
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

static void
test_shows_an_unreadable_one (StartFixture  *fixture,
                              gconstpointer  data)
{
  g_autofree char *vendor = start_fixture_any_vendor (fixture);
  g_autofree char *broken = NULL, *sound = NULL;
  HeraldReportsPage *page;
  GtkWidget *row;

  start_fixture_make_vault (fixture);
  broken = start_fixture_add_case (fixture, vendor, "Broken");
  sound = start_fixture_add_case (fixture, vendor, "Sound");
  damage (fixture, broken);
  page = show_reports (fixture);
  start_wait (count_rows (page) == 2);

  g_assert_nonnull (start_find_row (GTK_WIDGET (page), "Sound"));
  row = start_find_row (GTK_WIDGET (page), "Unreadable report");
  g_assert_nonnull (row);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), !=, "");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();

#define ADD(path, function) \
  g_test_add (path, StartFixture, NULL, start_fixture_set_up, function, start_fixture_tear_down)
  ADD ("/start/reports/says-what-herald-does", test_says_what_herald_does);
  ADD ("/start/reports/lists-and-finds", test_lists_and_finds);
  ADD ("/start/reports/opens", test_opens);
  ADD ("/start/reports/duplicates", test_duplicates);
  ADD ("/start/reports/deletes-when-nobody-wants-it-back", test_deletes_when_nobody_wants_it_back);
  ADD ("/start/reports/settles", test_settles);
  ADD ("/start/reports/shows-an-unreadable-one", test_shows_an_unreadable_one);

  return g_test_run ();
}
