/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer-deliver.h"
#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_SEND_PANEL (herald_send_panel_get_type ())

/* What is chosen before something is sent, and the button for it. Signals:
 * "send", when the person pressed it; "changed", when something else is chosen. */
G_DECLARE_FINAL_TYPE (HeraldSendPanel, herald_send_panel, HERALD, SEND_PANEL, AdwBin)

GtkWidget *herald_send_panel_new         (HeraldDesk               *desk);

void       herald_send_panel_show        (HeraldSendPanel          *self,
                                          const HeraldDeliverPlan  *plan,
                                          const char               *other,
                                          gboolean                  is_sending);

gboolean   herald_send_panel_is_ready    (HeraldSendPanel          *self);

gboolean   herald_send_panel_get_route   (HeraldSendPanel          *self,
                                          HeraldRoute              *route,
                                          GError                  **error);

char      *herald_send_panel_dup_hash    (HeraldSendPanel          *self);

void       herald_send_panel_say         (HeraldSendPanel          *self,
                                          const char               *text);

void       herald_send_panel_fail        (HeraldSendPanel          *self,
                                          const char               *text);

void       herald_send_panel_ask_route   (HeraldSendPanel          *self,
                                          const char               *text);

G_END_DECLS
