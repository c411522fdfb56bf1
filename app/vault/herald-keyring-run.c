/* herald-keyring-run.c: calls to a keyring, waited for no longer than is sensible
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-keyring-run.h"

/* A person looks for the password, a program does not. */
HeraldKeyringLimits herald_keyring_limits = {
  .answer = 30 * 1000,
  .person = 120 * 1000,
  .grace  = 1000,
};

/**
 * herald_keyring_step_new:
 *
 * Begins a step; its call is started next, and then waited for.
 *
 * Returns: (transfer full): the step
 */
HeraldKeyringStep *
herald_keyring_step_new (void)
{
  HeraldKeyringStep *self = g_rc_box_new0 (HeraldKeyringStep);

  self->cancellable = g_cancellable_new ();
  return self;
}

/**
 * herald_keyring_step_ref:
 * @self: a step
 *
 * Keeps a step, as a call does that may end after nobody waits any more.
 *
 * Returns: (transfer full): the same step
 */
HeraldKeyringStep *
herald_keyring_step_ref (HeraldKeyringStep *self)
{
  return g_rc_box_acquire (self);
}

static void
step_clear (gpointer data)
{
  HeraldKeyringStep *self = data;

  g_clear_object (&self->cancellable);
  g_clear_object (&self->result);
}

/**
 * herald_keyring_step_unref:
 * @self: (transfer full): a step
 *
 * Lets go of a step.
 */
void
herald_keyring_step_unref (HeraldKeyringStep *self)
{
  g_rc_box_release_full (self, step_clear);
}

/**
 * herald_keyring_step_end:
 * @self: a step
 *
 * Ends a step that ends with something else than the result of a call.
 */
void
herald_keyring_step_end (HeraldKeyringStep *self)
{
  self->is_done = TRUE;
}

/**
 * herald_keyring_step_cb:
 * @source: what was called
 * @result: what it came to
 * @user_data: (transfer full): the step
 *
 * Ends a step with the result of its call.
 */
void
herald_keyring_step_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  HeraldKeyringStep *self = user_data;

  g_set_object (&self->result, result);
  herald_keyring_step_end (self);
  herald_keyring_step_unref (self);
}

/* The first time the call is told to stop, the second time it had its chance. */
static void
give_up (HeraldKeyringStep *step)
{
  g_source_set_ready_time (step->timer, g_get_monotonic_time () + herald_keyring_limits.grace * 1000);
  g_cancellable_cancel (step->cancellable);
}

static gboolean
expired_cb (gpointer user_data)
{
  HeraldKeyringStep *step = user_data;

  if (step->is_expired || step->is_cancelled)
    {
      step->is_abandoned = TRUE;
      return G_SOURCE_REMOVE;
    }

  step->is_expired = TRUE;
  give_up (step);
  return G_SOURCE_CONTINUE;
}

static gboolean
cancelled_cb (gpointer user_data)
{
  HeraldKeyringStep *step = user_data;

  if (!step->is_expired)
    {
      step->is_cancelled = TRUE;
      give_up (step);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
dispatch_timer (GSource     *source,
                GSourceFunc  callback,
                gpointer     user_data)
{
  return callback (user_data);
}

static GSource *
add_timer (HeraldKeyringRun  *self,
           HeraldKeyringStep *step,
           GSourceFunc        callback,
           gint64             ready)
{
  static GSourceFuncs timer_funcs = { .dispatch = dispatch_timer };
  GSource *timer = g_source_new (&timer_funcs, sizeof (GSource));

  g_source_set_callback (timer, callback, step, NULL);
  g_source_set_ready_time (timer, ready);
  g_source_attach (timer, self->context);
  return timer;
}

/* In whichever thread cancels. */
static void
wake_cb (GCancellable *cancellable,
         gpointer      user_data)
{
  g_source_set_ready_time (user_data, 0);
}

static gboolean
tell_end (HeraldKeyringRun       *self,
          HeraldKeyringStep      *step,
          HeraldKeyringPatience   patience,
          GError                **error)
{
  if (step->is_cancelled)
    return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
  if (!step->is_expired)
    return TRUE;

  if (patience == HERALD_KEYRING_PERSON)
    return herald_keyring_refuse (error, HERALD_KEYRING_ERROR_LOCKED);

  g_set_error_literal (error, HERALD_KEYRING_ERROR, HERALD_KEYRING_ERROR_FAILED,
                       _("The keyring did not answer in time; try again, or use the vault’s passphrase"));
  return FALSE;
}

/**
 * herald_keyring_run_wait:
 * @self: a use of a keyring
 * @step: a step whose call was started
 * @patience: whom it waits for
 * @error: return location for an error
 *
 * Waits until a step has ended, is cancelled, or took too long.
 *
 * A call that does not even end when it is cancelled is left behind. The time
 * that a person takes does not count for the service.
 *
 * Returns: %TRUE if the step has ended by itself
 */
gboolean
herald_keyring_run_wait (HeraldKeyringRun       *self,
                         HeraldKeyringStep      *step,
                         HeraldKeyringPatience   patience,
                         GError                **error)
{
  g_autoptr(GSource) cancelled = NULL;
  gint64 start = g_get_monotonic_time ();
  gint64 person = start + (gint64) herald_keyring_limits.person * 1000;
  gulong handler = 0;

  /* No g_cancellable_source_new(): GLib never frees one that is dropped while
   * another thread is cancelling. */
  cancelled = add_timer (self, step, cancelled_cb, -1);
  if (self->cancellable != NULL)
    handler = g_cancellable_connect (self->cancellable, G_CALLBACK (wake_cb), cancelled, NULL);
  step->timer = add_timer (self, step, expired_cb, patience == HERALD_KEYRING_PERSON ? person : self->deadline);

  while (!step->is_done && !step->is_abandoned)
    g_main_context_iteration (self->context, TRUE);

  /* Waits for a cancelling under way, which still uses the source. */
  g_cancellable_disconnect (self->cancellable, handler);
  g_source_destroy (cancelled);
  g_source_destroy (step->timer);
  g_clear_pointer (&step->timer, g_source_unref);

  if (patience == HERALD_KEYRING_PERSON)
    self->deadline += g_get_monotonic_time () - start;
  self->was_left |= step->is_cancelled || step->is_expired;

  return tell_end (self, step, patience, error);
}

/**
 * herald_keyring_run_new:
 * @cancellable: (nullable): stops it
 *
 * Begins to use a keyring from this thread, which is held until it is freed.
 *
 * Returns: (transfer full): the use
 */
HeraldKeyringRun *
herald_keyring_run_new (GCancellable *cancellable)
{
  HeraldKeyringRun *self = g_new0 (HeraldKeyringRun, 1);

  self->context = g_main_context_new ();
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->deadline = g_get_monotonic_time () + (gint64) herald_keyring_limits.answer * 1000;
  g_main_context_push_thread_default (self->context);

  return self;
}

/* Takes care that a prompt on the screen is told to go away, even when the
 * program ends next. */
static void
say_good_bye (HeraldKeyringRun *self)
{
  g_autoptr(HeraldKeyringStep) step = herald_keyring_step_new ();

  g_clear_object (&self->cancellable);
  self->deadline = g_get_monotonic_time () + (gint64) herald_keyring_limits.grace * 1000;
  g_dbus_connection_flush (self->bus, step->cancellable, herald_keyring_step_cb, herald_keyring_step_ref (step));
  herald_keyring_run_wait (self, step, HERALD_KEYRING_SERVICE, NULL);
}

/**
 * herald_keyring_run_free:
 * @self: (transfer full): a use of a keyring
 *
 * Ends the use of a keyring, in the thread that began it.
 */
void
herald_keyring_run_free (HeraldKeyringRun *self)
{
  if (self->was_left && self->bus != NULL)
    say_good_bye (self);

  /* What was dropped on the way reports back here a last time. */
  while (g_main_context_iteration (self->context, FALSE))
    continue;

  g_main_context_pop_thread_default (self->context);
  g_main_context_unref (self->context);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->bus);
  g_free (self);
}

/* GLib would start a bus of its own where there is none, which would stay. */
static gboolean
has_bus (void)
{
  g_autofree char *path = NULL;

  if (g_getenv ("DBUS_SESSION_BUS_ADDRESS") != NULL)
    return TRUE;

  path = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * herald_keyring_run_connect:
 * @self: a use of a keyring
 * @error: return location for an error
 *
 * Connects to the session bus, or takes the connection that the program has.
 *
 * From then on a bus that goes away does not take the program along, which
 * would lose what was not written yet.
 *
 * Returns: (transfer none): the connection, or %NULL with an error
 */
GDBusConnection *
herald_keyring_run_connect (HeraldKeyringRun  *self,
                            GError           **error)
{
  g_autoptr(HeraldKeyringStep) step = herald_keyring_step_new ();
  g_autoptr(GDBusConnection) bus = NULL;
  GError *foreign = NULL;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return NULL;
  if (!has_bus ())
    {
      herald_keyring_refuse (error, HERALD_KEYRING_ERROR_ABSENT);
      return NULL;
    }

  g_bus_get (G_BUS_TYPE_SESSION, step->cancellable, herald_keyring_step_cb, herald_keyring_step_ref (step));
  if (!herald_keyring_run_wait (self, step, HERALD_KEYRING_SERVICE, error))
    return NULL;

  bus = g_bus_get_finish (step->result, &foreign);
  if (bus == NULL || g_dbus_connection_is_closed (bus))
    {
      /* Whatever the reason is, there is no bus to find a keyring on. */
      g_clear_error (&foreign);
      herald_keyring_refuse (error, HERALD_KEYRING_ERROR_ABSENT);
      return NULL;
    }

  g_dbus_connection_set_exit_on_close (bus, FALSE);
  g_set_object (&self->bus, bus);
  return self->bus;
}
