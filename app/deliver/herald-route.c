/* herald-route.c: the ways that a report can take to its endpoint
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <string.h>
#include <sys/random.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "herald-address.h"

#include "herald-route.h"

#define SCHEME      "socks5://"
#define RANDOM_SIZE 16

G_DEFINE_QUARK (herald-route-error-quark, herald_route_error)

static gboolean
refuse (GError           **error,
        HeraldRouteError   code,
        const char        *message)
{
  g_set_error_literal (error, HERALD_ROUTE_ERROR, code, message);
  return FALSE;
}

/* An address that one machine can have; a name would have to be looked up. */
static gboolean
take_address (const char  *text,
              HeraldRoute *route)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (text);
  g_autofree char *canonical = address == NULL ? NULL : g_inet_address_to_string (address);

  if (canonical == NULL || g_inet_address_get_is_any (address) || g_inet_address_get_is_multicast (address))
    return FALSE;

  return g_strlcpy (route->address, canonical, sizeof route->address) < sizeof route->address;
}

/* ADDRESS:PORT or [ADDRESS]:PORT */
static gboolean
take_place (const char  *text,
            HeraldRoute *route)
{
  const char *colon = strrchr (text, ':');
  g_autofree char *address = NULL;
  guint64 port;

  if (colon == NULL || colon == text || !g_ascii_string_to_unsigned (colon + 1, 10, 1, G_MAXUINT16, &port, NULL))
    return FALSE;

  if (text[0] == '[' && colon[-1] == ']')
    address = g_strndup (text + 1, (gsize) (colon - text - 2));
  else if (memchr (text, ':', (gsize) (colon - text)) == NULL)
    address = g_strndup (text, (gsize) (colon - text));

  route->port = (guint16) port;
  return address != NULL && take_address (address, route);
}

/**
 * herald_route_parse:
 * @text: `socks5://ADDRESS:PORT`, an IPv6 address in brackets
 * @route: (out): the route
 * @error: return location for an error
 *
 * Reads the address of a SOCKS5 proxy.
 *
 * Only this scheme, only an IP address, and no name or password: a wrong word
 * there makes the library look names up by itself, or go without the proxy.
 *
 * Returns: %FALSE with %HERALD_ROUTE_ERROR_ADDRESS
 */
gboolean
herald_route_parse (const char   *text,
                    HeraldRoute  *route,
                    GError      **error)
{
  HeraldRoute found = { .kind = HERALD_ROUTE_SOCKS5 };

  g_return_val_if_fail (text != NULL && route != NULL, FALSE);

  if (!g_str_has_prefix (text, SCHEME) || !take_place (text + strlen (SCHEME), &found))
    return refuse (error, HERALD_ROUTE_ERROR_ADDRESS,
                   _("A proxy is given as socks5://ADDRESS:PORT, with the number of its IP address, such as socks5://127.0.0.1:9050"));

  *route = found;
  return TRUE;
}

/* Whether a proxy's address is one that herald_route_parse() would have made. */
static gboolean
is_proxy (const HeraldRoute *route)
{
  HeraldRoute again = { 0 };

  return memchr (route->address, '\0', sizeof route->address) != NULL && route->port > 0 &&
         take_address (route->address, &again) && g_str_equal (again.address, route->address);
}

/**
 * herald_route_check:
 * @route: a route
 * @endpoint: where it shall lead
 * @error: return location for an error
 *
 * Checks that a way was chosen, and that the endpoint can be reached that way.
 *
 * An onion service is reached through SOCKS5 and never looked up; anything else
 * wants https.
 *
 * Returns: %FALSE with a #HeraldRouteError
 */
gboolean
herald_route_check (const HeraldRoute  *route,
                    const char         *endpoint,
                    GError            **error)
{
  g_return_val_if_fail (route != NULL && endpoint != NULL, FALSE);

  if (!herald_address_is_endpoint (endpoint))
    return refuse (error, HERALD_ROUTE_ERROR_UNFIT,
                   _("The address for direct delivery does not begin with “https://”, or has a name, password or fragment in it"));

  switch (route->kind)
    {
    case HERALD_ROUTE_DIRECT:
      if (herald_route_is_onion (endpoint))
        return refuse (error, HERALD_ROUTE_ERROR_UNFIT,
                       _("An onion service is reached through Tor alone; choose a SOCKS5 proxy"));
      return TRUE;

    case HERALD_ROUTE_SOCKS5:
      if (!is_proxy (route))
        return refuse (error, HERALD_ROUTE_ERROR_ADDRESS, _("The proxy has no IP address and port"));
      return TRUE;

    case HERALD_ROUTE_NONE:
    default:
      return refuse (error, HERALD_ROUTE_ERROR_NONE, _("No way was chosen by which the report should go"));
    }
}

/**
 * herald_route_is_onion:
 * @endpoint: an endpoint
 *
 * Tells whether an endpoint is an onion service.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_route_is_onion (const char *endpoint)
{
  g_autoptr(GUri) uri = g_uri_parse (endpoint, G_URI_FLAGS_NONE, NULL);
  const char *host = uri == NULL ? NULL : g_uri_get_host (uri);
  gsize length = host == NULL ? 0 : strlen (host);

  /* A name may end in a dot, and in any case, and is the same name. */
  if (length > 0 && host[length - 1] == '.')
    length--;

  return length > strlen (".onion") &&
         g_ascii_strncasecmp (host + length - strlen (".onion"), ".onion", strlen (".onion")) == 0;
}

/**
 * herald_route_describe:
 * @route: a route that was checked
 * @endpoint: where it leads
 *
 * Says what a route reveals, and to whom, before anything goes that way.
 *
 * Returns: (transfer full): some sentences, translated
 */
char *
herald_route_describe (const HeraldRoute *route,
                       const char        *endpoint)
{
  g_autoptr(GUri) uri = g_uri_parse (endpoint, G_URI_FLAGS_NONE, NULL);
  const char *host = uri == NULL ? endpoint : g_uri_get_host (uri);

  if (route->kind == HERALD_ROUTE_DIRECT)
    return g_strdup_printf (
      /* TRANSLATORS: both %s are the name of a server */
      _("The report goes straight to %s. That server learns the IP address of this machine; whoever runs the network in between sees that this machine connects to %s, when, and how much it sends."),
      host, host);

  if (route->kind == HERALD_ROUTE_SOCKS5)
    return g_strdup_printf (
      /* TRANSLATORS: the first %s is an IP address, then a port; the next %s is the name of a server */
      _("The report goes through the proxy at %s port %u and no other way. If that is Tor, %s does not learn the IP address of this machine, and the network in between sees only that Tor is used; any other proxy sees both ends."),
      route->address, (guint) route->port, host);

  return g_strdup (_("Nothing goes anywhere."));
}

/**
 * herald_route_make_proxy:
 * @route: a SOCKS5 route that was checked
 *
 * Makes the proxy's address for one request, with credentials of its own.
 *
 * Tor uses another circuit for each name and password (IsolateSOCKSAuth), so no
 * two requests can be told to be one person's. A proxy that checks them is none
 * that could be used this way.
 *
 * Returns: (transfer full): `socks5://NAME:PASSWORD@ADDRESS:PORT`
 */
char *
herald_route_make_proxy (const HeraldRoute *route)
{
  g_autofree char *name = herald_route_make_id (), *password = herald_route_make_id ();
  gboolean is_v6 = strchr (route->address, ':') != NULL;

  g_return_val_if_fail (route->kind == HERALD_ROUTE_SOCKS5 && is_proxy (route), NULL);

  return g_strdup_printf (is_v6 ? "socks5://%s:%s@[%s]:%u" : "socks5://%s:%s@%s:%u",
                          name, password, route->address, (guint) route->port);
}

/**
 * herald_route_make_id:
 *
 * Makes 128 random bits that nobody can guess.
 *
 * Returns: (transfer full): 32 lower-case hexadecimal digits
 */
char *
herald_route_make_id (void)
{
  guint8 random[RANDOM_SIZE];
  GString *text = g_string_sized_new (2 * RANDOM_SIZE);

  /* So few bytes come whole (getrandom(2)). */
  if (getrandom (random, sizeof random, 0) != sizeof random)
    g_error ("the system has no random numbers");

  for (guint i = 0; i < RANDOM_SIZE; i++)
    g_string_append_printf (text, "%02x", random[i]);

  return g_string_free (text, FALSE);
}

/**
 * herald_route_get_word:
 * @kind: a kind of route
 *
 * Names a kind of route, as files do.
 *
 * Returns: (nullable): `direct` or `socks5`; %NULL for none
 */
const char *
herald_route_get_word (HeraldRouteKind kind)
{
  switch (kind)
    {
    case HERALD_ROUTE_DIRECT:
      return "direct";

    case HERALD_ROUTE_SOCKS5:
      return "socks5";

    case HERALD_ROUTE_NONE:
    default:
      return NULL;
    }
}
