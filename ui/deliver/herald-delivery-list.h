/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer-deliver.h"
#include "herald-step.h"

G_BEGIN_DECLS

#define HERALD_TYPE_DELIVERY_LIST (herald_delivery_list_get_type ())

/* The deliveries of the report, the newest first, and what came of each.
 * Signals: "again" with the HeraldDeliveryCard whose envelope the person wants
 * sent once more; "changed" when there is other news. */
G_DECLARE_FINAL_TYPE (HeraldDeliveryList, herald_delivery_list, HERALD, DELIVERY_LIST, AdwBin)

GtkWidget       *herald_delivery_list_new          (HeraldDesk           *desk);

void             herald_delivery_list_load         (HeraldDeliveryList   *self);

void             herald_delivery_list_take         (HeraldDeliveryList   *self,
                                                    const HeraldDelivery *delivery,
                                                    const char           *path);

HeraldStepState  herald_delivery_list_get_state    (HeraldDeliveryList   *self);

const char      *herald_delivery_list_get_endpoint (HeraldDeliveryList   *self);

G_END_DECLS
