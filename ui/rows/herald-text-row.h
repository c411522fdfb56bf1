/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-field-row.h"

G_BEGIN_DECLS

#define HERALD_TYPE_TEXT_ROW (herald_text_row_get_type ())

/* A field of the kinds prose and code: text of several lines. */
G_DECLARE_FINAL_TYPE (HeraldTextRow, herald_text_row, HERALD, TEXT_ROW, HeraldFieldRow)

G_END_DECLS
