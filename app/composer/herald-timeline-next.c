/* herald-timeline-next.c: what comes next with a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-date.h"
#include "herald-log-kind.h"
#include "herald-timeline-builder.h"

/* Two weeks of silence are when guides on disclosure send people to a coordinator. */
#define PATIENCE 14

/* The date since when something is overdue, or NULL. */
static const char *
find_overdue (const HeraldTimeline *timeline)
{
  const char *first = NULL;

  for (guint i = 0; i < timeline->items->len; i++)
    {
      const HeraldTimelineItem *item = g_ptr_array_index (timeline->items, i);

      if (item->kind == HERALD_TIMELINE_PROMISE && item->promise_state == HERALD_PROMISE_OVERDUE &&
          (first == NULL || strcmp (item->date, first) < 0))
        first = item->date;
    }

  return first;
}

/* The date of the last entry of a kind that lies after a date, or NULL. */
static const char *
find_last (GPtrArray  *log,
           const char *kind,
           const char *after)
{
  const char *last = NULL;

  for (guint i = 0; i < log->len; i++)
    {
      const HeraldCaseEntry *entry = g_ptr_array_index (log, i);

      if (g_str_equal (entry->kind, kind) && strcmp (entry->date, after) > 0 &&
          (last == NULL || strcmp (entry->date, last) > 0))
        last = entry->date;
    }

  return last;
}

/* Whether the vendor said something on that day or later. */
static gboolean
has_spoken_since (GPtrArray  *log,
                  const char *date)
{
  for (guint i = 0; i < log->len; i++)
    {
      const HeraldCaseEntry *entry = g_ptr_array_index (log, i);

      if (g_str_equal (entry->source, HERALD_LOG_VENDOR) && strcmp (entry->date, date) >= 0)
        return TRUE;
    }

  return FALSE;
}

static HeraldNextStep
decide_overdue (const HeraldTimeline *timeline,
                GPtrArray            *log,
                const char           *overdue)
{
  const char *asked = find_last (log, "follow-up", overdue);
  int days;

  if (find_last (log, "coordinator", overdue) != NULL)
    return HERALD_NEXT_WAIT;
  if (asked == NULL)
    return HERALD_NEXT_FOLLOW_UP;
  if (has_spoken_since (log, asked) || !herald_date_days_between (asked, timeline->today, &days) || days < PATIENCE)
    return HERALD_NEXT_WAIT;

  return HERALD_NEXT_COORDINATOR;
}

static HeraldNextStep
decide (const HeraldTimeline *timeline,
        GPtrArray            *log)
{
  static const char * const here[] = { "draft", "sealed", "exported", NULL };
  static const char * const done[] = { "disclosed", "closed", NULL };
  const char *overdue = find_overdue (timeline);

  if (g_strv_contains (done, timeline->state))
    return HERALD_NEXT_NOTHING;
  if (overdue != NULL)
    return decide_overdue (timeline, log, overdue);
  if (timeline->start[0] != '\0')
    return HERALD_NEXT_WAIT;

  if (g_str_equal (timeline->state, "unknown"))
    return HERALD_NEXT_FIND_OUT;
  return g_strv_contains (here, timeline->state) ? HERALD_NEXT_DELIVER : HERALD_NEXT_WAIT;
}

static const char *
describe (HeraldNextStep next)
{
  switch (next)
    {
    case HERALD_NEXT_DELIVER:
      return _("The report has not been delivered. Once it is, write down here when, if Herald does not know.");

    case HERALD_NEXT_FIND_OUT:
      return _("The report may have been accepted. Sending the same envelope again is safe, and a receipt tells for sure.");

    case HERALD_NEXT_WAIT:
      return _("There is nothing to do now. What the vendor answers belongs into this log.");

    case HERALD_NEXT_FOLLOW_UP:
      return _("A promise is overdue. Ask once, calmly; there is a text for it, which refers to the receipt and says nothing of the report. Then write down here that you asked.");

    case HERALD_NEXT_COORDINATOR:
      return _("You asked two weeks ago, and they have not answered. A coordinator can speak to them: CERT/CC with its platform VINCE, or the national CSIRT of your country or theirs. Herald knows no address of theirs from a source, so look for it on their own pages.");

    case HERALD_NEXT_NOTHING:
    default:
      return _("This case has come to its end.");
    }
}

/**
 * herald_timeline_decide:
 * @timeline: a timeline with its entries and promises
 * @log: (element-type HeraldCaseEntry): the log of the case
 *
 * Finds out what comes next.
 */
void
herald_timeline_decide (HeraldTimeline *timeline,
                        GPtrArray      *log)
{
  timeline->next = decide (timeline, log);
  timeline->next_words = g_strdup (describe (timeline->next));
}
