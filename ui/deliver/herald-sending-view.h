/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-composer-deliver.h"

G_BEGIN_DECLS

#define HERALD_TYPE_SENDING_VIEW (herald_sending_view_get_type ())

/* How far a delivery is. Signal "cancel": the person does not want it any more. */
G_DECLARE_FINAL_TYPE (HeraldSendingView, herald_sending_view, HERALD, SENDING_VIEW, AdwBin)

GtkWidget *herald_sending_view_new   (void);

void       herald_sending_view_start (HeraldSendingView  *self,
                                      const char         *host);

void       herald_sending_view_tell  (HeraldSendingView  *self,
                                      HeraldDeliverPhase  phase,
                                      guint64             done,
                                      guint64             total);

void       herald_sending_view_stop  (HeraldSendingView  *self);

G_END_DECLS
