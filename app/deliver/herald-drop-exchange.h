/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "herald-drop-answer.h"
#include "herald-drop-body.h"
#include "herald-drop-request.h"

G_BEGIN_DECLS

typedef struct _HeraldDropExchange HeraldDropExchange;

/* Told what happens; %FALSE stops it, as nobody listens. */
typedef gboolean (*HeraldDropTell) (HeraldDropEventKind kind,
                                    guint64             sent,
                                    gpointer            user_data);

typedef void (*HeraldDropEnded) (HeraldDropExchange *exchange,
                                 gpointer            user_data);

HeraldDropExchange     *herald_drop_exchange_new           (const HeraldDropRequest  *request,
                                                            const char               *method,
                                                            const char               *uri,
                                                            gsize                     max_answer);

SoupMessageHeaders     *herald_drop_exchange_get_headers   (HeraldDropExchange       *self);

void                    herald_drop_exchange_set_body      (HeraldDropExchange       *self,
                                                            const char               *type,
                                                            int                       fd,
                                                            guint64                   size,
                                                            gboolean                  ask_first);

void                    herald_drop_exchange_run           (HeraldDropExchange       *self,
                                                            HeraldDropTell            tell,
                                                            HeraldDropEnded           ended,
                                                            gpointer                  user_data);

void                    herald_drop_exchange_stop          (HeraldDropExchange       *self,
                                                            HeraldDeliveryReason      reason);

const HeraldDropAnswer *herald_drop_exchange_get_answer    (HeraldDropExchange       *self);

HeraldDeliveryReason    herald_drop_exchange_get_reason    (HeraldDropExchange       *self);

guint64                 herald_drop_exchange_get_sent      (HeraldDropExchange       *self);

gboolean                herald_drop_exchange_was_not_asked (HeraldDropExchange       *self);

void                    herald_drop_exchange_free          (HeraldDropExchange       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldDropExchange, herald_drop_exchange_free)

G_END_DECLS
