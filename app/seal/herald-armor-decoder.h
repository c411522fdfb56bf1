/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "herald-engine.h"

G_BEGIN_DECLS

typedef struct _HeraldArmorDecoder HeraldArmorDecoder;

HeraldArmorDecoder *herald_armor_decoder_new    (void);

gboolean            herald_armor_decoder_feed   (HeraldArmorDecoder  *self,
                                                 const guint8        *data,
                                                 gsize                length,
                                                 GByteArray          *binary,
                                                 GError             **error);

gboolean            herald_armor_decoder_finish (HeraldArmorDecoder  *self,
                                                 GByteArray          *binary,
                                                 GError             **error);

void                herald_armor_decoder_free   (HeraldArmorDecoder  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldArmorDecoder, herald_armor_decoder_free)

G_END_DECLS
