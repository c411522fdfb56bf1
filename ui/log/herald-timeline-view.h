/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-timeline.h"

G_BEGIN_DECLS

#define HERALD_TYPE_TIMELINE_VIEW (herald_timeline_view_get_type ())

/* A picture of what happened with a report and of what was promised: points on
 * a line, the present among them. */
G_DECLARE_FINAL_TYPE (HeraldTimelineView, herald_timeline_view, HERALD, TIMELINE_VIEW, AdwBin)

GtkWidget *herald_timeline_view_new  (void);

void       herald_timeline_view_show (HeraldTimelineView   *self,
                                      const HeraldTimeline *timeline);

G_END_DECLS
