/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-unpack.h"

G_BEGIN_DECLS

/**
 * HeraldUnpackFolder:
 *
 * Where the parts of a container go: an empty folder of the person's own.
 */
typedef struct _HeraldUnpackFolder HeraldUnpackFolder;

HeraldUnpackFolder *herald_unpack_folder_new       (const char                *path,
                                                    const HeraldUnpackLimits  *limits,
                                                    HeraldUnpackResult        *result,
                                                    GError                   **error);

gboolean            herald_unpack_folder_begin     (HeraldUnpackFolder        *self,
                                                    const char                *name,
                                                    GError                   **error);

gboolean            herald_unpack_folder_write     (HeraldUnpackFolder        *self,
                                                    const void                *data,
                                                    gsize                      length,
                                                    GError                   **error);

gboolean            herald_unpack_folder_end       (HeraldUnpackFolder        *self,
                                                    GError                   **error);

void                herald_unpack_folder_compare   (HeraldUnpackFolder        *self);

void                herald_unpack_folder_abandon   (HeraldUnpackFolder        *self);

guint64             herald_unpack_folder_get_total (const HeraldUnpackFolder  *self);

HeraldUnpackResult *herald_unpack_folder_get_result (const HeraldUnpackFolder *self);

void                herald_unpack_folder_free      (HeraldUnpackFolder        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldUnpackFolder, herald_unpack_folder_free)

G_END_DECLS
