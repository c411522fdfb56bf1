/* herald-delivery.c: one delivery of one envelope
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include "herald-date.h"

#include "herald-delivery.h"

static char *
make_time (gboolean anonymous)
{
  return anonymous ? herald_date_today () : herald_date_now ();
}

static void
set_text (char       **text,
          const char  *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

/**
 * herald_delivery_new:
 * @vendor: the vendor's id
 * @anonymous: whether the report is; then only dates are kept
 * @endpoint: where it goes
 * @form: what the envelope is: `bundle` or `asc`
 * @sha256: of the envelope, 64 lower-case hexadecimal digits
 * @size: of the envelope in bytes
 *
 * Makes a delivery that is ready, with an id and an idempotency key of its own.
 *
 * Returns: (transfer full): the delivery
 */
HeraldDelivery *
herald_delivery_new (const char *vendor,
                     gboolean    anonymous,
                     const char *endpoint,
                     const char *form,
                     const char *sha256,
                     guint64     size)
{
  HeraldDelivery *self = g_new0 (HeraldDelivery, 1);

  self->id = herald_route_make_id ();
  self->key = herald_route_make_id ();
  self->vendor = g_strdup (vendor);
  self->anonymous = anonymous;
  self->endpoint = g_strdup (endpoint);
  self->form = g_strdup (form);
  self->sha256 = g_strdup (sha256);
  self->size = size;
  self->blob = g_strdup ("");
  self->follow_up = g_strdup ("");
  self->pins = g_new0 (char *, 1);
  self->created = make_time (anonymous);
  self->changed = g_strdup (self->created);
  self->words = g_strdup ("");

  return self;
}

/**
 * herald_delivery_copy:
 * @self: a delivery
 *
 * Copies a delivery.
 *
 * Returns: (transfer full): the copy
 */
HeraldDelivery *
herald_delivery_copy (const HeraldDelivery *self)
{
  HeraldDelivery *copy = g_new (HeraldDelivery, 1);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->key = g_strdup (self->key);
  copy->vendor = g_strdup (self->vendor);
  copy->endpoint = g_strdup (self->endpoint);
  copy->form = g_strdup (self->form);
  copy->sha256 = g_strdup (self->sha256);
  copy->blob = g_strdup (self->blob);
  copy->follow_up = g_strdup (self->follow_up);
  copy->pins = g_strdupv (self->pins);
  copy->created = g_strdup (self->created);
  copy->changed = g_strdup (self->changed);
  copy->words = g_strdup (self->words);
  copy->receipt = self->receipt == NULL ? NULL : herald_receipt_copy (self->receipt);

  return copy;
}

/**
 * herald_delivery_free:
 * @self: (transfer full): a delivery
 *
 * Frees a delivery.
 */
void
herald_delivery_free (HeraldDelivery *self)
{
  g_free (self->id);
  g_free (self->key);
  g_free (self->vendor);
  g_free (self->endpoint);
  g_free (self->form);
  g_free (self->sha256);
  g_free (self->blob);
  g_free (self->follow_up);
  g_strfreev (self->pins);
  g_free (self->created);
  g_free (self->changed);
  g_free (self->words);
  g_clear_pointer (&self->receipt, herald_receipt_free);
  g_free (self);
}

static void
change (HeraldDelivery       *self,
        HeraldDeliveryState   state,
        HeraldDeliveryReason  reason)
{
  self->state = state;
  self->reason = reason;
  g_free (self->changed);
  self->changed = make_time (self->anonymous);
}

/**
 * herald_delivery_begin:
 * @self: a delivery that is not accepted
 * @route: which way
 *
 * Begins an attempt: forgets what the one before came to, and is sending now.
 */
void
herald_delivery_begin (HeraldDelivery  *self,
                       HeraldRouteKind  route)
{
  g_return_if_fail (self->state != HERALD_DELIVERY_ACCEPTED);

  if (self->state == HERALD_DELIVERY_UNKNOWN || self->state == HERALD_DELIVERY_SENDING)
    self->doubt = TRUE;
  self->attempts++;
  self->route = route;
  self->status = 0;
  self->max_bytes = 0;
  self->retry_after = 0;
  set_text (&self->words, "");
  change (self, HERALD_DELIVERY_SENDING, HERALD_DELIVERY_NO_REASON);
}

/**
 * herald_delivery_interrupt:
 * @self: a delivery as it was found on the disk
 *
 * Calls one that is sending, while nobody sends, what it is: unknown.
 *
 * Any other delivery stays as it is. When it was interrupted is not known
 * either, so the time stays.
 */
void
herald_delivery_interrupt (HeraldDelivery *self)
{
  if (self->state != HERALD_DELIVERY_SENDING)
    return;

  self->state = HERALD_DELIVERY_UNKNOWN;
  self->reason = HERALD_DELIVERY_INTERRUPTED;
}

/**
 * herald_delivery_end:
 * @self: a delivery that is sending
 * @state: what it came to
 * @reason: why
 *
 * Ends an attempt. A receipt is what makes it accepted, and is set before.
 */
void
herald_delivery_end (HeraldDelivery       *self,
                     HeraldDeliveryState   state,
                     HeraldDeliveryReason  reason)
{
  g_return_if_fail (state != HERALD_DELIVERY_READY && state != HERALD_DELIVERY_SENDING);
  g_return_if_fail ((state == HERALD_DELIVERY_ACCEPTED) == (self->receipt != NULL));

  change (self, state, reason);
}
