/* herald-timeline-ics.c: dates that are due, for a calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "herald-timeline.h"

#define LINE_LENGTH 75 /* bytes without the line end: RFC 5545, section 3.1 */

/* Puts a line, folded between characters. */
static void
put_line (GString    *out,
          const char *name,
          const char *value)
{
  g_autofree char *line = g_strconcat (name, ":", value, NULL);
  const char *rest = line;
  gsize room = LINE_LENGTH;

  while (strlen (rest) > room)
    {
      const char *end = rest + room;

      while ((*end & 0xc0) == 0x80)
        end--;
      g_string_append_len (out, rest, end - rest);
      g_string_append (out, "\r\n ");
      rest = end;
      room = LINE_LENGTH - 1;
    }

  g_string_append_printf (out, "%s\r\n", rest);
}

/* RFC 5545, section 3.3.11. */
static char *
escape (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("\\;,", *p) != NULL)
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *p);
    }

  return g_string_free (escaped, FALSE);
}

/* Twice the same export is twice the same event to nobody. */
static char *
make_uid (void)
{
  guint8 bytes[16];
  char *uid = g_malloc (2 * sizeof bytes + 1);

  randombytes_buf (bytes, sizeof bytes);
  return sodium_bin2hex (uid, 2 * sizeof bytes + 1, bytes, sizeof bytes);
}

/* The date without its hyphens, which must be there. */
static char *
make_date (const char *date)
{
  return g_strdup_printf ("%.4s%.2s%.2s", date, date + 5, date + 8);
}

static void
put_event (GString    *out,
           const char *date,
           const char *today)
{
  g_autofree char *day = make_date (date), *now = make_date (today);
  g_autofree char *stamp = g_strconcat (now, "T000000Z", NULL);
  g_autofree char *uid = make_uid (), *title = escape (_("Follow up"));

  put_line (out, "BEGIN", "VEVENT");
  put_line (out, "UID", uid);
  put_line (out, "DTSTAMP", stamp);
  put_line (out, "DTSTART;VALUE=DATE", day);
  put_line (out, "SUMMARY", title);
  put_line (out, "CLASS", "PRIVATE");
  put_line (out, "TRANSP", "TRANSPARENT");
  put_line (out, "END", "VEVENT");
}

static gboolean
is_awaited (const HeraldTimelineItem *item)
{
  return item->kind == HERALD_TIMELINE_PROMISE &&
         (item->promise_state == HERALD_PROMISE_RUNNING || item->promise_state == HERALD_PROMISE_DUE_TODAY);
}

/**
 * herald_timeline_to_ics:
 * @self: a timeline
 *
 * Writes the dates on which something is due as events for a calendar (RFC 5545).
 *
 * Calendars are shared and synchronized: neither vendor nor product nor receipt
 * nor this program nor the time of day stands in it, and its events cannot be
 * told from others by their ids. What is due on one day is one event.
 *
 * Returns: (transfer full) (nullable): the file, or %NULL if nothing is due
 *   today or later
 */
char *
herald_timeline_to_ics (const HeraldTimeline *self)
{
  GString *out = g_string_new (NULL);
  const char *last = "";

  put_line (out, "BEGIN", "VCALENDAR");
  put_line (out, "VERSION", "2.0");
  put_line (out, "PRODID", "-//Follow up//EN");

  /* The items stand in the order of their dates. */
  for (guint i = 0; i < self->items->len; i++)
    {
      const HeraldTimelineItem *item = g_ptr_array_index (self->items, i);

      if (!is_awaited (item) || g_str_equal (item->date, last))
        continue;
      put_event (out, item->date, self->today);
      last = item->date;
    }
  put_line (out, "END", "VCALENDAR");

  return g_string_free (out, last[0] == '\0');
}
