/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *herald_base64_encode (const guint8 *data,
                            gsize         length,
                            char         *text);

G_END_DECLS
