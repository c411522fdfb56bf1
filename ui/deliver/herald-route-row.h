/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HERALD_TYPE_ROUTE_ROW (herald_route_row_get_type ())

/* One of the ways that a report could take, with what that reveals. Signal
 * "chosen": the person took it, or nobody does any more. */
G_DECLARE_FINAL_TYPE (HeraldRouteRow, herald_route_row, HERALD, ROUTE_ROW, AdwActionRow)

GtkWidget *herald_route_row_new       (const char      *title,
                                       HeraldRouteRow  *group);

void       herald_route_row_show      (HeraldRouteRow  *self,
                                       const char      *reveals,
                                       const char      *why_not);

void       herald_route_row_note      (HeraldRouteRow  *self,
                                       const char      *note);

gboolean   herald_route_row_is_chosen (HeraldRouteRow  *self);

void       herald_route_row_set_chosen (HeraldRouteRow *self,
                                        gboolean        is_chosen);

G_END_DECLS
