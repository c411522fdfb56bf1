/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_MAIL_BASE64_LINE    76 /* characters in a full line, without its CRLF */
#define HERALD_MAIL_BASE64_PAYLOAD 57 /* the bytes in such a line */

gsize  herald_mail_base64_encode (const guint8  *data,
                                  gsize          length,
                                  char          *text);

G_END_DECLS
