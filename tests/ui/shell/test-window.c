/* test-window.c: the window as a whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-keeping-page.h"
#include "herald-menu.h"
#include "herald-new-page.h"
#include "herald-reports-page.h"
#include "herald-start-view.h"
#include "herald-window.h"
#include "start-fixture.h"

/* One for the program: it has a place on the bus. */
static GtkApplication *application;

static GtkWidget *
show (StartFixture *fixture)
{
  fixture->window = GTK_WIDGET (herald_window_new (application, fixture->desk));
  gtk_window_present (GTK_WINDOW (fixture->window));
  start_wait (gtk_widget_get_mapped (fixture->window));

  return fixture->window;
}

static void
begin (StartFixture *fixture,
       gboolean      anonymous)
{
  g_autofree char *vendor = start_fixture_any_vendor (fixture);
  GError *error = NULL;

  herald_composer_begin (fixture->composer, vendor, anonymous, &error);
  g_assert_no_error (error);
}

static void
answer (StartFixture *fixture,
        const char   *text)
{
  g_autoptr(JsonNode) node = herald_answer_new_text (text);
  GError *error = NULL;

  herald_report_set_answer (herald_composer_get_report (fixture->composer), "vuln.title", node, &error);
  g_assert_no_error (error);
}

static const char *
read_title (StartFixture *fixture)
{
  HeraldReport *report = herald_composer_get_report (fixture->composer);

  return json_node_get_string (herald_report_get_answer (report, "vuln.title"));
}

static void
act (GtkWidget  *window,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (window, action, NULL));
}

/* The dialog in front of the window, or NULL. */
static GtkWidget *
find_dialog (void)
{
  g_autoptr(GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }

  return NULL;
}

static void
respond (const char *response)
{
  GtkWidget *dialog;

  start_wait ((dialog = find_dialog ()) != NULL);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  start_wait (find_dialog () == NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
has_title (GtkWidget  *window,
           const char *title)
{
  return g_str_equal (gtk_window_get_title (GTK_WINDOW (window)), title);
}

static void
test_names_no_anonymous_report (StartFixture  *fixture,
                                gconstpointer  data)
{
  GtkWidget *window = show (fixture);

  g_assert_true (has_title (window, "Herald"));
  begin (fixture, FALSE);
  start_wait (!has_title (window, "Herald"));
  herald_composer_abandon (fixture->composer);
  start_wait (has_title (window, "Herald"));
  begin (fixture, TRUE);
  answer (fixture, "Pump stops");
  act (window, "win.undo");
  g_assert_true (has_title (window, "Herald"));
}

static void
test_undoes_in_memory (StartFixture  *fixture,
                       gconstpointer  data)
{
  GtkWidget *window = show (fixture);

  begin (fixture, FALSE);
  answer (fixture, "One");
  start_wait (!has_title (window, "Herald"));
  act (window, "win.undo");
  g_assert_cmpstr (read_title (fixture), ==, "");

  g_clear_object (&fixture->toast);
  act (window, "win.undo");
  g_assert_nonnull (fixture->toast);
  g_assert_cmpstr (adw_toast_get_title (fixture->toast), ==, "Nothing to undo");

  act (window, "win.redo");
  g_assert_cmpstr (read_title (fixture), ==, "One");
}

static void
test_asks_before_it_discards (StartFixture  *fixture,
                              gconstpointer  data)
{
  GtkWidget *window = show (fixture);

  begin (fixture, FALSE);
  answer (fixture, "One");
  start_wait (!has_title (window, "Herald"));

  act (window, "win.close-report");
  respond ("cancel");
  g_assert_nonnull (herald_composer_get_report (fixture->composer));

  act (window, "win.close-report");
  respond ("destructive");
  start_wait (herald_composer_get_report (fixture->composer) == NULL);
}

static void
test_keeps_when_asked (StartFixture  *fixture,
                       gconstpointer  data)
{
  GtkWidget *window;
  g_autoptr(GPtrArray) cases = NULL;

  start_fixture_make_vault (fixture);
  window = show (fixture);
  begin (fixture, FALSE);
  answer (fixture, "One");
  start_wait (!has_title (window, "Herald"));

  act (window, "win.close-report");
  respond ("safe");
  start_wait (herald_composer_get_report (fixture->composer) == NULL);
  cases = herald_vault_list (herald_composer_get_vault (fixture->composer), NULL);
  g_assert_cmpuint (cases->len, ==, 1);
}

static void
test_locks (StartFixture  *fixture,
            gconstpointer  data)
{
  GtkWidget *window;
  GError *error = NULL;

  start_fixture_make_vault (fixture);
  window = show (fixture);
  begin (fixture, FALSE);
  answer (fixture, "One");
  herald_composer_keep (fixture->composer, &error);
  g_assert_no_error (error);
  start_wait (!has_title (window, "Herald"));

  act (window, "win.lock");
  g_assert_false (herald_vault_is_unlocked (herald_composer_get_vault (fixture->composer)));
  g_assert_null (herald_composer_get_report (fixture->composer));
  start_wait (start_shows (window, "Reports Are Locked"));
}

static void
test_imports_a_file (StartFixture  *fixture,
                     gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.herald.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GtkWidget *window;
  GError *error = NULL;

  begin (fixture, FALSE);
  answer (fixture, "One");
  herald_composer_save (fixture->composer, path, HERALD_FILE_WRITER_NEW, &error);
  g_assert_no_error (error);
  herald_composer_abandon (fixture->composer);

  start_fixture_make_vault (fixture);
  window = show (fixture);
  herald_window_open_file (HERALD_WINDOW (window), file);
  start_wait (herald_composer_get_case (fixture->composer) != NULL);
  g_assert_cmpstr (read_title (fixture), ==, "One");
  start_wait (fixture->toast != NULL && strstr (adw_toast_get_title (fixture->toast), "Imported") != NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A file that comes before the person has chosen waits for that. */
static void
test_lets_a_file_wait (StartFixture  *fixture,
                       gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.herald.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GtkWidget *window;
  GError *error = NULL;

  begin (fixture, FALSE);
  herald_composer_save (fixture->composer, path, HERALD_FILE_WRITER_NEW, &error);
  g_assert_no_error (error);
  herald_composer_abandon (fixture->composer);

  window = show (fixture);
  herald_window_open_file (HERALD_WINDOW (window), file);
  g_assert_null (herald_composer_get_report (fixture->composer));

  start_fixture_make_vault (fixture);
  herald_start_view_refresh (HERALD_START_VIEW (start_find (window, HERALD_TYPE_START_VIEW, 0)));
  start_wait (herald_composer_get_case (fixture->composer) != NULL);
}

/* What stands in an entry is not in the selection because Tab led through it. */
static void
test_leaves_the_selection_alone (StartFixture  *fixture,
                                 gconstpointer  data)
{
  GtkWidget *window = show (fixture);
  GtkWidget *other = gtk_window_new ();
  GtkWidget *entry = gtk_entry_new ();
  GdkClipboard *selection = gtk_widget_get_primary_clipboard (window);

  gtk_window_set_child (GTK_WINDOW (other), entry);
  gtk_window_present (GTK_WINDOW (other));
  /* A newer GTK tells of no selection before it has a frame. */
  gtk_test_widget_wait_for_draw (other);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Ada Lovelace");
  g_assert_true (gtk_widget_grab_focus (entry));
  g_assert_false (gtk_editable_get_selection_bounds (GTK_EDITABLE (entry), NULL, NULL));
  g_assert_false (gdk_clipboard_is_local (selection));

  gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
  g_assert_true (gdk_clipboard_is_local (selection));
  gtk_window_destroy (GTK_WINDOW (other));
}

/* Whether Tab comes there, on its way round. */
static gboolean
is_on_the_way (GtkWidget *window,
               GtkWidget *widget)
{
  for (guint i = 0; i < 100; i++)
    {
      g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
      if (start_has_focus (widget))
        return TRUE;
    }

  return FALSE;
}

/* The button of a header bar that does something. */
static GtkWidget *
find_action (GtkWidget  *page,
             const char *action)
{
  GtkWidget *button;

  for (guint n = 0; (button = start_find (page, GTK_TYPE_BUTTON, n)) != NULL; n++)
    {
      if (g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), action) == 0)
        break;
    }

  g_assert_nonnull (button);
  return button;
}

static void
test_tab_comes_round (StartFixture  *fixture,
                      gconstpointer  data)
{
  GtkWidget *window = show (fixture), *page;

  start_wait ((page = start_find (window, HERALD_TYPE_KEEPING_PAGE, 0)) != NULL);
  g_assert_true (is_on_the_way (window, start_find (page, HERALD_TYPE_MENU, 0)));
  g_assert_true (is_on_the_way (window, start_find_button (page, "_Use the Keyring")));

  start_fixture_make_vault (fixture);
  herald_start_view_refresh (HERALD_START_VIEW (start_find (window, HERALD_TYPE_START_VIEW, 0)));
  start_wait ((page = start_find (window, HERALD_TYPE_REPORTS_PAGE, 0)) != NULL);
  start_wait (start_has_focus (start_find_button (page, "_Write a Report")));
  g_assert_true (is_on_the_way (window, find_action (page, "win.new")));
  g_assert_true (is_on_the_way (window, start_find (page, HERALD_TYPE_MENU, 0)));
  g_assert_true (is_on_the_way (window, start_find_button (page, "_Write a Report")));
}

/* Whatever had the focus there before. */
static void
test_begins_with_the_search (StartFixture  *fixture,
                             gconstpointer  data)
{
  GtkWidget *window, *page;

  start_fixture_make_vault (fixture);
  window = show (fixture);
  start_wait (start_find (window, HERALD_TYPE_REPORTS_PAGE, 0) != NULL);
  for (guint i = 0; i < 3; i++)
    {
      act (window, "win.new");
      page = start_find (window, HERALD_TYPE_NEW_PAGE, 0);
      g_assert_true (start_has_focus (start_find (page, GTK_TYPE_SEARCH_ENTRY, 0)));
      for (guint j = 0; j <= i; j++)
        g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
    }
}

/* The label that shows a text, or NULL. */
static GtkWidget *
find_words (GtkWidget  *window,
            const char *words)
{
  GtkWidget *label;

  for (guint n = 0; (label = start_find (window, GTK_TYPE_LABEL, n)) != NULL; n++)
    {
      if (g_str_equal (gtk_label_get_text (GTK_LABEL (label)), words))
        break;
    }

  return label;
}

static void
test_says_whole_sentences (StartFixture  *fixture,
                           gconstpointer  data)
{
  static const char * const sentences[] = {
    "The disk is full, and what was typed last is not saved: make room on it, and it will be",
    "This is said when the other is gone, and needs more than one line as well",
  };
  GtkWidget *window = show (fixture), *label;
  g_autoptr(AdwToast) first = NULL;

  herald_desk_say (fixture->desk, sentences[0]);
  first = g_object_ref (fixture->toast);
  herald_desk_say (fixture->desk, sentences[1]);
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      start_wait ((label = find_words (window, sentences[i])) != NULL);
      g_assert_cmpint (gtk_label_get_ellipsize (GTK_LABEL (label)), ==, PANGO_ELLIPSIZE_NONE);
      g_assert_true (gtk_label_get_wrap (GTK_LABEL (label)));
      adw_toast_dismiss (first);
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  gtk_test_init (&argc, &argv);
  adw_init ();
  application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);

#define ADD(path, function) \
  g_test_add (path, StartFixture, NULL, start_fixture_set_up, function, start_fixture_tear_down)
  ADD ("/window/names-no-anonymous-report", test_names_no_anonymous_report);
  ADD ("/window/undoes-in-memory", test_undoes_in_memory);
  ADD ("/window/asks-before-it-discards", test_asks_before_it_discards);
  ADD ("/window/keeps-when-asked", test_keeps_when_asked);
  ADD ("/window/leaves-the-selection-alone", test_leaves_the_selection_alone);
  ADD ("/window/tab-comes-round", test_tab_comes_round);
  ADD ("/window/begins-with-the-search", test_begins_with_the_search);
  ADD ("/window/says-whole-sentences", test_says_whole_sentences);
  ADD ("/window/locks", test_locks);
  ADD ("/window/imports-a-file", test_imports_a_file);
  ADD ("/window/lets-a-file-wait", test_lets_a_file_wait);

  status = g_test_run ();
  g_object_unref (application);
  return status;
}
