/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HERALD_TYPE_MENU (herald_menu_get_type ())

/* The button of the main menu, in the header of every view. */
G_DECLARE_FINAL_TYPE (HeraldMenu, herald_menu, HERALD, MENU, AdwBin)

GtkWidget  *herald_menu_new       (void);

GMenuModel *herald_menu_new_model (void);

void        herald_menu_popup     (HeraldMenu  *self);

G_END_DECLS
