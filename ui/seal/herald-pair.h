/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HERALD_TYPE_PAIR (herald_pair_get_type ())

/* Two widgets side by side where there is room for the text in them, else one
 * below the other; and a badge on the seam between them. */
G_DECLARE_FINAL_TYPE (HeraldPair, herald_pair, HERALD, PAIR, GtkWidget)

GtkWidget *herald_pair_new (GtkWidget *start,
                            GtkWidget *end,
                            GtkWidget *badge);

G_END_DECLS
