/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-step.h"

G_BEGIN_DECLS

#define HERALD_TYPE_VENDOR_STEP (herald_vendor_step_get_type ())

/* Who receives the report, by which ways, and what is still to confirm. */
G_DECLARE_FINAL_TYPE (HeraldVendorStep, herald_vendor_step, HERALD, VENDOR_STEP, HeraldStep)

HeraldStep *herald_vendor_step_new (HeraldDesk *desk);

G_END_DECLS
