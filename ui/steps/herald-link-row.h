/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-vendor.h"

G_BEGIN_DECLS

GtkWidget *herald_link_row_new (HeraldVendor     *vendor,
                                const HeraldLink *link);

G_END_DECLS
