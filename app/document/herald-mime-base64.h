/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* RFC 2045, 6.8: lines of 76 characters, here with their line ends. */
#define HERALD_MIME_BASE64_LINE_BYTES 57
#define HERALD_MIME_BASE64_LINE_CHARS 78

/* As many lines as are encoded in one go: few enough for the processor's cache. */
#define HERALD_MIME_BASE64_LINES 4096

guint64  herald_mime_base64_get_length (guint64       length);

gsize    herald_mime_base64_encode     (const guint8 *data,
                                        gsize         length,
                                        gboolean      first,
                                        char         *lines);

G_END_DECLS
