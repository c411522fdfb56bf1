/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HERALD_TYPE_ROW_LAYOUT (herald_row_layout_get_type ())

/* Puts what a row holds beside each other: pictures, words, switches. */
G_DECLARE_FINAL_TYPE (HeraldRowLayout, herald_row_layout, HERALD, ROW_LAYOUT, GtkLayoutManager)

void herald_row_layout_use (void);

G_END_DECLS
