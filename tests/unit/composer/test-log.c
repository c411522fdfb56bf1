/* test-log.c: writing into the log of a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include "herald-composer-log.h"
#include "herald-date.h"
#include "keep-fixture.h"

static char *
date_in (int days)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) then = g_date_time_add_days (now, days);

  return g_date_time_format (then, "%Y-%m-%d");
}

static HeraldNewEntry
make (const char *kind)
{
  return (HeraldNewEntry) {
    .kind = kind, .date = "", .source = "me", .promise = "", .reference = "", .words = "",
  };
}

static void
refuse (KeepFixture          *fixture,
        const HeraldNewEntry *entry)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) before = herald_case_log_get (herald_composer_get_case (fixture->composer)), after = NULL;

  g_assert_false (herald_composer_add_entry (fixture->composer, entry, &error));
  g_assert_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_WRONG_VALUE);
  after = herald_case_log_get (herald_composer_get_case (fixture->composer));
  g_assert_cmpuint (after->len, ==, before->len);
}

static HeraldCaseEntry *
get_last (KeepFixture *fixture)
{
  g_autoptr(GPtrArray) log = herald_case_log_get (herald_composer_get_case (fixture->composer));

  return g_ptr_array_steal_index (log, log->len - 1);
}

static void
test_adds_all_of_it (KeepFixture  *fixture,
                     gconstpointer data)
{
  g_autoptr(GBytes) content = composer_fixture_text ("From: them\n");
  g_autofree char *path = composer_fixture_write ("answer.eml", content), *today = herald_date_today ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(HeraldCaseEntry) entry = NULL;
  HeraldNewEntry fresh = make ("acknowledged");
  g_autoptr(GError) error = NULL;

  keep_fixture_keep (fixture);
  fresh.source = "vendor";
  fresh.promise = "acknowledge";
  fresh.reference = "PSIRT-7";
  fresh.words = "They wrote.\nTwice.";
  fresh.path = path;
  herald_composer_add_entry_async (fixture->composer, &fresh, NULL, keep_fixture_took_cb, &result);
  keep_fixture_wait (&result);
  g_assert_true (herald_composer_add_entry_finish (fixture->composer, result, &error));
  g_assert_no_error (error);

  entry = get_last (fixture);
  g_assert_cmpstr (entry->kind, ==, "acknowledged");
  g_assert_cmpstr (entry->date, ==, today);
  g_assert_cmpstr (entry->source, ==, "vendor");
  g_assert_cmpstr (entry->promise, ==, "acknowledge");
  g_assert_cmpstr (entry->detail, ==, "PSIRT-7\nThey wrote.\nTwice.");
  g_assert_cmpstr (entry->file_name, ==, "answer.eml");
  g_assert_cmpuint (entry->file->size, ==, g_bytes_get_size (content));
}

static void
test_refuses_what_cannot_be (KeepFixture  *fixture,
                             gconstpointer data)
{
  g_autofree char *later = date_in (2), *before = date_in (-2);
  g_autofree char *long_words = g_strnfill (HERALD_LOG_MAX_WORDS + 1, 'w');
  g_autofree char *long_reference = g_strnfill (HERALD_LOG_MAX_REFERENCE + 1, 'r');
  HeraldNewEntry wrong[13];

  keep_fixture_keep (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    wrong[i] = make (i < 7 ? "note" : "delivered");
  wrong[0].kind = "telepathy";
  wrong[1].kind = "created";
  wrong[2].kind = "kept"; /* and no promise */
  wrong[3].date = later;
  wrong[4].date = before;
  wrong[5].date = "2026-02-30";
  wrong[6].reference = "PSIRT-7";
  wrong[7].promise = "eternal-peace";
  wrong[8].source = "the vendor";
  wrong[9].words = long_words;
  wrong[10].words = "\xff";
  wrong[11].reference = long_reference;
  wrong[12].reference = "two\nlines";

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%u", i);
      refuse (fixture, &wrong[i]);
    }
}

static void
test_takes_days_of_all_zones (KeepFixture  *fixture,
                              gconstpointer data)
{
  g_autofree char *tomorrow = date_in (1), *yesterday = date_in (-1);
  HeraldNewEntry late = make ("note"), early = make ("note");

  keep_fixture_keep (fixture);
  late.date = tomorrow;
  early.date = yesterday;
  g_assert_true (herald_composer_add_entry (fixture->composer, &late, NULL));
  g_assert_true (herald_composer_add_entry (fixture->composer, &early, NULL));
}

static void
test_leaves_nothing_of_a_file_it_cannot_read (KeepFixture  *fixture,
                                              gconstpointer data)
{
  g_autofree char *path = composer_fixture_path ("missing");
  g_autoptr(GPtrArray) blobs = NULL;
  g_autoptr(HeraldCaseEntry) last = NULL;
  HeraldNewEntry fresh = make ("note");
  g_autoptr(GError) error = NULL;

  keep_fixture_keep (fixture);
  fresh.path = path;
  g_assert_false (herald_composer_add_entry (fixture->composer, &fresh, &error));
  g_assert_nonnull (error);
  blobs = herald_case_get_blobs (herald_composer_get_case (fixture->composer));
  g_assert_cmpuint (blobs->len, ==, 0);
  last = get_last (fixture);
  g_assert_cmpstr (last->kind, ==, "created");
}

/* What was promised stands before what lets it count, once. */
static void
test_keeps_the_promises (KeepFixture  *fixture,
                         gconstpointer data)
{
  const char *expected[] = { "created", "profile", "delivered", "delivered" };
  g_autoptr(GPtrArray) log = NULL;
  HeraldNewEntry fresh = make ("delivered");

  keep_fixture_keep (fixture);
  g_assert_true (herald_composer_add_entry (fixture->composer, &fresh, NULL));
  g_assert_true (herald_composer_add_entry (fixture->composer, &fresh, NULL));

  log = herald_case_log_get (herald_composer_get_case (fixture->composer));
  g_assert_cmpuint (log->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < log->len; i++)
    g_assert_cmpstr (((HeraldCaseEntry *) log->pdata[i])->kind, ==, expected[i]);
}

static void
assert_state (KeepFixture *fixture,
              const char  *state)
{
  g_autoptr(GPtrArray) list = herald_vault_list (herald_composer_get_vault (fixture->composer), NULL);
  g_autoptr(HeraldTimeline) timeline = herald_composer_get_timeline (fixture->composer);
  HeraldCaseSummary *summary = NULL;
  const char *id = herald_case_get_id (herald_composer_get_case (fixture->composer));

  for (guint i = 0; i < list->len; i++)
    {
      if (g_str_equal (((HeraldCaseSummary *) list->pdata[i])->id, id))
        summary = list->pdata[i];
    }

  g_assert_cmpstr (summary->state, ==, state);
  g_assert_cmpstr (timeline->state, ==, state);
}

/* The list of cases and the timeline agree on what a delivery came to. */
static void
test_knows_the_state_of_deliveries (KeepFixture  *fixture,
                                    gconstpointer data)
{
  HeraldCase *kept;
  g_autofree char *sha256 = g_strnfill (64, 'a');
  g_autoptr(HeraldDelivery) delivery = herald_delivery_new ("practice", FALSE, "https://drop.example/", "asc", sha256, 5);
  g_autoptr(HeraldCaseEntry) entry = NULL;
  g_autoptr(HeraldCaseBlob) blob = NULL;
  int fd;

  keep_fixture_keep (fixture);
  kept = herald_composer_get_case (fixture->composer);
  fd = g_file_open_tmp (NULL, NULL, NULL);
  blob = herald_case_add_blob (kept, fd, NULL, NULL);
  close (fd);
  g_free (delivery->blob);
  delivery->blob = g_strdup (blob->id);

  herald_delivery_begin (delivery, HERALD_ROUTE_DIRECT);
  g_assert_true (herald_composer_log_delivery (kept, delivery, NULL));
  assert_state (fixture, "unknown");
  herald_delivery_end (delivery, HERALD_DELIVERY_NOT_DELIVERED, HERALD_DELIVERY_NO_NETWORK);
  g_assert_true (herald_composer_log_delivery (kept, delivery, NULL));
  assert_state (fixture, "sealed");
  herald_delivery_begin (delivery, HERALD_ROUTE_DIRECT);
  herald_delivery_end (delivery, HERALD_DELIVERY_UNKNOWN, HERALD_DELIVERY_CLOSED);
  g_assert_true (herald_composer_log_delivery (kept, delivery, NULL));
  assert_state (fixture, "unknown");

  /* That nothing left this time says nothing of the time before. */
  herald_delivery_begin (delivery, HERALD_ROUTE_DIRECT);
  herald_delivery_end (delivery, HERALD_DELIVERY_NOT_DELIVERED, HERALD_DELIVERY_NO_NETWORK);
  g_assert_true (herald_composer_log_delivery (kept, delivery, NULL));
  assert_state (fixture, "unknown");

  entry = get_last (fixture);
  g_assert_cmpstr (entry->file->id, ==, blob->id);
}

static void
test_reads_the_timeline_in_a_worker (KeepFixture  *fixture,
                                     gconstpointer data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(HeraldTimeline) timeline = NULL, same = NULL;
  g_autofree char *text = NULL, *same_text = NULL;
  HeraldNewEntry fresh = make ("delivered");

  keep_fixture_keep (fixture);
  g_assert_true (herald_composer_add_entry (fixture->composer, &fresh, NULL));
  herald_composer_read_timeline_async (fixture->composer, keep_fixture_took_cb, &result);
  keep_fixture_wait (&result);
  timeline = herald_composer_read_timeline_finish (fixture->composer, result, NULL);
  same = herald_composer_get_timeline (fixture->composer);
  text = herald_timeline_to_text (timeline);
  same_text = herald_timeline_to_text (same);
  g_assert_cmpstr (text, ==, same_text);
}

static void
test_saves_the_timeline (KeepFixture  *fixture,
                         gconstpointer data)
{
  g_autofree char *text = composer_fixture_path ("timeline.txt"), *ics = composer_fixture_path ("timeline.ics");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GBytes) bytes = NULL, calendar = NULL;
  g_autoptr(GError) error = NULL;
  HeraldNewEntry fresh = make ("delivered");

  keep_fixture_keep (fixture);
  g_assert_false (herald_composer_save_timeline (fixture->composer, HERALD_TIMELINE_AS_ICS, ics, &error));
  g_assert_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY);
  g_assert_false (g_file_test (ics, G_FILE_TEST_EXISTS));

  fresh.reference = "PSIRT-7";
  g_assert_true (herald_composer_add_entry (fixture->composer, &fresh, NULL));
  herald_composer_save_timeline_async (fixture->composer, HERALD_TIMELINE_AS_TEXT, text, keep_fixture_took_cb, &result);
  keep_fixture_wait (&result);
  g_assert_true (herald_composer_save_timeline_finish (fixture->composer, result, NULL));
  bytes = composer_fixture_read (text);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), "PSIRT-7"));
  g_assert_cmpuint (composer_fixture_mode (text), ==, 0600);

  g_assert_true (herald_composer_save_timeline (fixture->composer, HERALD_TIMELINE_AS_ICS, ics, NULL));
  calendar = composer_fixture_read (ics);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (calendar, NULL), "BEGIN:VCALENDAR\r\n"));
}

static void
test_seals_a_reminder (KeepFixture  *fixture,
                       gconstpointer data)
{
  g_autofree char *path = composer_fixture_path ("reminder.asc"), *folder = composer_fixture_path ("opened");
  g_autoptr(GBytes) secret = composer_fixture_practice_key ("practice-secret.asc");
  g_autofree char *text = NULL;
  g_autoptr(GAsyncResult) result = NULL, other = NULL;
  g_autoptr(GBytes) sealed = NULL, parts = NULL;
  g_autoptr(HeraldOpened) opened = NULL;
  g_autoptr(GError) error = NULL;

  keep_fixture_keep (fixture);
  text = herald_composer_write_reminder (fixture->composer);
  herald_composer_seal_reminder_async (fixture->composer, text, path, NULL, keep_fixture_took_cb, &result);
  keep_fixture_wait (&result);
  g_assert_true (herald_composer_seal_reminder_finish (fixture->composer, result, &error));
  g_assert_no_error (error);
  sealed = composer_fixture_read (path);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (sealed, NULL), "-----BEGIN PGP MESSAGE-----"));

  opened = composer_fixture_open (path, secret, folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (opened);

  herald_composer_seal_reminder_async (fixture->composer, " \n", path, NULL, keep_fixture_took_cb, &other);
  keep_fixture_wait (&other);
  g_assert_false (herald_composer_seal_reminder_finish (fixture->composer, other, &error));
  g_assert_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_WRONG_VALUE);
}

#define ADD(path, test) g_test_add (path, KeepFixture, NULL, keep_fixture_set_up, test, keep_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);

  ADD ("/composer/log/adds-all-of-it", test_adds_all_of_it);
  ADD ("/composer/log/refuses-what-cannot-be", test_refuses_what_cannot_be);
  ADD ("/composer/log/takes-days-of-all-zones", test_takes_days_of_all_zones);
  ADD ("/composer/log/leaves-nothing-of-a-file-it-cannot-read", test_leaves_nothing_of_a_file_it_cannot_read);
  ADD ("/composer/log/keeps-the-promises", test_keeps_the_promises);
  ADD ("/composer/log/knows-the-state-of-deliveries", test_knows_the_state_of_deliveries);
  ADD ("/composer/log/reads-the-timeline-in-a-worker", test_reads_the_timeline_in_a_worker);
  ADD ("/composer/log/saves-the-timeline", test_saves_the_timeline);
  ADD ("/composer/log/seals-a-reminder", test_seals_a_reminder);

  return composer_fixture_run ();
}
