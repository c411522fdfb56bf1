/* test-start.c: choosing how reports are kept, and unlocking them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-keeping-page.h"
#include "herald-start-view.h"
#include "herald-unlock-page.h"
#include "start-fixture.h"

#define PASSPHRASE "correct horse battery staple"

static char *
get_page (HeraldStartView *view)
{
  char *page;

  g_object_get (view, "page", &page, NULL);
  return page;
}

static gboolean
is_at (HeraldStartView *view,
       const char      *name)
{
  g_autofree char *page = get_page (view);

  return g_strcmp0 (page, name) == 0;
}

static HeraldStartView *
show_start (StartFixture *fixture)
{
  GtkWidget *view = herald_start_view_new (fixture->desk);

  start_fixture_show (fixture, view);
  herald_start_view_refresh (HERALD_START_VIEW (view));
  return HERALD_START_VIEW (view);
}

static void
choose (GtkWidget  *page,
        const char *title)
{
  GtkWidget *row = start_find_row (page, title);

  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (row)), GTK_LIST_BOX_ROW (row));
}

static void
type (GtkWidget  *page,
      guint       n,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (start_find (page, GTK_TYPE_PASSWORD_ENTRY, n)), text);
}

static void
press (GtkWidget  *page,
       const char *label)
{
  GtkWidget *button = start_find_button (page, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
test_asks_first (StartFixture  *fixture,
                 gconstpointer  data)
{
  HeraldStartView *view = show_start (fixture);

  g_assert_true (is_at (view, "keeping"));
  g_assert_false (herald_start_view_is_ready (view));
  g_assert_false (herald_vault_exists (herald_composer_get_vault (fixture->composer)));
}

static void
test_keeps_with_a_passphrase (StartFixture  *fixture,
                              gconstpointer  data)
{
  HeraldStartView *view = show_start (fixture);
  GtkWidget *page = start_find (GTK_WIDGET (view), HERALD_TYPE_KEEPING_PAGE, 0);

  choose (page, "Passphrase");
  type (page, 0, PASSPHRASE);
  type (page, 1, PASSPHRASE);
  press (page, "_Use This Passphrase");
  start_wait (is_at (view, "reports"));

  g_assert_true (herald_vault_is_unlocked (herald_composer_get_vault (fixture->composer)));
  g_assert_true (herald_composer_has_slot (fixture->composer, HERALD_SLOT_PASSPHRASE));
  g_assert_true (herald_start_view_is_ready (view));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (start_find (page, GTK_TYPE_PASSWORD_ENTRY, 0))), ==, "");
}

static void
test_wants_the_same_twice (StartFixture  *fixture,
                           gconstpointer  data)
{
  HeraldStartView *view = show_start (fixture);
  GtkWidget *page = start_find (GTK_WIDGET (view), HERALD_TYPE_KEEPING_PAGE, 0);
  GtkWidget *second = start_find (page, GTK_TYPE_PASSWORD_ENTRY, 1);

  choose (page, "Passphrase");
  type (page, 0, PASSPHRASE);
  type (page, 1, "something else");
  press (page, "_Use This Passphrase");

  g_assert_true (start_has_focus (second));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (second), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (start_shows (page, "not the same"));
  g_assert_false (herald_vault_exists (herald_composer_get_vault (fixture->composer)));
}

/* There is no keyring where tests run. */
static void
test_offers_a_passphrase_without_a_keyring (StartFixture  *fixture,
                                            gconstpointer  data)
{
  HeraldStartView *view = show_start (fixture);
  GtkWidget *page = start_find (GTK_WIDGET (view), HERALD_TYPE_KEEPING_PAGE, 0);
  GtkWidget *entry = start_find (page, GTK_TYPE_PASSWORD_ENTRY, 0);

  press (page, "_Use the Keyring");
  start_wait (start_shows (page, "no keyring"));

  g_assert_true (gtk_widget_get_mapped (entry));
  start_wait (start_has_focus (entry));
  g_assert_false (herald_vault_exists (herald_composer_get_vault (fixture->composer)));
}

static void
test_keeps_nothing_in_memory (StartFixture  *fixture,
                              gconstpointer  data)
{
  HeraldStartView *view = show_start (fixture);
  GtkWidget *page = start_find (GTK_WIDGET (view), HERALD_TYPE_KEEPING_PAGE, 0);

  choose (page, "Memory Only");
  press (page, "_Keep in Memory Only");

  g_assert_true (is_at (view, "reports"));
  g_assert_true (start_shows (GTK_WIDGET (view), "Nothing is kept"));
  g_assert_false (herald_vault_exists (herald_composer_get_vault (fixture->composer)));

  /* And the way back. */
  herald_start_view_show_keeping (view);
  g_assert_true (is_at (view, "keeping"));
}

static void
test_unlocks (StartFixture  *fixture,
              gconstpointer  data)
{
  HeraldStartView *view;
  GtkWidget *page, *entry;
  GError *error = NULL;

  herald_composer_create_vault (fixture->composer, PASSPHRASE, &error);
  g_assert_no_error (error);
  herald_composer_lock (fixture->composer, &error);
  g_assert_no_error (error);

  view = show_start (fixture);
  g_assert_true (is_at (view, "unlock"));
  page = start_find (GTK_WIDGET (view), HERALD_TYPE_UNLOCK_PAGE, 0);
  entry = start_find (page, GTK_TYPE_PASSWORD_ENTRY, 0);
  gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                       start_find (gtk_widget_get_parent (entry), GTK_TYPE_LABEL, 0), NULL);

  type (page, 0, "a wrong one");
  press (page, "_Unlock");
  start_wait (start_shows (page, "does not open"));
  g_assert_true (start_has_focus (entry));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);

  type (page, 0, PASSPHRASE);
  g_assert_false (start_shows (page, "does not open"));
  press (page, "_Unlock");
  start_wait (is_at (view, "reports"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static void
test_goes_on_without (StartFixture  *fixture,
                      gconstpointer  data)
{
  HeraldStartView *view;
  GError *error = NULL;

  start_fixture_make_vault (fixture);
  herald_composer_lock (fixture->composer, &error);
  g_assert_no_error (error);

  view = show_start (fixture);
  start_wait (gtk_widget_get_sensitive (start_find_button (GTK_WIDGET (view), "Go On _Without Them")));
  press (GTK_WIDGET (view), "Go On _Without Them");

  g_assert_true (is_at (view, "reports"));
  g_assert_true (start_shows (GTK_WIDGET (view), "Nothing is kept"));

  /* Once they were opened, locking them locks the view again. */
  herald_vault_unlock_secret (herald_composer_get_vault (fixture->composer), start_fixture_secret, &error);
  g_assert_no_error (error);
  herald_start_view_refresh (view);
  g_assert_true (is_at (view, "reports"));
  herald_composer_lock (fixture->composer, &error);
  g_assert_no_error (error);
  herald_start_view_refresh (view);
  g_assert_true (is_at (view, "unlock"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();

#define ADD(path, function) \
  g_test_add (path, StartFixture, NULL, start_fixture_set_up, function, start_fixture_tear_down)
  ADD ("/start/keeping/asks-first", test_asks_first);
  ADD ("/start/keeping/keeps-with-a-passphrase", test_keeps_with_a_passphrase);
  ADD ("/start/keeping/wants-the-same-twice", test_wants_the_same_twice);
  ADD ("/start/keeping/offers-a-passphrase-without-a-keyring", test_offers_a_passphrase_without_a_keyring);
  ADD ("/start/keeping/keeps-nothing-in-memory", test_keeps_nothing_in_memory);
  ADD ("/start/unlock/unlocks", test_unlocks);
  ADD ("/start/unlock/goes-on-without", test_goes_on_without);

  return g_test_run ();
}
