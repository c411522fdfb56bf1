/* test-xray.c: an envelope, outside and inside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-pair.h"
#include "herald-xray-inside.h"
#include "herald-xray-outside.h"
#include "herald-xray-view.h"
#include "seal-fixture.h"

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GtkWidget *
show_xray (SealFixture        *fixture,
           gboolean            anonymous,
           HeraldEnvelopeForm  form)
{
  GtkWidget *view = herald_xray_view_new ();
  g_autofree char *path = composer_fixture_path ("envelope");
  g_autoptr(GBytes) content = composer_fixture_noise (1000);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(HeraldXray) xray = NULL;
  GError *error = NULL;

  seal_set_up (fixture, composer_fixture_ready (anonymous));
  composer_fixture_attach (fixture->composer, "poc.bin", content);
  xray = herald_composer_new_xray (fixture->composer, form);
  composer_fixture_seal (fixture->composer, form, path, NULL, &error);
  g_assert_no_error (error);

  herald_xray_look_async (g_steal_pointer (&xray), path, looked_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  xray = herald_xray_look_finish (result, &error);
  g_assert_no_error (error);

  herald_xray_view_show (HERALD_XRAY_VIEW (view), xray);
  seal_show (fixture, view);
  return view;
}

static void
test_shows_both_sides_of_a_mail (SealFixture   *fixture,
                                 gconstpointer  data)
{
  GtkWidget *view = show_xray (fixture, FALSE, HERALD_ENVELOPE_EML);
  GtkWidget *outside = seal_find_type (view, HERALD_TYPE_XRAY_OUTSIDE);
  GtkWidget *inside = seal_find_type (view, HERALD_TYPE_XRAY_INSIDE);

  g_assert_true (seal_shows (outside, "psirt@practice.example"));
  g_assert_true (seal_shows (outside, "[...]"));
  g_assert_true (seal_shows (outside, "Sealed To the Key"));
  g_assert_true (seal_shows (outside, "encrypted.asc"));
  g_assert_false (seal_shows (outside, "poc.bin"));
  g_assert_false (seal_shows (outside, "Vulnerability report"));

  g_assert_true (seal_shows (inside, "Vulnerability report"));
  g_assert_true (seal_shows (inside, "report.txt"));
  g_assert_true (seal_shows (inside, "poc.bin"));
  g_assert_true (seal_shows (inside, "padding"));
  g_assert_true (seal_shows (view, "Only Practice vendor can"));
}

static void
test_shows_that_nobody_is_named (SealFixture   *fixture,
                                 gconstpointer  data)
{
  GtkWidget *view = show_xray (fixture, TRUE, HERALD_ENVELOPE_EML);
  GtkWidget *outside = seal_find_type (view, HERALD_TYPE_XRAY_OUTSIDE);

  g_assert_true (seal_shows (outside, "Nobody"));
  g_assert_true (seal_shows (outside, "The day alone, without the time"));
  g_assert_true (seal_shows (view, "Herald put nothing of you on either side"));
}

static void
test_shows_a_bundle_without_headers (SealFixture   *fixture,
                                     gconstpointer  data)
{
  GtkWidget *view = show_xray (fixture, FALSE, HERALD_ENVELOPE_BUNDLE);
  GtkWidget *outside = seal_find_type (view, HERALD_TYPE_XRAY_OUTSIDE);

  g_assert_false (seal_shows (outside, "From"));
  g_assert_false (seal_shows (outside, "Subject"));
  g_assert_true (seal_shows (outside, "Sealed To the Key"));
  g_assert_true (seal_shows (outside, "Size"));
}

static void
test_names_every_line (SealFixture   *fixture,
                       gconstpointer  data)
{
  GtkWidget *view = show_xray (fixture, FALSE, HERALD_ENVELOPE_EML);
  GtkListBox *lists[] = { GTK_LIST_BOX (seal_find (view, "facts")), GTK_LIST_BOX (seal_find (view, "parts")) };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (lists[i], 0);

      g_assert_nonnull (row);
      for (int j = 1; row != NULL; row = gtk_list_box_get_row_at_index (lists[i], j++))
        g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
}

static void
test_goes_below_where_there_is_no_room (SealFixture   *fixture,
                                        gconstpointer  data)
{
  GtkWidget *first = gtk_label_new ("Outside"), *second = gtk_label_new ("Inside");
  GtkWidget *pair = herald_pair_new (first, second, gtk_label_new ("o"));
  int beside, below;

  seal_set_up (fixture, composer_fixture_begin ("practice", FALSE));
  seal_show (fixture, pair);

  gtk_widget_measure (pair, GTK_ORIENTATION_VERTICAL, 1200, &beside, NULL, NULL, NULL);
  gtk_widget_measure (pair, GTK_ORIENTATION_VERTICAL, 340, &below, NULL, NULL, NULL);
  g_assert_cmpint (below, >, beside);
}

static void
add_tests (void)
{
#define ADD(path, test) g_test_add ("/ui/xray/" path, SealFixture, NULL, NULL, test, seal_tear_down)
  ADD ("shows-both-sides-of-a-mail", test_shows_both_sides_of_a_mail);
  ADD ("shows-that-nobody-is-named", test_shows_that_nobody_is_named);
  ADD ("shows-a-bundle-without-headers", test_shows_a_bundle_without_headers);
  ADD ("names-every-line", test_names_every_line);
  ADD ("goes-below-where-there-is-no-room", test_goes_below_where_there_is_no_room);
#undef ADD
}

int
main (int    argc,
      char **argv)
{
  return seal_run (argc, argv, add_tests);
}
