/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-finding.h"
#include "herald-report-codec.h"

G_BEGIN_DECLS

/* The shipped vendors, and reports to them. */
HeraldVendorCatalog *practice_vendors    (void);

HeraldReport        *practice_report     (const char    *vendor,
                                          gboolean       anonymous);

void                 practice_answer     (HeraldReport  *report,
                                          const char    *field,
                                          const char    *text);

void                 practice_fill       (HeraldReport  *report);

const HeraldFinding *practice_find       (GPtrArray     *findings,
                                          const char    *kind,
                                          const char    *place);

guint                practice_count_at   (GPtrArray     *findings,
                                          const char    *place);

G_END_DECLS
