/* herald-timeline-promises.c: what a vendor promised, as points of a timeline
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-data-text.h"
#include "herald-date.h"
#include "herald-log-kind.h"
#include "herald-timeline-builder.h"

#define ACKNOWLEDGE "acknowledge" /* the promise that any reaction keeps */
#define RECEIPT     "receipt"     /* what the receipt promises */

/* What all promises of a case are judged by. */
typedef struct
{
  const HeraldKeptProfile *profile;
  GPtrArray               *log;
  const HeraldDeparture   *departure;
  const char              *ended;
  const char              *now;
} Court;

/* The date on which a promise was kept first, or "". */
static const char *
find_kept (GPtrArray  *log,
           const char *id)
{
  gboolean is_for_reaction = g_str_equal (id, ACKNOWLEDGE) || g_str_equal (id, RECEIPT);
  const char *kept = "";

  for (guint i = 0; i < log->len; i++)
    {
      const HeraldCaseEntry *entry = g_ptr_array_index (log, i);

      if ((g_str_equal (entry->promise, id) || (is_for_reaction && herald_log_kind_is_reaction (entry->kind))) &&
          (kept[0] == '\0' || strcmp (entry->date, kept) < 0))
        kept = entry->date;
    }

  return kept;
}

static char *
describe_kept (const HeraldPromiseTime *time)
{
  if (time->due[0] == '\0')
    return g_strdup (_("Kept"));
  if (time->days >= 0)
    return g_strdup (_("Kept in time"));

  /* TRANSLATORS: %d is a number of days */
  return g_strdup_printf (ngettext ("Kept %d day late", "Kept %d days late", (gulong) -time->days), -time->days);
}

static char *
describe_state (const HeraldPromiseTime *time)
{
  switch (time->state)
    {
    case HERALD_PROMISE_NOT_OWED:
      return g_strdup (_("Not owed: the report names nobody whom they could answer"));

    case HERALD_PROMISE_WAITING:
      return g_strdup (_("Begins when they have received the report"));

    case HERALD_PROMISE_RUNNING:
      /* TRANSLATORS: %d is a number of days */
      return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) time->days), time->days);

    case HERALD_PROMISE_DUE_TODAY:
      return g_strdup (_("Due today"));

    case HERALD_PROMISE_OVERDUE:
      /* TRANSLATORS: %d is a number of days */
      return g_strdup_printf (ngettext ("%d day overdue", "%d days overdue", (gulong) -time->days), -time->days);

    case HERALD_PROMISE_KEPT:
      return describe_kept (time);

    case HERALD_PROMISE_ENDED:
      return g_strdup (_("The case was closed before"));

    case HERALD_PROMISE_UNTIMED:
    default:
      return g_strdup (_("They named no time"));
    }
}

static char *
count_units (const HeraldPromise *promise,
             const char          *start)
{
  switch (promise->unit)
    {
    case HERALD_UNIT_HOUR:
      /* TRANSLATORS: %u is a number of hours, %s a date */
      return g_strdup_printf (ngettext ("%u hour after %s", "%u hours after %s", promise->count),
                              promise->count, start);

    case HERALD_UNIT_BUSINESS_DAY:
      return g_strdup_printf (
        /* TRANSLATORS: %u is a number of days, %s a date */
        ngettext ("%u business day after %s; weekends are left out, holidays are not known",
                  "%u business days after %s; weekends are left out, holidays are not known", promise->count),
        promise->count, start);

    case HERALD_UNIT_DAY:
    case HERALD_UNIT_NONE:
    default:
      /* TRANSLATORS: %u is a number of days, %s a date */
      return g_strdup_printf (ngettext ("%u day after %s", "%u days after %s", promise->count),
                              promise->count, start);
    }
}

static char *
describe_basis (const HeraldPromise   *promise,
                const HeraldDeparture *departure)
{
  g_autofree char *count = count_units (promise, departure->date);

  if (departure->is_proven)
    return g_steal_pointer (&count);

  /* TRANSLATORS: %s is such as “7 days after 2026-11-21” */
  return g_strdup_printf (_("%s, the date that you noted"), count);
}

static HeraldTimelineItem *
make_item (const char              *id,
           const char              *title,
           const HeraldPromiseTime *time)
{
  HeraldTimelineItem *item = herald_timeline_item_new (HERALD_TIMELINE_PROMISE, id);

  item->date = g_strdup (time->due);
  item->title = g_strdup (title);
  item->status = describe_state (time);
  item->state = g_strdup (herald_promise_state_to_word (time->state));
  item->promise_state = time->state;
  item->days = time->days;
  item->is_estimate = time->is_estimate;
  item->reference = g_strdup ("");
  item->file_name = g_strdup ("");
  return item;
}

static HeraldTimelineItem *
judge (const Court         *court,
       const HeraldPromise *promise)
{
  HeraldTimelineItem *item;
  HeraldPromiseTime time;

  herald_promise_clock_read (promise, herald_vendor_get_calendar (court->profile->vendor),
                             &(HeraldPromiseFacts) {
                               .start = court->departure->date,
                               .is_proven = court->departure->is_proven,
                               .contact_given = court->profile->contact_given,
                               .kept = find_kept (court->log, promise->id),
                               .ended = court->ended,
                               .now = court->now,
                             }, &time);

  item = make_item (promise->id, promise->title[0] != '\0' ? herald_data_text (promise->title) : promise->wording,
                    &time);
  item->source = g_strdup (HERALD_LOG_VENDOR);
  item->words = g_strdup (promise->wording);
  item->basis = time.due[0] != '\0' ? describe_basis (promise, court->departure) : g_strdup ("");
  return item;
}

/* A receipt names a date and nothing to count: none of it is an estimate. */
static HeraldTimelineItem *
judge_receipt (const Court *court)
{
  HeraldPromise promise = { .id = (char *) RECEIPT, .unit = HERALD_UNIT_DAY };
  HeraldTimelineItem *item;
  HeraldPromiseTime time;

  herald_promise_clock_read (&promise, herald_vendor_get_calendar (court->profile->vendor),
                             &(HeraldPromiseFacts) {
                               .start = court->departure->ack_by,
                               .is_proven = TRUE,
                               .kept = find_kept (court->log, RECEIPT),
                               .ended = court->ended,
                               .now = court->now,
                             }, &time);

  item = make_item (RECEIPT, _("They want to answer"), &time);
  item->source = g_strdup (HERALD_LOG_SERVER);
  item->words = g_strdup ("");
  item->basis = g_strdup (_("The receipt names this date"));
  return item;
}

/* The date on which the case was closed, if that is how it stands. */
static const char *
find_end (const HeraldTimeline *timeline,
          GPtrArray            *log)
{
  const char *ended = "";

  for (guint i = 0; i < log->len && g_str_equal (timeline->state, "closed"); i++)
    {
      const HeraldCaseEntry *entry = g_ptr_array_index (log, i);

      if (g_str_equal (entry->state, "closed"))
        ended = entry->date;
    }

  return ended;
}

/**
 * herald_timeline_add_promises:
 * @timeline: a timeline whose state is known
 * @profile: what the vendor promised
 * @log: (element-type HeraldCaseEntry): the log of the case
 * @departure: from when on the vendor owes something
 * @now: the present: an instant in UTC, or a date
 *
 * Adds what the vendor promised, and how that stands.
 */
void
herald_timeline_add_promises (HeraldTimeline          *timeline,
                              const HeraldKeptProfile *profile,
                              GPtrArray               *log,
                              const HeraldDeparture   *departure,
                              const char              *now)
{
  Court court = { profile, log, departure, find_end (timeline, log), now };
  GPtrArray *promises = herald_vendor_get_promises (profile->vendor);

  if (herald_date_is_date (departure->ack_by))
    g_ptr_array_add (timeline->items, judge_receipt (&court));
  for (guint i = 0; i < promises->len; i++)
    g_ptr_array_add (timeline->items, judge (&court, g_ptr_array_index (promises, i)));
}
