/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HERALD_TYPE_WRAP_LAYOUT (herald_wrap_layout_get_type ())

/* Puts widgets beside each other as long as there is room for all of what they
 * show, and the rest below: for narrow windows and large text. */
G_DECLARE_FINAL_TYPE (HeraldWrapLayout, herald_wrap_layout, HERALD, WRAP_LAYOUT, GtkLayoutManager)

GtkWidget *herald_wrap_layout_new_box (int spacing,
                                       int column);

G_END_DECLS
