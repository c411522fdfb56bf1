/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-step.h"

G_BEGIN_DECLS

#define HERALD_TYPE_REVIEW_STEP (herald_review_step_get_type ())

/* What the review found, and what the vendor will read. */
G_DECLARE_FINAL_TYPE (HeraldReviewStep, herald_review_step, HERALD, REVIEW_STEP, HeraldStep)

HeraldStep *herald_review_step_new (HeraldDesk *desk);

G_END_DECLS
