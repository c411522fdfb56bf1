/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void herald_first_frame_then (GtkWidget *widget,
                              GCallback  then);

G_END_DECLS
