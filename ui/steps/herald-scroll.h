/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void herald_scroll_to_focus (GtkWidget *page);

void herald_scroll_enter    (GtkWidget *page);

G_END_DECLS
