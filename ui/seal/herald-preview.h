/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_PREVIEW (herald_preview_get_type ())

/* Exactly what the vendor will read, kept up to date while it can be seen. */
G_DECLARE_FINAL_TYPE (HeraldPreview, herald_preview, HERALD, PREVIEW, AdwBin)

GtkWidget  *herald_preview_new      (HeraldDesk    *desk);

void        herald_preview_refresh  (HeraldPreview *self);

void        herald_preview_set_text (HeraldPreview *self,
                                     const char    *text,
                                     const char    *language);

G_END_DECLS
