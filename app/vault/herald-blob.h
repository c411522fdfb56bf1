/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-event.h"

G_BEGIN_DECLS

#define HERALD_BLOB_HEAD_SIZE  32 /* before the stream begins */
#define HERALD_BLOB_BOUND_SIZE (2 * HERALD_ID_SIZE)
#define HERALD_BLOB_CHUNK_SIZE (64 * 1024)

gboolean herald_blob_write    (HeraldEvent        *blob,
                               const guint8       *case_id,
                               const char         *path,
                               int                 fd,
                               GCancellable       *cancellable,
                               GError            **error);

gboolean herald_blob_read     (const HeraldEvent  *blob,
                               const guint8       *case_id,
                               int                 from,
                               int                 to,
                               GCancellable       *cancellable,
                               GError            **error);

int      herald_blob_pipe     (const HeraldEvent  *blob,
                               const guint8       *case_id,
                               int                 from,
                               GError            **error);

void     herald_blob_put_head (GByteArray         *array,
                               const HeraldEvent  *blob);

void     herald_blob_bind     (guint8             *bound,
                               const HeraldEvent  *blob,
                               const guint8       *case_id);

G_END_DECLS
