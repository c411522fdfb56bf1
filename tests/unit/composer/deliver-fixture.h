/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer-deliver.h"

G_BEGIN_DECLS

/* A report that is ready, with an endpoint whose last word says what the
 * stand-in for herald-drop does. */
typedef struct
{
  HeraldComposer     *composer;
  char               *path;
  GAsyncResult       *result;
  GCancellable       *cancellable;
  HeraldDeliverPhase  stop_at;     /* cancel there; KEEPING: never */
  guint               phases;      /* that were told, as bits */
} DeliverFixture;

void            deliver_fixture_confirm         (DeliverFixture  *fixture,
                                                 const char      *word);

void            deliver_fixture_set_up          (DeliverFixture  *fixture,
                                                 gconstpointer    data);

void            deliver_fixture_tear_down       (DeliverFixture  *fixture,
                                                 gconstpointer    data);

void            deliver_fixture_submit          (DeliverFixture  *fixture);

void            deliver_fixture_retry           (DeliverFixture  *fixture,
                                                 const char      *id);

HeraldDelivery *deliver_fixture_finish          (DeliverFixture  *fixture,
                                                 GError         **error);

HeraldDelivery *deliver_fixture_submit_and_wait (DeliverFixture  *fixture);

HeraldDelivery *deliver_fixture_look_up         (DeliverFixture  *fixture);

G_END_DECLS
