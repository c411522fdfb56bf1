/* herald-drop-trouble.c: what an error of the network libraries means
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include "herald-drop-guard.h"
#include "herald-drop-trouble.h"

/* On the way to the server. */
static HeraldDeliveryReason
judge_way (const HeraldDropTrouble *self,
           const GError            *error)
{
  if (!self->is_socks)
    return HERALD_DELIVERY_NO_NETWORK;
  if (!self->has_proxy)
    return HERALD_DELIVERY_NO_PROXY;

  switch (error->code)
    {
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
    case G_IO_ERROR_CONNECTION_REFUSED:
      return HERALD_DELIVERY_NO_ONION;

    default:
      return HERALD_DELIVERY_PROXY_REFUSED;
    }
}

static HeraldDeliveryReason
judge_tls (const HeraldDropTrouble *self,
           SoupMessage             *message,
           const GError            *error)
{
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return herald_drop_guard_judge (soup_message_get_tls_peer_certificate_errors (message));

  return self->is_guarded ? HERALD_DELIVERY_CLOSED : HERALD_DELIVERY_OLD_TLS;
}

/**
 * herald_drop_trouble_judge:
 * @self: how far the connection came
 * @message: the request
 * @error: an error of GIO or libsoup
 *
 * Says in one word what an error means.
 *
 * Returns: the reason
 */
HeraldDeliveryReason
herald_drop_trouble_judge (const HeraldDropTrouble *self,
                           SoupMessage             *message,
                           const GError            *error)
{
  if (error->domain == G_TLS_ERROR)
    return judge_tls (self, message, error);
  if (error->domain == G_RESOLVER_ERROR)
    return HERALD_DELIVERY_NO_NAME;
  if (error->domain == SOUP_SESSION_ERROR)
    return HERALD_DELIVERY_NO_RECEIPT;

  /* A deadline of ours that ended it has left its reason already. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return HERALD_DELIVERY_CANCELLED;
  if (!self->has_connection)
    return judge_way (self, error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return HERALD_DELIVERY_NO_ANSWER;

  return HERALD_DELIVERY_CLOSED;
}
