/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-channel-card.h"

G_BEGIN_DECLS

#define HERALD_TYPE_DROP_CARD (herald_drop_card_get_type ())

/* Direct delivery: where to, which way, Send, and what came of it. */
G_DECLARE_FINAL_TYPE (HeraldDropCard, herald_drop_card, HERALD, DROP_CARD, HeraldChannelCard)

GtkWidget *herald_drop_card_new  (HeraldDesk     *desk,
                                  const char     *channel);

void       herald_drop_card_send (HeraldDropCard *self,
                                  const char     *path);

G_END_DECLS
