/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How long it lies on the clipboard. */
#define HERALD_BRIEF_COPY_SECONDS 60

void herald_brief_copy     (GtkWidget    *widget,
                            const char   *text);

void herald_brief_copy_end (GdkDisplay   *display);

G_END_DECLS
