/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-xray.h"

G_BEGIN_DECLS

#define HERALD_TYPE_XRAY_INSIDE (herald_xray_inside_get_type ())

/* The inside of an envelope: what only the vendor can read. */
G_DECLARE_FINAL_TYPE (HeraldXrayInside, herald_xray_inside, HERALD, XRAY_INSIDE, AdwBin)

GtkWidget *herald_xray_inside_new  (void);

void       herald_xray_inside_show (HeraldXrayInside *self,
                                    const HeraldXray *xray);

G_END_DECLS
