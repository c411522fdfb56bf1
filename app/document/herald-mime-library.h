/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gmime/gmime.h>

G_BEGIN_DECLS

void herald_mime_library_init (void);

/* GMime declares none of its own. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeContentType, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeObject, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimePart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)

G_END_DECLS
