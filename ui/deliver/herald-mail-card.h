/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-channel-card.h"

G_BEGIN_DECLS

#define HERALD_TYPE_MAIL_CARD (herald_mail_card_get_type ())

/* A draft for the person's mail program, and whether it was sent. */
G_DECLARE_FINAL_TYPE (HeraldMailCard, herald_mail_card, HERALD, MAIL_CARD, HeraldChannelCard)

GtkWidget *herald_mail_card_new (HeraldDesk *desk,
                                 const char *channel);

G_END_DECLS
