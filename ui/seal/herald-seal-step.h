/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-step.h"

G_BEGIN_DECLS

#define HERALD_TYPE_SEAL_STEP (herald_seal_step_get_type ())

/* Where the report is sealed: to whom, in which form, and what came of it. */
G_DECLARE_FINAL_TYPE (HeraldSealStep, herald_seal_step, HERALD, SEAL_STEP, HeraldStep)

HeraldStep *herald_seal_step_new  (HeraldDesk     *desk);

void        herald_seal_step_seal (HeraldSealStep *self,
                                   const char     *path);

G_END_DECLS
