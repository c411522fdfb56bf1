/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-report.h"
#include "herald-vendor-catalog.h"

G_BEGIN_DECLS

#define HERALD_REPORT_FORMAT  "herald-report"
#define HERALD_REPORT_VERSION 1

HeraldReport *herald_report_read  (GBytes               *bytes,
                                   HeraldVendorCatalog  *vendors,
                                   GError              **error);

HeraldReport *herald_report_copy  (HeraldReport         *report,
                                   GError              **error);

char         *herald_report_write (HeraldReport         *report);

G_END_DECLS
