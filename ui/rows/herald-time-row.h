/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-field-row.h"

G_BEGIN_DECLS

#define HERALD_TYPE_TIME_ROW (herald_time_row_get_type ())

/* A field of the kind time: a time of day and its offset from UTC. */
G_DECLARE_FINAL_TYPE (HeraldTimeRow, herald_time_row, HERALD, TIME_ROW, HeraldFieldRow)

G_END_DECLS
