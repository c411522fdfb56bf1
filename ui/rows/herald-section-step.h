/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-step.h"

G_BEGIN_DECLS

#define HERALD_TYPE_SECTION_STEP (herald_section_step_get_type ())

/* The step for a section of the vendor's form, made of its fields. */
G_DECLARE_FINAL_TYPE (HeraldSectionStep, herald_section_step, HERALD, SECTION_STEP, HeraldStep)

HeraldStep *herald_section_step_new (HeraldDesk *desk,
                                     const char *section);

G_END_DECLS
