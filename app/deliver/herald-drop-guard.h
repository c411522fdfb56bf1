/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-delivery.h"

G_BEGIN_DECLS

HeraldDeliveryReason  herald_drop_guard_check (GTlsConnection        *connection,
                                               const char * const    *pins);

char                 *herald_drop_guard_pin   (GTlsCertificate       *certificate);

HeraldDeliveryReason  herald_drop_guard_judge (GTlsCertificateFlags   errors);

G_END_DECLS
