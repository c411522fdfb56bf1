/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-xray.h"

G_BEGIN_DECLS

#define HERALD_TYPE_XRAY_OUTSIDE (herald_xray_outside_get_type ())

/* The outside of an envelope: what is written on it, for anybody to read. */
G_DECLARE_FINAL_TYPE (HeraldXrayOutside, herald_xray_outside, HERALD, XRAY_OUTSIDE, AdwBin)

GtkWidget *herald_xray_outside_new  (void);

void       herald_xray_outside_show (HeraldXrayOutside *self,
                                     const HeraldXray  *xray);

/* A line of either side: what it is, what is there, and what that means. */
GtkWidget *herald_xray_line_new     (const char        *icon,
                                     const char        *name,
                                     const char        *value,
                                     const char        *meaning);

G_END_DECLS
