/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_START_VIEW (herald_start_view_get_type ())

/* The view that the window opens with. */
G_DECLARE_FINAL_TYPE (HeraldStartView, herald_start_view, HERALD, START_VIEW, AdwBin)

GtkWidget *herald_start_view_new (HeraldDesk *desk);

G_END_DECLS
