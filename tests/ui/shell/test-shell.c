/* test-shell.c: what the window shows and does around a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-about.h"
#include "herald-anonymous-button.h"
#include "herald-banner.h"
#include "herald-composer-named.h"
#include "herald-keep-banner.h"
#include "herald-recent.h"
#include "herald-saved-label.h"
#include "start-fixture.h"

static void
begin (StartFixture *fixture)
{
  g_autofree char *vendor = start_fixture_any_vendor (fixture);
  GError *error = NULL;

  herald_composer_begin (fixture->composer, vendor, FALSE, &error);
  g_assert_no_error (error);
}

static void
test_says_whether_it_is_saved (StartFixture  *fixture,
                               gconstpointer  data)
{
  GtkWidget *label = herald_saved_label_new (fixture->desk);
  g_autoptr(JsonNode) answer = herald_answer_new_text ("Pump stops");
  GError *error = NULL;

  start_fixture_make_vault (fixture);
  start_fixture_show (fixture, label);

  begin (fixture);
  g_assert_true (start_shows (label, "In memory only"));
  herald_composer_keep (fixture->composer, &error);
  g_assert_no_error (error);
  g_assert_true (start_shows (label, "Saved"));

  herald_report_set_answer (herald_composer_get_report (fixture->composer), "vuln.title", answer, &error);
  g_assert_no_error (error);
  g_assert_true (start_shows (label, "Saving…"));
  start_wait (start_shows (label, "Saved"));
}

static void
test_says_what_to_do (StartFixture  *fixture,
                      gconstpointer  data)
{
  GtkWidget *banner = herald_keep_banner_new (fixture->desk);
  HeraldBanner *inner = HERALD_BANNER (start_find (banner, HERALD_TYPE_BANNER, 0));
  GError *error = NULL;

  start_fixture_make_vault (fixture);
  start_fixture_show (fixture, banner);
  g_assert_false (herald_banner_get_revealed (inner));

  begin (fixture);
  g_assert_true (herald_banner_get_revealed (inner));
  g_assert_nonnull (start_find_button (banner, "_Keep It…"));

  herald_composer_keep (fixture->composer, &error);
  g_assert_no_error (error);
  g_assert_false (herald_banner_get_revealed (inner));
}

static void
test_shows_anonymity (StartFixture  *fixture,
                      gconstpointer  data)
{
  GtkWidget *button = herald_anonymous_button_new (fixture->desk);
  GError *error = NULL;

  start_fixture_show (fixture, button);
  begin (fixture);
  start_wait (start_shows (button, "Named"));

  herald_composer_turn_anonymous (fixture->composer, &error);
  g_assert_no_error (error);
  start_wait (start_shows (button, "Anonymous"));

  herald_composer_turn_named (fixture->composer, &error);
  g_assert_no_error (error);
  start_wait (start_shows (button, "Named"));
}

static void
reviewed_cb (gboolean *is_reviewed)
{
  *is_reviewed = TRUE;
}

/* What a review found quotes the report, and goes with it. */
static void
test_forgets_findings (StartFixture  *fixture,
                       gconstpointer  data)
{
  gboolean is_reviewed = FALSE;

  begin (fixture);
  g_signal_connect_swapped (fixture->desk, "notify::findings", G_CALLBACK (reviewed_cb), &is_reviewed);
  start_wait (is_reviewed);
  g_assert_cmpuint (herald_desk_get_findings (fixture->desk)->len, >, 0);

  is_reviewed = FALSE;
  herald_composer_abandon (fixture->composer);
  start_wait (is_reviewed);
  g_assert_cmpuint (herald_desk_get_findings (fixture->desk)->len, ==, 0);
  g_signal_handlers_disconnect_by_data (fixture->desk, &is_reviewed);
}

/* The name of a file is neither markup nor turned around. */
static void
test_says_names_as_they_are (StartFixture  *fixture,
                             gconstpointer  data)
{
  herald_desk_say (fixture->desk, "<b>&\xe2\x80\xaegnp.exe");
  g_assert_cmpstr (adw_toast_get_title (fixture->toast), ==, "&lt;b&gt;&amp;&lt;U+202E&gt;gnp.exe");
}

/* What is handed on for finding a defect says nothing of the person. */
static void
test_tells_no_name (StartFixture  *fixture,
                    gconstpointer  data)
{
  g_autofree char *text = herald_about_debug_info ();

  g_assert_nonnull (strstr (text, PACKAGE_VERSION));
  g_assert_null (strstr (text, g_get_home_dir ()));
  g_assert_null (strstr (text, g_get_host_name ()));
  g_assert_null (strstr (text, g_get_user_name ()));
  g_assert_null (strstr (text, "/home"));
}

static void
added_cb (gboolean *is_added)
{
  *is_added = TRUE;
}

static void
add_recent (GtkRecentManager *manager,
            const char       *uri,
            const char       *application)
{
  GtkRecentData data = {
    .mime_type = (char *) "application/json",
    .app_name = (char *) application,
    .app_exec = (char *) "program %u",
  };

  g_assert_true (gtk_recent_manager_add_full (manager, uri, &data));
}

static gboolean
has (GtkRecentManager *manager,
     const char       *uri,
     const char       *application)
{
  g_autoptr(GtkRecentInfo) info = gtk_recent_manager_lookup_item (manager, uri, NULL);

  return info != NULL && gtk_recent_info_has_application (info, application);
}

static void
test_leaves_no_recent_file (StartFixture  *fixture,
                            gconstpointer  data)
{
  GtkRecentManager *manager = gtk_recent_manager_get_default ();
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GFile) ours = g_file_new_for_path ("/nowhere/report.herald.json");
  g_autoptr(GFile) shared = g_file_new_for_path ("/nowhere/shared.herald.json");
  const char *name = g_get_application_name ();
  gboolean is_added = FALSE;

  add_recent (manager, "file:///nowhere/theirs.json", "Other");
  add_recent (manager, "file:///nowhere/shared.herald.json", "Other");
  g_list_store_append (files, ours);
  g_list_store_append (files, shared);

  /* The toolkit adds it after the chooser has gone. */
  herald_recent_forget (G_LIST_MODEL (files));
  add_recent (manager, "file:///nowhere/report.herald.json", name);
  add_recent (manager, "file:///nowhere/shared.herald.json", name);
  g_signal_connect_swapped (manager, "changed", G_CALLBACK (added_cb), &is_added);
  start_wait (is_added);
  g_signal_handlers_disconnect_by_data (manager, &is_added);

  herald_recent_settle ();
  g_assert_false (gtk_recent_manager_has_item (manager, "file:///nowhere/report.herald.json"));
  g_assert_true (has (manager, "file:///nowhere/theirs.json", "Other"));
  g_assert_true (has (manager, "file:///nowhere/shared.herald.json", "Other"));
  g_assert_false (has (manager, "file:///nowhere/shared.herald.json", name));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();
  g_set_application_name ("Herald");

#define ADD(path, function) \
  g_test_add (path, StartFixture, NULL, start_fixture_set_up, function, start_fixture_tear_down)
  ADD ("/shell/saved-label/says-whether-it-is-saved", test_says_whether_it_is_saved);
  ADD ("/shell/keep-banner/says-what-to-do", test_says_what_to_do);
  ADD ("/shell/anonymous-button/shows-anonymity", test_shows_anonymity);
  ADD ("/shell/desk/forgets-findings", test_forgets_findings);
  ADD ("/shell/desk/says-names-as-they-are", test_says_names_as_they_are);
  ADD ("/shell/about/tells-no-name", test_tells_no_name);
  ADD ("/shell/recent/leaves-no-recent-file", test_leaves_no_recent_file);

  return g_test_run ();
}
