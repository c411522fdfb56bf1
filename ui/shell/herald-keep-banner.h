/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_KEEP_BANNER (herald_keep_banner_get_type ())

/* Below the header of the report in progress: that it cannot be saved, or is in
 * memory only, and what to do about it. */
G_DECLARE_FINAL_TYPE (HeraldKeepBanner, herald_keep_banner, HERALD, KEEP_BANNER, AdwBin)

GtkWidget *herald_keep_banner_new (HeraldDesk *desk);

G_END_DECLS
