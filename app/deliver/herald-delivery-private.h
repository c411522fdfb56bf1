/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-decoder.h"
#include "herald-delivery.h"

G_BEGIN_DECLS

/* How an attempt ended, as deliveries and the lines of herald-drop both say it. */

void herald_delivery_read_outcome  (HeraldDecoder           *decoder,
                                    const HeraldJsonValue   *root,
                                    HeraldDelivery          *self);

void herald_delivery_write_outcome (JsonObject              *object,
                                    const HeraldDelivery    *self);

G_END_DECLS
