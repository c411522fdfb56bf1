/* herald-departure.c: from when on a vendor owes something
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <string.h>

#include "herald-log-kind.h"
#include "herald-timeline-builder.h"

/* How much an entry tells of when the report was received. */
typedef enum
{
  SAYS_NOTHING,
  SAYS_SENT,     /* the person sent it */
  SAYS_RECEIVED, /* the person says that it was received */
  SAYS_PROVEN,   /* the vendor says so */
} Strength;

/**
 * herald_departure_clear:
 * @self: a departure
 *
 * Frees what a departure holds.
 */
void
herald_departure_clear (HeraldDeparture *self)
{
  g_clear_pointer (&self->date, g_free);
  g_clear_pointer (&self->reference, g_free);
  g_clear_pointer (&self->ack_by, g_free);
}

static void
set (HeraldDeparture *self,
     const char      *date,
     const char      *reference,
     const char      *ack_by)
{
  self->date = g_strdup (date);
  self->reference = g_strdup (reference);
  self->ack_by = g_strdup (ack_by);
}

static Strength
read_delivery (const HeraldCaseEntry *entry,
               HeraldDeparture       *departure)
{
  g_autoptr(HeraldDelivery) delivery = herald_log_read_delivery (entry);

  if (delivery == NULL || delivery->state != HERALD_DELIVERY_ACCEPTED || delivery->receipt == NULL)
    return SAYS_NOTHING;

  set (departure, delivery->receipt->received_on, delivery->receipt->id, delivery->receipt->ack_by);
  return SAYS_PROVEN;
}

static Strength
read_entry (const HeraldCaseEntry *entry,
            HeraldDeparture       *departure)
{
  const char *end = strchr (entry->detail, '\n');
  g_autofree char *reference = NULL;

  if (!herald_log_kind_is_departure (entry->kind))
    return read_delivery (entry, departure);

  if (herald_log_kind_has_reference (entry->kind) && end != NULL)
    reference = g_strndup (entry->detail, (gsize) (end - entry->detail));
  set (departure, entry->date, reference != NULL ? reference : "", "");

  if (!g_str_equal (entry->kind, "delivered"))
    return SAYS_SENT;
  return g_str_equal (entry->source, HERALD_LOG_ME) ? SAYS_RECEIVED : SAYS_PROVEN;
}

/**
 * herald_departure_find:
 * @log: (element-type HeraldCaseEntry): the log of a case
 * @departure: (out caller-allocates): from when on the vendor owes something
 *
 * Finds out when a vendor received a report.
 *
 * What the vendor says counts more than what the person says, and that it was
 * received more than that it was sent; of several that count as much, the first.
 */
void
herald_departure_find (GPtrArray       *log,
                       HeraldDeparture *departure)
{
  Strength best = SAYS_NOTHING;

  *departure = (HeraldDeparture) { .index = -1 };
  set (departure, "", "", "");

  for (guint i = 0; i < log->len; i++)
    {
      g_auto(HeraldDeparture) found = { .index = (int) i };
      Strength strength = read_entry (g_ptr_array_index (log, i), &found);

      if (strength > best || (strength == best && strength != SAYS_NOTHING && strcmp (found.date, departure->date) < 0))
        {
          herald_departure_clear (departure);
          *departure = found;
          found = (HeraldDeparture) { 0 };
          departure->is_proven = strength == SAYS_PROVEN;
          best = strength;
        }
    }
}
