/* test-outcome.c: what came of a delivery, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-delivery-card.h"
#include "herald-delivery-list.h"
#include "herald-sending-view.h"
#include "seal-fixture.h"

#define SHA256 "762e9f80c0aba652441c07dbe69dae8de4476f5520d2e5379d33241c75a28194"

static HeraldDelivery *
make_delivery (HeraldDeliveryState  state,
               HeraldDeliveryReason reason)
{
  HeraldDelivery *delivery = herald_delivery_new ("practice", FALSE, "https://drop.vendor.example/reports", "bundle",
                                                  SHA256, 100156);

  if (state == HERALD_DELIVERY_READY)
    return delivery;

  herald_delivery_begin (delivery, HERALD_ROUTE_DIRECT);
  if (state == HERALD_DELIVERY_ACCEPTED)
    {
      delivery->receipt = g_new0 (HeraldReceipt, 1);
      delivery->receipt->id = g_strdup ("298F-9F82-640D-FDAC");
      delivery->receipt->received_on = g_strdup ("2026-11-22");
      delivery->receipt->ack_by = g_strdup ("2026-11-29");
      delivery->status = 201;
    }
  if (reason == HERALD_DELIVERY_STATUS)
    delivery->status = 413;
  herald_delivery_end (delivery, state, reason);

  return delivery;
}

static HeraldDeliveryList *
show_list (SealFixture *fixture)
{
  GtkWidget *list;

  seal_set_up (fixture, composer_fixture_ready (FALSE));
  list = herald_delivery_list_new (fixture->desk);
  seal_show (fixture, list);

  return HERALD_DELIVERY_LIST (list);
}

static HeraldDeliveryCard *
take (HeraldDeliveryList   *list,
      HeraldDeliveryState   state,
      HeraldDeliveryReason  reason)
{
  g_autoptr(HeraldDelivery) delivery = make_delivery (state, reason);

  herald_delivery_list_take (list, delivery, NULL);
  return HERALD_DELIVERY_CARD (seal_find_type (list, HERALD_TYPE_DELIVERY_CARD));
}

static void
test_accepted_says_what_was_stored (SealFixture   *fixture,
                                    gconstpointer  data)
{
  HeraldDeliveryList *list = show_list (fixture);
  HeraldDeliveryCard *card = take (list, HERALD_DELIVERY_ACCEPTED, HERALD_DELIVERY_NO_REASON);

  g_assert_true (seal_shows (card, "Accepted"));
  g_assert_true (seal_shows (card, "The server stored"));
  g_assert_true (seal_shows (card, "100156 bytes"));
  g_assert_true (seal_shows (card, "298F-9F82-640D-FDAC"));
  g_assert_true (seal_shows (card, "2026-11-29"));
  g_assert_true (seal_shows (card, "Nobody need have read it yet"));
  g_assert_false (seal_shows (card, "received"));
  g_assert_false (gtk_widget_is_visible (seal_find (card, "again_button")));
  g_assert_cmpint (herald_delivery_list_get_state (list), ==, HERALD_STEP_COMPLETE);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (card)));
  gtk_test_accessible_assert_property (card, GTK_ACCESSIBLE_PROPERTY_LABEL, "Accepted");
}

static void
again_cb (HeraldDeliveryList *list,
          HeraldDeliveryCard *card,
          guint              *n)
{
  *n += 1;
}

static void
test_unknown_leaves_it_to_the_person (SealFixture   *fixture,
                                      gconstpointer  data)
{
  HeraldDeliveryList *list = show_list (fixture);
  HeraldDeliveryCard *card = take (list, HERALD_DELIVERY_UNKNOWN, HERALD_DELIVERY_CLOSED);
  guint n = 0;

  g_signal_connect (list, "again", G_CALLBACK (again_cb), &n);
  g_assert_true (seal_shows (card, "may have been accepted"));
  g_assert_true (seal_shows (card, "the same bytes and the same key"));
  g_assert_true (seal_shows (card, herald_delivery_card_get_delivery (card)->key));
  g_assert_cmpint (herald_delivery_list_get_state (list), ==, HERALD_STEP_ATTENTION);
  g_assert_cmpstr (herald_delivery_list_get_endpoint (list), ==, "https://drop.vendor.example/reports");
  g_assert_cmpuint (n, ==, 0);
  seal_click (seal_find (card, "again_button"));
  g_assert_cmpuint (n, ==, 1);
}

static void
test_quotes_the_vendor_as_text (SealFixture   *fixture,
                                gconstpointer  data)
{
  HeraldDeliveryList *list = show_list (fixture);
  g_autoptr(HeraldDelivery) delivery = make_delivery (HERALD_DELIVERY_REFUSED, HERALD_DELIVERY_STATUS);
  HeraldDeliveryCard *card;

  g_free (delivery->words);
  delivery->words = g_strdup ("<b>Too large</b> & <a href='x'>no</a>");
  herald_delivery_list_take (list, delivery, NULL);
  card = HERALD_DELIVERY_CARD (seal_find_type (list, HERALD_TYPE_DELIVERY_CARD));
  g_assert_true (seal_shows (card, "“<b>Too large</b> & <a href='x'>no</a>”"));
  g_assert_false (gtk_label_get_use_markup (GTK_LABEL (seal_find (card, "text"))));
  g_assert_false (herald_delivery_card_can_try_again (card));
  g_assert_cmpint (herald_delivery_list_get_state (list), ==, HERALD_STEP_ATTENTION);
}

static void
test_another_try_changes_the_same_card (SealFixture   *fixture,
                                        gconstpointer  data)
{
  HeraldDeliveryList *list = show_list (fixture);
  g_autoptr(HeraldDelivery) delivery = make_delivery (HERALD_DELIVERY_NOT_DELIVERED, HERALD_DELIVERY_NO_PROXY);
  GtkWidget *card;

  herald_delivery_list_take (list, delivery, "/kept/report.zip.pgp");
  card = seal_find_type (list, HERALD_TYPE_DELIVERY_CARD);
  g_assert_true (seal_shows (card, "may not be running"));
  g_assert_cmpint (herald_delivery_list_get_state (list), ==, HERALD_STEP_IN_WORK);
  g_assert_cmpstr (herald_delivery_card_get_path (HERALD_DELIVERY_CARD (card)), ==, "/kept/report.zip.pgp");

  herald_delivery_begin (delivery, HERALD_ROUTE_DIRECT);
  herald_delivery_end (delivery, HERALD_DELIVERY_UNKNOWN, HERALD_DELIVERY_CLOSED);
  herald_delivery_list_take (list, delivery, NULL);
  g_assert_true (seal_find_type (list, HERALD_TYPE_DELIVERY_CARD) == card);
  g_assert_null (gtk_widget_get_next_sibling (card));
  g_assert_true (seal_shows (card, "2 attempts"));
  g_assert_cmpstr (herald_delivery_card_get_path (HERALD_DELIVERY_CARD (card)), ==, "/kept/report.zip.pgp");
}

static void
cancel_cb (HeraldSendingView *view,
           guint             *n)
{
  *n += 1;
}

/* All bytes that have left are not a report that has arrived. */
static void
test_never_looks_finished (SealFixture   *fixture,
                           gconstpointer  data)
{
  GtkWidget *view = herald_sending_view_new ();
  GtkProgressBar *bar;
  guint n = 0;

  seal_set_up (fixture, composer_fixture_ready (FALSE));
  seal_show (fixture, view);
  bar = GTK_PROGRESS_BAR (seal_find (view, "progress"));
  g_signal_connect (view, "cancel", G_CALLBACK (cancel_cb), &n);

  herald_sending_view_start (HERALD_SENDING_VIEW (view), "drop.vendor.example");
  /* Who pressed a key twice to send does not cancel with it. */
  g_assert_true (gtk_widget_is_focus (view));
  g_assert_true (seal_shows (view, "drop.vendor.example"));
  herald_sending_view_tell (HERALD_SENDING_VIEW (view), HERALD_DELIVER_CONNECTING, 0, 1000);
  g_assert_true (seal_shows (view, "Connecting…"));
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Connecting…");
  herald_sending_view_tell (HERALD_SENDING_VIEW (view), HERALD_DELIVER_SENDING, 1000, 1000);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (bar), <, 1.0);
  g_assert_false (seal_shows (view, "100"));
  herald_sending_view_tell (HERALD_SENDING_VIEW (view), HERALD_DELIVER_WAITING, 0, 1000);
  g_assert_true (seal_shows (view, "Waiting for the receipt…"));

  seal_click (seal_find (view, "cancel_button"));
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (gtk_widget_get_sensitive (seal_find (view, "cancel_button")));
  herald_sending_view_tell (HERALD_SENDING_VIEW (view), HERALD_DELIVER_WAITING, 0, 1000);
  g_assert_true (seal_shows (view, "Cancelling…"));
  herald_sending_view_stop (HERALD_SENDING_VIEW (view));
}

static void
add_tests (void)
{
#define ADD(path, test) g_test_add ("/deliver/outcome/" path, SealFixture, NULL, NULL, test, seal_tear_down)
  ADD ("accepted-says-what-was-stored", test_accepted_says_what_was_stored);
  ADD ("unknown-leaves-it-to-the-person", test_unknown_leaves_it_to_the_person);
  ADD ("quotes-the-vendor-as-text", test_quotes_the_vendor_as_text);
  ADD ("another-try-changes-the-same-card", test_another_try_changes_the_same_card);
  ADD ("never-looks-finished", test_never_looks_finished);
#undef ADD
}

int
main (int    argc,
      char **argv)
{
  return seal_run (argc, argv, add_tests);
}
