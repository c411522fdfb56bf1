/* test-chooser.c: choosing who receives a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-vendor-card.h"
#include "herald-vendor-chooser.h"
#include "herald-vendor-truth.h"
#include "steps-fixture.h"

typedef struct
{
  char     *vendor;
  gboolean  anonymous;
} Choice;

static GtkWidget *
add_chooser (RowsFixture *fixture)
{
  GtkWidget *chooser = herald_vendor_chooser_new (fixture->desk);

  gtk_widget_set_vexpand (chooser, TRUE);
  gtk_box_prepend (fixture->box, chooser);
  rows_settle ();

  return chooser;
}

static void
chosen_cb (HeraldVendorChooser *chooser,
           const char          *vendor,
           gboolean             anonymous,
           Choice              *choice)
{
  g_free (choice->vendor);
  choice->vendor = g_strdup (vendor);
  choice->anonymous = anonymous;
}

/* Nobody is chosen for the person; then the truth of the one that is. */
static void
test_chooses (RowsFixture   *fixture,
              gconstpointer  name)
{
  GtkWidget *chooser = add_chooser (fixture);
  GtkWidget *write = steps_find_button (chooser, "_Write Report");
  GtkWidget *truth = rows_find (chooser, HERALD_TYPE_VENDOR_TRUTH);
  GtkWidget *anonymous = rows_find (chooser, GTK_TYPE_SWITCH);
  Choice choice = { NULL };

  g_signal_connect (chooser, "chosen", G_CALLBACK (chosen_cb), &choice);
  g_assert_false (gtk_widget_get_sensitive (write));
  g_assert_false (herald_vendor_chooser_select (HERALD_VENDOR_CHOOSER (chooser), "nobody"));
  g_assert_true (herald_vendor_chooser_select (HERALD_VENDOR_CHOOSER (chooser), "baxter"));
  steps_wait_for (G_OBJECT (truth), "loaded");
  g_assert_true (rows_shows (truth, "The address is masked"));
  g_assert_true (gtk_widget_get_sensitive (write));

  g_signal_emit_by_name (write, "clicked");
  g_assert_cmpstr (choice.vendor, ==, "baxter");
  g_assert_false (choice.anonymous);

  gtk_switch_set_active (GTK_SWITCH (anonymous), TRUE);
  g_assert_true (herald_vendor_chooser_select (HERALD_VENDOR_CHOOSER (chooser), "practice"));
  steps_wait_for (G_OBJECT (truth), "loaded");
  g_assert_false (rows_shows (truth, "The address is masked"));
  g_signal_emit_by_name (write, "clicked");
  g_assert_cmpstr (choice.vendor, ==, "practice");
  g_assert_true (choice.anonymous);
  g_free (choice.vendor);
}

/* What the switch changes is said, the vendor's own consequence included. */
static void
test_says_what_anonymous_means (RowsFixture   *fixture,
                                gconstpointer  name)
{
  GtkWidget *chooser = add_chooser (fixture);
  GtkWidget *anonymous = rows_find (chooser, GTK_TYPE_SWITCH);

  g_assert_true (herald_vendor_chooser_select (HERALD_VENDOR_CHOOSER (chooser), "baxter"));
  steps_wait_for (G_OBJECT (rows_find (chooser, HERALD_TYPE_VENDOR_TRUTH)), "loaded");
  gtk_test_accessible_assert_role (anonymous, GTK_ACCESSIBLE_ROLE_SWITCH);
  gtk_test_accessible_assert_property (anonymous, GTK_ACCESSIBLE_PROPERTY_LABEL, "Write Anonymously");
  g_assert_true (rows_shows (gtk_widget_get_ancestor (anonymous, ADW_TYPE_ACTION_ROW), "nothing is signed"));
  g_assert_true (rows_shows (gtk_widget_get_ancestor (anonymous, ADW_TYPE_ACTION_ROW), "Expect no reply"));
}

static void
test_searches (RowsFixture   *fixture,
               gconstpointer  name)
{
  GtkWidget *chooser = add_chooser (fixture);
  GPtrArray *vendors = herald_vendor_catalog_get_vendors (herald_composer_get_vendors (fixture->composer));

  for (guint i = 0; i < vendors->len; i++)
    {
      HeraldVendorCard *card = HERALD_VENDOR_CARD (rows_find_nth (chooser, HERALD_TYPE_VENDOR_CARD, i));
      gboolean is_practice = g_str_equal (herald_vendor_get_id (herald_vendor_card_get_vendor (card)), "practice");

      gtk_test_accessible_assert_role (card, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
      g_assert_true (rows_shows (GTK_WIDGET (card), herald_vendor_get_name (g_ptr_array_index (vendors, i))));
      g_assert_true (herald_vendor_card_matches (card, ""));
      g_assert_true (herald_vendor_card_matches (card, "  "));
      g_assert_false (herald_vendor_card_matches (card, "nobody of this name"));
      /* A brand that it covers, in another case and order. */
      g_assert_cmpint (herald_vendor_card_matches (card, "MEDICAL rehearsal"), ==, is_practice);
    }
}

/* A profile that cannot be read is told of, and takes none of the others away. */
static void
test_tells_of_problems (RowsFixture   *fixture,
                        gconstpointer  name)
{
  g_autofree char *state = g_build_filename (g_get_user_data_dir (), "damaged", NULL);
  g_autofree char *folder = g_build_filename (state, "vendors", NULL);
  g_autofree char *path = g_build_filename (folder, "broken.json", NULL);
  g_autoptr(HeraldComposer) composer = NULL;
  g_autoptr(HeraldDesk) desk = NULL;
  GtkWidget *chooser;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "{ \"format\": <b>no</b>", -1, NULL));
  composer = herald_composer_new (state);
  desk = herald_desk_new (composer);
  chooser = herald_vendor_chooser_new (desk);
  gtk_box_prepend (fixture->box, chooser);
  rows_settle ();

  g_assert_true (rows_shows (chooser, "A vendor’s profile cannot be used: "));
  g_assert_true (rows_shows (chooser, "broken.json"));
  g_assert_true (herald_vendor_chooser_select (HERALD_VENDOR_CHOOSER (chooser), "practice"));
  steps_wait_for (G_OBJECT (rows_find (chooser, HERALD_TYPE_VENDOR_TRUTH)), "loaded");
}

static void
test_goes (RowsFixture   *fixture,
           gconstpointer  name)
{
  gpointer chooser = add_chooser (fixture);

  /* While what was confirmed is being read. */
  g_assert_true (herald_vendor_chooser_select (HERALD_VENDOR_CHOOSER (chooser), "practice"));
  g_object_add_weak_pointer (chooser, &chooser);
  gtk_box_remove (fixture->box, chooser);
  while (chooser != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
add (const char *path,
     RowsTest    test)
{
  g_test_add (path, RowsFixture, "practice", rows_set_up, test, rows_tear_down);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/steps/chooser/chooses", test_chooses);
  add ("/steps/chooser/says-what-anonymous-means", test_says_what_anonymous_means);
  add ("/steps/chooser/searches", test_searches);
  add ("/steps/chooser/tells-of-problems", test_tells_of_problems);
  add ("/steps/chooser/goes-while-it-reads", test_goes);

  return g_test_run ();
}
