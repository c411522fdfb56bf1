/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-step.h"

G_BEGIN_DECLS

#define HERALD_TYPE_ENVIRONMENT_STEP (herald_environment_step_get_type ())

/* The machine that the person tested with, and the device that was tested. */
G_DECLARE_FINAL_TYPE (HeraldEnvironmentStep, herald_environment_step, HERALD, ENVIRONMENT_STEP, HeraldStep)

HeraldStep *herald_environment_step_new         (HeraldDesk *desk);

gboolean    herald_environment_step_has_section (const char *section);

G_END_DECLS
