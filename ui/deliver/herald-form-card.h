/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-channel-card.h"

G_BEGIN_DECLS

#define HERALD_TYPE_FORM_CARD (herald_form_card_get_type ())

/* A form on the vendor's website, which a person fills. */
G_DECLARE_FINAL_TYPE (HeraldFormCard, herald_form_card, HERALD, FORM_CARD, HeraldChannelCard)

GtkWidget *herald_form_card_new (HeraldDesk *desk,
                                 const char *channel);

G_END_DECLS
