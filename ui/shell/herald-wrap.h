/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void herald_wrap_button (GtkWidget *button);

G_END_DECLS
