/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_DIVERSION_ROW (herald_diversion_row_get_type ())

/* A question whose answer may lead elsewhere first. */
G_DECLARE_FINAL_TYPE (HeraldDiversionRow, herald_diversion_row, HERALD, DIVERSION_ROW, AdwPreferencesRow)

GtkWidget             *herald_diversion_row_new           (HeraldDesk          *desk,
                                                           const char          *diversion);

const char            *herald_diversion_row_get_diversion (HeraldDiversionRow  *self);

void                   herald_diversion_row_refresh       (HeraldDiversionRow  *self);

HeraldDiversionAnswer  herald_diversion_row_get_answer    (HeraldDiversionRow  *self);

gboolean               herald_diversion_row_focus         (HeraldDiversionRow  *self);

G_END_DECLS
