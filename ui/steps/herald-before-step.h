/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-step.h"

G_BEGIN_DECLS

#define HERALD_TYPE_BEFORE_STEP (herald_before_step_get_type ())

/* What a vendor takes, asks first, requires and makes a condition. */
G_DECLARE_FINAL_TYPE (HeraldBeforeStep, herald_before_step, HERALD, BEFORE_STEP, HeraldStep)

HeraldStep *herald_before_step_new (HeraldDesk *desk);

G_END_DECLS
