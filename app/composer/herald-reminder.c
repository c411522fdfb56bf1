/* herald-reminder.c: the words of a calm question about a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include "herald-reminder.h"
#include "herald-text.h"

/* The promise that is overdue longest, or NULL: the items stand in order. */
static const HeraldTimelineItem *
find_overdue (const HeraldTimeline *timeline)
{
  for (guint i = 0; i < timeline->items->len; i++)
    {
      const HeraldTimelineItem *item = g_ptr_array_index (timeline->items, i);

      if (item->kind == HERALD_TIMELINE_PROMISE && item->promise_state == HERALD_PROMISE_OVERDUE)
        return item;
    }

  return NULL;
}

static void
put (GString      *out,
     HeraldVendor *vendor,
     const char   *word,
     const char   *find,
     const char   *replace)
{
  g_autofree char *sentence = herald_text_replace (herald_vendor_get_word (vendor, word), find, replace);

  g_string_append_printf (out, "%s\n", sentence);
}

static void
put_promise (GString                  *out,
             HeraldVendor             *vendor,
             const HeraldTimelineItem *item)
{
  g_autofree char *dated = herald_text_replace (herald_vendor_get_word (vendor, "reminder.promise"),
                                                "{date}", item->date);
  g_autofree char *whole = herald_text_replace (dated, "{wording}", item->words);

  g_string_append_printf (out, "%s\n", whole);
  if (item->is_estimate)
    g_string_append_printf (out, "%s\n", herald_vendor_get_word (vendor, "reminder.estimate"));
}

static void
put_beginning (GString              *out,
               HeraldVendor         *vendor,
               const HeraldTimeline *timeline)
{
  if (timeline->start[0] != '\0')
    put (out, vendor, timeline->is_proven ? "reminder.received" : "reminder.sent", "{date}", timeline->start);
  if (timeline->receipt[0] != '\0')
    put (out, vendor, "reminder.receipt", "{receipt}", timeline->receipt);
}

/**
 * herald_reminder_write:
 * @vendor: who promised something
 * @timeline: what happened with the report
 *
 * Writes a calm question about a report.
 *
 * It is in the vendor's language as far as the profile has the words, else in
 * English. It refers to the receipt and to the promise that is overdue longest, if there
 * are any. It holds nothing of the report and no name.
 *
 * Returns: (transfer full): the text
 */
char *
herald_reminder_write (HeraldVendor         *vendor,
                       const HeraldTimeline *timeline)
{
  GString *out = g_string_new (herald_vendor_get_word (vendor, "reminder.greeting"));
  const HeraldTimelineItem *overdue = find_overdue (timeline);

  g_string_append (out, "\n\n");
  put_beginning (out, vendor, timeline);
  if (overdue != NULL && overdue->words[0] != '\0')
    put_promise (out, vendor, overdue);
  else if (overdue != NULL)
    put (out, vendor, "reminder.answer", "{date}", overdue->date);

  g_string_append_printf (out, "\n%s\n\n%s\n", herald_vendor_get_word (vendor, "reminder.ask"),
                          herald_vendor_get_word (vendor, "reminder.thanks"));
  return g_string_free (out, FALSE);
}
