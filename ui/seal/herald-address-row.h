/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_ADDRESS_ROW (herald_address_row_get_type ())

/* The vendor's e-mail address, which the person can supply. */
G_DECLARE_FINAL_TYPE (HeraldAddressRow, herald_address_row, HERALD, ADDRESS_ROW, GtkListBoxRow)

GtkWidget *herald_address_row_new         (HeraldDesk       *desk);

void       herald_address_row_set_address (HeraldAddressRow *self,
                                           const char       *address,
                                           const char       *from);

void       herald_address_row_edit        (HeraldAddressRow *self);

G_END_DECLS
