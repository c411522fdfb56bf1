/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HeraldSink:
 *
 * Where a container goes: to a file descriptor, or nowhere while it is measured.
 *
 * It keeps its first error, because the libraries that write into it cannot
 * carry one.
 */
typedef struct _HeraldSink HeraldSink;

HeraldSink *herald_sink_new         (int                fd,
                                     GCancellable      *cancellable);

HeraldSink *herald_sink_new_measure (void);

void        herald_sink_free        (HeraldSink        *self);

gboolean    herald_sink_is_measure  (const HeraldSink  *self);

guint64     herald_sink_get_length  (const HeraldSink  *self);

gboolean    herald_sink_write       (HeraldSink        *self,
                                     const void        *data,
                                     gsize              length);

void        herald_sink_skip        (HeraldSink        *self,
                                     guint64            length);

void        herald_sink_fail        (HeraldSink        *self,
                                     GError            *error);

gboolean    herald_sink_finish      (HeraldSink        *self,
                                     guint64            expected,
                                     GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldSink, herald_sink_free)

G_END_DECLS
