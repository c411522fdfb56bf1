/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-report.h"

G_BEGIN_DECLS

const HeraldField *herald_place_find_field (HeraldVendor  *vendor,
                                            const char    *place);

char              *herald_place_describe   (HeraldReport  *report,
                                            const char    *place);

G_END_DECLS
