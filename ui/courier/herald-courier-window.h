/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_COURIER_WINDOW (herald_courier_window_get_type ())

/* Stands beside the browser while a person fills the vendor's form: one button
 * for each field, and a place for what the form answered. Signal "sent", when
 * the person said so and the log has it. */
G_DECLARE_FINAL_TYPE (HeraldCourierWindow, herald_courier_window, HERALD, COURIER_WINDOW, AdwWindow)

GtkWidget *herald_courier_window_new (HeraldDesk *desk);

G_END_DECLS
