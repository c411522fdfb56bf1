/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-step.h"

G_BEGIN_DECLS

#define HERALD_TYPE_STEP_ROW (herald_step_row_get_type ())

/* A step in the list of steps: its title, and how far it has come. */
G_DECLARE_FINAL_TYPE (HeraldStepRow, herald_step_row, HERALD, STEP_ROW, GtkListBoxRow)

GtkWidget  *herald_step_row_new      (HeraldStep     *step);

HeraldStep *herald_step_row_get_step (HeraldStepRow  *self);

G_END_DECLS
