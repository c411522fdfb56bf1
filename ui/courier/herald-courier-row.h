/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-courier.h"

G_BEGIN_DECLS

#define HERALD_TYPE_COURIER_ROW (herald_courier_row_get_type ())

/* One field of the vendor's form: what goes there, a button that copies it, and
 * a tick for when it is there. Signal "changed", of the tick. */
G_DECLARE_FINAL_TYPE (HeraldCourierRow, herald_courier_row, HERALD, COURIER_ROW, GtkListBoxRow)

GtkWidget  *herald_courier_row_new       (const HeraldCourierItem *item);

gboolean    herald_courier_row_is_done   (HeraldCourierRow        *self);

const char *herald_courier_row_get_group (HeraldCourierRow        *self);

G_END_DECLS
