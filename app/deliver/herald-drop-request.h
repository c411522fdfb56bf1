/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "herald-route.h"

G_BEGIN_DECLS

/* With a certificate authority of up to 1 MiB in it. */
#define HERALD_DROP_MAX_REQUEST (2 * 1024 * 1024)

/* The descriptor of herald-drop from which the envelope comes. */
#define HERALD_DROP_ENVELOPE_FD 3

/* From this size on the server is asked before the envelope goes. */
#define HERALD_DROP_ASK_FIRST (64 * 1024)

typedef enum
{
  HERALD_DROP_SUBMIT,  /* sends an envelope */
  HERALD_DROP_ANSWERS, /* asks for answers with a follow-up secret */
  HERALD_DROP_PROBE,   /* asks what listens where a proxy should */
} HeraldDropMode;

/**
 * HeraldDropPatience:
 * @connect: until the connection stands, TLS included
 * @proceed: until the server says that it wants the envelope
 * @stall: without anything being sent
 * @answer: from the last byte to the end of the answer
 *
 * How long to wait for what, in milliseconds.
 */
typedef struct
{
  guint connect;
  guint proceed;
  guint stall;
  guint answer;
} HeraldDropPatience;

/**
 * HeraldDropRequest:
 * @mode: what to do
 * @route: the way; there is no other
 * @patience: how long to wait
 * @endpoint: where to; "" for a probe
 * @authority: certificates, PEM, that alone vouch for the server; "": the system's
 * @pins: (array zero-terminated=1): see #HeraldDelivery
 * @key: to submit: the idempotency key
 * @sha256: to submit: of the envelope
 * @size: to submit: of the envelope
 * @follow_up: to submit: SHA-256 of the follow-up secret, hexadecimal, or ""
 * @secret: for answers: the follow-up secret
 *
 * What herald-drop is told on its standard input, which no other process can
 * read, as a command line can be.
 */
typedef struct
{
  HeraldDropMode      mode;
  HeraldRoute         route;
  HeraldDropPatience  patience;
  char               *endpoint;
  char               *authority;
  GStrv               pins;
  char               *key;
  char               *sha256;
  guint64             size;
  char               *follow_up;
  char               *secret;
} HeraldDropRequest;

HeraldDropRequest *herald_drop_request_new      (HeraldDropMode             mode,
                                                 const HeraldRoute         *route,
                                                 const char                *endpoint);

HeraldDropRequest *herald_drop_request_read     (GBytes                    *bytes,
                                                 GError                   **error);

char              *herald_drop_request_write    (const HeraldDropRequest   *self);

void               herald_drop_request_free     (HeraldDropRequest         *self);

void               herald_drop_request_set_authority (HeraldDropRequest    *self,
                                                      GBytes               *file);

gboolean           herald_drop_patience_parse   (const char                *text,
                                                 HeraldDropPatience        *patience);

gboolean           herald_drop_is_secret        (const char                *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldDropRequest, herald_drop_request_free)

G_END_DECLS
