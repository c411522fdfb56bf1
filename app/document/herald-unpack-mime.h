/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-unpack-folder.h"
#include "herald-unpack-source.h"

G_BEGIN_DECLS

gboolean  herald_unpack_mime_recognise (const guint8         *data,
                                        gsize                 length);

gboolean  herald_unpack_mime           (HeraldUnpackSource   *source,
                                        HeraldUnpackFolder   *folder,
                                        GError              **error);

G_END_DECLS
