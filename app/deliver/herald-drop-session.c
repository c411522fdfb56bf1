/* herald-drop-session.c: the one place where a way into the network is made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "herald-file.h"

#include "herald-drop-session.h"

/* More than any deadline of our own, which come first. */
#define BACKSTOP 5

/**
 * herald_drop_prepare_process:
 *
 * Makes the process one in which a network library does no harm.
 *
 * It is called before anything else of it. No HTTP/2, which libsoup before 3.4 can be told in no other way; no TLS before
 * 1.2, and no session tickets, by which a server knows again who comes; nothing
 * of what an environment can say about proxies and about writing keys down.
 */
void
herald_drop_prepare_process (void)
{
  static const char * const unwanted[] = {
    "http_proxy", "https_proxy", "all_proxy", "ftp_proxy", "no_proxy",
    "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "FTP_PROXY", "NO_PROXY",
    "SSLKEYLOGFILE", "G_TLS_OPENSSL_CIPHER_LIST", "G_MESSAGES_DEBUG", "GNUTLS_DEBUG_LEVEL",
  };

  for (guint i = 0; i < G_N_ELEMENTS (unwanted); i++)
    g_unsetenv (unwanted[i]);

  /* Nobody here asks the desktop anything. */
  g_setenv ("GIO_USE_VFS", "local", TRUE);
  g_setenv ("GIO_USE_NETWORK_MONITOR", "base", TRUE);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
  g_setenv ("G_TLS_GNUTLS_PRIORITY", "NORMAL:%COMPAT:-VERS-TLS1.0:-VERS-TLS1.1:%NO_TICKETS", TRUE);
}

/**
 * herald_drop_make_resolver:
 * @proxy: a proxy, as herald_route_make_proxy() makes it
 * @uri: what will be asked for
 *
 * Makes what leads to a proxy, and makes sure that it leads nowhere else.
 *
 * What GLib makes of a proxy that it does not understand is a direct connection,
 * so its answer is looked at, and not only what it was told.
 *
 * Returns: (transfer full) (nullable): the resolver; %NULL if it would lead
 *   anywhere but through one SOCKS5 proxy
 */
GProxyResolver *
herald_drop_make_resolver (const char *proxy,
                           const char *uri)
{
  g_autoptr(GProxyResolver) resolver = g_simple_proxy_resolver_new (proxy, NULL);
  g_auto(GStrv) found = g_proxy_resolver_lookup (resolver, uri, NULL, NULL);

  if (found == NULL || g_strv_length (found) != 1 || !g_str_has_prefix (found[0], "socks5://") ||
      !g_str_equal (found[0], proxy))
    return NULL;

  return g_steal_pointer (&resolver);
}

static void
close_file (gpointer data)
{
  close (GPOINTER_TO_INT (data));
}

/* Those who vouch for the server are read from a file, when they are needed; it
 * has no name, and lives as long as what reads it. */
static GTlsDatabase *
read_authority (const char *text)
{
  int fd = memfd_create ("authority", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autolist(GTlsCertificate) found = NULL;
  GTlsDatabase *database = NULL;

  if (fd < 0)
    return NULL;

  if (herald_file_write_all (fd, text, strlen (text), NULL))
    found = g_tls_certificate_list_new_from_file (path, NULL);
  if (found != NULL)
    database = g_tls_file_database_new (path, NULL);
  if (database == NULL)
    {
      close (fd);
      return NULL;
    }

  g_object_set_data_full (G_OBJECT (database), "herald-file", GINT_TO_POINTER (fd), close_file);
  return database;
}

static gboolean
set_route (SoupSession       *session,
           const HeraldRoute *route,
           const char        *uri)
{
  g_autofree char *proxy = NULL;
  g_autoptr(GProxyResolver) resolver = NULL;

  if (route->kind == HERALD_ROUTE_DIRECT)
    {
      soup_session_set_proxy_resolver (session, NULL);
      return TRUE;
    }

  proxy = herald_route_make_proxy (route);
  resolver = proxy == NULL ? NULL : herald_drop_make_resolver (proxy, uri);
  if (resolver == NULL)
    return FALSE;

  soup_session_set_proxy_resolver (session, resolver);
  return soup_session_get_proxy_resolver (session) == resolver;
}

static gboolean
set_authority (SoupSession *session,
               const char  *authority)
{
  g_autoptr(GTlsDatabase) database = NULL;

  if (authority[0] == '\0')
    return TRUE;

  database = read_authority (authority);
  if (database == NULL)
    return FALSE;

  soup_session_set_tls_database (session, database);
  return TRUE;
}

static guint
backstop (const HeraldDropPatience *patience)
{
  guint longest = MAX (MAX (patience->connect, patience->proceed), MAX (patience->stall, patience->answer));

  return longest / 1000 + BACKSTOP;
}

/**
 * herald_drop_session_new:
 * @request: what was asked for
 * @uri: the address of its one request
 * @reason: (out): why not
 *
 * Makes a session for one request, which goes one way or not at all.
 *
 * It has no cookies, cache, decoders, credentials or names of its own, and asks
 * neither the environment nor the desktop for a proxy. Each has credentials of
 * its own at a SOCKS5 proxy.
 *
 * Returns: (transfer full) (nullable): the session; %NULL if the route, or the
 *   authority of the server, cannot be made to hold
 */
SoupSession *
herald_drop_session_new (const HeraldDropRequest *request,
                         const char              *uri,
                         HeraldDeliveryReason    *reason)
{
  g_autoptr(SoupSession) session = NULL;

  *reason = HERALD_DELIVERY_NO_PROXY;
  if (!herald_route_check (&request->route, request->endpoint, NULL))
    return NULL;

  session = soup_session_new_with_options ("timeout", backstop (&request->patience), NULL);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);

  if (!set_route (session, &request->route, uri))
    return NULL;

  *reason = HERALD_DELIVERY_UNTRUSTED;
  if (!set_authority (session, request->authority))
    return NULL;

  *reason = HERALD_DELIVERY_NO_REASON;
  return g_steal_pointer (&session);
}
