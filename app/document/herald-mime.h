/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-part.h"

G_BEGIN_DECLS

guint64   herald_mime_get_size (GPtrArray           *parts,
                                const char * const  *headers,
                                const char          *boundary);

gboolean  herald_mime_write    (GPtrArray           *parts,
                                const char * const  *headers,
                                const char          *boundary,
                                int                  fd,
                                GCancellable        *cancellable,
                                GError             **error);

G_END_DECLS
