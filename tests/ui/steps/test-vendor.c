/* test-vendor.c: who receives the report, and by which ways
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-confirm-row.h"
#include "herald-vendor-step.h"
#include "herald-vendor-truth.h"
#include "steps-fixture.h"

static GtkWidget *
add_step (RowsFixture *fixture)
{
  GtkWidget *step = steps_add (fixture, herald_vendor_step_new (fixture->desk));
  GtkWidget *truth = rows_find (step, HERALD_TYPE_VENDOR_TRUTH);

  if (herald_vendor_truth_get_confirmed (HERALD_VENDOR_TRUTH (truth)) == NULL)
    steps_wait_for (G_OBJECT (truth), "loaded");

  return step;
}

/* Every channel, what is promised, and where it was read. */
static void
test_tells_the_truth (RowsFixture   *fixture,
                      gconstpointer  name)
{
  HeraldVendor *vendor = herald_report_get_vendor (fixture->report);
  GtkWidget *step = add_step (fixture);
  GPtrArray *channels = herald_vendor_get_channels (vendor);
  GPtrArray *promises = herald_vendor_get_promises (vendor);
  GPtrArray *links = herald_vendor_get_links (vendor);

  for (guint i = 0; i < channels->len; i++)
    {
      const HeraldChannel *channel = g_ptr_array_index (channels, i);

      g_assert_true (rows_shows (step, channel->title));
      g_assert_true (rows_shows (step, channel->wording));
      g_assert_true (rows_shows (step, channel->address.value != NULL ? channel->address.value : channel->address.note));
    }
  for (guint i = 0; i < promises->len; i++)
    g_assert_true (rows_shows (step, ((HeraldPromise *) g_ptr_array_index (promises, i))->wording));

  for (guint i = 0; i < links->len; i++)
    {
      const HeraldLink *link = g_ptr_array_index (links, i);
      g_autofree char *label = g_strdup_printf ("Open %s in the browser", link->url.value);
      GtkWidget *button = steps_find_named (step, GTK_TYPE_BUTTON, label);

      /* Only what the source states can be opened. */
      g_assert_true (rows_shows (step, link->url.value != NULL ? link->url.value : "Its address is not known."));
      g_assert_true ((button != NULL) == (link->url.value != NULL));
    }

  g_assert_true (rows_shows (step, herald_vendor_get_anonymity_consequence (vendor)));
  g_assert_true (rows_shows (step, "Who can read it"));
}

static void
test_is_ready (RowsFixture   *fixture,
               gconstpointer  name)
{
  GtkWidget *step = add_step (fixture);

  g_assert_true (rows_shows (step, "Ready: a report can go this way."));
  g_assert_true (rows_shows (step, "Comes with Herald, and counts as confirmed"));
  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), ==, HERALD_STEP_COMPLETE);
}

/* What nobody states is unknown, until the person has confirmed it. */
static void
test_confirms (RowsFixture   *fixture,
               gconstpointer  name)
{
  HeraldVendor *vendor = herald_report_get_vendor (fixture->report);
  GtkWidget *step = add_step (fixture);
  GtkWidget *row = rows_find (step, HERALD_TYPE_CONFIRM_ROW);
  GtkWidget *entry = rows_find (row, GTK_TYPE_ENTRY);
  GtkWidget *button = steps_find_button (row, "_Confirm");
  g_autoptr(HeraldConfirmed) confirmed = NULL;

  gtk_test_accessible_assert_role (entry, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL, "The vendor’s e-mail address");
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_false (rows_shows (step, "psirt@vendor.example"));

  gtk_editable_set_text (GTK_EDITABLE (entry), "no address");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  while (!rows_shows (row, "This is not one plain e-mail address"))
    g_main_context_iteration (NULL, TRUE);
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);

  gtk_editable_set_text (GTK_EDITABLE (entry), " psirt@vendor.example ");
  g_assert_false (rows_shows (row, "This is not one plain e-mail address"));
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
  g_signal_emit_by_name (entry, "activate");
  while (!rows_shows (step, "psirt@vendor.example"))
    g_main_context_iteration (NULL, TRUE);

  confirmed = herald_composer_load_confirmed (fixture->composer, vendor, NULL);
  g_assert_cmpstr (herald_confirmed_get (confirmed, HERALD_CONFIRMED_ADDRESS), ==, "psirt@vendor.example");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "psirt@vendor.example");
  g_assert_false (gtk_widget_get_sensitive (button));
}

static void
go_to_cb (char       **place,
          const char  *gone)
{
  g_free (*place);
  *place = g_strdup (gone);
}

static void
test_leads_to_the_key (RowsFixture   *fixture,
                       gconstpointer  name)
{
  GtkWidget *step = add_step (fixture);
  g_autofree char *place = NULL;

  g_signal_connect_swapped (fixture->desk, "go-to", G_CALLBACK (go_to_cb), &place);
  g_signal_emit_by_name (steps_find_button (step, "Check a _Key…"), "clicked");
  g_assert_cmpstr (place, ==, "/vendor/keys");
  g_assert_false (herald_step_show_place (HERALD_STEP (step), "/vendor/keys"));
}

static void
test_shows_a_place (RowsFixture   *fixture,
                    gconstpointer  name)
{
  GtkWidget *step = add_step (fixture);
  GtkWidget *row = rows_find (step, HERALD_TYPE_CONFIRM_ROW);

  g_assert_true (herald_step_show_place (HERALD_STEP (step), "/vendor/channels/mail"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), row));
  g_assert_true (herald_step_show_place (HERALD_STEP (step), "/vendor/channels/questions"));
  g_assert_true (GTK_IS_LIST_BOX_ROW (gtk_window_get_focus (fixture->window)));
  g_assert_true (herald_step_show_place (HERALD_STEP (step), "/anonymous"));
  g_assert_true (rows_shows (gtk_window_get_focus (fixture->window), "Expect no reply"));
  g_assert_false (herald_step_show_place (HERALD_STEP (step), "/answers/product.name"));
}

/* A stop of the vendor's shows at its step. */
static void
test_needs_attention (RowsFixture   *fixture,
                      gconstpointer  name)
{
  GtkWidget *step = add_step (fixture);

  rows_review (fixture);
  rows_settle ();
  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), ==, HERALD_STEP_ATTENTION);
}

static void
add (const char *path,
     const char *vendor,
     RowsTest    test)
{
  g_test_add (path, RowsFixture, vendor, rows_set_up, test, rows_tear_down);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/steps/vendor/tells-the-truth-of-fresenius", "fresenius", test_tells_the_truth);
  add ("/steps/vendor/tells-the-truth-of-baxter", "baxter", test_tells_the_truth);
  add ("/steps/vendor/tells-the-truth-of-practice", "practice", test_tells_the_truth);
  add ("/steps/vendor/is-ready", "practice", test_is_ready);
  add ("/steps/vendor/leads-to-the-key", "baxter", test_leads_to_the_key);
  add ("/steps/vendor/shows-a-place", "baxter", test_shows_a_place);
  add ("/steps/vendor/needs-attention", "baxter", test_needs_attention);
  add ("/steps/vendor/confirms-an-address", "baxter", test_confirms);

  return g_test_run ();
}
