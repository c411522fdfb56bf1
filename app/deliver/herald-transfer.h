/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-mail-source.h"
#include "herald-mail-view.h"

G_BEGIN_DECLS

gsize     herald_transfer_decode_start (HeraldMailEncoding       encoding,
                                        guint8                  *data,
                                        gsize                    length);

gboolean  herald_transfer_decode       (HeraldMailEncoding       encoding,
                                        const HeraldMailSource  *source,
                                        guint64                  offset,
                                        guint64                  length,
                                        int                      fd,
                                        GCancellable            *cancellable,
                                        GError                 **error);

G_END_DECLS
