/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  herald_header_is_text (const char  *text);

char     *herald_header_fold    (const char  *name,
                                 const char  *value);

char     *herald_header_encode  (const char  *name,
                                 const char  *text);

char     *herald_header_date    (gint64       seconds);

G_END_DECLS
