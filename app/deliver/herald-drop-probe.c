/* herald-drop-probe.c: what listens where a proxy should
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <string.h>

#include "herald-drop-probe.h"

/* Tor, asked for a page at its SOCKS port, says what it is; others do not. */
#define QUESTION "GET / HTTP/1.0\r\n\r\n"
#define SIGN     "Tor is not an HTTP Proxy"

#define MAX_ANSWER   4096
#define MAX_PATIENCE 5000

struct _HeraldDropProbe
{
  GCancellable      *cancellable;
  GSocketConnection *connection;
  guint              timer;
  char               answer[MAX_ANSWER + 1];
  gsize              length;
  HeraldDropProbed   probed;
  gpointer           user_data;
};

static void
end (HeraldDropProbe *self)
{
  const char *found = "nothing";

  if (self->connection != NULL)
    found = strstr (self->answer, SIGN) != NULL ? "tor" : "other";

  g_clear_handle_id (&self->timer, g_source_remove);
  self->probed (found, self->user_data);
}

static void read_more (HeraldDropProbe *self);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  HeraldDropProbe *self = data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  self->length += n > 0 ? (gsize) n : 0;
  if (n <= 0 || self->length == MAX_ANSWER || strstr (self->answer, SIGN) != NULL)
    end (self);
  else
    read_more (self);
}

static void
read_more (HeraldDropProbe *self)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)),
                             self->answer + self->length, MAX_ANSWER - self->length, G_PRIORITY_DEFAULT,
                             self->cancellable, read_cb, self);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  HeraldDropProbe *self = data;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    read_more (self);
  else
    end (self);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  HeraldDropProbe *self = data;

  self->connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, NULL);
  if (self->connection == NULL)
    end (self);
  else
    g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)),
                                     QUESTION, strlen (QUESTION), G_PRIORITY_DEFAULT, self->cancellable,
                                     asked_cb, self);
}

static gboolean
timer_cb (gpointer data)
{
  HeraldDropProbe *self = data;

  self->timer = 0;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

/**
 * herald_drop_probe_new:
 * @route: a SOCKS5 route
 * @patience: how long to wait, in milliseconds; at most five seconds
 * @probed: told what was found
 * @user_data: for @probed
 *
 * Asks what listens at the address of a proxy, which forwards nothing.
 *
 * Returns: (transfer full): the probe
 */
HeraldDropProbe *
herald_drop_probe_new (const HeraldRoute *route,
                       guint              patience,
                       HeraldDropProbed   probed,
                       gpointer           user_data)
{
  HeraldDropProbe *self = g_new0 (HeraldDropProbe, 1);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string (route->address, route->port);
  g_autoptr(GSocketClient) client = g_socket_client_new ();

  self->cancellable = g_cancellable_new ();
  self->probed = probed;
  self->user_data = user_data;
  self->timer = g_timeout_add (MIN (patience, MAX_PATIENCE), timer_cb, self);

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_async (client, G_SOCKET_CONNECTABLE (address), self->cancellable, connected_cb, self);
  return self;
}

/**
 * herald_drop_probe_cancel:
 * @self: a probe
 *
 * Stops a probe; what was found is told all the same.
 */
void
herald_drop_probe_cancel (HeraldDropProbe *self)
{
  g_cancellable_cancel (self->cancellable);
}

/**
 * herald_drop_probe_free:
 * @self: (transfer full): a probe that has told what it found
 *
 * Frees a probe.
 */
void
herald_drop_probe_free (HeraldDropProbe *self)
{
  g_clear_object (&self->connection);
  g_object_unref (self->cancellable);
  g_free (self);
}
