/* fuzz-report.c: any bytes as a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-report-codec.h"
#include "herald-review.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What is read must be written as something that reads as the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static HeraldVendorCatalog *vendors = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr(HeraldReport) report = NULL, again = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(GBytes) written = NULL;
  g_autofree char *text = NULL, *second = NULL;

  if (vendors == NULL)
    vendors = herald_vendor_catalog_new ("/nonexistent");

  report = herald_report_read (bytes, vendors, NULL);
  if (report == NULL)
    return 0;

  findings = herald_review_report (report, "2026-11-21");
  herald_review_decide (report, findings);

  text = herald_report_write (report);
  written = g_bytes_new_static (text, strlen (text));
  again = herald_report_read (written, vendors, NULL);
  g_assert_nonnull (again);
  second = herald_report_write (again);
  g_assert_cmpstr (text, ==, second);

  return 0;
}
