/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-field-row.h"

G_BEGIN_DECLS

#define HERALD_TYPE_LIST_ROW (herald_list_row_get_type ())

/* A field of the kinds links, people and parties: entries to add and remove. */
G_DECLARE_FINAL_TYPE (HeraldListRow, herald_list_row, HERALD, LIST_ROW, HeraldFieldRow)

G_END_DECLS
