/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_HISTORY_WINDOW (herald_history_window_get_type ())

/* The earlier versions of the report in progress: a look at one, and the way
 * back to it. */
G_DECLARE_FINAL_TYPE (HeraldHistoryWindow, herald_history_window, HERALD, HISTORY_WINDOW, AdwWindow)

GtkWidget *herald_history_window_present (GtkWindow   *parent,
                                          HeraldDesk  *desk);

G_END_DECLS
