/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_NEW_PAGE (herald_new_page_get_type ())

/* Where a report begins: for whom it is. Signal "chosen": a vendor's id, and
 * whether the report is anonymous. Signal "back": none, for now. */
G_DECLARE_FINAL_TYPE (HeraldNewPage, herald_new_page, HERALD, NEW_PAGE, AdwBin)

GtkWidget *herald_new_page_new (HeraldDesk *desk);

G_END_DECLS
