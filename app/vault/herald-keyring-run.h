/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-keyring-error.h"

G_BEGIN_DECLS

/**
 * HeraldKeyringLimits:
 * @answer: how long all answers of a service may take together
 * @person: how long a person may take at a prompt
 * @grace: how long a service may take to understand that it was given up
 *
 * How long a keyring is waited for, in milliseconds.
 */
typedef struct
{
  guint answer;
  guint person;
  guint grace;
} HeraldKeyringLimits;

extern HeraldKeyringLimits herald_keyring_limits;

/* Whom a step waits for. */
typedef enum
{
  HERALD_KEYRING_SERVICE, /* for the service alone */
  HERALD_KEYRING_PERSON,  /* the service may ask a person something */
} HeraldKeyringPatience;

/**
 * HeraldKeyringStep:
 * @cancellable: for the call; it belongs to this step alone
 * @result: (nullable): what the call came to
 * @is_done: whether it came to an end
 *
 * One asynchronous call to a keyring.
 */
typedef struct
{
  GCancellable *cancellable;
  GAsyncResult *result;
  gboolean      is_done;
  gboolean      is_expired;
  gboolean      is_cancelled;
  gboolean      is_abandoned;
  GSource      *timer;
} HeraldKeyringStep;

/**
 * HeraldKeyringRun:
 * @context: where every call reports back; the default of this thread meanwhile
 * @cancellable: (nullable): the caller's
 * @deadline: when the service must have answered, in monotonic microseconds
 * @bus: (nullable): the connection, once there is one
 * @was_left: whether a call was given up
 *
 * One use of a keyring, which does not need a main loop.
 */
typedef struct
{
  GMainContext *context;
  GCancellable *cancellable;
  gint64        deadline;

  GDBusConnection *bus;
  gboolean         was_left;
} HeraldKeyringRun;

HeraldKeyringRun  *herald_keyring_run_new     (GCancellable           *cancellable);

void               herald_keyring_run_free    (HeraldKeyringRun       *self);

GDBusConnection   *herald_keyring_run_connect (HeraldKeyringRun       *self,
                                               GError                **error);

gboolean           herald_keyring_run_wait    (HeraldKeyringRun       *self,
                                               HeraldKeyringStep      *step,
                                               HeraldKeyringPatience   patience,
                                               GError                **error);

HeraldKeyringStep *herald_keyring_step_new    (void);

HeraldKeyringStep *herald_keyring_step_ref    (HeraldKeyringStep      *self);

void               herald_keyring_step_unref  (HeraldKeyringStep      *self);

void               herald_keyring_step_end    (HeraldKeyringStep      *self);

void               herald_keyring_step_cb     (GObject                *source,
                                               GAsyncResult           *result,
                                               gpointer                user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldKeyringRun, herald_keyring_run_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldKeyringStep, herald_keyring_step_unref)

G_END_DECLS
