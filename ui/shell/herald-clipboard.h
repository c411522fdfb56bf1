/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How long a text stays in the clipboard, in seconds. */
#define HERALD_CLIPBOARD_TIME 60

void herald_clipboard_put (GtkWidget  *widget,
                           const char *text,
                           guint       seconds);

G_END_DECLS
