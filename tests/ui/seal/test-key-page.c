/* test-key-page.c: comparing and confirming a vendor's key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-fingerprint-view.h"
#include "herald-key-page.h"
#include "herald-key-row.h"
#include "seal-fixture.h"

typedef struct
{
  SealFixture    seal;
  HeraldKeyPage *page;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  seal_set_up (&fixture->seal, composer_fixture_begin ("baxter", FALSE));
  seal_show (&fixture->seal, gtk_label_new (NULL));
  fixture->page = herald_key_page_present (fixture->seal.window, fixture->seal.desk);
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->page != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->page));
  seal_wait (is_gone, &fixture->page);
  seal_tear_down (&fixture->seal, data);
}

static gboolean
is_judged (gpointer data)
{
  return !gtk_spinner_get_spinning (GTK_SPINNER (seal_find (data, "spinner")));
}

/* Reads a key file of the zoo. */
static void
read_key (Fixture    *fixture,
          const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("HERALD_KEY_ZOO"), name, NULL);

  herald_key_page_read (fixture->page, path);
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (seal_find (fixture->page, "spinner"))));
  seal_wait (is_judged, fixture->page);
}

static void
paste (Fixture    *fixture,
       const char *fingerprint)
{
  gtk_editable_set_text (GTK_EDITABLE (seal_find (fixture->page, "pasted")), fingerprint);
}

static gboolean
can_confirm (Fixture *fixture)
{
  GtkWidget *button = seal_find (fixture->page, "confirm_button");

  return gtk_widget_is_sensitive (button) && gtk_widget_is_visible (button);
}

static void
test_compares_whole_fingerprints (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autofree char *right = composer_fixture_fingerprint ("ed25519.pgp", 0);
  g_autofree char *wrong = g_strdup (right);
  g_autofree char *half = g_strndup (right, 20);
  g_autofree char *id = g_strdup (right + 24);

  read_key (fixture, "ed25519.pgp");
  g_assert_false (can_confirm (fixture));

  wrong[8] = wrong[8] == '0' ? '1' : '0';
  wrong[39] = wrong[39] == '0' ? '1' : '0';
  paste (fixture, wrong);
  g_assert_true (seal_shows (fixture->page, "Groups 3, 10 differ"));
  g_assert_false (can_confirm (fixture));

  paste (fixture, half);
  g_assert_true (seal_shows (fixture->page, "This fingerprint has 20 digits"));
  g_assert_false (can_confirm (fixture));

  paste (fixture, id);
  g_assert_true (seal_shows (fixture->page, "This is a short key id"));
  g_assert_false (can_confirm (fixture));

  paste (fixture, right);
  g_assert_true (seal_shows (fixture->page, "All groups are the same"));
  g_assert_true (can_confirm (fixture));

  paste (fixture, "");
  g_assert_false (can_confirm (fixture));
}

static void
test_shows_the_differing_groups (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *wrong = composer_fixture_fingerprint ("ed25519.pgp", 0);
  g_autofree char *spoken = herald_fingerprint_dup_spoken (wrong);
  GtkWidget *groups;
  guint n = 0, n_differ = 0;

  wrong[0] = wrong[0] == '0' ? '1' : '0';
  read_key (fixture, "ed25519.pgp");
  paste (fixture, wrong);

  groups = seal_find (fixture->page, "groups");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (groups), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken);
  groups = gtk_widget_get_first_child (groups);
  for (GtkWidget *group = gtk_widget_get_first_child (groups); group != NULL; group = gtk_widget_get_next_sibling (group))
    {
      GtkImage *sign = GTK_IMAGE (gtk_widget_get_last_child (group));
      gboolean differs = g_str_equal (gtk_image_get_icon_name (sign), "dialog-warning-symbolic");

      g_assert_true (differs == (n == 0));
      n_differ += differs;
      n++;
    }
  g_assert_cmpuint (n, ==, 10);
  g_assert_cmpuint (n_differ, ==, 1);
}

static void
test_says_why_a_key_is_refused (Fixture       *fixture,
                                gconstpointer  data)
{
  static const struct
  {
    const char *name;
    const char *reason;
  } refused[] = {
    { "expired.pgp", "This key expired on" },
    { "revoked.pgp", "The owner has revoked this key" },
    { "sign-only.pgp", "This key can only sign" },
    { "ed25519.pgp.secret", "This is a private key" },
    { "message.asc", "not a key" },
    { "garbage", "This file holds no OpenPGP key" },
    { "empty", "This key file is empty" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      read_key (fixture, refused[i].name);
      g_test_message ("%s", refused[i].name);
      g_assert_true (seal_shows (fixture->page, refused[i].reason));
      g_assert_false (gtk_widget_is_visible (seal_find (fixture->page, "pasted")));
      g_assert_false (can_confirm (fixture));
    }
}

static void
test_lets_one_of_several_be_chosen (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *second = composer_fixture_fingerprint ("two-keys.pgp", 1);
  GtkListBox *choice;
  GtkWidget *row;

  read_key (fixture, "two-keys.pgp");
  choice = GTK_LIST_BOX (seal_find (fixture->page, "choice"));
  g_assert_false (gtk_widget_is_visible (seal_find (fixture->page, "pasted")));

  row = GTK_WIDGET (gtk_list_box_get_row_at_index (choice, 1));
  g_assert_nonnull (row);
  g_assert_null (gtk_list_box_get_row_at_index (choice, 2));
  gtk_widget_activate (row);
  g_assert_true (herald_key_row_is_chosen (HERALD_KEY_ROW (row)));

  paste (fixture, second);
  g_assert_true (can_confirm (fixture));
}

static void
test_keeps_the_key_and_where_it_came_from (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autofree char *fingerprint = composer_fixture_fingerprint ("ed25519.pgp", 0);
  HeraldVendor *vendor = composer_fixture_vendor (fixture->seal.composer, "baxter");
  g_autoptr(HeraldConfirmed) confirmed = NULL;
  GError *error = NULL;

  read_key (fixture, "ed25519.pgp");
  paste (fixture, fingerprint);
  gtk_editable_set_text (GTK_EDITABLE (seal_find (fixture->page, "from")), "Read out on the telephone");
  seal_click (seal_find (fixture->page, "confirm_button"));
  seal_wait (is_gone, &fixture->page);

  confirmed = herald_composer_load_confirmed (fixture->seal.composer, vendor, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (herald_confirmed_get (confirmed, HERALD_CONFIRMED_KEY), ==, fingerprint);
  g_assert_cmpstr (herald_confirmed_get_from (confirmed, HERALD_CONFIRMED_KEY), ==, "Read out on the telephone");
}

static void
test_forgets_the_file_before (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *fingerprint = composer_fixture_fingerprint ("ed25519.pgp", 0);

  read_key (fixture, "ed25519.pgp");
  paste (fixture, fingerprint);
  g_assert_true (can_confirm (fixture));

  read_key (fixture, "rsa3072.pgp");
  g_assert_false (can_confirm (fixture));
  read_key (fixture, "garbage");
  g_assert_false (can_confirm (fixture));
}

/* The newest file counts, however long an earlier one takes. */
static void
test_reads_the_newest_file (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *slow = g_build_filename (g_getenv ("HERALD_KEY_ZOO"), "two-keys.pgp", NULL);

  herald_key_page_read (fixture->page, slow);
  read_key (fixture, "expired.pgp");
  seal_settle ();
  g_assert_true (seal_shows (fixture->page, "This key expired on"));
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (seal_find (fixture->page, "choice")), 0));
}

static void
test_names_its_controls (Fixture       *fixture,
                         gconstpointer  data)
{
  static const char * const entries[] = { "pasted", "from" };

  read_key (fixture, "ed25519.pgp");
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GtkAccessible *entry = GTK_ACCESSIBLE (seal_find (fixture->page, entries[i]));

      gtk_test_accessible_assert_role (entry, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
      g_assert_true (gtk_test_accessible_has_relation (entry, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
      g_assert_true (gtk_test_accessible_has_relation (entry, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
    }
}

/* A report that was locked away takes the page with it. */
static void
test_goes_with_its_report (Fixture       *fixture,
                           gconstpointer  data)
{
  read_key (fixture, "ed25519.pgp");
  herald_composer_abandon (fixture->seal.composer);
  seal_wait (is_gone, &fixture->page);
}

static void
add_tests (void)
{
#define ADD(path, test) g_test_add ("/ui/key-page/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("compares-whole-fingerprints", test_compares_whole_fingerprints);
  ADD ("shows-the-differing-groups", test_shows_the_differing_groups);
  ADD ("says-why-a-key-is-refused", test_says_why_a_key_is_refused);
  ADD ("lets-one-of-several-be-chosen", test_lets_one_of_several_be_chosen);
  ADD ("keeps-the-key-and-where-it-came-from", test_keeps_the_key_and_where_it_came_from);
  ADD ("forgets-the-file-before", test_forgets_the_file_before);
  ADD ("reads-the-newest-file", test_reads_the_newest_file);
  ADD ("names-its-controls", test_names_its_controls);
  ADD ("goes-with-its-report", test_goes_with_its_report);
#undef ADD
}

int
main (int    argc,
      char **argv)
{
  return seal_run (argc, argv, add_tests);
}
