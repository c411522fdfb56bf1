/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-unpack-result.h"

G_BEGIN_DECLS

/**
 * HeraldUnpackCompare:
 *
 * Holds the parts of a container against its manifest, wherever that stands.
 */
typedef struct _HeraldUnpackCompare HeraldUnpackCompare;

HeraldUnpackCompare *herald_unpack_compare_new       (void);

void                 herald_unpack_compare_feed      (HeraldUnpackCompare  *self,
                                                      const char           *name,
                                                      const void           *data,
                                                      gsize                 length);

guint64              herald_unpack_compare_get_limit (HeraldUnpackCompare  *self,
                                                      const char           *name);

void                 herald_unpack_compare_add       (HeraldUnpackCompare  *self,
                                                      const char           *name,
                                                      guint64               size,
                                                      const char           *sha256);

void                 herald_unpack_compare_finish    (HeraldUnpackCompare  *self,
                                                      HeraldUnpackResult   *result);

void                 herald_unpack_compare_free      (HeraldUnpackCompare  *self);

G_END_DECLS
