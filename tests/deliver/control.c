/* control.c: connects as a program would that had not thought about it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

/* control HOST PORT [PROXY]: opens a connection with GLib's own means. The
 * tests of leaks prove with it that their traps would have sprung. */
int
main (int    argc,
      char **argv)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(GError) error = NULL;

  if (argc < 3)
    return 2;

  g_socket_client_set_timeout (client, 5);
  if (argc > 3)
    {
      g_autoptr(GProxyResolver) resolver = g_simple_proxy_resolver_new (argv[3], NULL);

      g_socket_client_set_proxy_resolver (client, resolver);
    }
  else
    g_socket_client_set_enable_proxy (client, FALSE);

  connection = g_socket_client_connect_to_host (client, argv[1], (guint16) g_ascii_strtoull (argv[2], NULL, 10),
                                                NULL, &error);
  g_print ("%s\n", connection != NULL ? "connected" : error->message);

  return 0;
}
