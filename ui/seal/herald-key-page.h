/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_KEY_PAGE (herald_key_page_get_type ())

/* Where a vendor's key is looked at, compared and confirmed. Signal
 * "confirmed": the key is kept from now on. */
G_DECLARE_FINAL_TYPE (HeraldKeyPage, herald_key_page, HERALD, KEY_PAGE, AdwWindow)

HeraldKeyPage *herald_key_page_present (GtkWindow     *parent,
                                        HeraldDesk    *desk);

void           herald_key_page_read    (HeraldKeyPage *self,
                                        const char    *path);

G_END_DECLS
