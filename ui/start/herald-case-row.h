/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-case-item.h"

G_BEGIN_DECLS

#define HERALD_TYPE_CASE_ROW (herald_case_row_get_type ())

/* A report in the list, with a menu of what can be done with it. */
G_DECLARE_FINAL_TYPE (HeraldCaseRow, herald_case_row, HERALD, CASE_ROW, AdwActionRow)

GtkWidget      *herald_case_row_new      (HeraldCaseItem  *item);

HeraldCaseItem *herald_case_row_get_item (HeraldCaseRow   *self);

G_END_DECLS
