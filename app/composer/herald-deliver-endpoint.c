/* herald-deliver-endpoint.c: where a vendor's reports go directly
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-deliver-endpoint.h"
#include "herald-delivery.h"

/**
 * herald_deliver_endpoint_free:
 * @self: (transfer full): an endpoint
 *
 * Frees an endpoint.
 */
void
herald_deliver_endpoint_free (HeraldDeliverEndpoint *self)
{
  g_free (self->endpoint);
  g_clear_pointer (&self->authority, g_bytes_unref);
  g_free (self);
}

/* The first of the vendor's channels that can be used, else why none can. */
static const HeraldChannel *
find_channel (HeraldVendor     *vendor,
              HeraldConfirmed  *confirmed,
              char            **why)
{
  GPtrArray *channels = herald_vendor_get_channels (vendor);

  for (guint i = 0; i < channels->len; i++)
    {
      const HeraldChannel *channel = g_ptr_array_index (channels, i);

      if (channel->kind != HERALD_CHANNEL_HTTPS || !channel->for_reports)
        continue;

      g_clear_pointer (why, g_free);
      if (!g_str_equal (channel->contract, HERALD_DELIVERY_CONTRACT))
        *why = g_strdup (_("This version of Herald does not know how the vendor’s endpoint takes reports."));
      else if (herald_channel_is_ready (channel, vendor, confirmed, why))
        return channel;
    }

  if (*why == NULL)
    *why = g_strdup (_("The vendor takes no reports by direct delivery."));
  return NULL;
}

/**
 * herald_deliver_endpoint_find:
 * @composer: a composer, or a copy of one
 * @vendor: a vendor
 * @error: return location for an error
 *
 * Finds where a vendor's reports go directly, and who vouches for the server.
 *
 * Thread: reads files; a worker.
 *
 * Returns: (transfer full): the endpoint, or %NULL with an error:
 *   %HERALD_COMPOSER_ERROR_NOT_READY where none is known
 */
HeraldDeliverEndpoint *
herald_deliver_endpoint_find (HeraldComposer  *composer,
                              HeraldVendor    *vendor,
                              GError         **error)
{
  g_autoptr(HeraldConfirmed) confirmed = herald_composer_load_confirmed (composer, vendor, error);
  g_autofree char *why = NULL;
  const HeraldChannel *channel;
  HeraldDeliverEndpoint *self;
  GBytes *authority;

  if (confirmed == NULL)
    return NULL;

  channel = find_channel (vendor, confirmed, &why);
  if (channel == NULL)
    {
      g_set_error_literal (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY, why);
      return NULL;
    }

  self = g_new0 (HeraldDeliverEndpoint, 1);
  self->endpoint = g_strdup (herald_confirmed_get_address (confirmed, channel));
  self->confirmed = herald_confirmed_get (confirmed, HERALD_CONFIRMED_ENDPOINT) != NULL;
  authority = self->confirmed ? herald_confirmed_get_file (confirmed, HERALD_CONFIRMED_CA) : NULL;
  self->authority = authority != NULL ? g_bytes_ref (authority) : NULL;

  return self;
}
