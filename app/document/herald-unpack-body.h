/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-unpack-decoder.h"
#include "herald-unpack-source.h"

G_BEGIN_DECLS

/**
 * HeraldUnpackBody:
 *
 * The body of a multipart entity, split at its boundary while it comes.
 */
typedef struct _HeraldUnpackBody HeraldUnpackBody;

HeraldUnpackBody *herald_unpack_body_new      (HeraldUnpackSource   *source,
                                               const char           *boundary);

gboolean          herald_unpack_body_read     (HeraldUnpackBody     *self,
                                               HeraldUnpackDecoder  *decoder,
                                               gboolean             *last,
                                               GError              **error);

gboolean          herald_unpack_body_read_all (HeraldUnpackSource   *source,
                                               HeraldUnpackDecoder  *decoder,
                                               GError              **error);

void              herald_unpack_body_free     (HeraldUnpackBody     *self);

G_END_DECLS
