/* test-practice.c: an envelope as the vendor sees it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-practice-page.h"
#include "seal-fixture.h"

typedef struct
{
  SealFixture         seal;
  HeraldPracticePage *page;
} Fixture;

static char *
list_runtime (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("XDG_RUNTIME_DIR"), "herald", NULL);

  return composer_fixture_list (folder);
}

static void
show_page (Fixture    *fixture,
           const char *path)
{
  seal_set_up (&fixture->seal, composer_fixture_ready (FALSE));
  seal_show (&fixture->seal, gtk_label_new (NULL));
  fixture->page = herald_practice_page_present (fixture->seal.window, fixture->seal.desk, path);
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *left = NULL;

  if (fixture->page != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->page));
  while (fixture->page != NULL)
    g_main_context_iteration (NULL, TRUE);
  seal_tear_down (&fixture->seal, data);

  /* What came out has gone with the page. */
  left = list_runtime ();
  g_assert_cmpstr (left, ==, "gnupg");
}

static const char *
get_child (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (seal_find (fixture->page, "stack")));
}

static gboolean
is_opened (gpointer data)
{
  return g_strcmp0 (get_child (data), "opening") != 0;
}

static void
test_shows_what_the_vendor_finds (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autofree char *path = composer_fixture_envelope (HERALD_ENVELOPE_EML, TRUE);
  GtkTextBuffer *buffer;

  show_page (fixture, path);
  seal_wait (is_opened, fixture);

  g_assert_cmpstr (get_child (fixture), ==, "opened");
  g_assert_true (seal_shows (fixture->page, "report.txt"));
  g_assert_true (seal_shows (fixture->page, "attachments/poc.bin"));
  g_assert_true (seal_shows (fixture->page, "every part is as it was sealed"));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (seal_find_type (fixture->page, GTK_TYPE_TEXT_VIEW)));
  g_assert_cmpint (gtk_text_buffer_get_line_count (buffer), >, 20);
}

static void
test_shows_a_text_alone (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *path = composer_fixture_envelope (HERALD_ENVELOPE_ASC, FALSE);

  show_page (fixture, path);
  seal_wait (is_opened, fixture);
  g_assert_cmpstr (get_child (fixture), ==, "opened");
  g_assert_true (gtk_widget_is_visible (seal_find (fixture->page, "text_group")));
}

static void
test_says_why_it_cannot_be_opened (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr(GBytes) content = composer_fixture_text ("no envelope");
  g_autofree char *path = composer_fixture_write ("other", content);

  show_page (fixture, path);
  seal_wait (is_opened, fixture);
  g_assert_cmpstr (get_child (fixture), ==, "failed");
}

static void
test_can_be_closed_while_it_opens (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autofree char *path = composer_fixture_envelope (HERALD_ENVELOPE_BUNDLE, TRUE);

  show_page (fixture, path);
  g_assert_cmpstr (get_child (fixture), ==, "opening");
}

/* What the vendor would read is not left on the screen when the report is locked. */
static void
test_goes_with_its_report (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *path = composer_fixture_envelope (HERALD_ENVELOPE_EML, TRUE);

  show_page (fixture, path);
  seal_wait (is_opened, fixture);
  herald_composer_abandon (fixture->seal.composer);
  while (fixture->page != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
add_tests (void)
{
#define ADD(path, test) g_test_add ("/ui/practice/" path, Fixture, NULL, NULL, test, tear_down)
  ADD ("shows-what-the-vendor-finds", test_shows_what_the_vendor_finds);
  ADD ("shows-a-text-alone", test_shows_a_text_alone);
  ADD ("says-why-it-cannot-be-opened", test_says_why_it_cannot_be_opened);
  ADD ("can-be-closed-while-it-opens", test_can_be_closed_while_it_opens);
  ADD ("goes-with-its-report", test_goes_with_its_report);
#undef ADD
}

int
main (int    argc,
      char **argv)
{
  return seal_run (argc, argv, add_tests);
}
