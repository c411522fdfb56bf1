/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-delivery.h"
#include "herald-file-writer.h"

G_BEGIN_DECLS

/* The journal of a delivery beside its envelope: ENVELOPE.delivery. */

HeraldDelivery *herald_delivery_file_read  (const char              *envelope,
                                            GError                 **error);

gboolean        herald_delivery_file_write (const char              *envelope,
                                            const HeraldDelivery    *delivery,
                                            HeraldFileWriterFlags    flags,
                                            GError                 **error);

gboolean        herald_delivery_file_is_new (const char             *envelope,
                                             GError                **error);

gboolean        herald_delivery_file_is_older (int                   fd,
                                               const char           *envelope);

int             herald_delivery_file_lock  (const char              *envelope,
                                            gboolean                *is_busy,
                                            GError                 **error);

G_END_DECLS
