/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-vendor.h"

G_BEGIN_DECLS

#define HERALD_TYPE_VENDOR_CARD (herald_vendor_card_get_type ())

/* A vendor in the list of vendors: its name, what it covers, and its ways. */
G_DECLARE_FINAL_TYPE (HeraldVendorCard, herald_vendor_card, HERALD, VENDOR_CARD, GtkListBoxRow)

GtkWidget    *herald_vendor_card_new        (HeraldVendor      *vendor);

HeraldVendor *herald_vendor_card_get_vendor (HeraldVendorCard  *self);

gboolean      herald_vendor_card_matches    (HeraldVendorCard  *self,
                                             const char        *words);

G_END_DECLS
