/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "herald-delivery.h"
#include "herald-drop-request.h"

G_BEGIN_DECLS

void            herald_drop_prepare_process (void);

GProxyResolver *herald_drop_make_resolver   (const char                *proxy,
                                             const char                *uri);

SoupSession    *herald_drop_session_new     (const HeraldDropRequest   *request,
                                             const char                *uri,
                                             HeraldDeliveryReason      *reason);

G_END_DECLS
