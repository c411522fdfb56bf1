/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-field-row.h"

G_BEGIN_DECLS

#define HERALD_TYPE_FLAG_ROW (herald_flag_row_get_type ())

/* A field of the kind flag: yes, no, or not answered, which is not no. */
G_DECLARE_FINAL_TYPE (HeraldFlagRow, herald_flag_row, HERALD, FLAG_ROW, HeraldFieldRow)

G_END_DECLS
