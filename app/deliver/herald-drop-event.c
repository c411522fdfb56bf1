/* herald-drop-event.c: what the program that touches the network tells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-decoder.h"

#include "herald-delivery-private.h"
#include "herald-drop-event.h"

static const char * const kinds[] = {
  [HERALD_DROP_CONNECTING] = "connecting",
  [HERALD_DROP_SENDING] = "sending",
  [HERALD_DROP_WAITING] = "waiting",
  [HERALD_DROP_ENDED] = "ended",
  [HERALD_DROP_ANSWERED] = "answered",
  [HERALD_DROP_PROBED] = "probed",
  NULL
};

static const char * const findings[] = { "nothing", "tor", "other", NULL };

/**
 * herald_drop_outcome_new:
 * @state: what became of it
 * @reason: why
 *
 * Makes an outcome without an answer.
 *
 * Returns: (transfer full): the outcome
 */
HeraldDropOutcome *
herald_drop_outcome_new (HeraldDeliveryState  state,
                         HeraldDeliveryReason reason)
{
  HeraldDropOutcome *self = g_new0 (HeraldDropOutcome, 1);

  self->state = state;
  self->reason = reason;
  self->words = g_strdup ("");

  return self;
}

/**
 * herald_drop_outcome_free:
 * @self: (transfer full): an outcome
 *
 * Frees an outcome.
 */
void
herald_drop_outcome_free (HeraldDropOutcome *self)
{
  g_free (self->words);
  g_clear_pointer (&self->receipt, herald_receipt_free);
  g_free (self);
}

/**
 * herald_drop_outcome_apply:
 * @self: what an attempt came to
 * @delivery: the delivery that is sending
 *
 * Ends an attempt of a delivery.
 */
void
herald_drop_outcome_apply (const HeraldDropOutcome *self,
                           HeraldDelivery          *delivery)
{
  g_free (delivery->words);
  delivery->words = g_strdup (self->words);
  delivery->status = self->status;
  delivery->max_bytes = self->max_bytes;
  delivery->retry_after = self->retry_after;
  delivery->receipt = self->receipt == NULL ? NULL : herald_receipt_copy (self->receipt);
  herald_delivery_end (delivery, self->state, self->reason);
}

/**
 * herald_drop_event_free:
 * @self: (transfer full): an event
 *
 * Frees an event.
 */
void
herald_drop_event_free (HeraldDropEvent *self)
{
  g_clear_pointer (&self->outcome, herald_drop_outcome_free);
  g_strfreev (self->messages);
  g_free (self->found);
  g_free (self);
}

static HeraldDropOutcome *
read_outcome (HeraldDecoder         *decoder,
              const HeraldJsonValue *root)
{
  HeraldDelivery outcome = { 0 };
  HeraldDropOutcome *self = g_new0 (HeraldDropOutcome, 1);

  herald_delivery_read_outcome (decoder, root, &outcome);
  self->state = outcome.state;
  self->reason = outcome.reason;
  self->status = outcome.status;
  self->words = outcome.words;
  self->max_bytes = outcome.max_bytes;
  self->retry_after = outcome.retry_after;
  self->receipt = outcome.receipt;

  if (decoder->error == NULL && (self->state == HERALD_DELIVERY_READY || self->state == HERALD_DELIVERY_SENDING))
    herald_decoder_refuse (decoder, HERALD_MEMBER (root, "state"), _("an end was expected"));
  return self;
}

static GStrv
read_messages (HeraldDecoder         *decoder,
               const HeraldJsonValue *array)
{
  guint n = herald_decoder_count (decoder, array, 0, HERALD_DROP_MAX_MESSAGES);
  GStrv messages = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    messages[i] = herald_decoder_text (decoder, HERALD_ELEMENT (array, i), HERALD_DROP_MAX_ANSWERS, 0);

  return messages;
}

/* The members of each kind, beside its name. */
static const char * const *
members_of (HeraldDropEventKind kind)
{
  static const char * const none[] = { "event", NULL };
  static const char * const sending[] = { "event", "sent", NULL };
  static const char * const ended[] = {
    "event", "state", "reason", "status", "words", "max-bytes", "retry-after", "receipt", NULL
  };
  static const char * const answered[] = { "event", "messages", NULL };
  static const char * const probed[] = { "event", "found", NULL };

  switch (kind)
    {
    case HERALD_DROP_SENDING:
      return sending;

    case HERALD_DROP_ENDED:
      return ended;

    case HERALD_DROP_ANSWERED:
      return answered;

    case HERALD_DROP_PROBED:
      return probed;

    case HERALD_DROP_CONNECTING:
    case HERALD_DROP_WAITING:
    default:
      return none;
    }
}

static void
read_members (HeraldDecoder         *decoder,
              const HeraldJsonValue *root,
              HeraldDropEvent       *self)
{
  if (self->kind == HERALD_DROP_SENDING)
    self->sent = (guint64) herald_decoder_number (decoder, HERALD_MEMBER (root, "sent"), 0, G_MAXINT64);
  if (self->kind == HERALD_DROP_ENDED)
    self->outcome = read_outcome (decoder, root);
  if (self->kind == HERALD_DROP_ANSWERED)
    self->messages = read_messages (decoder, HERALD_MEMBER (root, "messages"));
  if (self->kind == HERALD_DROP_PROBED)
    self->found = g_strdup (findings[herald_decoder_choice (decoder, HERALD_MEMBER (root, "found"), findings)]);
}

/**
 * herald_drop_event_read:
 * @bytes: a line that herald-drop printed
 * @error: return location for an error
 *
 * Reads an event.
 *
 * Returns: (transfer full): the event, or %NULL with a #HeraldJsonError
 */
HeraldDropEvent *
herald_drop_event_read (GBytes  *bytes,
                        GError **error)
{
  g_autoptr(JsonNode) node = herald_json_parse (bytes, HERALD_DROP_MAX_EVENT, error);
  HeraldJsonValue root = herald_json_root (node);
  g_autoptr(HeraldDropEvent) self = NULL;
  HeraldDecoder decoder = { NULL };

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      herald_json_refuse (&root, _("an object was expected"), error);
      return NULL;
    }

  self = g_new0 (HeraldDropEvent, 1);
  self->kind = herald_decoder_choice (&decoder, HERALD_MEMBER (&root, "event"), kinds);
  if (herald_decoder_open (&decoder, &root, members_of (self->kind), NULL))
    read_members (&decoder, &root, self);

  if (decoder.error != NULL)
    {
      g_propagate_error (error, decoder.error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

static void
write_outcome (JsonObject              *object,
               const HeraldDropOutcome *outcome)
{
  HeraldDelivery delivery = {
    .state = outcome->state,
    .reason = outcome->reason,
    .status = outcome->status,
    .words = outcome->words,
    .max_bytes = outcome->max_bytes,
    .retry_after = outcome->retry_after,
    .receipt = outcome->receipt,
  };

  herald_delivery_write_outcome (object, &delivery);
}

static JsonArray *
write_messages (GStrv messages)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; messages[i] != NULL; i++)
    json_array_add_string_element (array, messages[i]);

  return array;
}

/**
 * herald_drop_event_write:
 * @self: an event
 *
 * Writes an event as one line of JSON.
 *
 * Returns: (transfer full): the JSON, with a line end
 */
char *
herald_drop_event_write (const HeraldDropEvent *self)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "event", kinds[self->kind]);
  if (self->kind == HERALD_DROP_SENDING)
    json_object_set_int_member (object, "sent", (gint64) self->sent);
  if (self->kind == HERALD_DROP_ENDED)
    write_outcome (object, self->outcome);
  if (self->kind == HERALD_DROP_ANSWERED)
    json_object_set_array_member (object, "messages", write_messages (self->messages));
  if (self->kind == HERALD_DROP_PROBED)
    json_object_set_string_member (object, "found", self->found);

  json_node_set_object (node, object);
  text = json_to_string (node, FALSE);
  return g_strconcat (text, "\n", NULL);
}
