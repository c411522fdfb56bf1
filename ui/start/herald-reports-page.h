/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_REPORTS_PAGE (herald_reports_page_get_type ())

/* The reports that are kept. Signal "new": the person wants to write one.
 * Signal "keep": the person wants reports to be kept. */
G_DECLARE_FINAL_TYPE (HeraldReportsPage, herald_reports_page, HERALD, REPORTS_PAGE, AdwBin)

GtkWidget *herald_reports_page_new     (HeraldDesk         *desk);

void       herald_reports_page_refresh (HeraldReportsPage  *self);

void       herald_reports_page_search  (HeraldReportsPage  *self);

gboolean   herald_reports_page_undo    (HeraldReportsPage  *self);

void       herald_reports_page_settle  (HeraldReportsPage  *self);

G_END_DECLS
