/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-field-row.h"

G_BEGIN_DECLS

#define HERALD_TYPE_DATE_ROW (herald_date_row_get_type ())

/* A field of the kind date: typed, or picked in a calendar. */
G_DECLARE_FINAL_TYPE (HeraldDateRow, herald_date_row, HERALD, DATE_ROW, HeraldFieldRow)

G_END_DECLS
