/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-field-row.h"

G_BEGIN_DECLS

#define HERALD_TYPE_CHOICE_ROW (herald_choice_row_get_type ())

/* A field of the kind choice: one of a list, or not answered. */
G_DECLARE_FINAL_TYPE (HeraldChoiceRow, herald_choice_row, HERALD, CHOICE_ROW, HeraldFieldRow)

G_END_DECLS
