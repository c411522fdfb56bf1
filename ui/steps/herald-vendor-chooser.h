/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_VENDOR_CHOOSER (herald_vendor_chooser_get_type ())

/* Where the person chooses who shall receive a report. Signal "chosen": the
 * vendor's id, and whether the report is to be anonymous. */
G_DECLARE_FINAL_TYPE (HeraldVendorChooser, herald_vendor_chooser, HERALD, VENDOR_CHOOSER, AdwBin)

GtkWidget *herald_vendor_chooser_new    (HeraldDesk           *desk);

gboolean   herald_vendor_chooser_select (HeraldVendorChooser  *self,
                                         const char           *vendor);

gboolean   herald_vendor_chooser_search (HeraldVendorChooser  *self);

G_END_DECLS
