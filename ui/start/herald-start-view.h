/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_START_VIEW (herald_start_view_get_type ())

/* The view that the window opens with: how reports are kept, or unlocking
 * them, or the reports. Property "page": which of them is shown, as the name of
 * a page: "keeping", "unlock", "reports" or "new". */
G_DECLARE_FINAL_TYPE (HeraldStartView, herald_start_view, HERALD, START_VIEW, AdwBin)

GtkWidget  *herald_start_view_new          (HeraldDesk       *desk);

void        herald_start_view_show_new     (HeraldStartView  *self);

void        herald_start_view_show_keeping (HeraldStartView  *self);

void        herald_start_view_refresh      (HeraldStartView  *self);

void        herald_start_view_search       (HeraldStartView  *self);

gboolean    herald_start_view_undo         (HeraldStartView  *self);

void        herald_start_view_settle       (HeraldStartView  *self);

gboolean    herald_start_view_is_ready     (HeraldStartView  *self);

G_END_DECLS
