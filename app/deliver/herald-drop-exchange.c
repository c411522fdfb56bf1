/* herald-drop-exchange.c: one request, its deadlines, and its answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include "herald-drop-exchange.h"
#include "herald-drop-guard.h"
#include "herald-drop-reader.h"
#include "herald-drop-session.h"
#include "herald-drop-trouble.h"
#include "herald-drop-watch.h"

/* No server has more to say before it answers. */
#define MAX_INFORMATIONAL 8

#define TELL_INTERVAL (G_USEC_PER_SEC / 10)

/* What is being waited for. */
typedef enum
{
  STAGE_CONNECT,
  STAGE_PROCEED,
  STAGE_SEND,
  STAGE_ANSWER,
} Stage;

struct _HeraldDropExchange
{
  const HeraldDropRequest *request;
  SoupSession             *session;
  SoupMessage             *message;
  GCancellable            *cancellable;
  HeraldDropBody          *body;        /* NULL: a request without one */
  gboolean                 asks_first;

  HeraldDropTell           tell;
  HeraldDropEnded          ended;
  gpointer                 user_data;
  gint64                   told;        /* when progress was told last */

  Stage                    stage;
  HeraldDropWatch          watch;
  HeraldDropTrouble        trouble;     /* how far the connection came */
  guint                    n_informational;
  gboolean                 was_not_asked;

  HeraldDeliveryReason     reason;      /* the first one there is */
  gsize                    max_answer;
  HeraldDropReader        *reader;
  gboolean                 has_answer;
};

/**
 * herald_drop_exchange_stop:
 * @self: an exchange
 * @reason: why
 *
 * Stops an exchange at once; the first reason stays.
 */
void
herald_drop_exchange_stop (HeraldDropExchange   *self,
                           HeraldDeliveryReason  reason)
{
  if (self->reason == HERALD_DELIVERY_NO_REASON)
    self->reason = reason;

  g_cancellable_cancel (self->cancellable);
}

static void
run_out_cb (gpointer data)
{
  HeraldDropExchange *self = data;
  static const HeraldDeliveryReason reasons[] = {
    [STAGE_CONNECT] = HERALD_DELIVERY_CONNECT_TIMEOUT,
    [STAGE_PROCEED] = HERALD_DELIVERY_NO_ANSWER,
    [STAGE_SEND] = HERALD_DELIVERY_STALLED,
    [STAGE_ANSWER] = HERALD_DELIVERY_NO_ANSWER,
  };

  self->was_not_asked = self->stage == STAGE_PROCEED;
  herald_drop_exchange_stop (self, reasons[self->stage]);
}

static void
enter (HeraldDropExchange *self,
       Stage               stage)
{
  const HeraldDropPatience *patience = &self->request->patience;
  const guint patiences[] = {
    [STAGE_CONNECT] = patience->connect,
    [STAGE_PROCEED] = patience->proceed,
    [STAGE_SEND] = patience->stall,
    [STAGE_ANSWER] = patience->answer,
  };

  self->stage = stage;
  herald_drop_watch_start (&self->watch, patiences[stage]);
}

static void
tell_about (HeraldDropExchange  *self,
            HeraldDropEventKind  kind,
            guint64              sent)
{
  if (!self->tell (kind, sent, self->user_data))
    herald_drop_exchange_stop (self, HERALD_DELIVERY_CANCELLED);
}

/* The one who started us knows of the first byte before it goes. */
static gboolean
first_byte_cb (gpointer data)
{
  HeraldDropExchange *self = data;

  self->told = g_get_monotonic_time ();
  return self->tell (HERALD_DROP_SENDING, 0, self->user_data);
}

static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  HeraldDropExchange *self)
{
  if (event == G_SOCKET_CLIENT_PROXY_NEGOTIATING)
    self->trouble.has_proxy = TRUE;
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    self->trouble.has_connection = TRUE;

  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKED)
    {
      HeraldDeliveryReason reason = herald_drop_guard_check (G_TLS_CONNECTION (connection),
                                                             (const char * const *) self->request->pins);

      self->trouble.is_guarded = reason == HERALD_DELIVERY_NO_REASON;
      if (!self->trouble.is_guarded)
        herald_drop_exchange_stop (self, reason);
    }
}

/* Nothing goes to a server that nobody has looked at. An onion service is
 * authenticated by its name. */
static void
starting_cb (SoupMessage        *message,
             HeraldDropExchange *self)
{
  gboolean is_https = g_str_equal (g_uri_get_scheme (soup_message_get_uri (message)), "https");

  self->trouble.has_connection = TRUE;
  if (is_https && !self->trouble.is_guarded)
    herald_drop_exchange_stop (self, HERALD_DELIVERY_OLD_TLS);
}

static void
wrote_headers_cb (SoupMessage        *message,
                  HeraldDropExchange *self)
{
  if (self->body == NULL)
    enter (self, STAGE_ANSWER);
  else
    enter (self, self->asks_first ? STAGE_PROCEED : STAGE_SEND);
}

static void
got_informational_cb (SoupMessage        *message,
                      HeraldDropExchange *self)
{
  if (++self->n_informational > MAX_INFORMATIONAL)
    herald_drop_exchange_stop (self, HERALD_DELIVERY_FLOOD);
  else if (self->stage == STAGE_PROCEED && soup_message_get_status (message) == SOUP_STATUS_CONTINUE)
    enter (self, STAGE_SEND);
}

static void
wrote_body_data_cb (SoupMessage        *message,
                    guint               length,
                    HeraldDropExchange *self)
{
  herald_drop_watch_move (&self->watch);
  if (self->watch.progress - self->told < TELL_INTERVAL)
    return;

  self->told = self->watch.progress;
  tell_about (self, HERALD_DROP_SENDING, herald_drop_body_get_given (self->body));
}

static void
wrote_body_cb (SoupMessage        *message,
               HeraldDropExchange *self)
{
  enter (self, STAGE_ANSWER);
  if (self->body != NULL)
    tell_about (self, HERALD_DROP_WAITING, 0);
}

static void
got_headers_cb (SoupMessage        *message,
                HeraldDropExchange *self)
{
  if (self->stage != STAGE_ANSWER)
    enter (self, STAGE_ANSWER);

  /* libsoup would send all of it once more, over another connection. */
  if (soup_message_get_status (message) == SOUP_STATUS_MISDIRECTED_REQUEST)
    herald_drop_exchange_stop (self, HERALD_DELIVERY_NO_RECEIPT);
}

/* Whatever its reason is: nobody has asked for that. */
static void
restarted_cb (SoupMessage        *message,
              HeraldDropExchange *self)
{
  herald_drop_exchange_stop (self, HERALD_DELIVERY_NO_RECEIPT);
}

static void
end (HeraldDropExchange *self)
{
  herald_drop_watch_stop (&self->watch);
  g_signal_handlers_disconnect_by_data (self->message, self);
  self->ended (self, self->user_data);
}

static void
read_cb (const GError *error,
         gpointer      data)
{
  HeraldDropExchange *self = data;

  if (error != NULL)
    herald_drop_exchange_stop (self, herald_drop_trouble_judge (&self->trouble, self->message, error));
  self->has_answer = TRUE;
  end (self);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  HeraldDropExchange *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GInputStream) stream = soup_session_send_finish (self->session, result, &error);

  if (stream == NULL)
    {
      if (self->body != NULL && herald_drop_body_is_broken (self->body))
        herald_drop_exchange_stop (self, HERALD_DELIVERY_ENVELOPE);
      else
        herald_drop_exchange_stop (self, herald_drop_trouble_judge (&self->trouble, self->message, error));
      end (self);
      return;
    }

  self->reader = herald_drop_reader_new (self->message, stream, self->max_answer);
  herald_drop_reader_start (self->reader, self->cancellable, read_cb, self);
}

static gboolean
refused_cb (gpointer data)
{
  HeraldDropExchange *self = data;

  self->ended (self, self->user_data);
  return G_SOURCE_REMOVE;
}

/**
 * herald_drop_exchange_new:
 * @request: what was asked for, which outlives the exchange
 * @method: `POST` or `GET`
 * @uri: where to
 * @max_answer: how many bytes of an answer are read
 *
 * Makes a request that stands alone.
 *
 * It has a connection of its own, no redirect, and no header but its own.
 *
 * Returns: (transfer full): the exchange
 */
HeraldDropExchange *
herald_drop_exchange_new (const HeraldDropRequest *request,
                          const char              *method,
                          const char              *uri,
                          gsize                    max_answer)
{
  HeraldDropExchange *self = g_new0 (HeraldDropExchange, 1);

  self->request = request;
  self->session = herald_drop_session_new (request, uri, &self->reason);
  self->message = soup_message_new (method, uri);
  self->cancellable = g_cancellable_new ();
  self->max_answer = max_answer;
  self->watch.run_out = run_out_cb;
  self->watch.user_data = self;
  self->trouble.is_socks = request->route.kind == HERALD_ROUTE_SOCKS5;
  if (self->message == NULL)
    {
      self->reason = HERALD_DELIVERY_NO_NAME;
      return self;
    }

  soup_message_set_flags (self->message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_headers_replace (soup_message_get_request_headers (self->message), "Connection", "close");

  return self;
}

/**
 * herald_drop_exchange_get_headers:
 * @self: an exchange that does not run yet
 *
 * Gives the headers of the request.
 *
 * Returns: (transfer none) (nullable): the headers; %NULL if there is no request
 */
SoupMessageHeaders *
herald_drop_exchange_get_headers (HeraldDropExchange *self)
{
  return self->message == NULL ? NULL : soup_message_get_request_headers (self->message);
}

/**
 * herald_drop_exchange_set_body:
 * @self: an exchange that does not run yet
 * @type: a media type
 * @fd: a file, which stays open
 * @size: how many bytes of it
 * @ask_first: whether the server says that it wants them before they go
 *
 * Gives the request a body.
 */
void
herald_drop_exchange_set_body (HeraldDropExchange *self,
                               const char         *type,
                               int                 fd,
                               guint64             size,
                               gboolean            ask_first)
{
  self->body = herald_drop_body_new (fd, size, first_byte_cb, self);
  self->asks_first = ask_first;
  if (self->message == NULL)
    return;

  soup_message_set_request_body (self->message, type, G_INPUT_STREAM (self->body), (gssize) size);
  if (ask_first)
    soup_message_headers_set_expectations (herald_drop_exchange_get_headers (self), SOUP_EXPECTATION_CONTINUE);
}

/**
 * herald_drop_exchange_run:
 * @self: an exchange
 * @tell: told what happens
 * @ended: told once, when it has ended, never before this returns
 * @user_data: for both
 *
 * Begins an exchange.
 *
 * Thread: the main loop's.
 */
void
herald_drop_exchange_run (HeraldDropExchange *self,
                          HeraldDropTell      tell,
                          HeraldDropEnded     ended,
                          gpointer            user_data)
{
  self->tell = tell;
  self->ended = ended;
  self->user_data = user_data;

  if (self->session == NULL || self->message == NULL)
    {
      g_idle_add (refused_cb, self);
      return;
    }

  g_signal_connect (self->message, "network-event", G_CALLBACK (network_event_cb), self);
  g_signal_connect (self->message, "starting", G_CALLBACK (starting_cb), self);
  g_signal_connect (self->message, "wrote-headers", G_CALLBACK (wrote_headers_cb), self);
  g_signal_connect (self->message, "got-informational", G_CALLBACK (got_informational_cb), self);
  g_signal_connect (self->message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), self);
  g_signal_connect (self->message, "wrote-body", G_CALLBACK (wrote_body_cb), self);
  g_signal_connect (self->message, "got-headers", G_CALLBACK (got_headers_cb), self);
  g_signal_connect (self->message, "restarted", G_CALLBACK (restarted_cb), self);

  tell_about (self, HERALD_DROP_CONNECTING, 0);
  enter (self, STAGE_CONNECT);
  soup_session_send_async (self->session, self->message, G_PRIORITY_DEFAULT, self->cancellable, sent_cb, self);
}

/**
 * herald_drop_exchange_get_answer:
 * @self: an exchange that has ended
 *
 * Gives what the server answered.
 *
 * Returns: (transfer none) (nullable): the answer; %NULL if there is none
 */
const HeraldDropAnswer *
herald_drop_exchange_get_answer (HeraldDropExchange *self)
{
  return self->has_answer ? herald_drop_reader_get_answer (self->reader) : NULL;
}

/**
 * herald_drop_exchange_get_reason:
 * @self: an exchange that has ended
 *
 * Tells what went wrong.
 *
 * Returns: the reason; %HERALD_DELIVERY_NO_REASON with a whole answer
 */
HeraldDeliveryReason
herald_drop_exchange_get_reason (HeraldDropExchange *self)
{
  return self->reason;
}

/**
 * herald_drop_exchange_get_sent:
 * @self: an exchange
 *
 * Tells how many bytes of the body may have left this machine.
 *
 * Returns: the number of bytes
 */
guint64
herald_drop_exchange_get_sent (HeraldDropExchange *self)
{
  return self->body == NULL ? 0 : herald_drop_body_get_given (self->body);
}

/**
 * herald_drop_exchange_was_not_asked:
 * @self: an exchange that has ended
 *
 * Tells whether the server did not understand that it was asked first.
 *
 * Returns: %TRUE if no byte of the body went, and without asking it might
 */
gboolean
herald_drop_exchange_was_not_asked (HeraldDropExchange *self)
{
  const HeraldDropAnswer *answer = herald_drop_exchange_get_answer (self);
  gboolean is_refused = answer != NULL && answer->status == SOUP_STATUS_EXPECTATION_FAILED;

  return herald_drop_exchange_get_sent (self) == 0 && self->asks_first &&
         (is_refused || (self->was_not_asked && self->reason == HERALD_DELIVERY_NO_ANSWER));
}

/**
 * herald_drop_exchange_free:
 * @self: (transfer full): an exchange that has ended, or never ran
 *
 * Frees an exchange, and closes its connection.
 */
void
herald_drop_exchange_free (HeraldDropExchange *self)
{
  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_pointer (&self->reader, herald_drop_reader_free);
  g_clear_object (&self->body);
  g_clear_object (&self->message);
  g_clear_object (&self->session);
  g_object_unref (self->cancellable);
  g_free (self);
}
