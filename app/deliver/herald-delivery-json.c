/* herald-delivery-json.c: deliveries as they are kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-address.h"
#include "herald-date.h"
#include "herald-hash.h"

#include "herald-delivery-private.h"

#define ID_LENGTH       32
#define MAX_URL         2048
#define MAX_ATTEMPTS    1000000
#define MAX_RETRY_AFTER (24 * 60 * 60)

static const char * const states[] = {
  [HERALD_DELIVERY_READY] = "ready",
  [HERALD_DELIVERY_SENDING] = "sending",
  [HERALD_DELIVERY_ACCEPTED] = "accepted",
  [HERALD_DELIVERY_REFUSED] = "refused",
  [HERALD_DELIVERY_UNKNOWN] = "unknown",
  [HERALD_DELIVERY_NOT_DELIVERED] = "not-delivered",
  NULL
};

/* No reason is null in a file, and has no word to be mistaken for. */
static const char * const reasons[] = {
  [HERALD_DELIVERY_NO_REASON] = "",
  [HERALD_DELIVERY_NO_NETWORK] = "no-network",
  [HERALD_DELIVERY_NO_NAME] = "no-name",
  [HERALD_DELIVERY_NO_PROXY] = "no-proxy",
  [HERALD_DELIVERY_PROXY_REFUSED] = "proxy-refused",
  [HERALD_DELIVERY_NO_ONION] = "no-onion",
  [HERALD_DELIVERY_CONNECT_TIMEOUT] = "connect-timeout",
  [HERALD_DELIVERY_NO_PROGRAM] = "no-program",
  [HERALD_DELIVERY_ENVELOPE] = "envelope",
  [HERALD_DELIVERY_UNTRUSTED] = "untrusted",
  [HERALD_DELIVERY_EXPIRED] = "expired",
  [HERALD_DELIVERY_WRONG_HOST] = "wrong-host",
  [HERALD_DELIVERY_OLD_TLS] = "old-tls",
  [HERALD_DELIVERY_WRONG_PIN] = "wrong-pin",
  [HERALD_DELIVERY_REDIRECT] = "redirect",
  [HERALD_DELIVERY_STALLED] = "stalled",
  [HERALD_DELIVERY_CLOSED] = "closed",
  [HERALD_DELIVERY_NO_ANSWER] = "no-answer",
  [HERALD_DELIVERY_CANCELLED] = "cancelled",
  [HERALD_DELIVERY_INTERRUPTED] = "interrupted",
  [HERALD_DELIVERY_STATUS] = "status",
  [HERALD_DELIVERY_WEB_PAGE] = "web-page",
  [HERALD_DELIVERY_NO_RECEIPT] = "no-receipt",
  [HERALD_DELIVERY_OTHER_RECEIPT] = "other-receipt",
  [HERALD_DELIVERY_FLOOD] = "flood",
  NULL
};

static const char * const routes[] = { "", "direct", "socks5", NULL };

/* The index of a route's word is its kind. */
G_STATIC_ASSERT (HERALD_ROUTE_NONE == 0 && HERALD_ROUTE_DIRECT == 1 && HERALD_ROUTE_SOCKS5 == 2);

/**
 * herald_delivery_state_word:
 * @state: how a delivery stands
 *
 * Names a state, as files and programs do.
 *
 * Returns: a word
 */
const char *
herald_delivery_state_word (HeraldDeliveryState state)
{
  return states[state];
}

/**
 * herald_delivery_reason_word:
 * @reason: why a delivery is what it is
 *
 * Names a reason, as files and programs do.
 *
 * Returns: a word; "" for none
 */
const char *
herald_delivery_reason_word (HeraldDeliveryReason reason)
{
  return reasons[reason];
}

static gboolean
is_absent (const HeraldJsonValue *value)
{
  return value->node == NULL || herald_json_is_null (value);
}

static char *
read_hex (HeraldDecoder         *decoder,
          const HeraldJsonValue *value,
          gsize                  length,
          gboolean               nullable)
{
  if (nullable && is_absent (value))
    return g_strdup ("");

  return herald_decoder_hex (decoder, value, length, FALSE);
}

static guint64
read_count (HeraldDecoder         *decoder,
            const HeraldJsonValue *value,
            gint64                 minimum,
            gint64                 maximum)
{
  return is_absent (value) ? 0 : (guint64) herald_decoder_number (decoder, value, minimum, maximum);
}

/* A word of a list whose first is null in a file. */
static int
read_word (HeraldDecoder         *decoder,
           const HeraldJsonValue *value,
           const char * const    *words)
{
  return is_absent (value) ? 0 : 1 + herald_decoder_choice (decoder, value, words + 1);
}

static char *
read_time (HeraldDecoder         *decoder,
           const HeraldJsonValue *value,
           gboolean               anonymous)
{
  char *text = herald_decoder_text (decoder, value, HERALD_DECODER_SHORT, HERALD_DECODER_LINE);

  if (decoder->error == NULL && !herald_date_is_date (text) && (anonymous || !herald_date_is_instant (text)))
    herald_decoder_refuse (decoder, value,
                           anonymous ? _("a date was expected") : _("a date or an instant in UTC was expected"));
  return text;
}

static char *
read_endpoint (HeraldDecoder         *decoder,
               const HeraldJsonValue *value)
{
  char *text = herald_decoder_text (decoder, value, MAX_URL, HERALD_DECODER_LINE);

  if (decoder->error == NULL && !herald_address_is_endpoint (text))
    herald_decoder_refuse (decoder, value,
                           _("an address that begins with “https://”, without name or fragment, was expected"));
  return text;
}

static GStrv
read_pins (HeraldDecoder         *decoder,
           const HeraldJsonValue *array)
{
  guint n = herald_decoder_count (decoder, array, 0, HERALD_DELIVERY_MAX_PINS);
  GStrv pins = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    pins[i] = herald_decoder_hex (decoder, HERALD_ELEMENT (array, i), HERALD_HASH_HEX_LENGTH, FALSE);

  return pins;
}

static HeraldReceipt *
read_receipt (HeraldDecoder         *decoder,
              const HeraldJsonValue *object)
{
  HeraldReceipt *receipt;
  HeraldJsonValue value;

  if (is_absent (object) ||
      !herald_decoder_open (decoder, object, HERALD_NAMES ("id", "received-on", "ack-by", "replayed"), NULL))
    return NULL;

  receipt = g_new0 (HeraldReceipt, 1);
  value = herald_json_member (object, "id");
  receipt->id = herald_decoder_text (decoder, &value, HERALD_RECEIPT_MAX_ID, HERALD_DECODER_LINE);
  if (decoder->error == NULL && !herald_receipt_is_id (receipt->id))
    herald_decoder_refuse (decoder, &value, _("printable characters were expected"));
  receipt->received_on = herald_decoder_date (decoder, HERALD_MEMBER (object, "received-on"));
  value = herald_json_member (object, "ack-by");
  receipt->ack_by = is_absent (&value) ? g_strdup ("") : herald_decoder_date (decoder, &value);
  receipt->replayed = herald_decoder_truth (decoder, HERALD_MEMBER (object, "replayed"));

  return receipt;
}

/**
 * herald_delivery_read_outcome:
 * @decoder: a decoder
 * @root: an object with the members of an outcome
 * @self: whose state, reason, status, words, limits and receipt are set
 *
 * Reads how an attempt ended.
 */
void
herald_delivery_read_outcome (HeraldDecoder         *decoder,
                              const HeraldJsonValue *root,
                              HeraldDelivery        *self)
{
  self->state = herald_decoder_choice (decoder, HERALD_MEMBER (root, "state"), states);
  self->reason = read_word (decoder, HERALD_MEMBER (root, "reason"), reasons);
  self->status = (guint) read_count (decoder, HERALD_MEMBER (root, "status"), 100, 999);
  self->words = herald_decoder_text (decoder, HERALD_MEMBER (root, "words"), HERALD_DELIVERY_MAX_WORDS,
                                     HERALD_DECODER_LINE | HERALD_DECODER_EMPTY);
  self->max_bytes = read_count (decoder, HERALD_MEMBER (root, "max-bytes"), 1, G_MAXINT64);
  self->retry_after = (guint) read_count (decoder, HERALD_MEMBER (root, "retry-after"), 1, MAX_RETRY_AFTER);
  self->receipt = read_receipt (decoder, HERALD_MEMBER (root, "receipt"));

  if (decoder->error == NULL && (self->state == HERALD_DELIVERY_ACCEPTED) != (self->receipt != NULL))
    herald_decoder_refuse (decoder, HERALD_MEMBER (root, "receipt"),
                           _("a receipt was expected of what is accepted, and of nothing else"));
}

static void
read_members (HeraldDecoder         *decoder,
              const HeraldJsonValue *root,
              HeraldDelivery        *self)
{
  static const char * const contracts[] = { HERALD_DELIVERY_CONTRACT, NULL };
  static const char * const forms[] = { "bundle", "asc", NULL };

  self->id = read_hex (decoder, HERALD_MEMBER (root, "id"), ID_LENGTH, FALSE);
  self->vendor = herald_decoder_id (decoder, HERALD_MEMBER (root, "vendor"));
  self->anonymous = herald_decoder_truth (decoder, HERALD_MEMBER (root, "anonymous"));
  self->endpoint = read_endpoint (decoder, HERALD_MEMBER (root, "endpoint"));
  herald_decoder_choice (decoder, HERALD_MEMBER (root, "contract"), contracts);
  self->key = read_hex (decoder, HERALD_MEMBER (root, "key"), ID_LENGTH, FALSE);
  self->form = g_strdup (forms[herald_decoder_choice (decoder, HERALD_MEMBER (root, "form"), forms)]);
  self->sha256 = read_hex (decoder, HERALD_MEMBER (root, "sha256"), HERALD_HASH_HEX_LENGTH, FALSE);
  self->size = (guint64) herald_decoder_number (decoder, HERALD_MEMBER (root, "size"), 1, G_MAXINT64);
  self->blob = read_hex (decoder, HERALD_MEMBER (root, "blob"), ID_LENGTH, TRUE);
  self->follow_up = read_hex (decoder, HERALD_MEMBER (root, "follow-up"), HERALD_HASH_HEX_LENGTH, TRUE);
  self->pins = read_pins (decoder, HERALD_MEMBER (root, "pins"));
  self->created = read_time (decoder, HERALD_MEMBER (root, "created"), self->anonymous);
  self->changed = read_time (decoder, HERALD_MEMBER (root, "changed"), self->anonymous);
  self->attempts = (guint) herald_decoder_number (decoder, HERALD_MEMBER (root, "attempts"), 0, MAX_ATTEMPTS);
  self->doubt = herald_decoder_truth (decoder, HERALD_MEMBER (root, "doubt"));
  self->route = read_word (decoder, HERALD_MEMBER (root, "route"), routes);
  herald_delivery_read_outcome (decoder, root, self);
}

/**
 * herald_delivery_read:
 * @bytes: a delivery as JSON
 * @error: return location for an error
 *
 * Reads a delivery.
 *
 * Whether one that is sending still is, only the caller can know; see
 * herald_delivery_interrupt().
 *
 * Returns: (transfer full): the delivery, or %NULL with a #HeraldJsonError that
 *   names the place
 */
HeraldDelivery *
herald_delivery_read (GBytes  *bytes,
                      GError **error)
{
  g_autoptr(JsonNode) node = herald_json_parse (bytes, HERALD_DELIVERY_MAX_SIZE, error);
  HeraldJsonValue root = herald_json_root (node);
  g_autoptr(HeraldDelivery) self = NULL;
  HeraldDecoder decoder = { NULL };

  if (node == NULL || !herald_json_expect_format (&root, "herald-delivery", 1, error))
    return NULL;

  self = g_new0 (HeraldDelivery, 1);
  if (herald_decoder_open (&decoder, &root,
                           HERALD_NAMES ("format", "version", "id", "vendor", "anonymous", "endpoint", "contract",
                                         "key", "form", "sha256", "size", "blob", "follow-up", "pins", "created",
                                         "changed", "attempts", "doubt", "route", "state", "reason", "status", "words",
                                         "max-bytes", "retry-after", "receipt"),
                           NULL))
    read_members (&decoder, &root, self);

  if (decoder.error != NULL)
    {
      g_propagate_error (error, decoder.error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

static void
write_text (JsonObject *object,
            const char *name,
            const char *text)
{
  if (text == NULL || text[0] == '\0')
    json_object_set_null_member (object, name);
  else
    json_object_set_string_member (object, name, text);
}

static void
write_count (JsonObject *object,
             const char *name,
             guint64     count)
{
  if (count == 0)
    json_object_set_null_member (object, name);
  else
    json_object_set_int_member (object, name, (gint64) count);
}

static JsonNode *
write_receipt (const HeraldReceipt *receipt)
{
  g_autoptr(JsonObject) object = NULL;

  if (receipt == NULL)
    return json_node_new (JSON_NODE_NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "id", receipt->id);
  json_object_set_string_member (object, "received-on", receipt->received_on);
  write_text (object, "ack-by", receipt->ack_by);
  json_object_set_boolean_member (object, "replayed", receipt->replayed);

  return json_node_init_object (json_node_alloc (), object);
}

/**
 * herald_delivery_write_outcome:
 * @object: where the members go
 * @self: a delivery
 *
 * Writes how an attempt ended.
 */
void
herald_delivery_write_outcome (JsonObject           *object,
                               const HeraldDelivery *self)
{
  json_object_set_string_member (object, "state", states[self->state]);
  write_text (object, "reason", reasons[self->reason]);
  write_count (object, "status", self->status);
  json_object_set_string_member (object, "words", self->words);
  write_count (object, "max-bytes", self->max_bytes);
  write_count (object, "retry-after", self->retry_after);
  json_object_set_member (object, "receipt", write_receipt (self->receipt));
}

/**
 * herald_delivery_write:
 * @self: a delivery
 *
 * Writes a delivery as one line of JSON, short enough for a case's log.
 *
 * Returns: (transfer full): the JSON, at most 4096 bytes, without a line end
 */
char *
herald_delivery_write (const HeraldDelivery *self)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonArray *pins = json_array_new ();

  for (guint i = 0; self->pins[i] != NULL; i++)
    json_array_add_string_element (pins, self->pins[i]);

  json_object_set_string_member (object, "format", "herald-delivery");
  json_object_set_int_member (object, "version", 1);
  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "vendor", self->vendor);
  json_object_set_boolean_member (object, "anonymous", self->anonymous);
  json_object_set_string_member (object, "endpoint", self->endpoint);
  json_object_set_string_member (object, "contract", HERALD_DELIVERY_CONTRACT);
  json_object_set_string_member (object, "key", self->key);
  json_object_set_string_member (object, "form", self->form);
  json_object_set_string_member (object, "sha256", self->sha256);
  json_object_set_int_member (object, "size", (gint64) self->size);
  write_text (object, "blob", self->blob);
  write_text (object, "follow-up", self->follow_up);
  json_object_set_array_member (object, "pins", pins);
  json_object_set_string_member (object, "created", self->created);
  json_object_set_string_member (object, "changed", self->changed);
  json_object_set_int_member (object, "attempts", self->attempts);
  json_object_set_boolean_member (object, "doubt", self->doubt);
  write_text (object, "route", routes[self->route]);
  herald_delivery_write_outcome (object, self);

  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}
