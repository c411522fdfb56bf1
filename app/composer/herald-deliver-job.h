/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer-deliver.h"
#include "herald-deliver-endpoint.h"
#include "herald-drop-request.h"

G_BEGIN_DECLS

/**
 * HeraldDeliverJob:
 * @composer: a copy, for the worker alone
 * @vendors: the vendors that are known, of the composer that waits
 * @form: what to make, for a new envelope
 * @path: (nullable): the envelope's file; %NULL: the case keeps it
 * @id: (nullable): to send again: the delivery's id in the case
 * @told: (nullable): for a new envelope: where the person was told that it goes
 * @route: which way
 * @follow_up: SHA-256 of the follow-up secret, or ""
 * @pins: (array zero-terminated=1): see #HeraldDelivery
 * @patience: other deadlines; zeros: the usual ones
 * @endpoint: (nullable): where to, once it is found
 * @delivery: (nullable): the delivery, once it is prepared
 * @fd: the envelope, locked where it is a file; -1 before
 *
 * All that a worker needs to prepare a delivery, and to write down how it ended.
 */
typedef struct
{
  HeraldComposer        *composer;
  HeraldVendorCatalog   *vendors;
  HeraldEnvelopeForm     form;
  char                  *path;
  char                  *id;
  char                  *told;
  HeraldRoute            route;
  char                  *follow_up;
  GStrv                  pins;
  HeraldDropPatience     patience;
  HeraldDeliverEndpoint *endpoint;
  HeraldDelivery        *delivery;
  int                    fd;
} HeraldDeliverJob;

HeraldDeliverJob  *herald_deliver_job_new          (HeraldComposer        *composer,
                                                    HeraldVendorCatalog   *vendors,
                                                    const HeraldRoute     *route,
                                                    const char            *patience,
                                                    GError               **error);

void               herald_deliver_job_free         (HeraldDeliverJob      *self);

/* What sealing and sending again have in common. */
gboolean           herald_deliver_job_find_endpoint (HeraldDeliverJob     *self,
                                                     HeraldVendor         *vendor,
                                                     GError              **error);

gboolean           herald_deliver_job_open_passing  (HeraldDeliverJob     *self,
                                                     GError              **error);

gboolean           herald_deliver_job_lock_envelope (HeraldDeliverJob     *self,
                                                     GError              **error);

gboolean           herald_deliver_job_get_size      (HeraldDeliverJob     *self,
                                                     guint64              *size,
                                                     GError              **error);

gboolean           herald_deliver_job_seal         (HeraldDeliverJob      *self,
                                                    GCancellable          *cancellable,
                                                    GError               **error);

gboolean           herald_deliver_job_reopen       (HeraldDeliverJob      *self,
                                                    GCancellable          *cancellable,
                                                    GError               **error);

gboolean           herald_deliver_job_write        (HeraldDeliverJob      *self,
                                                    GError               **error);

HeraldDropRequest *herald_deliver_job_make_request (HeraldDeliverJob      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldDeliverJob, herald_deliver_job_free)

G_END_DECLS
