/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-part.h"

G_BEGIN_DECLS

guint64   herald_zip_get_size (GPtrArray     *parts);

gboolean  herald_zip_write    (GPtrArray     *parts,
                               int            fd,
                               GCancellable  *cancellable,
                               GError       **error);

G_END_DECLS
