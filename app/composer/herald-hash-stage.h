/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-hash.h"

G_BEGIN_DECLS

gboolean herald_hash_stage_run  (int            in,
                                 int            out,
                                 gpointer       hash,
                                 GCancellable  *cancellable,
                                 GError       **error);

gboolean herald_hash_stage_read (HeraldHash    *hash,
                                 int            fd,
                                 goffset        from,
                                 GError       **error);

G_END_DECLS
