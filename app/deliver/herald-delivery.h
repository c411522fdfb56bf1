/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-receipt.h"
#include "herald-route.h"

G_BEGIN_DECLS

#define HERALD_DELIVERY_CONTRACT "encrypted-report-drop/1"

#define HERALD_DELIVERY_MAX_SIZE  (64 * 1024) /* of a journal */
#define HERALD_DELIVERY_MAX_WORDS 200         /* of the vendor's, in characters */
#define HERALD_DELIVERY_MAX_PINS  4

typedef enum
{
  HERALD_DELIVERY_READY,         /* kept; nothing was sent */
  HERALD_DELIVERY_SENDING,       /* under way; after a crash herald_delivery_interrupt() */
  HERALD_DELIVERY_ACCEPTED,      /* a complete receipt that matches */
  HERALD_DELIVERY_REFUSED,       /* for good */
  HERALD_DELIVERY_UNKNOWN,       /* it may have been accepted */
  HERALD_DELIVERY_NOT_DELIVERED, /* nothing got there: try later */
} HeraldDeliveryState;

/* Why a delivery is what it is; herald_delivery_describe() puts it in words. */
typedef enum
{
  HERALD_DELIVERY_NO_REASON,

  /* Before a byte of the envelope went. */
  HERALD_DELIVERY_NO_NETWORK,      /* no connection to the server */
  HERALD_DELIVERY_NO_NAME,         /* the server's name is not known */
  HERALD_DELIVERY_NO_PROXY,        /* nothing listens there */
  HERALD_DELIVERY_PROXY_REFUSED,   /* it is none, or wants something else */
  HERALD_DELIVERY_NO_ONION,        /* the proxy found no way to the server */
  HERALD_DELIVERY_CONNECT_TIMEOUT,
  HERALD_DELIVERY_NO_PROGRAM,      /* what does the sending is not installed */
  HERALD_DELIVERY_ENVELOPE,        /* it cannot be read, or is not what it was */

  /* Whom it would have gone to. */
  HERALD_DELIVERY_UNTRUSTED,       /* no authority vouches for the certificate */
  HERALD_DELIVERY_EXPIRED,         /* the certificate is, or the own clock is wrong */
  HERALD_DELIVERY_WRONG_HOST,      /* the certificate is another server's */
  HERALD_DELIVERY_OLD_TLS,         /* older than TLS 1.2, or no TLS at all */
  HERALD_DELIVERY_WRONG_PIN,
  HERALD_DELIVERY_REDIRECT,        /* words: to where */

  /* On the way, and what came back. */
  HERALD_DELIVERY_STALLED,
  HERALD_DELIVERY_CLOSED,          /* the connection broke */
  HERALD_DELIVERY_NO_ANSWER,       /* all was sent, and no whole answer came in time */
  HERALD_DELIVERY_CANCELLED,
  HERALD_DELIVERY_INTERRUPTED,     /* the program or the machine stopped */
  HERALD_DELIVERY_STATUS,          /* see status */
  HERALD_DELIVERY_WEB_PAGE,        /* such as a login page */
  HERALD_DELIVERY_NO_RECEIPT,      /* something else, or not all of it */
  HERALD_DELIVERY_OTHER_RECEIPT,   /* of another envelope */
  HERALD_DELIVERY_FLOOD,           /* more than a server has to say */

  HERALD_DELIVERY_LAST_REASON = HERALD_DELIVERY_FLOOD,
} HeraldDeliveryReason;

/**
 * HeraldDelivery:
 * @id: 32 lower-case hexadecimal digits
 * @vendor: the vendor's id
 * @anonymous: whether the report is; then all times are dates
 * @endpoint: where it goes
 * @key: the idempotency key: 32 lower-case hexadecimal digits, made once
 * @form: what the envelope is: `bundle` or `asc`
 * @sha256: of the envelope, 64 lower-case hexadecimal digits
 * @size: of the envelope in bytes
 * @blob: the id of the case's blob that holds it, or "" where it is a file
 * @follow_up: SHA-256 of the reporter's follow-up secret, hexadecimal, or ""
 * @pins: (array zero-terminated=1): SHA-256 of public keys (SubjectPublicKeyInfo)
 *   of which the server must have one, hexadecimal; empty: no pins
 * @created: when it was made: an instant in UTC, or a date
 * @changed: when it became what it is
 * @attempts: how many times it was sent
 * @doubt: whether an attempt before the last one may have been accepted
 * @route: the kind of route of the last attempt
 * @state: how it stands
 * @reason: why
 * @status: the HTTP status of the last answer; 0: none
 * @words: the vendor's words, cleaned, at most 200 characters; or ""
 * @max_bytes: with status 413, what the vendor takes; 0: not told
 * @retry_after: seconds after @changed before which the vendor wants no other
 *   attempt; 0: not told
 * @receipt: (nullable): the receipt, once accepted
 *
 * One delivery of one envelope that exists, over all its attempts.
 */
typedef struct
{
  char                 *id;
  char                 *vendor;
  gboolean              anonymous;
  char                 *endpoint;
  char                 *key;
  char                 *form;
  char                 *sha256;
  guint64               size;
  char                 *blob;
  char                 *follow_up;
  GStrv                 pins;
  char                 *created;
  char                 *changed;
  guint                 attempts;
  gboolean              doubt;
  HeraldRouteKind       route;
  HeraldDeliveryState   state;
  HeraldDeliveryReason  reason;
  guint                 status;
  char                 *words;
  guint64               max_bytes;
  guint                 retry_after;
  HeraldReceipt        *receipt;
} HeraldDelivery;

HeraldDelivery *herald_delivery_new        (const char             *vendor,
                                            gboolean                anonymous,
                                            const char             *endpoint,
                                            const char             *form,
                                            const char             *sha256,
                                            guint64                 size);

HeraldDelivery *herald_delivery_read       (GBytes                 *bytes,
                                            GError                **error);

char           *herald_delivery_write      (const HeraldDelivery   *self);

HeraldDelivery *herald_delivery_copy       (const HeraldDelivery   *self);

void            herald_delivery_free       (HeraldDelivery         *self);

void            herald_delivery_begin      (HeraldDelivery         *self,
                                            HeraldRouteKind         route);

void            herald_delivery_interrupt  (HeraldDelivery         *self);

void            herald_delivery_end        (HeraldDelivery         *self,
                                            HeraldDeliveryState     state,
                                            HeraldDeliveryReason    reason);

/* In words, for people: what it came to, and what to do about it. */
const char     *herald_delivery_get_title  (const HeraldDelivery   *self);

char           *herald_delivery_describe   (const HeraldDelivery   *self);

/* The words of the format. */
const char     *herald_delivery_state_word  (HeraldDeliveryState   state);

const char     *herald_delivery_reason_word (HeraldDeliveryReason  reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldDelivery, herald_delivery_free)

G_END_DECLS
