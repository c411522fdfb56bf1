/* herald-drop-task.c: sending an envelope, asking for answers, looking for a proxy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <string.h>

#include "herald-drop-probe.h"
#include "herald-drop-task.h"

#define CONTENT_TYPE "application/pgp-encrypted"

struct _HeraldDropTask
{
  HeraldDropRequest  *request;
  int                 fd;
  HeraldDropSay       say;
  gpointer            user_data;
  HeraldDropExchange *exchange;
  HeraldDropProbe    *probe;
  gboolean            asks_first;
  gboolean            is_cancelled;
};

static gboolean
tell_cb (HeraldDropEventKind kind,
         guint64             sent,
         gpointer            data)
{
  HeraldDropTask *self = data;
  HeraldDropEvent event = { .kind = kind, .sent = sent };

  return self->say (&event, self->user_data);
}

static void
say_outcome (HeraldDropTask    *self,
             HeraldDropOutcome *outcome)
{
  HeraldDropEvent event = { .kind = HERALD_DROP_ENDED, .outcome = outcome };

  self->say (&event, self->user_data);
  herald_drop_outcome_free (outcome);
}

/* RFC 9530 §2, of a hash that is hexadecimal. */
static char *
make_digest (const char *sha256)
{
  guint8 hash[32];
  g_autofree char *base64 = NULL;

  for (guint i = 0; i < sizeof hash; i++)
    hash[i] = (guint8) (g_ascii_xdigit_value (sha256[2 * i]) << 4 | g_ascii_xdigit_value (sha256[2 * i + 1]));
  base64 = g_base64_encode (hash, sizeof hash);

  return g_strdup_printf ("sha-256=:%s:", base64);
}

/* An answer that broke off says no more than why it did. */
static HeraldDropOutcome *
judge_submission (HeraldDropTask     *self,
                  HeraldDropExchange *exchange)
{
  const HeraldDropAnswer *answer = herald_drop_exchange_get_answer (exchange);
  HeraldDeliveryReason reason = herald_drop_exchange_get_reason (exchange);
  guint64 sent = herald_drop_exchange_get_sent (exchange);
  HeraldDropOutcome *outcome;

  if (answer == NULL)
    return herald_drop_give_up (reason, sent);

  outcome = herald_drop_judge (answer, self->request->sha256, self->request->size, sent);
  if (outcome->reason == HERALD_DELIVERY_NO_RECEIPT && reason != HERALD_DELIVERY_NO_REASON)
    outcome->reason = reason;
  return outcome;
}

static void begin_submission (HeraldDropTask *self);

static void
submitted_cb (HeraldDropExchange *exchange,
              gpointer            data)
{
  HeraldDropTask *self = data;

  if (!self->is_cancelled && self->asks_first && herald_drop_exchange_was_not_asked (exchange))
    {
      /* The one repeat there is: nothing of the envelope has left yet. */
      g_clear_pointer (&self->exchange, herald_drop_exchange_free);
      self->asks_first = FALSE;
      begin_submission (self);
      return;
    }

  say_outcome (self, judge_submission (self, exchange));
}

static void
begin_submission (HeraldDropTask *self)
{
  const HeraldDropRequest *request = self->request;
  g_autofree char *digest = make_digest (request->sha256), *key = g_strdup_printf ("\"%s\"", request->key);
  SoupMessageHeaders *headers;

  self->exchange = herald_drop_exchange_new (request, SOUP_METHOD_POST, request->endpoint, HERALD_RECEIPT_MAX_SIZE);
  herald_drop_exchange_set_body (self->exchange, CONTENT_TYPE, self->fd, request->size, self->asks_first);
  headers = herald_drop_exchange_get_headers (self->exchange);
  if (headers != NULL)
    {
      soup_message_headers_replace (headers, "Content-Digest", digest);
      soup_message_headers_replace (headers, "Idempotency-Key", key);
    }
  if (headers != NULL && request->follow_up[0] != '\0')
    {
      g_autofree char *follow_up = make_digest (request->follow_up);

      soup_message_headers_replace (headers, "Report-Follow-Up", follow_up);
    }

  herald_drop_exchange_run (self->exchange, tell_cb, submitted_cb, self);
}

/* What is no list of messages is no receipt either, whatever it looks like. */
static HeraldDropOutcome *
judge_inquiry (HeraldDropExchange *exchange)
{
  const HeraldDropAnswer *answer = herald_drop_exchange_get_answer (exchange);
  HeraldDeliveryReason reason = herald_drop_exchange_get_reason (exchange);
  HeraldDropOutcome *outcome;

  if (answer == NULL)
    return herald_drop_give_up (reason, 0);
  if (answer->status != 200 && answer->status != 201)
    return herald_drop_judge (answer, "", 0, 0);

  if (reason == HERALD_DELIVERY_NO_REASON)
    reason = herald_drop_answer_has_type (answer, "text/html") ? HERALD_DELIVERY_WEB_PAGE : HERALD_DELIVERY_NO_RECEIPT;
  outcome = herald_drop_give_up (reason, 0);
  outcome->status = answer->status;
  return outcome;
}

static void
answered_cb (HeraldDropExchange *exchange,
             gpointer            data)
{
  HeraldDropTask *self = data;
  const HeraldDropAnswer *answer = herald_drop_exchange_get_answer (exchange);
  g_auto(GStrv) messages = answer == NULL ? NULL : herald_drop_read_messages (answer);
  HeraldDropEvent event = { .kind = HERALD_DROP_ANSWERED, .messages = messages };

  if (messages != NULL)
    self->say (&event, self->user_data);
  else
    say_outcome (self, judge_inquiry (exchange));
}

static gboolean
quiet_cb (HeraldDropEventKind kind,
          guint64             sent,
          gpointer            data)
{
  return TRUE;
}

/**
 * herald_drop_make_answers_uri:
 * @endpoint: an endpoint
 *
 * Makes the address at which an endpoint has answers.
 *
 * Returns: (transfer full): the address
 */
char *
herald_drop_make_answers_uri (const char *endpoint)
{
  gsize length = strcspn (endpoint, "?");
  const char *query = endpoint + length;

  while (length > 0 && endpoint[length - 1] == '/')
    length--;

  return g_strdup_printf ("%.*s/followup%s", (int) length, endpoint, query);
}

static void
begin_answers (HeraldDropTask *self)
{
  g_autofree char *uri = herald_drop_make_answers_uri (self->request->endpoint);
  g_autofree char *authorization = g_strdup_printf ("Report-Follow-Up %s", self->request->secret);
  SoupMessageHeaders *headers;

  self->exchange = herald_drop_exchange_new (self->request, SOUP_METHOD_GET, uri, HERALD_DROP_MAX_ANSWERS);
  headers = herald_drop_exchange_get_headers (self->exchange);
  if (headers != NULL)
    soup_message_headers_replace (headers, "Authorization", authorization);
  herald_drop_exchange_run (self->exchange, quiet_cb, answered_cb, self);
}

static void
probed_cb (const char *found,
           gpointer    data)
{
  HeraldDropTask *self = data;
  HeraldDropEvent event = { .kind = HERALD_DROP_PROBED, .found = (char *) found };

  self->say (&event, self->user_data);
}

/**
 * herald_drop_task_new:
 * @request: (transfer full): what to do
 * @fd: the envelope, to submit one; stays open
 * @say: told every line
 * @user_data: for @say
 *
 * Makes a task.
 *
 * Returns: (transfer full): the task
 */
HeraldDropTask *
herald_drop_task_new (HeraldDropRequest *request,
                      int                fd,
                      HeraldDropSay      say,
                      gpointer           user_data)
{
  HeraldDropTask *self = g_new0 (HeraldDropTask, 1);

  self->request = request;
  self->fd = fd;
  self->say = say;
  self->user_data = user_data;
  self->asks_first = request->size > HERALD_DROP_ASK_FIRST;

  return self;
}

/**
 * herald_drop_task_run:
 * @self: a task
 *
 * Begins a task; the last line is said later.
 *
 * Thread: the main loop's.
 */
void
herald_drop_task_run (HeraldDropTask *self)
{
  switch (self->request->mode)
    {
    case HERALD_DROP_SUBMIT:
      begin_submission (self);
      break;

    case HERALD_DROP_ANSWERS:
      begin_answers (self);
      break;

    case HERALD_DROP_PROBE:
    default:
      self->probe = herald_drop_probe_new (&self->request->route, self->request->patience.connect, probed_cb, self);
      break;
    }
}

/**
 * herald_drop_task_cancel:
 * @self: a task
 *
 * Stops a task; the last line comes all the same.
 */
void
herald_drop_task_cancel (HeraldDropTask *self)
{
  self->is_cancelled = TRUE;
  if (self->exchange != NULL)
    herald_drop_exchange_stop (self->exchange, HERALD_DELIVERY_CANCELLED);
  if (self->probe != NULL)
    herald_drop_probe_cancel (self->probe);
}

/**
 * herald_drop_task_free:
 * @self: (transfer full): a task that has said its last line, or never ran
 *
 * Frees a task.
 */
void
herald_drop_task_free (HeraldDropTask *self)
{
  g_clear_pointer (&self->exchange, herald_drop_exchange_free);
  g_clear_pointer (&self->probe, herald_drop_probe_free);
  herald_drop_request_free (self->request);
  g_free (self);
}
