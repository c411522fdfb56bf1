/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"
#include "herald-xray.h"

G_BEGIN_DECLS

#define HERALD_TYPE_SEALED_VIEW (herald_sealed_view_get_type ())

/* An envelope that was made: what others can see of it, and what follows.
 * Signal "again": the person wants another form. */
G_DECLARE_FINAL_TYPE (HeraldSealedView, herald_sealed_view, HERALD, SEALED_VIEW, AdwBin)

GtkWidget *herald_sealed_view_new          (HeraldDesk       *desk);

void       herald_sealed_view_show         (HeraldSealedView *self,
                                            const HeraldXray *xray,
                                            const char       *path);

void       herald_sealed_view_set_outdated (HeraldSealedView *self,
                                            gboolean          is_outdated);

G_END_DECLS
