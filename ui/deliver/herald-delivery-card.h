/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-composer-deliver.h"

G_BEGIN_DECLS

#define HERALD_TYPE_DELIVERY_CARD (herald_delivery_card_get_type ())

/* A delivery and what it came to. Signal "again": the person wants the same
 * envelope sent once more. */
G_DECLARE_FINAL_TYPE (HeraldDeliveryCard, herald_delivery_card, HERALD, DELIVERY_CARD, AdwBin)

GtkWidget            *herald_delivery_card_new           (const HeraldDelivery *delivery,
                                                          const char           *path);

void                  herald_delivery_card_show          (HeraldDeliveryCard   *self,
                                                          const HeraldDelivery *delivery);

const HeraldDelivery *herald_delivery_card_get_delivery  (HeraldDeliveryCard   *self);

const char           *herald_delivery_card_get_path      (HeraldDeliveryCard   *self);

gboolean              herald_delivery_card_can_try_again (HeraldDeliveryCard   *self);

/* The name of the server in an address, as it is shown. */
char                 *herald_delivery_card_dup_host      (const char           *endpoint);

G_END_DECLS
