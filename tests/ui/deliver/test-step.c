/* test-step.c: the step where a report goes to the vendor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-deliver-step.h"
#include "herald-drop-card.h"
#include "herald-endpoint-row.h"
#include "herald-form-card.h"
#include "herald-mail-card.h"
#include "herald-route-row.h"
#include "herald-send-panel.h"
#include "seal-fixture.h"

static gboolean
is_shown (gpointer data)
{
  return seal_shows (data, "For questions, not for reports");
}

static HeraldStep *
show_step (SealFixture    *fixture,
           HeraldComposer *composer)
{
  HeraldStep *step;

  seal_set_up (fixture, composer);
  step = herald_deliver_step_new (fixture->desk);
  seal_show (fixture, GTK_WIDGET (step));
  seal_review (fixture);
  seal_wait (is_shown, step);

  return step;
}

/* The focus goes through the whole page, and is always on something that can be seen. */
static void
test_is_walked_through (SealFixture   *fixture,
                        gconstpointer  data)
{
  HeraldStep *step = show_step (fixture, composer_fixture_ready (FALSE));
  guint n = 0;

  while (gtk_widget_child_focus (GTK_WIDGET (step), GTK_DIR_TAB_FORWARD))
    {
      GtkWidget *focus = gtk_window_get_focus (fixture->window);

      g_test_message ("%s", G_OBJECT_TYPE_NAME (focus));
      g_assert_true (gtk_widget_get_mapped (focus));
      g_assert_cmpuint (n++, <, 50);
    }

  g_assert_cmpuint (n, >, 6);
}

static GtkWidget *
get_drop (HeraldStep *step)
{
  return seal_find_type (step, HERALD_TYPE_DROP_CARD);
}

static gboolean
can_choose (gpointer data)
{
  return gtk_widget_is_visible (seal_find (get_drop (data), "routes"));
}

static void
confirm (SealFixture *fixture,
         HeraldStep  *step,
         const char  *endpoint)
{
  HeraldVendor *vendor = herald_report_get_vendor (herald_composer_get_report (fixture->composer));
  GError *error = NULL;

  g_assert_true (herald_composer_confirm_value (fixture->composer, vendor, HERALD_CONFIRMED_ENDPOINT, endpoint, &error));
  g_assert_no_error (error);
  herald_step_refresh (step);
  seal_wait (can_choose, step);
}

static GtkWidget *
get_route (HeraldStep *step,
           int         way)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (seal_find (get_drop (step), "routes")), way));
}

static void
test_has_a_card_for_each_channel (SealFixture   *fixture,
                                  gconstpointer  data)
{
  HeraldStep *step = show_step (fixture, composer_fixture_ready (FALSE));
  GtkWidget *card = gtk_widget_get_first_child (seal_find (step, "cards"));
  GPtrArray *channels = herald_vendor_get_channels (herald_report_get_vendor (herald_composer_get_report (fixture->composer)));

  for (guint i = 0; i < channels->len; i++, card = gtk_widget_get_next_sibling (card))
    {
      const HeraldChannel *channel = g_ptr_array_index (channels, i);
      const GType types[] = {
        [HERALD_CHANNEL_EMAIL] = HERALD_TYPE_MAIL_CARD,
        [HERALD_CHANNEL_FORM] = HERALD_TYPE_FORM_CARD,
        [HERALD_CHANNEL_HTTPS] = HERALD_TYPE_DROP_CARD,
      };

      g_assert_nonnull (card);
      gtk_test_accessible_assert_role (card, GTK_ACCESSIBLE_ROLE_GROUP);
      gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL, channel->title);
      g_assert_true (seal_shows (card, channel->title));
      g_assert_true (seal_shows (card, "Who can read it"));
      g_assert_true (G_OBJECT_TYPE (card) == (channel->for_reports ? types[channel->kind] : HERALD_TYPE_CHANNEL_CARD));
    }
  g_assert_null (card);
}

static void
test_sends_nothing_to_nowhere (SealFixture   *fixture,
                               gconstpointer  data)
{
  HeraldStep *step = show_step (fixture, composer_fixture_ready (FALSE));

  g_assert_true (seal_shows (get_drop (step), "has to be supplied and confirmed"));
  g_assert_true (seal_shows (seal_find_type (step, HERALD_TYPE_ENDPOINT_ROW), "Not known"));
  g_assert_false (gtk_widget_is_visible (seal_find (step, "send_box")));
  g_assert_false (can_choose (step));
  g_assert_cmpint (herald_step_get_state (step), ==, HERALD_STEP_UNTOUCHED);
}

static void
test_send_waits_for_a_way (SealFixture   *fixture,
                           gconstpointer  data)
{
  HeraldStep *step = show_step (fixture, composer_fixture_ready (FALSE));
  GtkWidget *button;

  confirm (fixture, step, "https://drop.vendor.example/reports");
  button = seal_find (step, "send_button");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Send to drop.vendor.example");
  g_assert_true (seal_shows (get_drop (step), "https://drop.vendor.example/reports"));
  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_true (seal_shows (seal_find (step, "send_box"), "Choose first which way it goes."));

  /* Not even past the button. */
  herald_drop_card_send (HERALD_DROP_CARD (get_drop (step)), "/nowhere");
  g_assert_false (herald_composer_is_delivering (fixture->composer));

  g_assert_true (gtk_widget_activate (get_route (step, 1)));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_assert_true (seal_shows (seal_find (step, "send_box"), "sent, once"));
  g_assert_cmpint (herald_step_get_state (step), ==, HERALD_STEP_IN_WORK);
}

static void
test_anonymous_is_exported (SealFixture   *fixture,
                            gconstpointer  data)
{
  HeraldStep *step = show_step (fixture, composer_fixture_ready (TRUE));

  confirm (fixture, step, "https://drop.vendor.example/reports");
  g_assert_true (herald_route_row_is_chosen (HERALD_ROUTE_ROW (get_route (step, 0))));
  g_assert_false (gtk_widget_is_sensitive (seal_find (step, "send_button")));
}

static void
went_cb (HeraldDesk *desk,
         const char *place,
         gboolean   *is_review)
{
  *is_review = g_str_equal (place, "/review");
}

static void
test_is_blocked_with_the_review (SealFixture   *fixture,
                                 gconstpointer  data)
{
  HeraldStep *step = show_step (fixture, composer_fixture_begin ("practice", FALSE));
  gboolean is_review = FALSE;

  confirm (fixture, step, "https://drop.vendor.example/reports");
  g_assert_true (gtk_widget_activate (get_route (step, 1)));
  g_assert_true (gtk_widget_is_visible (seal_find (step, "blocked")));
  g_assert_false (gtk_widget_is_sensitive (seal_find (step, "send_button")));
  g_assert_false (gtk_widget_is_sensitive (seal_find_button (step, "Open in Your _Mail Program…")));

  g_signal_connect (fixture->desk, "go-to", G_CALLBACK (went_cb), &is_review);
  g_assert_true (gtk_widget_activate (seal_find (step, "blocked_row")));
  g_assert_true (is_review);
}

static void
add_tests (void)
{
#define ADD(path, test) g_test_add ("/deliver/step/" path, SealFixture, NULL, NULL, test, seal_tear_down)
  ADD ("is-walked-through", test_is_walked_through);
  ADD ("has-a-card-for-each-channel", test_has_a_card_for_each_channel);
  ADD ("sends-nothing-to-nowhere", test_sends_nothing_to_nowhere);
  ADD ("send-waits-for-a-way", test_send_waits_for_a_way);
  ADD ("anonymous-is-exported", test_anonymous_is_exported);
  ADD ("is-blocked-with-the-review", test_is_blocked_with_the_review);
#undef ADD
}

int
main (int    argc,
      char **argv)
{
  return seal_run (argc, argv, add_tests);
}
