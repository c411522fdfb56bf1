/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_VENDOR_TRUTH (herald_vendor_truth_get_type ())

/* What is known of a vendor and its channels, and what is not. Signal "loaded":
 * what the person confirmed was read and is shown. */
G_DECLARE_FINAL_TYPE (HeraldVendorTruth, herald_vendor_truth, HERALD, VENDOR_TRUTH, AdwBin)

GtkWidget       *herald_vendor_truth_new           (HeraldDesk         *desk);

GtkWidget       *herald_vendor_truth_head_new      (HeraldVendor       *vendor);

void             herald_vendor_truth_set_vendor    (HeraldVendorTruth  *self,
                                                    HeraldVendor       *vendor);

void             herald_vendor_truth_refresh       (HeraldVendorTruth  *self);

HeraldConfirmed *herald_vendor_truth_get_confirmed (HeraldVendorTruth  *self);

gboolean         herald_vendor_truth_show_channel  (HeraldVendorTruth  *self,
                                                    const char         *channel);

gboolean         herald_vendor_truth_show_anonymity (HeraldVendorTruth *self);

G_END_DECLS
