/* herald-delivery-words.c: deliveries in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-delivery.h"

/**
 * herald_delivery_get_title:
 * @self: a delivery
 *
 * Says in a few words how a delivery stands.
 *
 * Returns: a phrase, translated
 */
const char *
herald_delivery_get_title (const HeraldDelivery *self)
{
  switch (self->state)
    {
    case HERALD_DELIVERY_READY:
      return _("Not sent yet");

    case HERALD_DELIVERY_SENDING:
      return _("Being sent");

    case HERALD_DELIVERY_ACCEPTED:
      return _("Accepted");

    case HERALD_DELIVERY_REFUSED:
      return _("Refused");

    case HERALD_DELIVERY_UNKNOWN:
      return _("Unknown: may have been accepted");

    case HERALD_DELIVERY_NOT_DELIVERED:
    default:
      return _("Not delivered: try later");
    }
}

static const char *
say_connecting (HeraldDeliveryReason reason)
{
  switch (reason)
    {
    case HERALD_DELIVERY_NO_NETWORK:
      return _("There is no connection to the server.");

    case HERALD_DELIVERY_NO_NAME:
      return _("The name of the server could not be looked up.");

    case HERALD_DELIVERY_NO_PROXY:
      return _("The proxy does not answer; if it is Tor, it may not be running. Nothing went another way.");

    case HERALD_DELIVERY_PROXY_REFUSED:
      return _("What answers at the address of the proxy is no SOCKS5 proxy that lets this program in. Nothing went another way.");

    case HERALD_DELIVERY_NO_ONION:
      return _("The proxy found no way to the server. Nothing went another way.");

    case HERALD_DELIVERY_CONNECT_TIMEOUT:
      return _("The connection took too long to come about.");

    case HERALD_DELIVERY_NO_PROGRAM:
      return _("The program that does the sending could not be started; it belongs beside this one.");

    case HERALD_DELIVERY_ENVELOPE:
      return _("The envelope cannot be read, or is not what was sealed any more.");

    default:
      return NULL;
    }
}

static const char *
say_server (HeraldDeliveryReason reason)
{
  switch (reason)
    {
    case HERALD_DELIVERY_UNTRUSTED:
      return _("The server’s certificate is not vouched for by anybody who is trusted here, so this may be another server. Nothing was sent to it.");

    case HERALD_DELIVERY_EXPIRED:
      return _("The server’s certificate has expired or is not valid yet; or the clock of this machine is wrong. Nothing was sent.");

    case HERALD_DELIVERY_WRONG_HOST:
      return _("The server’s certificate is that of another server. Nothing was sent to it.");

    case HERALD_DELIVERY_OLD_TLS:
      return _("The server does not speak TLS 1.2 or newer. Nothing was sent.");

    case HERALD_DELIVERY_WRONG_PIN:
      return _("The server’s key is not the one that was pinned: somebody may be in between, or the vendor has a new key; ask the vendor another way. Nothing was sent.");

    case HERALD_DELIVERY_REDIRECT:
      return _("The server wanted the report sent to another place. It did not go there: if the vendor has moved, confirm the new address.");

    default:
      return NULL;
    }
}

static const char *
say_answer (HeraldDeliveryReason reason)
{
  switch (reason)
    {
    case HERALD_DELIVERY_STALLED:
      return _("The server stopped taking what was sent.");

    case HERALD_DELIVERY_CLOSED:
      return _("The connection broke.");

    case HERALD_DELIVERY_NO_ANSWER:
      return _("Everything was sent, and no whole answer came in time.");

    case HERALD_DELIVERY_CANCELLED:
      return _("The sending was cancelled.");

    case HERALD_DELIVERY_INTERRUPTED:
      return _("The program was interrupted while it was sending.");

    case HERALD_DELIVERY_WEB_PAGE:
      return _("A web page answered in the place of the vendor’s server, such as the login page of a network. That is not a receipt.");

    case HERALD_DELIVERY_NO_RECEIPT:
      return _("What the server answered is not a receipt, or not all of one.");

    case HERALD_DELIVERY_OTHER_RECEIPT:
      return _("The server answered with the receipt of another envelope.");

    case HERALD_DELIVERY_FLOOD:
      return _("The server answered with more than a server has to say.");

    default:
      return NULL;
    }
}

/* What the statuses of the contract mean. */
static const char *
say_status (guint status)
{
  switch (status)
    {
    case 409:
      return _("The server is still at work on the first attempt.");

    case 413:
      return _("The envelope is larger than the server takes.");

    case 429:
      return _("The server takes no more reports for the moment.");

    case 503:
      return _("The server is not available for the moment.");

    case 507:
      return _("The server has no room for the moment.");

    case 400:
    case 411:
    case 415:
    case 422:
      return _("The server understood what was sent, and refused it.");

    default:
      return _("The server’s answer is none that was agreed on.");
    }
}

static const char *
say_reason (const HeraldDelivery *self)
{
  const char *sentence;

  if (self->reason == HERALD_DELIVERY_STATUS)
    return say_status (self->status);

  sentence = say_connecting (self->reason);
  if (sentence == NULL)
    sentence = say_server (self->reason);
  return sentence != NULL ? sentence : say_answer (self->reason);
}

/* What comes next, which is the person's to decide. */
static const char *
say_next (HeraldDeliveryState state)
{
  switch (state)
    {
    case HERALD_DELIVERY_ACCEPTED:
      return _("The server has stored the envelope. Nobody need have read it yet.");

    case HERALD_DELIVERY_UNKNOWN:
      return _("The report may have arrived all the same. Sending it again is safe: it is the same envelope with the same key, and a server that has it answers with the same receipt.");

    case HERALD_DELIVERY_NOT_DELIVERED:
      return _("The envelope is kept, and can be sent later.");

    case HERALD_DELIVERY_READY:
    case HERALD_DELIVERY_SENDING:
    case HERALD_DELIVERY_REFUSED:
    default:
      return NULL;
    }
}

/* A later attempt that failed takes nothing back of an earlier one. */
static gboolean
has_doubt (const HeraldDelivery *self)
{
  return self->doubt && (self->state == HERALD_DELIVERY_NOT_DELIVERED || self->state == HERALD_DELIVERY_REFUSED);
}

static void
add_details (const HeraldDelivery *self,
             GPtrArray            *sentences)
{
  if (self->receipt != NULL)
    g_ptr_array_add (sentences, g_strdup_printf (
      /* TRANSLATORS: the first %s is what the server calls the receipt, the second a date */
      _("Receipt %s of %s."), self->receipt->id, self->receipt->received_on));
  if (self->receipt != NULL && self->receipt->ack_by[0] != '\0')
    /* TRANSLATORS: %s is a date */
    g_ptr_array_add (sentences, g_strdup_printf (_("The vendor wants to answer by %s."), self->receipt->ack_by));

  if (self->status != 0 && self->reason != HERALD_DELIVERY_NO_REASON)
    /* TRANSLATORS: %u is a number such as 413 */
    g_ptr_array_add (sentences, g_strdup_printf (_("The server answered with status %u."), self->status));
  if (self->words[0] != '\0')
    g_ptr_array_add (sentences, g_strdup_printf (
      self->reason == HERALD_DELIVERY_REDIRECT
        /* TRANSLATORS: %s is an address that a server named */
        ? _("It named “%s”.")
        /* TRANSLATORS: %s is what a server said in its own words */
        : _("It said: “%s”"), self->words));

  if (self->max_bytes != 0)
    {
      g_autofree char *size = g_format_size_full (self->max_bytes, G_FORMAT_SIZE_LONG_FORMAT);

      /* TRANSLATORS: %s is a size, such as “5 MB” */
      g_ptr_array_add (sentences, g_strdup_printf (_("It takes at most %s."), size));
    }
  if (self->retry_after != 0)
    g_ptr_array_add (sentences, g_strdup_printf (
      /* TRANSLATORS: %u is a number of minutes */
      ngettext ("It wants to be left alone for %u minute.",
                "It wants to be left alone for %u minutes.", (self->retry_after + 59) / 60),
      (self->retry_after + 59) / 60));
}

/**
 * herald_delivery_describe:
 * @self: a delivery
 *
 * Says how a delivery ended, what the server said to it, and what can be done.
 *
 * The server's words are cleaned, and are no markup.
 *
 * Returns: (transfer full): some sentences, translated; "" where there is
 *   nothing to say beyond the title
 */
char *
herald_delivery_describe (const HeraldDelivery *self)
{
  g_autoptr(GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  const char *why = say_reason (self), *next = say_next (self->state);

  if (why != NULL)
    g_ptr_array_add (sentences, g_strdup (why));
  add_details (self, sentences);
  if (has_doubt (self))
    g_ptr_array_add (sentences, g_strdup (_("An attempt before this one may have been accepted all the same.")));
  if (next != NULL)
    g_ptr_array_add (sentences, g_strdup (next));
  g_ptr_array_add (sentences, NULL);

  return g_strjoinv (" ", (char **) sentences->pdata);
}
