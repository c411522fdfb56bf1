/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-timeline.h"

G_BEGIN_DECLS

#define HERALD_TYPE_TIMELINE_ROW (herald_timeline_row_get_type ())

/* One point of a timeline: a mark on the line, and what is said beside it. */
G_DECLARE_FINAL_TYPE (HeraldTimelineRow, herald_timeline_row, HERALD, TIMELINE_ROW, GtkListBoxRow)

GtkWidget *herald_timeline_row_new       (const HeraldTimelineItem *item);

GtkWidget *herald_timeline_row_new_today (const char               *today);

G_END_DECLS
