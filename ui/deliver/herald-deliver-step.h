/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-step.h"

G_BEGIN_DECLS

#define HERALD_TYPE_DELIVER_STEP (herald_deliver_step_get_type ())

/* Where the report goes to the vendor: a card for each way. */
G_DECLARE_FINAL_TYPE (HeraldDeliverStep, herald_deliver_step, HERALD, DELIVER_STEP, HeraldStep)

HeraldStep *herald_deliver_step_new (HeraldDesk *desk);

G_END_DECLS
