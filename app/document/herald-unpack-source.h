/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How far ahead one can look. */
#define HERALD_UNPACK_SOURCE_WINDOW (512 * 1024)

typedef struct _HeraldUnpackSource HeraldUnpackSource;

HeraldUnpackSource *herald_unpack_source_new        (int                        fd);

const guint8       *herald_unpack_source_peek       (HeraldUnpackSource        *self,
                                                     gsize                      wanted,
                                                     gsize                     *available,
                                                     GError                   **error);

void                herald_unpack_source_consume    (HeraldUnpackSource        *self,
                                                     gsize                      length);

gboolean            herald_unpack_source_drain      (HeraldUnpackSource        *self,
                                                     GError                   **error);

guint64             herald_unpack_source_get_length (const HeraldUnpackSource  *self);

void                herald_unpack_source_free       (HeraldUnpackSource        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldUnpackSource, herald_unpack_source_free)

G_END_DECLS
