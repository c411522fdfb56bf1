/* test-routes.c: the choice of a way, and what each reveals
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-route-choice.h"
#include "herald-route-row.h"
#include "seal-fixture.h"

#define ENDPOINT "https://drop.vendor.example/reports"
#define ONION "https://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion/reports"

enum { EXPORT, DIRECT, TOR, TOR_BROWSER, OTHER };

static HeraldRouteChoice *
show_choice (SealFixture *fixture,
             const char  *endpoint,
             gboolean     is_anonymous)
{
  GtkWidget *choice;

  seal_set_up (fixture, composer_fixture_ready (is_anonymous));
  choice = herald_route_choice_new (fixture->desk);
  herald_route_choice_show (HERALD_ROUTE_CHOICE (choice), endpoint, is_anonymous);
  seal_show (fixture, choice);

  return HERALD_ROUTE_CHOICE (choice);
}

static HeraldRouteRow *
get_row (HeraldRouteChoice *choice,
         int                way)
{
  return HERALD_ROUTE_ROW (gtk_list_box_get_row_at_index (GTK_LIST_BOX (seal_find (choice, "routes")), way));
}

static void
choose (HeraldRouteChoice *choice,
        int                way)
{
  g_assert_true (gtk_widget_activate (GTK_WIDGET (get_row (choice, way))));
  g_assert_true (herald_route_row_is_chosen (get_row (choice, way)));
}

static void
assert_none (HeraldRouteChoice *choice)
{
  g_autoptr(GError) error = NULL;
  HeraldRoute route = { .kind = HERALD_ROUTE_DIRECT };

  g_assert_false (herald_route_choice_get (choice, &route, &error));
  g_assert_nonnull (error);
}

static void
assert_proxy (HeraldRouteChoice *choice,
              const char        *address,
              guint16            port)
{
  g_autoptr(GError) error = NULL;
  HeraldRoute route;

  g_assert_true (herald_route_choice_get (choice, &route, &error));
  g_assert_no_error (error);
  g_assert_cmpint (route.kind, ==, HERALD_ROUTE_SOCKS5);
  g_assert_cmpstr (route.address, ==, address);
  g_assert_cmpuint (route.port, ==, port);
}

static void
test_nothing_is_chosen_at_first (SealFixture   *fixture,
                                 gconstpointer  data)
{
  HeraldRouteChoice *choice = show_choice (fixture, ENDPOINT, FALSE);

  assert_none (choice);
  for (int way = EXPORT; way <= OTHER; way++)
    g_assert_false (herald_route_row_is_chosen (get_row (choice, way)));
  g_assert_false (gtk_widget_is_visible (GTK_WIDGET (get_row (choice, EXPORT))));
}

static void
test_gives_what_was_chosen (SealFixture   *fixture,
                            gconstpointer  data)
{
  HeraldRouteChoice *choice = show_choice (fixture, ENDPOINT, FALSE);
  HeraldRoute route;

  choose (choice, DIRECT);
  g_assert_true (herald_route_choice_get (choice, &route, NULL));
  g_assert_cmpint (route.kind, ==, HERALD_ROUTE_DIRECT);
  choose (choice, TOR);
  assert_proxy (choice, "127.0.0.1", 9050);
  choose (choice, TOR_BROWSER);
  assert_proxy (choice, "127.0.0.1", 9150);
}

static void
test_takes_literal_addresses_alone (SealFixture   *fixture,
                                    gconstpointer  data)
{
  static const char * const refused[] = {
    "localhost:9050", "10.0.0.1", "socks4://10.0.0.1:9050", "socks://10.0.0.1:9050", "http://10.0.0.1:9050",
    "name:word@10.0.0.1:9050", "10.0.0.1:0", "tor", "010.0.0.1:9050",
  };
  HeraldRouteChoice *choice = show_choice (fixture, ENDPOINT, FALSE);
  GtkWidget *entry = seal_find (choice, "proxy_entry");

  g_assert_false (gtk_widget_is_visible (entry));
  choose (choice, OTHER);
  g_assert_true (gtk_widget_is_visible (entry));
  assert_none (choice);

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), refused[i]);
      assert_none (choice);
      g_assert_true (gtk_widget_is_visible (seal_find (choice, "proxy_problem")));
      gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
    }

  gtk_editable_set_text (GTK_EDITABLE (entry), " 10.152.152.10:9050 ");
  assert_proxy (choice, "10.152.152.10", 9050);
  gtk_editable_set_text (GTK_EDITABLE (entry), "socks5://[::1]:1080");
  assert_proxy (choice, "::1", 1080);
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
}

static void
test_says_what_each_way_reveals (SealFixture   *fixture,
                                 gconstpointer  data)
{
  HeraldRouteChoice *choice = show_choice (fixture, ENDPOINT, FALSE);

  g_assert_true (seal_shows (get_row (choice, DIRECT), "learns the IP address of this machine"));
  g_assert_true (seal_shows (get_row (choice, DIRECT), "drop.vendor.example"));
  g_assert_true (seal_shows (get_row (choice, TOR), "9050 and no other way"));
  g_assert_true (seal_shows (get_row (choice, TOR_BROWSER), "9150 and no other way"));
  g_assert_true (seal_shows (get_row (choice, OTHER), "sees both ends"));

  for (int way = DIRECT; way <= OTHER; way++)
    {
      HeraldRouteRow *row = get_row (choice, way);
      const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
      const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
      g_autofree char *spoken = g_strjoin (". ", title, subtitle, NULL);

      gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, spoken);
      gtk_test_accessible_assert_property (seal_find_type (row, GTK_TYPE_CHECK_BUTTON),
                                           GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle);
      g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (seal_find_type (row, GTK_TYPE_CHECK_BUTTON)),
                                                       GTK_ACCESSIBLE_RELATION_LABELLED_BY));
    }
}

static void
test_an_onion_is_not_reached_directly (SealFixture   *fixture,
                                       gconstpointer  data)
{
  HeraldRouteChoice *choice = show_choice (fixture, ENDPOINT, FALSE);

  choose (choice, DIRECT);
  herald_route_choice_show (choice, ONION, FALSE);
  assert_none (choice);
  g_assert_false (gtk_widget_is_sensitive (seal_find_type (get_row (choice, DIRECT), GTK_TYPE_CHECK_BUTTON)));
  g_assert_true (seal_shows (get_row (choice, DIRECT), "onion service"));
  choose (choice, TOR);
  assert_proxy (choice, "127.0.0.1", 9050);
}

static void
test_anonymous_goes_nowhere_by_itself (SealFixture   *fixture,
                                       gconstpointer  data)
{
  HeraldRouteChoice *choice = show_choice (fixture, ENDPOINT, TRUE);
  GtkWidget *known = seal_find (choice, "known");
  HeraldRoute route;

  g_assert_true (herald_route_row_is_chosen (get_row (choice, EXPORT)));
  assert_none (choice);
  g_assert_false (gtk_widget_is_visible (known));

  /* Who goes directly has to say twice that it is meant. */
  choose (choice, DIRECT);
  g_assert_true (gtk_widget_is_visible (known));
  assert_none (choice);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (known), TRUE);
  g_assert_true (herald_route_choice_get (choice, &route, NULL));
  g_assert_cmpint (route.kind, ==, HERALD_ROUTE_DIRECT);

  choose (choice, TOR);
  g_assert_false (gtk_widget_is_visible (known));
  assert_proxy (choice, "127.0.0.1", 9050);
}

static void
test_becoming_anonymous_takes_the_way_back (SealFixture   *fixture,
                                            gconstpointer  data)
{
  HeraldRouteChoice *choice = show_choice (fixture, ENDPOINT, FALSE);

  choose (choice, DIRECT);
  herald_route_choice_show (choice, ENDPOINT, TRUE);
  assert_none (choice);
  g_assert_true (herald_route_row_is_chosen (get_row (choice, EXPORT)));

  herald_route_choice_show (choice, ENDPOINT, FALSE);
  assert_none (choice);
  g_assert_false (herald_route_row_is_chosen (get_row (choice, EXPORT)));
}

static void
add_tests (void)
{
#define ADD(path, test) g_test_add ("/deliver/routes/" path, SealFixture, NULL, NULL, test, seal_tear_down)
  ADD ("nothing-is-chosen-at-first", test_nothing_is_chosen_at_first);
  ADD ("gives-what-was-chosen", test_gives_what_was_chosen);
  ADD ("takes-literal-addresses-alone", test_takes_literal_addresses_alone);
  ADD ("says-what-each-way-reveals", test_says_what_each_way_reveals);
  ADD ("an-onion-is-not-reached-directly", test_an_onion_is_not_reached_directly);
  ADD ("anonymous-goes-nowhere-by-itself", test_anonymous_goes_nowhere_by_itself);
  ADD ("becoming-anonymous-takes-the-way-back", test_becoming_anonymous_takes_the_way_back);
#undef ADD
}

int
main (int    argc,
      char **argv)
{
  return seal_run (argc, argv, add_tests);
}
