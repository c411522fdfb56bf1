/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "herald-delivery.h"

G_BEGIN_DECLS

/**
 * HeraldDropTrouble:
 * @is_socks: whether the way leads through a proxy
 * @has_proxy: whether the proxy took the connection
 * @has_connection: whether there is one to the server
 * @is_guarded: whether the server was found to be the right one
 *
 * How far a connection came, by which the same error means different things.
 */
typedef struct
{
  gboolean is_socks;
  gboolean has_proxy;
  gboolean has_connection;
  gboolean is_guarded;
} HeraldDropTrouble;

HeraldDeliveryReason herald_drop_trouble_judge (const HeraldDropTrouble  *self,
                                                SoupMessage              *message,
                                                const GError             *error);

G_END_DECLS
