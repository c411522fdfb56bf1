/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-kept-profile.h"
#include "herald-timeline.h"

G_BEGIN_DECLS

/**
 * HeraldDeparture:
 * @date: when the report was received or sent, or ""
 * @is_proven: whether the vendor says so, or its server
 * @reference: what the vendor calls the report, or ""
 * @ack_by: by when the receipt says that the vendor will answer, or ""
 * @index: the entry in the log that says so, or -1
 *
 * From when on a vendor owes something.
 */
typedef struct
{
  char     *date;
  gboolean  is_proven;
  char     *reference;
  char     *ack_by;
  int       index;
} HeraldDeparture;

void            herald_departure_find   (GPtrArray               *log,
                                         HeraldDeparture         *departure);

void            herald_departure_clear  (HeraldDeparture         *self);

void            herald_timeline_add_promises (HeraldTimeline          *timeline,
                                              const HeraldKeptProfile *profile,
                                              GPtrArray               *log,
                                              const HeraldDeparture   *departure,
                                              const char              *now);

void            herald_timeline_decide  (HeraldTimeline          *timeline,
                                         GPtrArray               *log);

HeraldTimeline *herald_timeline_build   (HeraldReport            *report,
                                         GPtrArray               *log,
                                         const char              *now);

HeraldKeptProfile *herald_timeline_find_profile (HeraldReport    *report,
                                                 GPtrArray       *log,
                                                 int              departed);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeraldDeparture, herald_departure_clear)

G_END_DECLS
