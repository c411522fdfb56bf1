/* herald-drop-answer.c: what an answer of the vendor's server means
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "herald-decoder.h"
#include "herald-text.h"

#include "herald-drop-answer.h"

#define MAX_RETRY_AFTER (24 * 60 * 60)

/**
 * herald_drop_answer_has_type:
 * @answer: what a server answered
 * @type: a media type, without parameters
 *
 * Tells whether an answer says that it is of a type, whatever the parameters.
 *
 * Returns: %TRUE if it does
 */
gboolean
herald_drop_answer_has_type (const HeraldDropAnswer *answer,
                             const char             *type)
{
  const char *text = answer->content_type;
  gsize length = strlen (type);

  return text != NULL && g_ascii_strncasecmp (text, type, length) == 0 &&
         (text[length] == '\0' || strchr ("; \t", text[length]) != NULL);
}

/* What is safe to show of a text by somebody else: one line, not long. */
static char *
clean_words (const char *text,
             gsize       length)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) MIN (length, HERALD_RECEIPT_MAX_SIZE));
  g_autofree char *shown = NULL, *start = NULL;

  g_strdelimit (valid, "\r\n\t", ' ');
  g_strstrip (valid);
  start = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), HERALD_DELIVERY_MAX_WORDS));
  shown = herald_text_show_hidden (start, FALSE);

  return g_utf8_substring (shown, 0, MIN (g_utf8_strlen (shown, -1), HERALD_DELIVERY_MAX_WORDS));
}

/* The contract's JSON of a refusal: an object that may say why. */
static JsonNode *
read_refusal (const HeraldDropAnswer *answer)
{
  g_autoptr(JsonNode) node = NULL;

  if (!answer->is_whole || !herald_drop_answer_has_type (answer, "application/json"))
    return NULL;

  node = herald_json_parse (answer->body, HERALD_RECEIPT_MAX_SIZE, NULL);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

static void
take_words (HeraldDropOutcome      *outcome,
            const HeraldDropAnswer *answer,
            JsonNode               *refusal)
{
  const char *text = NULL;
  gsize length = 0;

  if (refusal != NULL)
    {
      HeraldJsonValue root = herald_json_root (refusal), value = herald_json_member (&root, "message");

      if (value.node != NULL && JSON_NODE_HOLDS_VALUE (value.node) &&
          json_node_get_value_type (value.node) == G_TYPE_STRING)
        text = json_node_get_string (value.node);
      length = text == NULL ? 0 : strlen (text);
    }
  else if (herald_drop_answer_has_type (answer, "text/plain"))
    text = g_bytes_get_data (answer->body, &length);

  g_free (outcome->words);
  outcome->words = text == NULL ? g_strdup ("") : clean_words (text, length);
}

/* RFC 9110 §5.6.7, in the one form that is still written. */
static GDateTime *
read_http_date (const char *text)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const char *at;
  char month[4];
  int day, year, hour, minute, second, end = 0;

  if (sscanf (text, "%*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d GMT%n",
              &day, month, &year, &hour, &minute, &second, &end) != 6 ||
      end == 0 || text[end] != '\0' || strlen (month) != 3)
    return NULL;

  at = strstr (months, month);
  if (at == NULL || (at - months) % 3 != 0)
    return NULL;

  return g_date_time_new_utc (year, (int) (at - months) / 3 + 1, day, hour, minute, second);
}

/* RFC 9110 §10.2.3: seconds, or a date; at most a day. */
static guint
read_retry_after (const char *text)
{
  g_autoptr(GDateTime) then = NULL, now = NULL;
  guint64 seconds;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seconds, NULL))
    return (guint) MIN (seconds, MAX_RETRY_AFTER);

  then = read_http_date (text);
  now = g_date_time_new_now_utc ();
  if (then == NULL || g_date_time_compare (then, now) <= 0)
    return 0;

  return (guint) MIN (1 + g_date_time_difference (then, now) / G_TIME_SPAN_SECOND, MAX_RETRY_AFTER);
}

static guint64
read_max_bytes (JsonNode *refusal)
{
  HeraldJsonValue root, value;
  gint64 number;

  if (refusal == NULL)
    return 0;

  root = herald_json_root (refusal);
  value = herald_json_member (&root, "max_bytes");
  return value.node != NULL && herald_json_get_integer (&value, 1, G_MAXINT64, &number, NULL) ? (guint64) number : 0;
}

/* May have been accepted, as soon as a byte of it went. */
static HeraldDeliveryState
leave_open (guint64 sent)
{
  return sent > 0 ? HERALD_DELIVERY_UNKNOWN : HERALD_DELIVERY_NOT_DELIVERED;
}

/**
 * herald_drop_give_up:
 * @reason: why there is no answer
 * @sent: how many bytes of the envelope may have left
 *
 * Says what an attempt without an answer came to.
 *
 * A server that is the wrong one is refused before anything goes to it.
 * Otherwise it is unknown what became of the bytes that left.
 *
 * Returns: (transfer full): the outcome
 */
HeraldDropOutcome *
herald_drop_give_up (HeraldDeliveryReason reason,
                     guint64              sent)
{
  switch (reason)
    {
    case HERALD_DELIVERY_UNTRUSTED:
    case HERALD_DELIVERY_EXPIRED:
    case HERALD_DELIVERY_WRONG_HOST:
    case HERALD_DELIVERY_OLD_TLS:
    case HERALD_DELIVERY_WRONG_PIN:
      return herald_drop_outcome_new (sent > 0 ? HERALD_DELIVERY_UNKNOWN : HERALD_DELIVERY_REFUSED, reason);

    default:
      return herald_drop_outcome_new (leave_open (sent), reason);
    }
}

/* 200 and 201: accepted, if there is a receipt. A server that says that it
 * stored what it cannot have is not believed. */
static HeraldDropOutcome *
judge_receipt (const HeraldDropAnswer *answer,
               const char             *sha256,
               guint64                 size,
               guint64                 sent)
{
  g_autoptr(HeraldReceipt) receipt = NULL;
  g_autoptr(GError) error = NULL;
  HeraldDropOutcome *outcome;

  if (herald_drop_answer_has_type (answer, "text/html") || herald_drop_answer_has_type (answer, "application/xhtml+xml"))
    return herald_drop_outcome_new (leave_open (sent), HERALD_DELIVERY_WEB_PAGE);

  if (answer->is_whole && herald_drop_answer_has_type (answer, "application/json"))
    receipt = herald_receipt_read (answer->body, sha256, size, &error);
  if (receipt != NULL && (sent == size || receipt->replayed))
    {
      outcome = herald_drop_outcome_new (HERALD_DELIVERY_ACCEPTED, HERALD_DELIVERY_NO_REASON);
      outcome->receipt = g_steal_pointer (&receipt);
      return outcome;
    }

  return herald_drop_outcome_new (
    leave_open (sent),
    g_error_matches (error, HERALD_RECEIPT_ERROR, HERALD_RECEIPT_ERROR_OTHER) ? HERALD_DELIVERY_OTHER_RECEIPT
                                                                             : HERALD_DELIVERY_NO_RECEIPT);
}

static HeraldDropOutcome *
judge_redirect (const HeraldDropAnswer *answer)
{
  HeraldDropOutcome *outcome = herald_drop_outcome_new (HERALD_DELIVERY_REFUSED, HERALD_DELIVERY_REDIRECT);

  if (answer->location != NULL)
    {
      g_free (outcome->words);
      outcome->words = clean_words (answer->location, strlen (answer->location));
    }

  return outcome;
}

static HeraldDropOutcome *
judge_status (const HeraldDropAnswer *answer,
              guint64                 sent)
{
  g_autoptr(JsonNode) refusal = read_refusal (answer);
  HeraldDropOutcome *outcome;

  switch (answer->status)
    {
    case 400:
    case 411:
    case 413:
    case 415:
    case 422:
      outcome = herald_drop_outcome_new (HERALD_DELIVERY_REFUSED, HERALD_DELIVERY_STATUS);
      break;

    /* Who speaks the contract, knows; what stands in front of it, does not. */
    case 409:
    case 429:
    case 503:
    case 507:
      outcome = herald_drop_outcome_new (refusal != NULL ? HERALD_DELIVERY_NOT_DELIVERED : leave_open (sent),
                                         HERALD_DELIVERY_STATUS);
      outcome->retry_after = read_retry_after (answer->retry_after);
      break;

    default:
      outcome = herald_drop_outcome_new (leave_open (sent), HERALD_DELIVERY_STATUS);
      break;
    }

  take_words (outcome, answer, refusal);
  if (answer->status == 413)
    outcome->max_bytes = read_max_bytes (refusal);
  return outcome;
}

/**
 * herald_drop_judge:
 * @answer: what the server answered
 * @sha256: of the envelope that was sent, 64 lower-case hexadecimal digits
 * @size: of that envelope in bytes
 * @sent: how many bytes of it may have left
 *
 * Says what an attempt came to that was answered.
 *
 * Returns: (transfer full): the outcome
 */
HeraldDropOutcome *
herald_drop_judge (const HeraldDropAnswer *answer,
                   const char             *sha256,
                   guint64                 size,
                   guint64                 sent)
{
  HeraldDropOutcome *outcome;

  if (answer->status == 200 || answer->status == 201)
    outcome = judge_receipt (answer, sha256, size, sent);
  else if (answer->status >= 300 && answer->status <= 399)
    outcome = judge_redirect (answer);
  else
    outcome = judge_status (answer, sent);

  outcome->status = answer->status;
  return outcome;
}
