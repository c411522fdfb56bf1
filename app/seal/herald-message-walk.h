/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-message-source.h"
#include "herald-packet.h"

G_BEGIN_DECLS

gboolean herald_message_walk_refuse     (const char           *reason,
                                         GError              **error);

gboolean herald_message_walk_refuse_end (GError              **error);

gboolean herald_message_walk_skip       (HeraldMessageSource  *source,
                                         guint64               n,
                                         GError              **error);

gboolean herald_message_walk_begin      (HeraldMessageSource  *source,
                                         HeraldPacket         *packet,
                                         GError              **error);

gboolean herald_message_walk_end        (HeraldMessageSource  *source,
                                         HeraldPacket         *packet,
                                         GError              **error);

G_END_DECLS
