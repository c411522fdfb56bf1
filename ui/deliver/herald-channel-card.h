/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-confirmed.h"
#include "herald-step.h"

G_BEGIN_DECLS

#define HERALD_TYPE_CHANNEL_CARD (herald_channel_card_get_type ())

/* One way to the vendor: the truth about it, and below that what is done there.
 * This one is for a way that nothing is done on. Properties: "desk" and
 * "channel" (both set once, when made) and "state". */
G_DECLARE_DERIVABLE_TYPE (HeraldChannelCard, herald_channel_card, HERALD, CHANNEL_CARD, AdwBin)

/**
 * HeraldChannelCardClass:
 * @show: shows the report, the case and what is confirmed as they are now;
 *   @confirmed is there for the call only
 */
struct _HeraldChannelCardClass
{
  AdwBinClass parent_class;

  void (*show) (HeraldChannelCard *self,
                HeraldConfirmed   *confirmed);
};

GtkWidget           *herald_channel_card_new         (HeraldDesk          *desk,
                                                      const char          *channel);

HeraldDesk          *herald_channel_card_get_desk    (HeraldChannelCard   *self);

HeraldVendor        *herald_channel_card_get_vendor  (HeraldChannelCard   *self);

const HeraldChannel *herald_channel_card_get_channel (HeraldChannelCard   *self);

void                 herald_channel_card_add_row     (HeraldChannelCard   *self,
                                                      GtkWidget           *row);

void                 herald_channel_card_append      (HeraldChannelCard   *self,
                                                      GtkWidget           *widget);

void                 herald_channel_card_scroll      (HeraldChannelCard   *self);

HeraldStepState      herald_channel_card_get_state   (HeraldChannelCard   *self);

void                 herald_channel_card_set_state   (HeraldChannelCard   *self,
                                                      HeraldStepState      state);

void                 herald_channel_card_show        (HeraldChannelCard   *self,
                                                      HeraldConfirmed     *confirmed);

G_END_DECLS
