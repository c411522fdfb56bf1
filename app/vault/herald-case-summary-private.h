/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-case-summary.h"
#include "herald-history.h"

G_BEGIN_DECLS

HeraldCaseSummary *herald_case_summary_new            (const char    *id,
                                                       HeraldHistory *history,
                                                       const char    *problem);

HeraldCaseSummary *herald_case_summary_new_unreadable (const char    *id,
                                                       const char    *problem);

gboolean           herald_case_summary_is_anonymous   (JsonNode      *report);

G_END_DECLS
