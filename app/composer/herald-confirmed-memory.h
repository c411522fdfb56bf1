/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-confirmed.h"

G_BEGIN_DECLS

/* What the person confirmed for an anonymous report: kept as long as the
 * program lives, and never written. May be used in any thread. */
typedef struct _HeraldConfirmedMemory HeraldConfirmedMemory;

HeraldConfirmedMemory *herald_confirmed_memory_new   (void);

HeraldConfirmedMemory *herald_confirmed_memory_ref   (HeraldConfirmedMemory  *self);

void                   herald_confirmed_memory_unref (HeraldConfirmedMemory  *self);

void                   herald_confirmed_memory_forget (HeraldConfirmedMemory *self,
                                                       HeraldVendor          *vendor,
                                                       HeraldConfirmedItem    item);

void                   herald_confirmed_memory_add   (HeraldConfirmedMemory  *self,
                                                      HeraldVendor           *vendor,
                                                      HeraldConfirmedItem     item,
                                                      const char             *value,
                                                      GBytes                 *file,
                                                      const char             *from);

gboolean               herald_confirmed_memory_apply (HeraldConfirmedMemory  *self,
                                                      HeraldVendor           *vendor,
                                                      HeraldConfirmed        *confirmed,
                                                      GError                **error);

G_END_DECLS
