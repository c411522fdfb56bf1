/* test-mail.c: a draft that is handed over, and whether it was sent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-composer-log.h"
#include "herald-deliver-step.h"
#include "herald-mail-card.h"
#include "keep-fixture.h"
#include "seal-fixture.h"

static gboolean
can_hand_over (gpointer data)
{
  return gtk_widget_is_sensitive (seal_find (data, "hand_button"));
}

static gboolean
is_asked (gpointer data)
{
  return gtk_widget_is_visible (seal_find (data, "todo"));
}

static gboolean
is_answered (gpointer data)
{
  return !is_asked (data);
}

static HeraldChannelCard *
hand_over (SealFixture    *fixture,
           HeraldComposer *composer)
{
  HeraldStep *step;
  GtkWidget *card;

  seal_set_up (fixture, composer);
  step = herald_deliver_step_new (fixture->desk);
  seal_show (fixture, GTK_WIDGET (step));
  seal_review (fixture);
  card = seal_find_type (step, HERALD_TYPE_MAIL_CARD);
  seal_wait (can_hand_over, card);
  seal_click (seal_find (card, "hand_button"));
  g_assert_false (gtk_widget_is_visible (seal_find (card, "hand_box")));
  seal_wait (is_asked, card);

  return HERALD_CHANNEL_CARD (card);
}

static void
test_stays_open_until_it_is_answered (SealFixture   *fixture,
                                      gconstpointer  data)
{
  HeraldChannelCard *card = hand_over (fixture, composer_fixture_ready (FALSE));

  g_assert_true (gtk_widget_is_focus (seal_find (card, "todo")));
  g_assert_true (seal_shows (card, "psirt@practice.example"));
  g_assert_true (seal_shows (card, "Attached is “"));
  g_assert_true (seal_shows (card, " bytes)"));
  g_assert_cmpint (herald_channel_card_get_state (card), ==, HERALD_STEP_IN_WORK);

  seal_click (seal_find (card, "not_sent_button"));
  g_assert_true (is_answered (card));
  g_assert_cmpint (herald_channel_card_get_state (card), ==, HERALD_STEP_UNTOUCHED);
  g_assert_true (gtk_widget_is_sensitive (seal_find (card, "hand_button")));
}

static void
test_remembers_that_it_was_sent (SealFixture   *fixture,
                                 gconstpointer  data)
{
  HeraldChannelCard *card = hand_over (fixture, composer_fixture_ready (FALSE));

  seal_click (seal_find (card, "sent_button"));
  g_assert_true (is_answered (card));
  g_assert_cmpint (herald_channel_card_get_state (card), ==, HERALD_STEP_COMPLETE);
}

static guint
count_sent (HeraldComposer *composer)
{
  g_autoptr(HeraldTimeline) timeline = herald_composer_get_timeline (composer);
  guint n = 0;

  for (guint i = 0; i < timeline->items->len; i++)
    n += g_str_equal (((const HeraldTimelineItem *) g_ptr_array_index (timeline->items, i))->id, "sent");

  return n;
}

static void
test_logs_that_it_was_sent (SealFixture   *fixture,
                            gconstpointer  data)
{
  HeraldComposer *composer = composer_fixture_ready (FALSE);
  HeraldSlotKey key = {
    .kind = HERALD_SLOT_PASSPHRASE, .passphrase = "a passphrase", .passes = 1, .memory = 1024 * 1024,
  };
  HeraldChannelCard *card;
  GError *error = NULL;

  herald_vault_create (herald_composer_get_vault (composer), &key, &error);
  g_assert_no_error (error);
  g_assert_true (herald_composer_keep (composer, &error));
  g_assert_no_error (error);

  card = hand_over (fixture, composer);
  g_assert_cmpuint (count_sent (composer), ==, 0);
  g_signal_emit_by_name (seal_find (card, "sent_button"), "clicked");
  g_assert_false (gtk_widget_is_sensitive (seal_find (card, "sent_button")));
  seal_wait (is_answered, card);
  g_assert_cmpuint (count_sent (composer), ==, 1);
  g_assert_cmpint (herald_channel_card_get_state (card), ==, HERALD_STEP_COMPLETE);
}

static void
add_tests (void)
{
#define ADD(path, test) g_test_add ("/deliver/mail/" path, SealFixture, NULL, NULL, test, seal_tear_down)
  ADD ("stays-open-until-it-is-answered", test_stays_open_until_it_is_answered);
  ADD ("remembers-that-it-was-sent", test_remembers_that_it_was_sent);
  ADD ("logs-that-it-was-sent", test_logs_that_it_was_sent);
#undef ADD
}

int
main (int    argc,
      char **argv)
{
  return seal_run (argc, argv, add_tests);
}
