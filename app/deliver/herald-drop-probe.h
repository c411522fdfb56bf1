/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-route.h"

G_BEGIN_DECLS

typedef struct _HeraldDropProbe HeraldDropProbe;

/* Told what was found: `nothing`, `tor` or `other`. */
typedef void (*HeraldDropProbed) (const char *found,
                                  gpointer    user_data);

HeraldDropProbe *herald_drop_probe_new    (const HeraldRoute   *route,
                                           guint                patience,
                                           HeraldDropProbed     probed,
                                           gpointer             user_data);

void             herald_drop_probe_cancel (HeraldDropProbe     *self);

void             herald_drop_probe_free   (HeraldDropProbe     *self);

G_END_DECLS
