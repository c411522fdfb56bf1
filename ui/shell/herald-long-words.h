/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void herald_long_words_watch (GtkTextView *view);

G_END_DECLS
