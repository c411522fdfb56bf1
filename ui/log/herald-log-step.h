/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-step.h"

G_BEGIN_DECLS

#define HERALD_TYPE_LOG_STEP (herald_log_step_get_type ())

/* What happened with the report since, what the vendor promised, and what
 * comes next. */
G_DECLARE_FINAL_TYPE (HeraldLogStep, herald_log_step, HERALD, LOG_STEP, HeraldStep)

HeraldStep *herald_log_step_new (HeraldDesk *desk);

G_END_DECLS
