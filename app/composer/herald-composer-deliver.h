/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer-vault.h"
#include "herald-delivery.h"

G_BEGIN_DECLS

/* Sending an envelope to the vendor's endpoint, and asking it for answers.
 *
 * A program of its own does the network, and is started by nothing but
 * submit, retry, check_answers and probe. Everything here returns at once and
 * is called on the main thread; files and the vault are left to workers. */

typedef enum
{
  HERALD_DELIVER_SEALING,    /* and keeping the envelope */
  HERALD_DELIVER_CONNECTING,
  HERALD_DELIVER_SENDING,    /* so many bytes of so many */
  HERALD_DELIVER_WAITING,    /* all is sent, and no receipt is there yet */
  HERALD_DELIVER_KEEPING,    /* what it came to; too late to cancel */
} HeraldDeliverPhase;

/**
 * HeraldDeliverProgress:
 * @phase: what is being done
 * @done: while sending, the bytes that left; else 0
 * @total: the size of the envelope; 0 while it is not known
 * @user_data: what was given along
 *
 * Told on the main thread, at most ten times a second while sending. All bytes
 * sent says nothing about where they are.
 */
typedef void (*HeraldDeliverProgress) (HeraldDeliverPhase phase,
                                       guint64            done,
                                       guint64            total,
                                       gpointer           user_data);

/**
 * HeraldDeliverPlan:
 * @ready: whether the report in progress could be delivered directly
 * @why: if not, one sentence why; else ""
 * @endpoint: where it would go, or ""
 * @confirmed: whether the person supplied the endpoint, and not the profile
 * @own_authority: whether the person confirmed a certificate authority of the vendor's own
 * @onion: whether the endpoint is an onion service, and so needs SOCKS5
 * @anonymous: whether the report is; then nothing but export is offered before
 *   the person chose a route
 * @needs_path: whether the person has to say where the envelope is kept; else
 *   the report's case keeps it
 *
 * What can be said before anything is sent.
 */
typedef struct
{
  gboolean  ready;
  char     *why;
  char     *endpoint;
  gboolean  confirmed;
  gboolean  own_authority;
  gboolean  onion;
  gboolean  anonymous;
  gboolean  needs_path;
} HeraldDeliverPlan;

/**
 * HeraldSubmission:
 * @form: %HERALD_ENVELOPE_BUNDLE, or %HERALD_ENVELOPE_ASC without attachments
 * @path: (nullable): where the envelope is kept, with `.delivery` beside it;
 *   %NULL for a report that is kept in a case, and only for that
 * @endpoint: (nullable): where the person was told that it goes; it goes nowhere
 *   when that is not so any more
 * @route: the person's choice; there is no default, and none refuses
 * @follow_up: (nullable): SHA-256 of the follow-up secret, 64 lower-case
 *   hexadecimal digits
 * @pins: (nullable) (array zero-terminated=1): SHA-256 of public keys of which
 *   the server must have one
 * @patience: (nullable): for tests: other deadlines, as `--patience` takes them
 *
 * What to send, and how. It is copied.
 */
typedef struct
{
  HeraldEnvelopeForm   form;
  const char          *path;
  const char          *endpoint;
  HeraldRoute          route;
  const char          *follow_up;
  const char * const  *pins;
  const char          *patience;
} HeraldSubmission;

/* What listens where Tor should. */
typedef enum
{
  HERALD_PROBE_NOTHING,
  HERALD_PROBE_TOR,
  HERALD_PROBE_OTHER,
} HeraldProbe;

void               herald_composer_plan_delivery_async    (HeraldComposer          *self,
                                                           GCancellable            *cancellable,
                                                           GAsyncReadyCallback      callback,
                                                           gpointer                 user_data);

HeraldDeliverPlan *herald_composer_plan_delivery_finish   (HeraldComposer          *self,
                                                           GAsyncResult            *result,
                                                           GError                 **error);

void               herald_deliver_plan_free               (HeraldDeliverPlan       *self);

void               herald_composer_submit_async           (HeraldComposer          *self,
                                                           const HeraldSubmission  *submission,
                                                           GCancellable            *cancellable,
                                                           HeraldDeliverProgress    progress,
                                                           gpointer                 progress_data,
                                                           GAsyncReadyCallback      callback,
                                                           gpointer                 user_data);

/* Sends a kept envelope again, with the same key: of the case in progress by
 * the delivery's id, or the file @path with its journal. */
void               herald_composer_retry_async            (HeraldComposer          *self,
                                                           const char              *id,
                                                           const char              *path,
                                                           const HeraldRoute       *route,
                                                           const char              *patience,
                                                           GCancellable            *cancellable,
                                                           HeraldDeliverProgress    progress,
                                                           gpointer                 progress_data,
                                                           GAsyncReadyCallback      callback,
                                                           gpointer                 user_data);

/* Ends both. An error means that nothing was sent; every other end is a
 * delivery. @warning tells when the outcome could not be written down. */
HeraldDelivery    *herald_composer_deliver_finish         (HeraldComposer          *self,
                                                           GAsyncResult            *result,
                                                           char                   **warning,
                                                           GError                 **error);

/* Whether a delivery is under way: closing the case and locking the vault wait. */
gboolean           herald_composer_is_delivering          (HeraldComposer          *self);

/* The deliveries of the case in progress, the newest first, each as it stands
 * now; (element-type HeraldDelivery). What was interrupted reads as unknown. */
void               herald_composer_list_deliveries_async  (HeraldComposer          *self,
                                                           GCancellable            *cancellable,
                                                           GAsyncReadyCallback      callback,
                                                           gpointer                 user_data);

GPtrArray         *herald_composer_list_deliveries_finish (HeraldComposer          *self,
                                                           GAsyncResult            *result,
                                                           GError                 **error);

/* The delivery whose journal lies beside an envelope; the same finish. */
void               herald_composer_read_delivery_async    (HeraldComposer          *self,
                                                           const char              *path,
                                                           GCancellable            *cancellable,
                                                           GAsyncReadyCallback      callback,
                                                           gpointer                 user_data);

/* Asks the vendor's endpoint for answers, once: armored OpenPGP messages, not
 * opened, perhaps none. */
void               herald_composer_check_answers_async    (HeraldComposer          *self,
                                                           HeraldVendor            *vendor,
                                                           const char              *secret,
                                                           const HeraldRoute       *route,
                                                           const char              *patience,
                                                           GCancellable            *cancellable,
                                                           GAsyncReadyCallback      callback,
                                                           gpointer                 user_data);

GStrv              herald_composer_check_answers_finish   (HeraldComposer          *self,
                                                           GAsyncResult            *result,
                                                           GError                 **error);

/* Asks what listens at a port of this machine; sends nothing anywhere else. */
void               herald_composer_probe_async            (HeraldComposer          *self,
                                                           const HeraldRoute       *route,
                                                           GCancellable            *cancellable,
                                                           GAsyncReadyCallback      callback,
                                                           gpointer                 user_data);

gboolean           herald_composer_probe_finish           (HeraldComposer          *self,
                                                           GAsyncResult            *result,
                                                           HeraldProbe             *probe,
                                                           GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldDeliverPlan, herald_deliver_plan_free)

G_END_DECLS
