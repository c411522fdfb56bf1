/* herald-drop-watch.c: a deadline that moves on with what it watches
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include "herald-drop-watch.h"

static gboolean look_cb (gpointer data);

/* Progress comes thousands of times a second, so the source is not made anew
 * each time: it looks when it is due, and waits for the rest. */
static void
wait (HeraldDropWatch *self)
{
  gint64 left = (gint64) self->patience - (g_get_monotonic_time () - self->progress) / 1000;

  self->timer = g_timeout_add ((guint) MAX (left, 1), look_cb, self);
}

static gboolean
look_cb (gpointer data)
{
  HeraldDropWatch *self = data;

  self->timer = 0;
  if (g_get_monotonic_time () - self->progress >= (gint64) self->patience * 1000)
    self->run_out (self->user_data);
  else
    wait (self);

  return G_SOURCE_REMOVE;
}

/**
 * herald_drop_watch_start:
 * @self: a watch
 * @patience: how long nothing may move, in milliseconds
 *
 * Begins to watch, in the place of what was watched before.
 */
void
herald_drop_watch_start (HeraldDropWatch *self,
                         guint            patience)
{
  herald_drop_watch_stop (self);
  self->patience = patience;
  herald_drop_watch_move (self);
  wait (self);
}

/**
 * herald_drop_watch_move:
 * @self: a watch
 *
 * Notes that something moved.
 */
void
herald_drop_watch_move (HeraldDropWatch *self)
{
  self->progress = g_get_monotonic_time ();
}

/**
 * herald_drop_watch_stop:
 * @self: a watch
 *
 * Watches no more.
 */
void
herald_drop_watch_stop (HeraldDropWatch *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
}
