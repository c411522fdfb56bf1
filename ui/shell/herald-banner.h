/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HERALD_TYPE_BANNER (herald_banner_get_type ())

/* A lasting state of a view, above its content, in words. Properties "title"
 * (plain text), "button-label" (empty: no button), "action-name" and
 * "revealed". */
G_DECLARE_FINAL_TYPE (HeraldBanner, herald_banner, HERALD, BANNER, AdwBin)

GtkWidget *herald_banner_new          (const char    *title,
                                       const char    *button_label,
                                       const char    *action_name);

void       herald_banner_set          (HeraldBanner  *self,
                                       const char    *title,
                                       const char    *button_label,
                                       const char    *action_name);

gboolean   herald_banner_get_revealed (HeraldBanner  *self);

void       herald_banner_set_revealed (HeraldBanner  *self,
                                       gboolean       revealed);

G_END_DECLS
