/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-vendor.h"

G_BEGIN_DECLS

/* All vendors: those compiled in, then the person's own from a folder. A
 * profile that cannot be read leaves every other one usable. */
typedef struct _HeraldVendorCatalog HeraldVendorCatalog;

HeraldVendorCatalog *herald_vendor_catalog_new        (const char           *folder);

void                 herald_vendor_catalog_free       (HeraldVendorCatalog  *self);

GPtrArray           *herald_vendor_catalog_get_vendors  (HeraldVendorCatalog  *self); /* HeraldVendor */

/* One sentence for each profile that was refused: file, place, reason. */
const char * const  *herald_vendor_catalog_get_problems (HeraldVendorCatalog  *self);

HeraldVendor        *herald_vendor_catalog_find       (HeraldVendorCatalog  *self,
                                                       const char           *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldVendorCatalog, herald_vendor_catalog_free)

G_END_DECLS
