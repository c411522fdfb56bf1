/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_ROUTE_ERROR (herald_route_error_quark ())

typedef enum
{
  HERALD_ROUTE_ERROR_ADDRESS, /* no address of a SOCKS5 proxy */
  HERALD_ROUTE_ERROR_NONE,    /* no route was chosen */
  HERALD_ROUTE_ERROR_UNFIT,   /* the endpoint cannot be reached that way */
} HeraldRouteError;

typedef enum
{
  HERALD_ROUTE_NONE,   /* nothing was chosen, and nothing goes anywhere */
  HERALD_ROUTE_DIRECT,
  HERALD_ROUTE_SOCKS5, /* such as Tor, and nothing else */
} HeraldRouteKind;

/* Where Tor listens: the system's, and that of Tor Browser while it runs. */
#define HERALD_ROUTE_TOR         9050
#define HERALD_ROUTE_TOR_BROWSER 9150

/**
 * HeraldRoute:
 * @kind: which way
 * @address: the proxy's IP address, as inet_ntop() writes it; empty without one
 * @port: the proxy's port; 0 without one
 *
 * The way that a report takes to its endpoint; there is never another one.
 *
 * A plain value; zeros are no route.
 */
typedef struct
{
  HeraldRouteKind kind;
  char            address[48];
  guint16         port;
} HeraldRoute;

GQuark      herald_route_error_quark (void);

gboolean    herald_route_parse       (const char         *text,
                                      HeraldRoute        *route,
                                      GError            **error);

gboolean    herald_route_check       (const HeraldRoute  *route,
                                      const char         *endpoint,
                                      GError            **error);

gboolean    herald_route_is_onion    (const char         *endpoint);

char       *herald_route_describe    (const HeraldRoute  *route,
                                      const char         *endpoint);

char       *herald_route_make_proxy  (const HeraldRoute  *route);

char       *herald_route_make_id     (void);

const char *herald_route_get_word    (HeraldRouteKind     kind);

G_END_DECLS
