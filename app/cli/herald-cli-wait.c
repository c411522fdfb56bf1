/* herald-cli-wait.c: waiting for work that Ctrl+C stops
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-cli"

#include "config.h"

#include <signal.h>

#include <glib-unix.h>

#include "herald-cli-wait.h"

static gboolean
interrupt_cb (gpointer data)
{
  HeraldCliWait *self = data;

  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_CONTINUE;
}

/**
 * herald_cli_wait_init:
 * @self: a wait
 *
 * Begins to listen for Ctrl+C.
 */
void
herald_cli_wait_init (HeraldCliWait *self)
{
  static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

  *self = (HeraldCliWait) { 0 };
  self->loop = g_main_loop_new (NULL, FALSE);
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    self->sources[i] = g_unix_signal_add (signals[i], interrupt_cb, self);
}

/**
 * herald_cli_wait_for_it:
 * @self: a wait, which is the data of the callback herald_cli_wait_cb()
 *
 * Waits until the work has ended.
 *
 * Returns: (transfer none): its result
 */
GAsyncResult *
herald_cli_wait_for_it (HeraldCliWait *self)
{
  g_clear_object (&self->result);
  g_main_loop_run (self->loop);

  return self->result;
}

/**
 * herald_cli_wait_clear:
 * @self: a wait
 *
 * Listens no more.
 */
void
herald_cli_wait_clear (HeraldCliWait *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->sources); i++)
    g_source_remove (self->sources[i]);
  g_clear_object (&self->result);
  g_clear_object (&self->cancellable);
  g_main_loop_unref (self->loop);
}

/**
 * herald_cli_wait_cb:
 * @source: what did the work
 * @result: its result
 * @wait: the wait
 *
 * Ends a wait.
 */
void
herald_cli_wait_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      wait)
{
  HeraldCliWait *self = wait;

  self->result = g_object_ref (result);
  g_main_loop_quit (self->loop);
}
