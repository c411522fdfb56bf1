/* test-courier.c: beside the browser
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-brief-copy.h"
#include "herald-courier-row.h"
#include "herald-courier-window.h"
#include "seal-fixture.h"

static gboolean
has_rows (gpointer window)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (seal_find (window, "list")), 0) != NULL;
}

static GtkWidget *
show_window (SealFixture *fixture)
{
  GtkWidget *window;

  seal_set_up (fixture, composer_fixture_ready (FALSE));
  seal_show (fixture, gtk_label_new ("Report"));
  window = herald_courier_window_new (fixture->desk);
  gtk_window_present (GTK_WINDOW (window));
  seal_wait (has_rows, window);

  return window;
}

static HeraldCourierRow *
get_row (GtkWidget *window,
         int        n)
{
  return HERALD_COURIER_ROW (gtk_list_box_get_row_at_index (GTK_LIST_BOX (seal_find (window, "list")), n));
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  char **text = data;
  GError *error = NULL;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer pointer)
{
  return *(gpointer *) pointer != NULL;
}

static void
test_follows_the_form (SealFixture   *fixture,
                       gconstpointer  data)
{
  GtkWidget *window = show_window (fixture);

  /* The practice vendor’s form begins with these, and its last is a captcha. */
  g_assert_true (seal_shows (get_row (window, 0), "Product"));
  g_assert_true (seal_shows (get_row (window, 1), "Version"));
  g_assert_true (seal_shows (get_row (window, 5), "For you to fill"));
  g_assert_true (seal_shows (window, "Open practice.example in the Browser"));
  g_assert_false (gtk_widget_get_visible (seal_find (window, "note_box")));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_names_every_control (SealFixture   *fixture,
                          gconstpointer  data)
{
  GtkWidget *window = show_window (fixture);
  GtkListBoxRow *row;

  for (int n = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (seal_find (window, "list")), n)) != NULL; n++)
    {
      GtkWidget *check = seal_find (row, "check"), *button = seal_find (row, "copy_button");

      gtk_test_accessible_assert_role (check, GTK_ACCESSIBLE_ROLE_CHECKBOX);
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL));
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_copies_and_ticks (SealFixture   *fixture,
                       gconstpointer  data)
{
  GtkWidget *window = show_window (fixture);
  HeraldCourierRow *row = get_row (window, 0);
  g_autofree char *text = NULL;

  g_assert_false (herald_courier_row_is_done (row));
  seal_click (seal_find (row, "copy_button"));
  g_assert_true (herald_courier_row_is_done (row));
  g_assert_true (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (seal_find (window, "done_label"))), "1 of"));

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (window), NULL, read_cb, &text);
  seal_wait (is_set, &text);
  g_assert_true (seal_shows (row, text));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_empty (GdkClipboard *clipboard)
{
  return gdk_clipboard_get_content (clipboard) == NULL;
}

static void
test_clears_the_clipboard (SealFixture   *fixture,
                           gconstpointer  data)
{
  GtkWidget *window = show_window (fixture);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (window);

  /* A newer GTK owns no clipboard before it has a frame. */
  gtk_test_widget_wait_for_draw (window);
  herald_brief_copy (window, "secret");
  g_assert_false (is_empty (clipboard));
  g_assert_true (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "x-kde-passwordManagerHint"));
  herald_brief_copy_end (gtk_widget_get_display (window));
  g_assert_true (is_empty (clipboard));

  /* What was copied since stays. */
  herald_brief_copy (window, "secret");
  gdk_clipboard_set_text (clipboard, "other");
  herald_brief_copy_end (gtk_widget_get_display (window));
  g_assert_false (is_empty (clipboard));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_gone (gpointer pointer)
{
  return *(gpointer *) pointer == NULL;
}

static void
test_goes_with_the_report (SealFixture   *fixture,
                           gconstpointer  data)
{
  GtkWidget *window = show_window (fixture);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  herald_composer_abandon (fixture->composer);
  seal_wait (is_gone, &window);
}

static void
add_tests (void)
{
#define ADD(path, function) g_test_add (path, SealFixture, NULL, NULL, function, seal_tear_down)
  ADD ("/courier/follows-the-form", test_follows_the_form);
  ADD ("/courier/names-every-control", test_names_every_control);
  ADD ("/courier/copies-and-ticks", test_copies_and_ticks);
  ADD ("/courier/clears-the-clipboard", test_clears_the_clipboard);
  ADD ("/courier/goes-with-the-report", test_goes_with_the_report);
#undef ADD
}

int
main (int    argc,
      char **argv)
{
  return seal_run (argc, argv, add_tests);
}
