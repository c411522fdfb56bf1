/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_CONFIRM_ROW (herald_confirm_row_get_type ())

/* Where the person confirms an address that a vendor's profile does not state.
 * Signal "confirmed": it is kept. */
G_DECLARE_FINAL_TYPE (HeraldConfirmRow, herald_confirm_row, HERALD, CONFIRM_ROW, AdwPreferencesRow)

GtkWidget           *herald_confirm_row_new         (HeraldDesk           *desk,
                                                     HeraldVendor         *vendor,
                                                     const HeraldChannel  *channel);

const HeraldChannel *herald_confirm_row_get_channel (HeraldConfirmRow     *self);

void                 herald_confirm_row_show        (HeraldConfirmRow     *self,
                                                     HeraldConfirmed      *confirmed);

gboolean             herald_confirm_row_focus       (HeraldConfirmRow     *self);

G_END_DECLS
