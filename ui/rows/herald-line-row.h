/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-field-row.h"

G_BEGIN_DECLS

#define HERALD_TYPE_LINE_ROW (herald_line_row_get_type ())

/* A field of the kinds line and version: one line of text. */
G_DECLARE_FINAL_TYPE (HeraldLineRow, herald_line_row, HERALD, LINE_ROW, HeraldFieldRow)

G_END_DECLS
