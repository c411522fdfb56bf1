/* herald-promise-clock.c: by when a vendor has to keep a promise
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <stdlib.h>

#include "herald-date.h"
#include "herald-promise-clock.h"

#define LAST_YEAR 9999 /* that has four digits */

static const char * const state_words[] = {
  "untimed", "not-owed", "waiting", "running", "due-today", "overdue", "kept", "ended"
};

/**
 * herald_promise_state_to_word:
 * @state: how a promise stands
 *
 * Gives the word for a state, for programs.
 *
 * Returns: a word of a–z and hyphens
 */
const char *
herald_promise_state_to_word (HeraldPromiseState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (state_words), NULL);

  return state_words[state];
}

static gboolean
is_point (const char *text)
{
  return herald_date_is_date (text) || herald_date_is_instant (text);
}

/* Of a date or an instant: both begin with digits in these places. */
static void
read_date (const char *text,
           GDate      *date)
{
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) atoi (text + 8), (GDateMonth) atoi (text + 5), (GDateYear) atoi (text));
}

static gboolean
write_date (const GDate *date,
            char         text[11])
{
  text[0] = '\0';
  if (g_date_get_year (date) > LAST_YEAR)
    return FALSE;

  g_date_strftime (text, 11, "%Y-%m-%d", date);
  return TRUE;
}

/* The vendor's zone, or UTC and %FALSE where it is not stated or not known here. */
static gboolean
find_zone (const HeraldCalendar  *calendar,
           GTimeZone            **zone)
{
  *zone = calendar->zone[0] != '\0' ? g_time_zone_new_identifier (calendar->zone) : NULL;
  if (*zone != NULL)
    return TRUE;

  *zone = g_time_zone_new_utc ();
  return FALSE;
}

/* The date that an instant, some hours later, has where the vendor is. A date
 * alone has no hours and stays as it is. */
static gboolean
read_date_there (const HeraldCalendar *calendar,
                 const char           *text,
                 guint                 hours,
                 GDate                *date)
{
  g_autoptr(GDateTime) instant = NULL, later = NULL, there = NULL;
  g_autoptr(GTimeZone) zone = NULL;
  gboolean is_known;

  if (herald_date_is_date (text))
    {
      read_date (text, date);
      return FALSE;
    }

  is_known = find_zone (calendar, &zone);
  instant = g_date_time_new_from_iso8601 (text, NULL);
  later = g_date_time_add_hours (instant, (int) hours);
  there = later != NULL ? g_date_time_to_timezone (later, zone) : NULL;

  g_date_clear (date, 1);
  if (there != NULL)
    g_date_set_dmy (date, (GDateDay) g_date_time_get_day_of_month (there),
                    (GDateMonth) g_date_time_get_month (there), (GDateYear) g_date_time_get_year (there));
  return is_known;
}

static gboolean
is_business_day (const HeraldCalendar *calendar,
                 const GDate          *date)
{
  return (calendar->weekend & 1u << g_date_get_weekday (date)) == 0;
}

/* A report that comes in on a weekend counts as come in on the next business
 * day, which is day 0. */
static void
add_business_days (const HeraldCalendar *calendar,
                   GDate                *date,
                   guint                 count)
{
  while (!is_business_day (calendar, date))
    g_date_add_days (date, 1);

  while (count > 0)
    {
      g_date_add_days (date, 1);
      if (is_business_day (calendar, date))
        count--;
    }
}

/* Where only the date is known the report may have come in at its last minute. */
static gboolean
add_hours (const HeraldCalendar *calendar,
           const char           *start,
           guint                 count,
           GDate                *date)
{
  if (herald_date_is_instant (start))
    return read_date_there (calendar, start, count, date);

  read_date (start, date);
  g_date_add_days (date, (count + 23) / 24);
  return FALSE;
}

/**
 * herald_promise_clock_due:
 * @promise: a promise
 * @calendar: what the vendor's business days are
 * @start: when the report was received: a date, or an instant in UTC; or ""
 * @due: (out caller-allocates): the last date on which it is kept in time
 * @is_estimate: (out): whether that date may be wrong although @start is right
 *
 * Counts by when a promise is due, in the vendor's own unit.
 *
 * Days are counted from the date that @start has in the vendor's zone, business
 * days from the next business day if that is none, hours from the instant. The
 * date is an estimate for business days, because no profile states holidays;
 * for hours after a date; and where an instant is given but not the zone.
 *
 * Returns: %FALSE, and "" in @due, if the promise names no time, there is no
 *   @start, or the date lies after the year 9999
 */
gboolean
herald_promise_clock_due (const HeraldPromise  *promise,
                          const HeraldCalendar *calendar,
                          const char           *start,
                          char                  due[11],
                          gboolean             *is_estimate)
{
  GDate date;
  gboolean is_sure;

  due[0] = '\0';
  *is_estimate = FALSE;
  if (promise->unit == HERALD_UNIT_NONE || !is_point (start))
    return FALSE;

  if (promise->unit == HERALD_UNIT_HOUR)
    is_sure = add_hours (calendar, start, promise->count, &date);
  else
    is_sure = read_date_there (calendar, start, 0, &date) || herald_date_is_date (start);
  if (!g_date_valid (&date))
    return FALSE;

  if (promise->unit == HERALD_UNIT_DAY)
    g_date_add_days (&date, promise->count);
  else if (promise->unit == HERALD_UNIT_BUSINESS_DAY)
    add_business_days (calendar, &date, promise->count);

  *is_estimate = !is_sure || promise->unit == HERALD_UNIT_BUSINESS_DAY;
  return write_date (&date, due);
}

/**
 * herald_promise_clock_today:
 * @calendar: what the vendor's business days are
 * @now: the present: an instant in UTC, or a date
 * @today: (out caller-allocates): the date
 *
 * Gives the date that it is where the vendor is, as far as that is known.
 *
 * Returns: %FALSE, and "" in @today, if @now is neither
 */
gboolean
herald_promise_clock_today (const HeraldCalendar *calendar,
                            const char           *now,
                            char                  today[11])
{
  GDate date;

  today[0] = '\0';
  if (!is_point (now))
    return FALSE;

  read_date_there (calendar, now, 0, &date);
  return write_date (&date, today);
}

/* What it comes to once it is known by when the promise is due. */
static HeraldPromiseState
compare (const HeraldPromiseTime *time)
{
  if (time->days > 0)
    return HERALD_PROMISE_RUNNING;

  return time->days == 0 ? HERALD_PROMISE_DUE_TODAY : HERALD_PROMISE_OVERDUE;
}

/**
 * herald_promise_clock_read:
 * @promise: a promise
 * @calendar: what the vendor's business days are
 * @facts: what it is judged by
 * @time: (out caller-allocates): where it stands
 *
 * Tells where a promise stands.
 */
void
herald_promise_clock_read (const HeraldPromise      *promise,
                           const HeraldCalendar     *calendar,
                           const HeraldPromiseFacts *facts,
                           HeraldPromiseTime        *time)
{
  gboolean is_kept = facts->kept[0] != '\0', is_ended = facts->ended[0] != '\0';
  gboolean is_owed = is_kept || !promise->if_contact_given || facts->contact_given;
  char today[11];

  *time = (HeraldPromiseTime) { .state = HERALD_PROMISE_UNTIMED };
  if (is_owed && herald_promise_clock_due (promise, calendar, facts->start, time->due, &time->is_estimate))
    {
      herald_promise_clock_today (calendar, facts->now, today);
      herald_date_days_between (is_kept ? facts->kept : is_ended ? facts->ended : today, time->due, &time->days);
      time->is_estimate = time->is_estimate || !facts->is_proven;
    }

  if (is_kept)
    time->state = HERALD_PROMISE_KEPT;
  else if (promise->unit == HERALD_UNIT_NONE)
    time->state = HERALD_PROMISE_UNTIMED;
  else if (!is_owed)
    time->state = HERALD_PROMISE_NOT_OWED;
  else if (is_ended)
    time->state = HERALD_PROMISE_ENDED;
  else
    time->state = time->due[0] == '\0' ? HERALD_PROMISE_WAITING : compare (time);
}
