/* herald-timeline-builder.c: what happened, what was promised, what comes next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-log-kind.h"
#include "herald-timeline-builder.h"

/* A sending of which the end stands further down, or another word of it. */
static gboolean
is_outdated (GPtrArray            *log,
             guint                 index,
             const HeraldDelivery *delivery)
{
  if (delivery == NULL || delivery->state != HERALD_DELIVERY_SENDING)
    return FALSE;

  for (guint i = index + 1; i < log->len; i++)
    {
      g_autoptr(HeraldDelivery) later = herald_log_read_delivery (g_ptr_array_index (log, i));

      if (later != NULL && g_str_equal (later->id, delivery->id) && later->attempts == delivery->attempts)
        return TRUE;
    }

  return FALSE;
}

static HeraldCaseBlob *
copy_blob (const HeraldCaseBlob *blob)
{
  HeraldCaseBlob *copy;

  if (blob == NULL)
    return NULL;

  copy = g_new0 (HeraldCaseBlob, 1);
  copy->id = g_strdup (blob->id);
  copy->size = blob->size;
  copy->sha256 = g_strdup (blob->sha256);
  return copy;
}

/* What the entry tells besides its kind: for people the words, else the hash of
 * an envelope. */
static void
set_words (HeraldTimelineItem    *item,
           const HeraldCaseEntry *entry)
{
  const char *end = herald_log_kind_has_reference (entry->kind) ? strchr (entry->detail, '\n') : NULL;
  gboolean is_hash = g_str_equal (entry->kind, "sealed") || g_str_equal (entry->kind, "exported");

  item->reference = end != NULL ? g_strndup (entry->detail, (gsize) (end - entry->detail)) : g_strdup ("");
  if (g_str_equal (entry->kind, HERALD_LOG_KIND_REPLY_KEY))
    item->words = g_strdup ("");
  else if (is_hash && entry->detail[0] != '\0')
    item->words = g_strconcat ("SHA-256 ", entry->detail, NULL);
  else
    item->words = g_strdup (end != NULL ? end + 1 : entry->detail);
}

static void
set_delivery (HeraldTimelineItem   *item,
              const HeraldDelivery *delivery)
{
  /* TRANSLATORS: %s says how it stands, such as “Accepted” */
  item->title = g_strdup_printf (_("Delivery: %s"), herald_delivery_get_title (delivery));
  item->words = herald_delivery_describe (delivery);
  item->reference = g_strdup (delivery->receipt != NULL ? delivery->receipt->id : "");
}

static HeraldTimelineItem *
make_entry (const HeraldCaseEntry *entry,
            HeraldDelivery        *delivery)
{
  HeraldTimelineItem *item = herald_timeline_item_new (HERALD_TIMELINE_ENTRY, entry->kind);

  item->date = g_strdup (entry->date);
  item->status = g_strdup ("");
  item->basis = g_strdup ("");
  item->source = g_strdup (entry->source);
  item->state = g_strdup (entry->state);
  item->file = copy_blob (entry->file);
  item->file_name = g_strdup (entry->file_name);

  if (delivery != NULL)
    {
      set_delivery (item, delivery);
      return item;
    }

  item->title = g_strdup (herald_log_kind_title (entry->kind));
  set_words (item, entry);
  return item;
}

static void
add_entries (HeraldTimeline *timeline,
             GPtrArray      *log)
{
  for (guint i = 0; i < log->len; i++)
    {
      const HeraldCaseEntry *entry = g_ptr_array_index (log, i);
      g_autoptr(HeraldDelivery) delivery = herald_log_read_delivery (entry);

      if (!g_str_equal (entry->kind, HERALD_KEPT_PROFILE_KIND) && !is_outdated (log, i, delivery))
        g_ptr_array_add (timeline->items, make_entry (entry, delivery));
    }
}

/* The state that the entry with the latest date leads to, as the list of cases
 * has it. */
static char *
find_state (GPtrArray *log)
{
  const HeraldCaseEntry *last = NULL;

  for (guint i = 0; i < log->len; i++)
    {
      const HeraldCaseEntry *entry = g_ptr_array_index (log, i);

      if (entry->state[0] != '\0' && (last == NULL || strcmp (entry->date, last->date) >= 0))
        last = entry;
    }

  if (last == NULL)
    return g_strdup ("draft");
  return g_strdup (g_str_equal (last->state, "sending") ? "unknown" : last->state);
}

/* Those without a date come last; what happened comes before what is due then. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  const HeraldTimelineItem *left = *(HeraldTimelineItem * const *) a;
  const HeraldTimelineItem *right = *(HeraldTimelineItem * const *) b;

  if ((left->date[0] == '\0') != (right->date[0] == '\0'))
    return left->date[0] == '\0' ? 1 : -1;
  if (!g_str_equal (left->date, right->date))
    return strcmp (left->date, right->date);

  return (int) left->kind - (int) right->kind;
}

/**
 * herald_timeline_find_profile:
 * @report: the report
 * @log: (element-type HeraldCaseEntry): the log of its case
 * @departed: the entry with which the report left, or -1
 *
 * Finds what the vendor promised when the report left, as far as it was kept.
 *
 * Returns: (transfer full): the promises; those of the present where nothing was kept
 */
HeraldKeptProfile *
herald_timeline_find_profile (HeraldReport *report,
                              GPtrArray    *log,
                              int           departed)
{
  HeraldKeptProfile *found = NULL;

  for (guint i = 0; i < log->len && (found == NULL || (int) i < departed || departed < 0); i++)
    {
      const HeraldCaseEntry *entry = g_ptr_array_index (log, i);
      HeraldKeptProfile *profile = g_str_equal (entry->kind, HERALD_KEPT_PROFILE_KIND)
                                   ? herald_kept_profile_read (entry->detail) : NULL;

      if (profile == NULL)
        continue;
      g_clear_pointer (&found, herald_kept_profile_free);
      found = profile;
    }

  return found != NULL ? found : herald_kept_profile_new (report);
}

/**
 * herald_timeline_build:
 * @report: a report
 * @log: (element-type HeraldCaseEntry): the log of its case
 * @now: the present: an instant in UTC, or a date
 *
 * Puts together what happened, what was promised and what comes next.
 *
 * Returns: (transfer full): the timeline
 */
HeraldTimeline *
herald_timeline_build (HeraldReport *report,
                       GPtrArray    *log,
                       const char   *now)
{
  HeraldTimeline *timeline = g_new0 (HeraldTimeline, 1);
  g_autoptr(HeraldKeptProfile) profile = NULL;
  g_auto(HeraldDeparture) departure = { 0 };
  char today[11];

  herald_departure_find (log, &departure);
  profile = herald_timeline_find_profile (report, log, departure.index);
  herald_promise_clock_today (herald_vendor_get_calendar (profile->vendor), now, today);

  timeline->items = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_timeline_item_free);
  timeline->vendor = g_strdup (herald_vendor_get_name (profile->vendor));
  timeline->state = find_state (log);
  timeline->state_title = g_strdup (herald_log_state_title (timeline->state));
  timeline->today = g_strdup (today);
  timeline->start = g_strdup (departure.date);
  timeline->is_proven = departure.is_proven;
  timeline->receipt = g_strdup (departure.reference);

  add_entries (timeline, log);
  herald_timeline_add_promises (timeline, profile, log, &departure, now);
  herald_timeline_decide (timeline, log);
  g_ptr_array_sort (timeline->items, compare);
  return timeline;
}
