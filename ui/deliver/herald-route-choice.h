/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer-deliver.h"
#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_ROUTE_CHOICE (herald_route_choice_get_type ())

/* The ways that a report can take to the vendor's server, and what each
 * reveals. Nothing is chosen at first. Signal "changed": another one is. */
G_DECLARE_FINAL_TYPE (HeraldRouteChoice, herald_route_choice, HERALD, ROUTE_CHOICE, AdwBin)

GtkWidget *herald_route_choice_new  (HeraldDesk         *desk);

void       herald_route_choice_show (HeraldRouteChoice  *self,
                                     const char         *endpoint,
                                     gboolean            is_anonymous);

gboolean   herald_route_choice_get  (HeraldRouteChoice  *self,
                                     HeraldRoute        *route,
                                     GError            **error);

void       herald_route_choice_focus (HeraldRouteChoice *self);

G_END_DECLS
