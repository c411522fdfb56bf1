/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_PADDING_FLOOR 16384

guint64  herald_padme    (guint64     length);

char    *herald_pad_text (const char *text);

G_END_DECLS
