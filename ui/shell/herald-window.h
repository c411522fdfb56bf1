/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_WINDOW (herald_window_get_type ())

/* The window: the reports, or the one in progress. */
G_DECLARE_FINAL_TYPE (HeraldWindow, herald_window, HERALD, WINDOW, AdwApplicationWindow)

GtkWindow  *herald_window_new       (GtkApplication  *application,
                                     HeraldDesk      *desk);

HeraldDesk *herald_window_get_desk  (HeraldWindow    *self);

void        herald_window_open_file (HeraldWindow    *self,
                                     GFile           *file);

G_END_DECLS
