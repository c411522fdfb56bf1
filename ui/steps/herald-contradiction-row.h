/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-vendor.h"

G_BEGIN_DECLS

GtkWidget *herald_contradiction_row_new (HeraldVendor              *vendor,
                                         const HeraldContradiction *contradiction);

G_END_DECLS
