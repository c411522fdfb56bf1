/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-confirmed.h"
#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_ENDPOINT_ROW (herald_endpoint_row_get_type ())

/* A row with the vendor's address for direct delivery, and the entries for it. */
G_DECLARE_FINAL_TYPE (HeraldEndpointRow, herald_endpoint_row, HERALD, ENDPOINT_ROW, GtkListBoxRow)

GtkWidget *herald_endpoint_row_new           (HeraldDesk          *desk);

void       herald_endpoint_row_show          (HeraldEndpointRow   *self,
                                              const HeraldChannel *channel,
                                              HeraldConfirmed     *confirmed);

void       herald_endpoint_row_set_authority (HeraldEndpointRow   *self,
                                              const char          *path);

G_END_DECLS
