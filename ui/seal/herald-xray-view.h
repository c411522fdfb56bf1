/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-xray.h"

G_BEGIN_DECLS

#define HERALD_TYPE_XRAY_VIEW (herald_xray_view_get_type ())

/* An envelope like a letter: its outside, which anybody can read, beside its
 * inside, which only the vendor can. */
G_DECLARE_FINAL_TYPE (HeraldXrayView, herald_xray_view, HERALD, XRAY_VIEW, AdwBin)

GtkWidget *herald_xray_view_new  (void);

void       herald_xray_view_show (HeraldXrayView   *self,
                                  const HeraldXray *xray);

G_END_DECLS
