/* herald-date.c: dates and times as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-base"

#include "config.h"

#include <string.h>

#include "herald-date.h"

/* Reports hold dates as text, so that nothing is read into them: a calendar
 * date (YYYY-MM-DD), an instant in UTC (YYYY-MM-DDThh:mm:ssZ), and a time of
 * day with its offset (hh:mm+hh:mm or hh:mmZ). */

/* Matches digits to '0' and any other character to itself. */
static gboolean
has_shape (const char *text,
           const char *shape)
{
  for (; *shape != '\0'; shape++, text++)
    {
      if (*shape == '0' ? !g_ascii_isdigit (*text) : *text != *shape)
        return FALSE;
    }

  return *text == '\0';
}

static int
two_digits (const char *text)
{
  return (text[0] - '0') * 10 + (text[1] - '0');
}

static gboolean
read_date (const char *text,
           GDate      *date)
{
  int year = two_digits (text) * 100 + two_digits (text + 2);
  int month = two_digits (text + 5), day = two_digits (text + 8);

  g_date_clear (date, 1);
  if (year < 1900 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;

  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/**
 * herald_date_is_date:
 * @text: a text
 *
 * Tells whether a text is a calendar date from 1900 on, `YYYY-MM-DD`.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_date_is_date (const char *text)
{
  GDate date;

  return has_shape (text, "0000-00-00") && read_date (text, &date);
}

/**
 * herald_date_is_instant:
 * @text: a text
 *
 * Tells whether a text is an instant in UTC, `YYYY-MM-DDThh:mm:ssZ`.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_date_is_instant (const char *text)
{
  GDate date;

  return has_shape (text, "0000-00-00T00:00:00Z") && read_date (text, &date) &&
         two_digits (text + 11) < 24 && two_digits (text + 14) < 60 && two_digits (text + 17) < 60;
}

/**
 * herald_date_is_time:
 * @text: a text
 *
 * Tells whether a text is a time of day with its offset from UTC.
 *
 * The shapes are `hh:mmZ`, `hh:mm+hh:mm` and `hh:mm-hh:mm`, with offsets up to
 * 14 hours.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_date_is_time (const char *text)
{
  if (!has_shape (text, "00:00Z") && !has_shape (text, "00:00+00:00") &&
      !has_shape (text, "00:00-00:00"))
    return FALSE;
  if (two_digits (text) > 23 || two_digits (text + 3) > 59)
    return FALSE;

  return text[5] == 'Z' || (two_digits (text + 6) <= 14 && two_digits (text + 9) <= 59);
}

/**
 * herald_date_today:
 *
 * Gives today's date in UTC.
 *
 * Returns: (transfer full): `YYYY-MM-DD`
 */
char *
herald_date_today (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  return g_strdup_printf ("%04d-%02d-%02d", g_date_time_get_year (now),
                          g_date_time_get_month (now), g_date_time_get_day_of_month (now));
}

/**
 * herald_date_today_here:
 *
 * Gives the latest date that is today for the person: east of Greenwich a day
 * begins before it does in UTC.
 *
 * It tells of the person's time zone, so it is compared with and never written.
 *
 * Returns: (transfer full): `YYYY-MM-DD`, not before herald_date_today()
 */
char *
herald_date_today_here (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *here = g_strdup_printf ("%04d-%02d-%02d", g_date_time_get_year (now),
                                           g_date_time_get_month (now), g_date_time_get_day_of_month (now));
  char *today = herald_date_today ();

  if (strcmp (here, today) <= 0)
    return today;

  g_free (today);
  return g_steal_pointer (&here);
}

/**
 * herald_date_now:
 *
 * Gives the present instant in UTC.
 *
 * Returns: (transfer full): `YYYY-MM-DDThh:mm:ssZ`
 */
char *
herald_date_now (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = herald_date_today ();

  return g_strdup_printf ("%sT%02d:%02d:%02dZ", today, g_date_time_get_hour (now),
                          g_date_time_get_minute (now), g_date_time_get_second (now));
}

/**
 * herald_date_days_between:
 * @from: a date, or an instant
 * @to: a date, or an instant
 * @days: (out): how many days after @from @to is; negative if it is before
 *
 * Counts days.
 *
 * Returns: %FALSE if either is no date
 */
gboolean
herald_date_days_between (const char *from,
                          const char *to,
                          int        *days)
{
  GDate a, b;

  if ((!herald_date_is_date (from) && !herald_date_is_instant (from)) ||
      (!herald_date_is_date (to) && !herald_date_is_instant (to)))
    return FALSE;

  read_date (from, &a);
  read_date (to, &b);
  *days = g_date_days_between (&a, &b);
  return TRUE;
}
