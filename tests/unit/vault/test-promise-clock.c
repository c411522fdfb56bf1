/* test-promise-clock.c: by when a vendor has to keep a promise
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-promise-clock.h"

#define SATURDAY_SUNDAY (1u << G_DATE_SATURDAY | 1u << G_DATE_SUNDAY)
#define FRIDAY_SATURDAY (1u << G_DATE_FRIDAY | 1u << G_DATE_SATURDAY)

typedef struct
{
  HeraldUnit  unit;
  guint       count;
  guint       weekend;
  const char *zone;
  const char *start;
  const char *due;
  gboolean    is_estimate;
} Row;

static void
check (const Row *rows,
       gsize      n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      const Row *row = &rows[i];
      HeraldPromise promise = { .count = row->count, .unit = row->unit };
      HeraldCalendar calendar = { .weekend = row->weekend, .zone = (char *) row->zone };
      gboolean is_estimate;
      char due[11];

      g_test_message ("%u after %s", row->count, row->start);
      g_assert_cmpint (herald_promise_clock_due (&promise, &calendar, row->start, due, &is_estimate), ==,
                       row->due[0] != '\0');
      g_assert_cmpstr (due, ==, row->due);
      g_assert_cmpint (is_estimate, ==, row->is_estimate);
    }
}

static void
test_counts_business_days (void)
{
  static const Row rows[] = {
    /* The week of the case that the design shows: Thursday to Monday. */
    { HERALD_UNIT_BUSINESS_DAY, 7, SATURDAY_SUNDAY, "", "2026-11-19", "2026-11-30", TRUE },
    /* On a weekend, and just before one. */
    { HERALD_UNIT_BUSINESS_DAY, 7, SATURDAY_SUNDAY, "", "2026-11-20", "2026-12-01", TRUE },
    { HERALD_UNIT_BUSINESS_DAY, 7, SATURDAY_SUNDAY, "", "2026-11-21", "2026-12-02", TRUE },
    { HERALD_UNIT_BUSINESS_DAY, 7, SATURDAY_SUNDAY, "", "2026-11-22", "2026-12-02", TRUE },
    { HERALD_UNIT_BUSINESS_DAY, 7, SATURDAY_SUNDAY, "", "2026-11-23", "2026-12-02", TRUE },
    { HERALD_UNIT_BUSINESS_DAY, 1, SATURDAY_SUNDAY, "", "2026-11-27", "2026-11-30", TRUE },
    /* Where the weekend is another one, or none. */
    { HERALD_UNIT_BUSINESS_DAY, 1, FRIDAY_SATURDAY, "", "2026-11-26", "2026-11-29", TRUE },
    { HERALD_UNIT_BUSINESS_DAY, 5, FRIDAY_SATURDAY, "", "2026-11-27", "2026-12-06", TRUE },
    { HERALD_UNIT_BUSINESS_DAY, 7, 0, "", "2026-11-19", "2026-11-26", TRUE },
    /* Over the end of a year, and over a leap day. */
    { HERALD_UNIT_BUSINESS_DAY, 3, SATURDAY_SUNDAY, "", "2026-12-30", "2027-01-04", TRUE },
    { HERALD_UNIT_BUSINESS_DAY, 1, SATURDAY_SUNDAY, "", "2028-02-28", "2028-02-29", TRUE },
    { HERALD_UNIT_BUSINESS_DAY, 2, SATURDAY_SUNDAY, "", "2027-02-26", "2027-03-02", TRUE },
  };

  check (rows, G_N_ELEMENTS (rows));
}

static void
test_counts_days (void)
{
  static const Row rows[] = {
    { HERALD_UNIT_DAY, 7, SATURDAY_SUNDAY, "", "2026-11-21", "2026-11-28", FALSE },
    { HERALD_UNIT_DAY, 1, SATURDAY_SUNDAY, "", "2026-12-31", "2027-01-01", FALSE },
    { HERALD_UNIT_DAY, 366, SATURDAY_SUNDAY, "", "2028-02-28", "2029-02-28", FALSE },
    { HERALD_UNIT_DAY, 1, SATURDAY_SUNDAY, "", "2100-02-28", "2100-03-01", FALSE },
    /* An instant has the date that it has where the vendor is. */
    { HERALD_UNIT_DAY, 7, SATURDAY_SUNDAY, "Asia/Tokyo", "2026-11-21T16:00:00Z", "2026-11-29", FALSE },
    { HERALD_UNIT_DAY, 7, SATURDAY_SUNDAY, "America/Los_Angeles", "2026-11-21T05:00:00Z", "2026-11-27", FALSE },
    { HERALD_UNIT_DAY, 7, SATURDAY_SUNDAY, "", "2026-11-21T23:59:59Z", "2026-11-28", TRUE },
    { HERALD_UNIT_DAY, 7, SATURDAY_SUNDAY, "Middle/Earth", "2026-11-21T23:59:59Z", "2026-11-28", TRUE },
    /* A weekend there, not yet here. */
    { HERALD_UNIT_BUSINESS_DAY, 1, SATURDAY_SUNDAY, "Asia/Tokyo", "2026-11-20T16:00:00Z", "2026-11-24", TRUE },
    /* Beyond the calendar, and nothing to count from. */
    { HERALD_UNIT_DAY, 2, SATURDAY_SUNDAY, "", "9999-12-30", "", FALSE },
    { HERALD_UNIT_DAY, 7, SATURDAY_SUNDAY, "", "", "", FALSE },
    { HERALD_UNIT_DAY, 7, SATURDAY_SUNDAY, "", "2026-02-30", "", FALSE },
    { HERALD_UNIT_NONE, 0, SATURDAY_SUNDAY, "", "2026-11-21", "", FALSE },
  };

  check (rows, G_N_ELEMENTS (rows));
}

static void
test_counts_hours (void)
{
  static const Row rows[] = {
    /* From an instant: the clock on the wall there is put back, then forward. */
    { HERALD_UNIT_HOUR, 24, SATURDAY_SUNDAY, "Europe/Berlin", "2026-10-24T22:30:00Z", "2026-10-25", FALSE },
    { HERALD_UNIT_HOUR, 24, SATURDAY_SUNDAY, "Europe/Berlin", "2026-03-28T22:30:00Z", "2026-03-30", FALSE },
    { HERALD_UNIT_HOUR, 24, SATURDAY_SUNDAY, "Europe/Berlin", "2026-11-21T22:30:00Z", "2026-11-22", FALSE },
    { HERALD_UNIT_HOUR, 24, SATURDAY_SUNDAY, "", "2026-11-21T22:30:00Z", "2026-11-22", TRUE },
    { HERALD_UNIT_HOUR, 72, SATURDAY_SUNDAY, "UTC", "2028-02-27T00:00:00Z", "2028-03-01", FALSE },
    /* From a date: until the last minute that it may mean. */
    { HERALD_UNIT_HOUR, 1, SATURDAY_SUNDAY, "Europe/Berlin", "2026-11-21", "2026-11-22", TRUE },
    { HERALD_UNIT_HOUR, 24, SATURDAY_SUNDAY, "Europe/Berlin", "2026-11-21", "2026-11-22", TRUE },
    { HERALD_UNIT_HOUR, 25, SATURDAY_SUNDAY, "", "2026-11-21", "2026-11-23", TRUE },
    { HERALD_UNIT_HOUR, 24, SATURDAY_SUNDAY, "UTC", "9999-12-31T12:00:00Z", "", FALSE },
  };

  check (rows, G_N_ELEMENTS (rows));
}

static void
test_knows_today_there (void)
{
  HeraldCalendar calendar = { .zone = (char *) "Asia/Tokyo" };
  char today[11];

  g_assert_true (herald_promise_clock_today (&calendar, "2026-11-21T15:00:00Z", today));
  g_assert_cmpstr (today, ==, "2026-11-22");
  g_assert_true (herald_promise_clock_today (&calendar, "2026-11-21", today));
  g_assert_cmpstr (today, ==, "2026-11-21");
  g_assert_false (herald_promise_clock_today (&calendar, "today", today));
  g_assert_cmpstr (today, ==, "");
}

static void
assert_time (const HeraldPromise      *promise,
             const HeraldPromiseFacts *facts,
             HeraldPromiseState        state,
             const char               *due,
             int                       days)
{
  HeraldCalendar calendar = { .weekend = SATURDAY_SUNDAY, .zone = (char *) "" };
  HeraldPromiseTime time;

  herald_promise_clock_read (promise, &calendar, facts, &time);
  g_assert_cmpstr (herald_promise_state_to_word (time.state), ==, herald_promise_state_to_word (state));
  g_assert_cmpstr (time.due, ==, due);
  g_assert_cmpint (time.days, ==, days);
}

static void
test_runs_and_is_overdue (void)
{
  HeraldPromise promise = { .count = 7, .unit = HERALD_UNIT_DAY };
  HeraldPromiseFacts facts = { "2026-11-21", TRUE, FALSE, "", "", "2026-11-22" };

  assert_time (&promise, &facts, HERALD_PROMISE_RUNNING, "2026-11-28", 6);
  facts.now = "2026-11-28T23:59:59Z";
  assert_time (&promise, &facts, HERALD_PROMISE_DUE_TODAY, "2026-11-28", 0);
  facts.now = "2026-11-29";
  assert_time (&promise, &facts, HERALD_PROMISE_OVERDUE, "2026-11-28", -1);

  /* Kept late, kept early; and an end ends it. */
  facts.kept = "2026-11-30";
  assert_time (&promise, &facts, HERALD_PROMISE_KEPT, "2026-11-28", -2);
  facts.kept = "2026-11-22";
  assert_time (&promise, &facts, HERALD_PROMISE_KEPT, "2026-11-28", 6);
  facts.kept = "";
  facts.ended = "2026-11-27";
  assert_time (&promise, &facts, HERALD_PROMISE_ENDED, "2026-11-28", 1);
}

static void
test_waits_without_a_receipt (void)
{
  HeraldPromise promise = { .count = 7, .unit = HERALD_UNIT_DAY };
  HeraldPromise untimed = { .unit = HERALD_UNIT_NONE };
  HeraldPromiseFacts facts = { "", FALSE, TRUE, "", "", "2026-11-22" };

  assert_time (&promise, &facts, HERALD_PROMISE_WAITING, "", 0);
  assert_time (&untimed, &facts, HERALD_PROMISE_UNTIMED, "", 0);
  facts.kept = "2026-11-22";
  assert_time (&promise, &facts, HERALD_PROMISE_KEPT, "", 0);
  assert_time (&untimed, &facts, HERALD_PROMISE_KEPT, "", 0);
}

static void
test_knows_the_condition (void)
{
  HeraldPromise promise = { .count = 7, .unit = HERALD_UNIT_BUSINESS_DAY, .if_contact_given = TRUE };
  HeraldPromiseFacts facts = { "2026-11-19", TRUE, FALSE, "", "", "2026-12-24" };

  assert_time (&promise, &facts, HERALD_PROMISE_NOT_OWED, "", 0);
  facts.contact_given = TRUE;
  assert_time (&promise, &facts, HERALD_PROMISE_OVERDUE, "2026-11-30", -24);

  /* What was not owed can be kept all the same. */
  facts.contact_given = FALSE;
  facts.kept = "2026-11-24";
  assert_time (&promise, &facts, HERALD_PROMISE_KEPT, "2026-11-30", 6);
}

static void
test_marks_estimates (void)
{
  HeraldPromise promise = { .count = 7, .unit = HERALD_UNIT_DAY };
  HeraldCalendar calendar = { .weekend = SATURDAY_SUNDAY, .zone = (char *) "" };
  HeraldPromiseFacts facts = { "2026-11-21", TRUE, FALSE, "", "", "2026-11-22" };
  HeraldPromiseTime time;

  herald_promise_clock_read (&promise, &calendar, &facts, &time);
  g_assert_false (time.is_estimate);

  facts.is_proven = FALSE;
  herald_promise_clock_read (&promise, &calendar, &facts, &time);
  g_assert_true (time.is_estimate);

  facts.is_proven = TRUE;
  promise.unit = HERALD_UNIT_BUSINESS_DAY;
  herald_promise_clock_read (&promise, &calendar, &facts, &time);
  g_assert_true (time.is_estimate);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vault/promise-clock/counts-business-days", test_counts_business_days);
  g_test_add_func ("/vault/promise-clock/counts-days", test_counts_days);
  g_test_add_func ("/vault/promise-clock/counts-hours", test_counts_hours);
  g_test_add_func ("/vault/promise-clock/knows-today-there", test_knows_today_there);
  g_test_add_func ("/vault/promise-clock/runs-and-is-overdue", test_runs_and_is_overdue);
  g_test_add_func ("/vault/promise-clock/waits-without-a-receipt", test_waits_without_a_receipt);
  g_test_add_func ("/vault/promise-clock/knows-the-condition", test_knows_the_condition);
  g_test_add_func ("/vault/promise-clock/marks-estimates", test_marks_estimates);

  return g_test_run ();
}
