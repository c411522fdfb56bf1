/* test-deliver.c: what is on the disk before, while and after an envelope is sent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "deliver-fixture.h"
#include "herald-delivery-file.h"
#include "keep-fixture.h"

static void
assert_not_ready (DeliverFixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (deliver_fixture_finish (fixture, &error));
  g_assert_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY);
}

static void
test_keeps_envelope_and_journal (DeliverFixture *fixture,
                                 gconstpointer   data)
{
  g_autoptr(HeraldDelivery) delivery = deliver_fixture_submit_and_wait (fixture), later = deliver_fixture_look_up (fixture);
  g_autofree char *journal = g_strconcat (fixture->path, ".delivery", NULL);

  g_assert_cmpint (delivery->state, ==, HERALD_DELIVERY_ACCEPTED);
  g_assert_cmpstr (later->key, ==, delivery->key);
  g_assert_cmpstr (later->receipt->id, ==, delivery->receipt->id);
  g_assert_cmpuint (composer_fixture_mode (fixture->path), ==, 0600);
  g_assert_cmpuint (composer_fixture_mode (journal), ==, 0600);
  for (guint phase = HERALD_DELIVER_SEALING; phase <= HERALD_DELIVER_KEEPING; phase++)
    g_assert_true ((fixture->phases & 1u << phase) != 0);
}

static void
test_never_replaces_an_envelope (DeliverFixture *fixture,
                                 gconstpointer   data)
{
  g_autoptr(HeraldDelivery) delivery = deliver_fixture_submit_and_wait (fixture);
  g_autoptr(GBytes) before = composer_fixture_read (fixture->path), after = NULL;
  g_autoptr(GError) error = NULL;

  deliver_fixture_submit (fixture);
  g_assert_null (deliver_fixture_finish (fixture, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_EXISTS);
  after = composer_fixture_read (fixture->path);
  g_assert_true (g_bytes_equal (before, after));

  /* The envelope alone was taken away: its journal says that it may be there. */
  g_assert_cmpint (unlink (fixture->path), ==, 0);
  g_clear_error (&error);
  deliver_fixture_submit (fixture);
  g_assert_null (deliver_fixture_finish (fixture, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_EXISTS);
}

/* One last word is missing: what is known depends on whether it had begun. */
static void
test_without_a_last_word (DeliverFixture *fixture,
                          gconstpointer   data)
{
  g_autoptr(HeraldDelivery) delivery = deliver_fixture_submit_and_wait (fixture), later = deliver_fixture_look_up (fixture);
  gboolean is_early = g_str_equal (data, "vanish-early");

  g_assert_cmpint (delivery->state, ==, is_early ? HERALD_DELIVERY_NOT_DELIVERED : HERALD_DELIVERY_UNKNOWN);
  g_assert_cmpint (delivery->reason, ==, HERALD_DELIVERY_INTERRUPTED);
  g_assert_cmpint (later->state, ==, delivery->state);
}

static void
test_a_crash_reads_as_unknown (DeliverFixture *fixture,
                               gconstpointer   data)
{
  g_autoptr(HeraldDelivery) delivery = deliver_fixture_submit_and_wait (fixture), later = NULL, again = NULL;
  GError *error = NULL;

  /* As the journal was when the program was killed. */
  g_assert_cmpint (delivery->state, ==, HERALD_DELIVERY_NOT_DELIVERED);
  herald_delivery_begin (delivery, HERALD_ROUTE_DIRECT);
  g_assert_true (herald_delivery_file_write (fixture->path, delivery, HERALD_FILE_WRITER_NONE, NULL));

  later = deliver_fixture_look_up (fixture);
  g_assert_cmpint (later->state, ==, HERALD_DELIVERY_UNKNOWN);
  g_assert_cmpint (later->reason, ==, HERALD_DELIVERY_INTERRUPTED);

  deliver_fixture_retry (fixture, NULL);
  again = deliver_fixture_finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->key, ==, delivery->key);
  g_assert_cmpuint (again->attempts, ==, 3);
  g_assert_true (again->doubt);
}

static void
test_sends_nothing_twice_at_a_time (DeliverFixture *fixture,
                                    gconstpointer   data)
{
  g_autoptr(HeraldDelivery) delivery = deliver_fixture_submit_and_wait (fixture), sending = NULL;
  int fd = herald_file_open (fixture->path, NULL, NULL);

  /* Another program holds the envelope, and has written that it sends it. */
  g_assert_cmpint (flock (fd, LOCK_EX | LOCK_NB), ==, 0);
  herald_delivery_begin (delivery, HERALD_ROUTE_DIRECT);
  g_assert_true (herald_delivery_file_write (fixture->path, delivery, HERALD_FILE_WRITER_NONE, NULL));

  sending = deliver_fixture_look_up (fixture);
  g_assert_cmpint (sending->state, ==, HERALD_DELIVERY_SENDING);
  deliver_fixture_retry (fixture, NULL);
  assert_not_ready (fixture);
  close (fd);
}

static void
test_a_second_click_is_refused (DeliverFixture *fixture,
                                gconstpointer   data)
{
  HeraldRoute route = { .kind = HERALD_ROUTE_DIRECT };
  g_autoptr(GAsyncResult) second = NULL;
  g_autoptr(HeraldDelivery) delivery = NULL;
  g_autoptr(GError) error = NULL;

  deliver_fixture_submit (fixture);
  g_assert_true (herald_composer_is_delivering (fixture->composer));
  herald_composer_retry_async (fixture->composer, NULL, fixture->path, &route, NULL, NULL, NULL, NULL,
                               keep_fixture_took_cb, &second);
  keep_fixture_wait (&second);
  g_assert_null (herald_composer_deliver_finish (fixture->composer, second, NULL, &error));
  g_assert_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY);

  g_clear_error (&error);
  delivery = deliver_fixture_finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (delivery->state, ==, HERALD_DELIVERY_ACCEPTED);
}

static void
test_sends_the_same_again (DeliverFixture *fixture,
                           gconstpointer   data)
{
  g_autoptr(HeraldDelivery) before = deliver_fixture_submit_and_wait (fixture), after = NULL;
  GError *error = NULL;

  deliver_fixture_retry (fixture, NULL);
  after = deliver_fixture_finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (after->key, ==, before->key);
  g_assert_cmpstr (after->sha256, ==, before->sha256);
  g_assert_cmpstr (after->id, ==, before->id);
  g_assert_cmpuint (after->attempts, ==, 2);
}

static void
test_sends_no_other_bytes (DeliverFixture *fixture,
                           gconstpointer   data)
{
  g_autoptr(HeraldDelivery) delivery = deliver_fixture_submit_and_wait (fixture);
  g_autoptr(GBytes) other = composer_fixture_noise (delivery->size), shorter = composer_fixture_noise (delivery->size - 1);
  GBytes *changed[] = { other, shorter };

  for (guint i = 0; i < G_N_ELEMENTS (changed); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *path = composer_fixture_write ("envelope", changed[i]);

      g_assert_cmpstr (path, ==, fixture->path);
      deliver_fixture_retry (fixture, NULL);
      g_assert_null (deliver_fixture_finish (fixture, &error));
      g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_FAILED);
    }
}

static void
test_sends_nothing_to_another_place (DeliverFixture *fixture,
                                     gconstpointer   data)
{
  g_autoptr(HeraldDelivery) delivery = deliver_fixture_submit_and_wait (fixture);

  deliver_fixture_confirm (fixture, "accepted");
  deliver_fixture_retry (fixture, NULL);
  assert_not_ready (fixture);

  deliver_fixture_confirm (fixture, data);
  g_free (delivery->vendor);
  delivery->vendor = g_strdup ("nobody");
  g_assert_true (herald_delivery_file_write (fixture->path, delivery, HERALD_FILE_WRITER_NONE, NULL));
  deliver_fixture_retry (fixture, NULL);
  assert_not_ready (fixture);
}

static void
test_sends_nothing_that_was_accepted (DeliverFixture *fixture,
                                      gconstpointer   data)
{
  g_autoptr(HeraldDelivery) before = deliver_fixture_submit_and_wait (fixture), after = NULL;
  GError *error = NULL;

  fixture->phases = 0;
  deliver_fixture_retry (fixture, NULL);
  after = deliver_fixture_finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (after->state, ==, HERALD_DELIVERY_ACCEPTED);
  g_assert_cmpuint (after->attempts, ==, 1);
  g_assert_cmpuint (fixture->phases, ==, 1u << HERALD_DELIVER_SEALING);
}

static void
test_cancelling_leaves_doubt (DeliverFixture *fixture,
                              gconstpointer   data)
{
  g_autoptr(HeraldDelivery) delivery = NULL;

  fixture->stop_at = HERALD_DELIVER_SENDING;
  delivery = deliver_fixture_submit_and_wait (fixture);
  g_assert_cmpint (delivery->state, ==, HERALD_DELIVERY_UNKNOWN);
  g_assert_cmpint (delivery->reason, ==, HERALD_DELIVERY_CANCELLED);
}

static void
test_cancelling_early_sends_nothing (DeliverFixture *fixture,
                                     gconstpointer   data)
{
  g_autoptr(GError) error = NULL;

  fixture->stop_at = HERALD_DELIVER_SEALING;
  deliver_fixture_submit (fixture);
  g_assert_null (deliver_fixture_finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (fixture->phases, ==, 1u << HERALD_DELIVER_SEALING);
}

static void
test_needs_an_endpoint_and_a_route (DeliverFixture *fixture,
                                    gconstpointer   data)
{
  HeraldSubmission submission = { .form = HERALD_ENVELOPE_BUNDLE, .path = fixture->path };
  g_autoptr(GError) error = NULL;

  deliver_fixture_submit (fixture);
  assert_not_ready (fixture);

  deliver_fixture_confirm (fixture, "accepted");
  herald_composer_submit_async (fixture->composer, &submission, NULL, NULL, NULL, keep_fixture_took_cb,
                                &fixture->result);
  g_assert_null (deliver_fixture_finish (fixture, &error));
  g_assert_error (error, HERALD_ROUTE_ERROR, HERALD_ROUTE_ERROR_NONE);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* The address on the button is the one that it goes to, or it goes nowhere. */
static void
test_goes_where_it_was_said_to (DeliverFixture *fixture,
                                gconstpointer   data)
{
  HeraldSubmission submission = { .form = HERALD_ENVELOPE_BUNDLE, .path = fixture->path,
                                  .endpoint = "https://other.vendor.example/reports",
                                  .route = { .kind = HERALD_ROUTE_DIRECT } };

  deliver_fixture_confirm (fixture, "accepted");
  herald_composer_submit_async (fixture->composer, &submission, NULL, NULL, NULL, keep_fixture_took_cb,
                                &fixture->result);
  assert_not_ready (fixture);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_sends_no_mail (DeliverFixture *fixture,
                    gconstpointer   data)
{
  HeraldSubmission submission = { .form = HERALD_ENVELOPE_EML, .path = fixture->path,
                                  .route = { .kind = HERALD_ROUTE_DIRECT } };
  g_autoptr(GError) error = NULL;

  herald_composer_submit_async (fixture->composer, &submission, NULL, NULL, NULL, keep_fixture_took_cb,
                                &fixture->result);
  g_assert_null (deliver_fixture_finish (fixture, &error));
  g_assert_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_WRONG_VALUE);
}

static void
keep_in_case (DeliverFixture *fixture)
{
  HeraldSlotKey key = {
    .kind = HERALD_SLOT_PASSPHRASE, .passphrase = "a passphrase", .passes = 1, .memory = 1024 * 1024,
  };

  g_assert_true (herald_vault_create (herald_composer_get_vault (fixture->composer), &key, NULL));
  g_assert_true (herald_composer_keep (fixture->composer, NULL));
}

static void
test_a_case_keeps_all_of_it (DeliverFixture *fixture,
                             gconstpointer   data)
{
  g_autoptr(HeraldDelivery) delivery = NULL, later = NULL, again = NULL;
  g_autoptr(GPtrArray) blobs = NULL;
  GError *error = NULL;

  keep_in_case (fixture);
  delivery = deliver_fixture_submit_and_wait (fixture);
  g_assert_cmpint (delivery->reason, ==, HERALD_DELIVERY_NO_NETWORK);
  later = deliver_fixture_look_up (fixture);
  g_assert_cmpstr (later->blob, ==, delivery->blob);
  g_assert_cmpint (later->state, ==, HERALD_DELIVERY_NOT_DELIVERED);

  /* The envelope stays as long as its delivery can be sent again. */
  g_assert_true (herald_case_compact (herald_composer_get_case (fixture->composer), HERALD_CASE_COMPACT_FORGET, NULL));
  blobs = herald_case_get_blobs (herald_composer_get_case (fixture->composer));
  g_assert_cmpuint (blobs->len, ==, 1);

  deliver_fixture_confirm (fixture, data);
  deliver_fixture_retry (fixture, delivery->id);
  again = deliver_fixture_finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->sha256, ==, delivery->sha256);
  g_assert_cmpuint (again->attempts, ==, 2);
}

static void
test_a_case_stays_open_meanwhile (DeliverFixture *fixture,
                                  gconstpointer   data)
{
  g_autoptr(HeraldDelivery) delivery = NULL, later = NULL;
  g_autoptr(GError) error = NULL;

  keep_in_case (fixture);
  deliver_fixture_submit (fixture);
  g_assert_false (herald_composer_close (fixture->composer, &error));
  g_assert_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY);
  g_assert_false (herald_composer_lock (fixture->composer, NULL));

  g_clear_error (&error);
  delivery = deliver_fixture_finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (delivery->state, ==, HERALD_DELIVERY_ACCEPTED);
  later = deliver_fixture_look_up (fixture);
  g_assert_cmpstr (later->receipt->id, ==, delivery->receipt->id);
  g_assert_true (herald_composer_close (fixture->composer, NULL));
}

#define TEST(name, function, word) \
  g_test_add ("/composer/deliver/" name, DeliverFixture, word, deliver_fixture_set_up, function, deliver_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);

  TEST ("keeps-envelope-and-journal", test_keeps_envelope_and_journal, "accepted");
  TEST ("never-replaces-an-envelope", test_never_replaces_an_envelope, "no-connection");
  TEST ("ending-early-delivers-nothing", test_without_a_last_word, "vanish-early");
  TEST ("ending-without-a-word-is-unknown", test_without_a_last_word, "vanish");
  TEST ("nonsense-is-unknown", test_without_a_last_word, "nonsense");
  TEST ("a-flood-is-unknown", test_without_a_last_word, "flood");
  TEST ("a-crash-reads-as-unknown", test_a_crash_reads_as_unknown, "no-connection");
  TEST ("sends-nothing-twice-at-a-time", test_sends_nothing_twice_at_a_time, "no-connection");
  TEST ("a-second-click-is-refused", test_a_second_click_is_refused, "accepted");
  TEST ("sends-the-same-again", test_sends_the_same_again, "no-connection");
  TEST ("sends-no-other-bytes", test_sends_no_other_bytes, "no-connection");
  TEST ("sends-nothing-to-another-place", test_sends_nothing_to_another_place, "no-connection");
  TEST ("sends-nothing-that-was-accepted", test_sends_nothing_that_was_accepted, "accepted");
  TEST ("cancelling-leaves-doubt", test_cancelling_leaves_doubt, "wait");
  TEST ("cancelling-early-sends-nothing", test_cancelling_early_sends_nothing, "accepted");
  TEST ("needs-an-endpoint-and-a-route", test_needs_an_endpoint_and_a_route, NULL);
  TEST ("goes-where-it-was-said-to", test_goes_where_it_was_said_to, NULL);
  TEST ("sends-no-mail", test_sends_no_mail, "accepted");
  TEST ("a-case-keeps-all-of-it", test_a_case_keeps_all_of_it, "no-connection");
  TEST ("a-case-stays-open-meanwhile", test_a_case_stays_open_meanwhile, "accepted");

  return composer_fixture_run ();
}
