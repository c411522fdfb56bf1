/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gmime/gmime.h>

#include "herald-unpack-folder.h"

G_BEGIN_DECLS

/**
 * HeraldUnpackDecoder:
 *
 * Undoes the encoding of a MIME part while it comes.
 */
typedef struct _HeraldUnpackDecoder HeraldUnpackDecoder;

HeraldUnpackDecoder *herald_unpack_decoder_new  (HeraldUnpackFolder    *folder,
                                                 GMimeContentEncoding   encoding,
                                                 gboolean               lines);

gboolean             herald_unpack_decoder_push (HeraldUnpackDecoder   *self,
                                                 const guint8          *data,
                                                 gsize                  length,
                                                 GError               **error);

gboolean             herald_unpack_decoder_end  (HeraldUnpackDecoder   *self,
                                                 GError               **error);

void                 herald_unpack_decoder_free (HeraldUnpackDecoder   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldUnpackDecoder, herald_unpack_decoder_free)

G_END_DECLS
