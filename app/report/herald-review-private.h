/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-finding.h"
#include "herald-report.h"

G_BEGIN_DECLS

/* The parts of the review; each adds what it finds. */

void herald_review_answers (HeraldReport  *report,
                            const char    *today,
                            GPtrArray     *findings);

G_END_DECLS
