/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-delivery.h"

G_BEGIN_DECLS

#define HERALD_DROP_MAX_ANSWERS (4 * 1024 * 1024) /* of a server, in bytes */
#define HERALD_DROP_MAX_MESSAGES 100

/* The longest line that herald-drop prints. */
#define HERALD_DROP_MAX_EVENT (2 * HERALD_DROP_MAX_ANSWERS + 64 * 1024)

/**
 * HeraldDropOutcome:
 * @state: what became of it
 * @reason: why
 * @status: the HTTP status; 0: none came
 * @words: the server's, cleaned, or where a redirect leads; or ""
 * @max_bytes: with status 413; 0: not told
 * @retry_after: in seconds; 0: not told
 * @receipt: (nullable): the receipt, if accepted
 *
 * What one attempt came to.
 */
typedef struct
{
  HeraldDeliveryState   state;
  HeraldDeliveryReason  reason;
  guint                 status;
  char                 *words;
  guint64               max_bytes;
  guint                 retry_after;
  HeraldReceipt        *receipt;
} HeraldDropOutcome;

typedef enum
{
  HERALD_DROP_CONNECTING,
  HERALD_DROP_SENDING,  /* printed before the first byte of the envelope goes */
  HERALD_DROP_WAITING,
  HERALD_DROP_ENDED,    /* with an outcome */
  HERALD_DROP_ANSWERED, /* with messages */
  HERALD_DROP_PROBED,   /* with what was found */
} HeraldDropEventKind;

/**
 * HeraldDropEvent:
 * @kind: what happened
 * @sent: so many bytes of the envelope left
 * @outcome: (nullable): what it came to
 * @messages: (nullable) (array zero-terminated=1): armored OpenPGP messages
 * @found: of a probe: `nothing`, `tor` or `other`
 *
 * A line that herald-drop prints; the last three kinds end it.
 */
typedef struct
{
  HeraldDropEventKind  kind;
  guint64              sent;
  HeraldDropOutcome   *outcome;
  GStrv                messages;
  char                *found;
} HeraldDropEvent;

HeraldDropOutcome *herald_drop_outcome_new   (HeraldDeliveryState        state,
                                              HeraldDeliveryReason       reason);

void               herald_drop_outcome_free  (HeraldDropOutcome         *self);

void               herald_drop_outcome_apply (const HeraldDropOutcome   *self,
                                              HeraldDelivery            *delivery);

HeraldDropEvent   *herald_drop_event_read    (GBytes                    *bytes,
                                              GError                   **error);

char              *herald_drop_event_write   (const HeraldDropEvent     *self);

void               herald_drop_event_free    (HeraldDropEvent           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldDropOutcome, herald_drop_outcome_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldDropEvent, herald_drop_event_free)

G_END_DECLS
