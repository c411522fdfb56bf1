/* test-date.c: dates and times as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib.h>

#include "herald-date.h"

typedef gboolean (*Check) (const char *text);

static void
check_all (Check               check,
           gboolean            expected,
           const char * const *texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_cmpint (check (texts[i]), ==, expected);
    }
}

static void
test_knows_dates (void)
{
  static const char * const good[] = {
    "2026-11-21", "1900-01-01", "9999-12-31", "2024-02-29", "2000-02-29", NULL,
  };
  static const char * const bad[] = {
    "", "2026", "2026-11", "2026-11-2", "2026-11-211", "2026-1-21", "26-11-21", "2026/11/21",
    "2026-00-21", "2026-13-01", "2026-11-00", "2026-11-31", "2025-02-29", "1900-02-29", "1899-12-31",
    "0000-00-00", " 2026-11-21", "2026-11-21 ", "2026-11-21\n", "-026-11-21", "2026-11-21T00:00:00Z",
    "２０２６-11-21", "2026\xe2\x80\x91" "11-21", NULL,
  };

  check_all (herald_date_is_date, TRUE, good);
  check_all (herald_date_is_date, FALSE, bad);
}

static void
test_knows_instants (void)
{
  static const char * const good[] = { "2026-11-21T12:00:00Z", "1900-01-01T00:00:00Z", "2026-11-21T23:59:59Z", NULL };
  static const char * const bad[] = {
    "", "2026-11-21", "2026-11-21T12:00:00", "2026-11-21t12:00:00z", "2026-11-21 12:00:00Z", "2026-11-21T24:00:00Z",
    "2026-11-21T12:60:00Z", "2026-11-21T12:00:60Z", "2026-11-21T12:00:00+00:00", "2026-11-21T12:00:00.0Z",
    "2026-02-30T12:00:00Z", "2026-11-21T12:00:00ZZ", NULL,
  };

  check_all (herald_date_is_instant, TRUE, good);
  check_all (herald_date_is_instant, FALSE, bad);
}

static void
test_knows_times_of_day (void)
{
  static const char * const good[] = { "00:00Z", "23:59Z", "12:30+01:00", "12:30-03:30", "12:30+14:00", "12:30+05:45", NULL };
  static const char * const bad[] = {
    "", "12", "12:30", "24:00Z", "12:60Z", "1:30Z", "12:30z", "12:30+1:00", "12:30+15:00", "12:30+01:60",
    "12:30+0100", "12:30:00Z", "12:30 Z", "12:30Z ", NULL,
  };

  check_all (herald_date_is_time, TRUE, good);
  check_all (herald_date_is_time, FALSE, bad);
}

/* However short, no text is read past its end. */
static void
test_reads_no_byte_too_far (void)
{
  static const char sample[] = "2026-11-21T12:00:00Z";

  for (gsize length = 0; length < strlen (sample); length++)
    {
      g_autofree char *beginning = g_strndup (sample, length);

      g_assert_false (herald_date_is_instant (beginning));
      g_assert_cmpint (herald_date_is_date (beginning), ==, length == 10);
      g_assert_false (herald_date_is_time (beginning));
    }
}

static void
test_tells_the_present_in_utc (void)
{
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *now = herald_date_now (), *today = herald_date_today ();
  gint64 after = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr(GDateTime) read = g_date_time_new_from_iso8601 (now, NULL);
  int days;

  g_assert_true (herald_date_is_instant (now));
  g_assert_true (herald_date_is_date (today));
  g_assert_cmpint (g_date_time_to_unix (read), >=, before);
  g_assert_cmpint (g_date_time_to_unix (read), <=, after);
  g_assert_true (herald_date_days_between (now, today, &days));
  g_assert_cmpint (days, <=, 1);
}

static void
assert_days (const char *from,
             const char *to,
             int         expected)
{
  int days = G_MAXINT;

  g_assert_true (herald_date_days_between (from, to, &days));
  g_assert_cmpint (days, ==, expected);
}

static void
test_counts_days (void)
{
  int days;

  assert_days ("2026-11-21", "2026-11-21", 0);
  assert_days ("2024-02-28", "2024-03-01", 2);
  assert_days ("2025-02-28", "2025-03-01", 1);
  assert_days ("2026-11-21", "2026-11-20", -1);
  assert_days ("2026-11-21T23:59:59Z", "2026-11-22T00:00:00Z", 1);
  assert_days ("2026-11-21T23:59:59Z", "2027-11-21", 365);

  g_assert_false (herald_date_days_between ("", "2026-11-21", &days));
  g_assert_false (herald_date_days_between ("2026-11-21", "2026-11-31", &days));
  g_assert_false (herald_date_days_between ("ää-ää-ää-ää", "2026-11-21", &days));
}

static void
test_a_day_begins_earlier_in_the_east (void)
{
  g_autoptr(GDateTime) begun = g_date_time_new_now_local ();
  g_autofree char *expected = g_date_time_format (begun, "%Y-%m-%d");
  g_autofree char *here = herald_date_today_here ();
  g_autofree char *today = herald_date_today ();
  int days;

  g_assert_true (herald_date_days_between (expected, here, &days));
  g_assert_cmpint (days, >=, 0);
  g_assert_cmpint (days, <=, 1);
  g_assert_true (herald_date_days_between (today, here, &days));
  g_assert_cmpint (days, >=, -1);
  g_assert_cmpint (days, <=, 1);
}

int
main (int    argc,
      char **argv)
{
  /* Far from UTC, so that a local time would show. */
  g_setenv ("TZ", "Pacific/Kiritimati", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/base/date/knows-dates", test_knows_dates);
  g_test_add_func ("/base/date/knows-instants", test_knows_instants);
  g_test_add_func ("/base/date/knows-times-of-day", test_knows_times_of_day);
  g_test_add_func ("/base/date/reads-no-byte-too-far", test_reads_no_byte_too_far);
  g_test_add_func ("/base/date/tells-the-present-in-utc", test_tells_the_present_in_utc);
  g_test_add_func ("/base/date/a-day-begins-earlier-in-the-east", test_a_day_begins_earlier_in_the_east);
  g_test_add_func ("/base/date/counts-days", test_counts_days);

  return g_test_run ();
}
