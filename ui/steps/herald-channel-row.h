/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-confirmed.h"

G_BEGIN_DECLS

GtkWidget *herald_channel_row_new     (HeraldVendor         *vendor,
                                       const HeraldChannel  *channel,
                                       HeraldConfirmed      *confirmed);

GtkWidget *herald_channel_key_row_new (HeraldVendor         *vendor,
                                       HeraldConfirmed      *confirmed);

gboolean   herald_channel_has_key     (HeraldVendor         *vendor,
                                       HeraldConfirmed      *confirmed);

G_END_DECLS
