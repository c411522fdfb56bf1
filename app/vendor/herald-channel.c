/* herald-channel.c: whether a report can go a way, and if not, why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-confirmed.h"

static gboolean
has_key (HeraldVendor    *vendor,
         HeraldConfirmed *confirmed)
{
  g_autoptr(GBytes) shipped = herald_vendor_get_shipped_key (vendor);

  return shipped != NULL || herald_confirmed_get (confirmed, HERALD_CONFIRMED_KEY) != NULL;
}

static const char *
say_email (gboolean address,
           gboolean key)
{
  if (!address && !key)
    return _("The vendor’s e-mail address and key are not known; both have to be supplied and confirmed first.");
  if (!address)
    return _("The vendor’s e-mail address is not known; it has to be supplied and confirmed first.");
  if (!key)
    return _("The vendor’s key is not known; it has to be supplied and confirmed first.");

  return NULL;
}

static const char *
say_https (gboolean endpoint,
           gboolean key)
{
  if (!endpoint && !key)
    return _("The address for direct delivery and the vendor’s key are not known; both have to be supplied and confirmed first.");
  if (!endpoint)
    return _("The address for direct delivery is not known; it has to be supplied and confirmed first.");
  if (!key)
    return _("The vendor’s key is not known; it has to be supplied and confirmed first.");

  return NULL;
}

static const char *
say_why (const HeraldChannel *channel,
         HeraldVendor        *vendor,
         HeraldConfirmed     *confirmed)
{
  gboolean address = herald_confirmed_get_address (confirmed, channel) != NULL;

  if (!channel->for_reports)
    return _("This address is for questions only; reports do not go there.");

  switch (channel->kind)
    {
    case HERALD_CHANNEL_EMAIL:
      return say_email (address, has_key (vendor, confirmed));

    case HERALD_CHANNEL_FORM:
      return address ? NULL : _("The address of the vendor’s form is not known.");

    case HERALD_CHANNEL_HTTPS:
    default:
      return say_https (address, has_key (vendor, confirmed));
    }
}

/**
 * herald_channel_is_ready:
 * @channel: one of the vendor's channels
 * @vendor: the vendor
 * @confirmed: what the person supplied for this vendor
 * @why: (out) (optional) (nullable): why not, or %NULL where it is ready
 *
 * Tells whether a report can go that way.
 *
 * A web form takes what a person carries over, so its address is enough; all
 * other ways need a key, whatever the vendor says about encryption. Whether
 * the key is any good is not looked at here.
 *
 * Thread: any.
 *
 * Returns: %TRUE if it can
 */
gboolean
herald_channel_is_ready (const HeraldChannel  *channel,
                         HeraldVendor         *vendor,
                         HeraldConfirmed      *confirmed,
                         char                **why)
{
  const char *sentence = say_why (channel, vendor, confirmed);

  if (why != NULL)
    *why = g_strdup (sentence);

  return sentence == NULL;
}
