/* herald-idle-watch.c: whether the person is still there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-idle-watch.h"
#include "herald-lock-watch.h"
#include "herald-settings.h"

struct _HeraldIdleWatch
{
  GObject          parent_instance;

  HeraldLockWatch *screen;
  gint64           last;  /* when something was pressed or moved, in microseconds */
  guint            timer; /* or 0 */
};

G_DEFINE_FINAL_TYPE (HeraldIdleWatch, herald_idle_watch, G_TYPE_OBJECT)

static guint idle_signal;

static void schedule (HeraldIdleWatch *self);

/* In seconds; 0 for never. */
static guint
get_patience (void)
{
  GSettings *settings = herald_settings_get ();

  return settings != NULL ? (guint) g_settings_get_int (settings, "idle-lock-minutes") * 60 : 0;
}

static gboolean
timer_cb (gpointer data)
{
  HeraldIdleWatch *self = data;
  gint64 idle = g_get_monotonic_time () - self->last;

  self->timer = 0;
  if (get_patience () > 0 && idle >= (gint64) get_patience () * G_USEC_PER_SEC)
    {
      self->last = g_get_monotonic_time ();
      g_signal_emit (self, idle_signal, 0);
    }
  schedule (self);

  return G_SOURCE_REMOVE;
}

/* Looks again when the time would be up; what happens until then is only noted. */
static void
schedule (HeraldIdleWatch *self)
{
  gint64 passed = (g_get_monotonic_time () - self->last) / G_USEC_PER_SEC;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (get_patience () > 0)
    self->timer = g_timeout_add_seconds ((guint) MAX (get_patience () - passed, 1), timer_cb, self);
}

static gboolean
event_cb (HeraldIdleWatch *self,
          GdkEvent        *event)
{
  self->last = g_get_monotonic_time ();

  return GDK_EVENT_PROPAGATE;
}

static void
screen_locked_cb (HeraldIdleWatch *self)
{
  GSettings *settings = herald_settings_get ();

  if (settings == NULL || g_settings_get_boolean (settings, "lock-with-screen"))
    g_signal_emit (self, idle_signal, 0);
}

static void
herald_idle_watch_dispose (GObject *object)
{
  HeraldIdleWatch *self = HERALD_IDLE_WATCH (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->screen);

  G_OBJECT_CLASS (herald_idle_watch_parent_class)->dispose (object);
}

static void
herald_idle_watch_class_init (HeraldIdleWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = herald_idle_watch_dispose;

  idle_signal = g_signal_new ("idle", HERALD_TYPE_IDLE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
herald_idle_watch_init (HeraldIdleWatch *self)
{
  self->last = g_get_monotonic_time ();
  self->screen = herald_lock_watch_new ();
  g_signal_connect_object (self->screen, "locked", G_CALLBACK (screen_locked_cb), self, G_CONNECT_SWAPPED);
}

/**
 * herald_idle_watch_new:
 * @window: whose person is watched
 *
 * Begins to watch whether the person is still there.
 *
 * Returns: (transfer full): the watch; freeing it ends it
 */
HeraldIdleWatch *
herald_idle_watch_new (GtkWidget *window)
{
  HeraldIdleWatch *self;
  GtkEventController *events;
  GSettings *settings = herald_settings_get ();

  g_return_val_if_fail (GTK_IS_WIDGET (window), NULL);

  self = g_object_new (HERALD_TYPE_IDLE_WATCH, NULL);
  events = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (window, events);

  if (settings != NULL)
    g_signal_connect_object (settings, "changed::idle-lock-minutes", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  schedule (self);

  return self;
}
