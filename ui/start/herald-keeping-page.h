/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_KEEPING_PAGE (herald_keeping_page_get_type ())

/* The first run: where reports are kept, and what opens them. Signal "done":
 * the person has chosen, and the vault is there and unlocked, or reports are in
 * memory only. */
G_DECLARE_FINAL_TYPE (HeraldKeepingPage, herald_keeping_page, HERALD, KEEPING_PAGE, AdwBin)

GtkWidget *herald_keeping_page_new (HeraldDesk *desk);

G_END_DECLS
