/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-step.h"

G_BEGIN_DECLS

#define HERALD_TYPE_EVIDENCE_STEP (herald_evidence_step_get_type ())

/* The files that go with a report, and the words that stay out of it. */
G_DECLARE_FINAL_TYPE (HeraldEvidenceStep, herald_evidence_step, HERALD, EVIDENCE_STEP, HeraldStep)

HeraldStep *herald_evidence_step_new (HeraldDesk *desk);

void        herald_evidence_step_add (HeraldEvidenceStep *self,
                                      GListModel         *files);

G_END_DECLS
