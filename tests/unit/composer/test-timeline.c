/* test-timeline.c: what happened with a case, what was promised, what comes next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "composer-fixture.h"
#include "herald-log-kind.h"
#include "herald-reminder.h"
#include "herald-timeline-builder.h"

/* A report to a vendor, and the log of a case that nobody keeps. */
typedef struct
{
  HeraldReport *report;
  GPtrArray    *log;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  vendor)
{
  fixture->report = practice_report (vendor, FALSE);
  fixture->log = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_case_entry_free);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_ptr_array_unref (fixture->log);
  g_assert_finalize_object (fixture->report);
}

static HeraldCaseEntry *
add (Fixture    *fixture,
     const char *date,
     const char *kind,
     const char *source,
     const char *detail)
{
  static const char * const states[] = { "sealed", "unknown", "delivered", "acknowledged", "triaged", "closed", NULL };
  HeraldCaseEntry *entry = g_new0 (HeraldCaseEntry, 1);
  const char *state = herald_log_kind_get_state (kind);

  entry->at = g_strdup (date);
  entry->date = g_strdup (date);
  entry->kind = g_strdup (kind);
  entry->source = g_strdup (source);
  entry->state = g_strdup (state[0] != '\0' ? state : g_strv_contains (states, kind) ? kind : "");
  entry->promise = g_strdup ("");
  entry->detail = g_strdup (detail);
  entry->file_name = g_strdup ("");
  g_ptr_array_add (fixture->log, entry);
  return entry;
}

static void
add_delivery (Fixture             *fixture,
              const char          *date,
              HeraldDelivery      *delivery,
              HeraldDeliveryState  state)
{
  g_autofree char *detail = NULL;

  if (state == HERALD_DELIVERY_ACCEPTED)
    {
      delivery->status = 201;
      delivery->receipt = g_new0 (HeraldReceipt, 1);
      delivery->receipt->id = g_strdup ("R-1");
      delivery->receipt->received_on = g_strdup ("2026-11-19");
      delivery->receipt->ack_by = g_strdup ("2026-11-24");
    }

  if (state == HERALD_DELIVERY_SENDING)
    herald_delivery_begin (delivery, HERALD_ROUTE_DIRECT);
  else
    herald_delivery_end (delivery, state, state == HERALD_DELIVERY_ACCEPTED ? HERALD_DELIVERY_NO_REASON
                                                                            : HERALD_DELIVERY_CLOSED);

  detail = herald_delivery_write (delivery);
  add (fixture, date, "delivery", "server", detail)->state[0] = '\0';
}

static HeraldDelivery *
make_delivery (void)
{
  g_autofree char *sha256 = g_strnfill (64, 'a');

  return herald_delivery_new ("practice", FALSE, "https://drop.example/", "asc", sha256, 1000);
}

static const HeraldTimelineItem *
find (const HeraldTimeline *timeline,
      HeraldTimelineKind    kind,
      const char           *id)
{
  for (guint i = 0; i < timeline->items->len; i++)
    {
      const HeraldTimelineItem *item = g_ptr_array_index (timeline->items, i);

      if (item->kind == kind && g_str_equal (item->id, id))
        return item;
    }

  return NULL;
}

static void
assert_promise (const HeraldTimeline *timeline,
                const char           *id,
                const char           *state,
                const char           *due,
                gboolean              is_estimate)
{
  const HeraldTimelineItem *item = find (timeline, HERALD_TIMELINE_PROMISE, id);

  g_assert_nonnull (item);
  g_assert_cmpstr (item->state, ==, state);
  g_assert_cmpstr (item->date, ==, due);
  g_assert_cmpint (item->is_estimate, ==, is_estimate);
}

static void
test_begins_with_waiting (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(HeraldTimeline) timeline = NULL;

  add (fixture, "2026-11-19", "created", "me", "");
  timeline = herald_timeline_build (fixture->report, fixture->log, "2026-11-19");

  g_assert_cmpstr (timeline->state, ==, "draft");
  g_assert_cmpstr (timeline->start, ==, "");
  g_assert_cmpint (timeline->next, ==, HERALD_NEXT_DELIVER);
  assert_promise (timeline, "acknowledge", "waiting", "", FALSE);
  assert_promise (timeline, "verify", "untimed", "", FALSE);
}

static void
test_counts_from_what_was_noted (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(HeraldTimeline) timeline = NULL;
  const HeraldTimelineItem *item;

  add (fixture, "2026-11-19", "sent", "me", "By mail.");
  timeline = herald_timeline_build (fixture->report, fixture->log, "2026-11-20");

  g_assert_cmpstr (timeline->state, ==, "unknown");
  g_assert_cmpstr (timeline->start, ==, "2026-11-19");
  g_assert_false (timeline->is_proven);
  g_assert_cmpint (timeline->next, ==, HERALD_NEXT_WAIT);
  assert_promise (timeline, "acknowledge", "running", "2026-11-26", TRUE);
  item = find (timeline, HERALD_TIMELINE_PROMISE, "acknowledge");
  g_assert_cmpstr (item->status, ==, "6 days left");
  g_assert_cmpstr (item->basis, ==, "7 days after 2026-11-19, the date that you noted");
}

static void
test_counts_from_the_receipt (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(HeraldTimeline) timeline = NULL;
  g_autoptr(HeraldDelivery) delivery = make_delivery ();

  add (fixture, "2026-11-18", "sent", "me", "");
  add_delivery (fixture, "2026-11-20", delivery, HERALD_DELIVERY_SENDING);
  add_delivery (fixture, "2026-11-20", delivery, HERALD_DELIVERY_ACCEPTED);
  timeline = herald_timeline_build (fixture->report, fixture->log, "2026-11-20");

  g_assert_cmpstr (timeline->start, ==, "2026-11-19");
  g_assert_true (timeline->is_proven);
  g_assert_cmpstr (timeline->receipt, ==, "R-1");
  assert_promise (timeline, "acknowledge", "running", "2026-11-26", FALSE);
  assert_promise (timeline, "receipt", "running", "2026-11-24", FALSE);

  /* Of a sending that ended, the end is shown alone. */
  g_assert_cmpstr (find (timeline, HERALD_TIMELINE_ENTRY, "delivery")->title, ==, "Delivery: Accepted");
}

static void
test_waits_for_a_lost_receipt (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr(HeraldTimeline) timeline = NULL;
  g_autoptr(HeraldDelivery) delivery = make_delivery ();

  add_delivery (fixture, "2026-11-20", delivery, HERALD_DELIVERY_SENDING);
  add_delivery (fixture, "2026-11-20", delivery, HERALD_DELIVERY_UNKNOWN);
  g_ptr_array_add (fixture->log, g_ptr_array_steal_index (fixture->log, 1));
  g_free (((HeraldCaseEntry *) fixture->log->pdata[1])->state);
  ((HeraldCaseEntry *) fixture->log->pdata[1])->state = g_strdup ("unknown");
  timeline = herald_timeline_build (fixture->report, fixture->log, "2026-12-24");

  g_assert_cmpstr (timeline->state, ==, "unknown");
  g_assert_cmpstr (timeline->state_title, ==, "Sent, not confirmed");
  g_assert_cmpint (timeline->next, ==, HERALD_NEXT_FIND_OUT);
  assert_promise (timeline, "acknowledge", "waiting", "", FALSE);
}

static void
test_an_acknowledgement_keeps_the_promise (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autoptr(HeraldTimeline) timeline = NULL, late = NULL;
  const HeraldTimelineItem *item;

  add (fixture, "2026-11-19", "delivered", "vendor", "PSIRT-7\nThe form said so.");
  add (fixture, "2026-11-24", "acknowledged", "vendor", "\nThey wrote.");
  timeline = herald_timeline_build (fixture->report, fixture->log, "2026-12-24");

  g_assert_cmpstr (timeline->receipt, ==, "PSIRT-7");
  g_assert_true (timeline->is_proven);
  g_assert_cmpint (timeline->next, ==, HERALD_NEXT_WAIT);
  assert_promise (timeline, "acknowledge", "kept", "2026-11-26", FALSE);
  item = find (timeline, HERALD_TIMELINE_PROMISE, "acknowledge");
  g_assert_cmpstr (item->status, ==, "Kept in time");
  item = find (timeline, HERALD_TIMELINE_ENTRY, "delivered");
  g_assert_cmpstr (item->reference, ==, "PSIRT-7");
  g_assert_cmpstr (item->words, ==, "The form said so.");

  g_free (((HeraldCaseEntry *) fixture->log->pdata[1])->date);
  ((HeraldCaseEntry *) fixture->log->pdata[1])->date = g_strdup ("2026-11-27");
  late = herald_timeline_build (fixture->report, fixture->log, "2026-12-24");
  g_assert_cmpstr (find (late, HERALD_TIMELINE_PROMISE, "acknowledge")->status, ==, "Kept 1 day late");
}

static HeraldNextStep
next_at (Fixture    *fixture,
         const char *now)
{
  g_autoptr(HeraldTimeline) timeline = herald_timeline_build (fixture->report, fixture->log, now);

  g_assert_cmpstr (timeline->next_words, !=, "");
  return timeline->next;
}

static void
test_asks_once_then_a_coordinator (Fixture       *fixture,
                                   gconstpointer  data)
{
  add (fixture, "2026-11-19", "delivered", "me", "\n");
  g_assert_cmpint (next_at (fixture, "2026-11-26"), ==, HERALD_NEXT_WAIT);
  g_assert_cmpint (next_at (fixture, "2026-11-27"), ==, HERALD_NEXT_FOLLOW_UP);

  add (fixture, "2026-11-28", "follow-up", "me", "");
  g_assert_cmpint (next_at (fixture, "2026-12-11"), ==, HERALD_NEXT_WAIT);
  g_assert_cmpint (next_at (fixture, "2026-12-12"), ==, HERALD_NEXT_COORDINATOR);

  add (fixture, "2026-12-12", "coordinator", "me", "");
  g_assert_cmpint (next_at (fixture, "2027-01-12"), ==, HERALD_NEXT_WAIT);
  add (fixture, "2027-02-12", "closed", "me", "");
  g_assert_cmpint (next_at (fixture, "2027-02-12"), ==, HERALD_NEXT_NOTHING);
}

static void
test_an_answer_means_patience (Fixture       *fixture,
                               gconstpointer  data)
{
  add (fixture, "2026-11-19", "delivered", "me", "\n");
  add (fixture, "2026-11-28", "follow-up", "me", "");
  add (fixture, "2026-11-30", "answer", "vendor", "Please wait.");
  g_assert_cmpint (next_at (fixture, "2027-01-12"), ==, HERALD_NEXT_WAIT);
}

static void
test_owes_an_answer_to_those_it_can_answer (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autoptr(HeraldTimeline) without = NULL, with = NULL;

  add (fixture, "2026-11-21", "delivered", "vendor", "\n");
  practice_answer (fixture->report, "contact.name", "Jo");
  without = herald_timeline_build (fixture->report, fixture->log, "2026-11-22");
  assert_promise (without, "acknowledge", "not-owed", "", FALSE);

  practice_answer (fixture->report, "contact.email", "jo@example.org");
  with = herald_timeline_build (fixture->report, fixture->log, "2026-11-22");
  assert_promise (with, "acknowledge", "running", "2026-12-02", TRUE);
}

/* What was promised when the report was sealed, not what the form holds now. */
static void
test_keeps_what_was_promised (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(HeraldTimeline) timeline = NULL;
  g_autoptr(HeraldKeptProfile) profile = NULL;
  g_autofree char *before = NULL, *after = NULL;

  practice_answer (fixture->report, "contact.email", "jo@example.org");
  before = herald_kept_profile_write (fixture->report);
  practice_answer (fixture->report, "contact.email", "");
  after = herald_kept_profile_write (fixture->report);

  add (fixture, "2026-11-20", "profile", "me", before);
  add (fixture, "2026-11-21", "delivered", "vendor", "\n");
  add (fixture, "2026-11-22", "profile", "me", after);
  timeline = herald_timeline_build (fixture->report, fixture->log, "2026-11-22");
  assert_promise (timeline, "acknowledge", "running", "2026-12-02", TRUE);
  g_assert_null (find (timeline, HERALD_TIMELINE_ENTRY, "profile"));

  profile = herald_kept_profile_read (before);
  g_assert_true (profile->contact_given);
  g_assert_cmpuint (herald_vendor_get_promises (profile->vendor)->len, ==,
                    herald_vendor_get_promises (herald_report_get_vendor (fixture->report))->len);
  g_assert_null (herald_kept_profile_read ("{}"));
  g_assert_null (herald_kept_profile_read ("{\"contact-given\":true,\"profile\":[]}"));
  g_assert_null (herald_kept_profile_read ("{\"contact-given\":true,\"profile\":{}}"));
  g_assert_null (herald_kept_profile_read (""));
}

static void
test_shows_what_it_does_not_know (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr(HeraldTimeline) timeline = NULL;
  g_autofree char *text = NULL;
  HeraldCaseEntry *entry = add (fixture, "2026-11-21", "telepathy", "oracle", "They \xe2\x80\xae know.");

  g_free (entry->state);
  entry->state = g_strdup ("foretold");
  timeline = herald_timeline_build (fixture->report, fixture->log, "2026-11-22");
  text = herald_timeline_to_text (timeline);
  g_assert_cmpstr (timeline->state_title, ==, "foretold");
  g_assert_nonnull (strstr (text, "telepathy (oracle)"));
  g_assert_nonnull (strstr (text, "They <U+202E> know."));
}

static void
test_writes_a_calendar_about_nothing (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr(HeraldTimeline) timeline = NULL, over = NULL;
  g_autofree char *ics = NULL, *again = NULL;
  g_auto(GStrv) lines = NULL;

  practice_answer (fixture->report, "contact.email", "jo@example.org");
  add (fixture, "2026-11-20", "delivered", "vendor", "PSIRT-7\n");
  timeline = herald_timeline_build (fixture->report, fixture->log, "2026-11-20T13:14:15Z");
  ics = herald_timeline_to_ics (timeline);
  lines = g_strsplit (ics, "\r\n", -1);

  g_assert_cmpstr (lines[0], ==, "BEGIN:VCALENDAR");
  g_assert_cmpstr (lines[1], ==, "VERSION:2.0");
  g_assert_cmpstr (lines[g_strv_length (lines) - 2], ==, "END:VCALENDAR");
  g_assert_true (g_strv_contains ((const char * const *) lines, "DTSTART;VALUE=DATE:20261121"));
  g_assert_true (g_strv_contains ((const char * const *) lines, "DTSTART;VALUE=DATE:20261125"));
  g_assert_true (g_strv_contains ((const char * const *) lines, "DTSTART;VALUE=DATE:20261220"));
  g_assert_true (g_strv_contains ((const char * const *) lines, "DTSTAMP:20261120T000000Z"));
  g_assert_true (g_strv_contains ((const char * const *) lines, "SUMMARY:Follow up"));
  g_assert_null (strstr (ics, "Practice"));
  g_assert_null (strstr (ics, "PSIRT"));
  g_assert_null (strcasestr (ics, "herald"));

  /* Nobody can tell that two files are about the same. */
  again = herald_timeline_to_ics (timeline);
  g_assert_cmpstr (again, !=, ics);

  over = herald_timeline_build (fixture->report, fixture->log, "2027-11-20");
  g_assert_null (herald_timeline_to_ics (over));
}

static void
test_asks_calmly (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(HeraldTimeline) timeline = NULL;
  g_autofree char *text = NULL;

  practice_answer (fixture->report, "vuln.title", "Dose limit");
  add (fixture, "2026-11-19", "delivered", "vendor", "PSIRT-7\n");
  timeline = herald_timeline_build (fixture->report, fixture->log, "2026-12-01");
  text = herald_reminder_write (herald_report_get_vendor (fixture->report), timeline);

  g_assert_cmpstr (text, ==,
                   "Hello,\n\n"
                   "On 2026-11-19 you received a report of a vulnerability from me.\n"
                   "Your receipt for it is PSIRT-7.\n"
                   "You wrote: “We will acknowledge receipt of the report within 7 days.”"
                   " As I count, that was due on 2026-11-26.\n\n"
                   "Could you tell me whether it has reached those who can act on it,"
                   " and when I may expect to hear from you?\n\n"
                   "Thank you.\n");
}

#define ADD(path, vendor, test) g_test_add (path, Fixture, vendor, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);

  ADD ("/composer/timeline/begins-with-waiting", "baxter", test_begins_with_waiting);
  ADD ("/composer/timeline/counts-from-what-was-noted", "baxter", test_counts_from_what_was_noted);
  ADD ("/composer/timeline/counts-from-the-receipt", "baxter", test_counts_from_the_receipt);
  ADD ("/composer/timeline/waits-for-a-lost-receipt", "baxter", test_waits_for_a_lost_receipt);
  ADD ("/composer/timeline/an-acknowledgement-keeps-the-promise", "baxter", test_an_acknowledgement_keeps_the_promise);
  ADD ("/composer/timeline/asks-once-then-a-coordinator", "baxter", test_asks_once_then_a_coordinator);
  ADD ("/composer/timeline/an-answer-means-patience", "baxter", test_an_answer_means_patience);
  ADD ("/composer/timeline/owes-an-answer-to-those-it-can-answer", "fresenius",
       test_owes_an_answer_to_those_it_can_answer);
  ADD ("/composer/timeline/keeps-what-was-promised", "fresenius", test_keeps_what_was_promised);
  ADD ("/composer/timeline/shows-what-it-does-not-know", "baxter", test_shows_what_it_does_not_know);
  ADD ("/composer/timeline/writes-a-calendar-about-nothing", "practice", test_writes_a_calendar_about_nothing);
  ADD ("/composer/timeline/asks-calmly", "baxter", test_asks_calmly);

  return composer_fixture_run ();
}
