/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-part.h"

G_BEGIN_DECLS

typedef struct _HeraldPartReader HeraldPartReader;

HeraldPartReader *herald_part_reader_new  (const HeraldPart  *part);

gssize            herald_part_reader_read (HeraldPartReader  *self,
                                           void              *buffer,
                                           gsize              length,
                                           GError           **error);

void              herald_part_reader_free (HeraldPartReader  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPartReader, herald_part_reader_free)

G_END_DECLS
