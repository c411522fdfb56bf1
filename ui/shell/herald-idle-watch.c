/* herald-idle-watch.c: whether the person is still there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-idle-watch.h"
#include "herald-lock-watch.h"
#include "herald-settings.h"

/* How soon it is told again that nobody is there, until somebody is, or what was
 * to be done about it is done. */
#define AGAIN_SECONDS 30

struct _HeraldIdleWatch
{
  GObject          parent_instance;

  HeraldLockWatch *screen;
  gint64           last;       /* when something was pressed or moved, in microseconds */
  gboolean         is_undone;  /* what was to be done could not be done yet */
  guint            timer;      /* or 0 */
};

G_DEFINE_FINAL_TYPE (HeraldIdleWatch, herald_idle_watch, G_TYPE_OBJECT)

static guint idle_signal;

static void schedule (HeraldIdleWatch *self);

/* In microseconds; 0 for never. */
static gint64
get_patience (void)
{
  GSettings *settings = herald_settings_get ();

  return settings != NULL ? (gint64) g_settings_get_int (settings, "idle-lock-minutes") * 60 * G_USEC_PER_SEC : 0;
}

static void
tell (HeraldIdleWatch *self)
{
  gboolean is_done = FALSE;

  g_signal_emit (self, idle_signal, 0, self->is_undone, &is_done);
  self->is_undone = !is_done;
}

static gboolean
timer_cb (gpointer data)
{
  HeraldIdleWatch *self = data;

  self->timer = 0;
  herald_idle_watch_look (self, g_get_monotonic_time ());

  return G_SOURCE_REMOVE;
}

/* Looks again when the time would be up; what happens until then is only noted. */
static void
schedule (HeraldIdleWatch *self)
{
  gint64 rest = self->last + get_patience () - g_get_monotonic_time ();

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->is_undone)
    self->timer = g_timeout_add_seconds (AGAIN_SECONDS, timer_cb, self);
  else if (get_patience () > 0)
    self->timer = g_timeout_add_seconds ((guint) MAX (rest / G_USEC_PER_SEC, 1), timer_cb, self);
}

/* A window that comes or goes under a pointer that rests is nobody's doing. */
static gboolean
is_from_person (GdkEvent *event)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_ENTER_NOTIFY:
    case GDK_LEAVE_NOTIFY:
    case GDK_FOCUS_CHANGE:
    case GDK_GRAB_BROKEN:
      return FALSE;

    case GDK_MOTION_NOTIFY:
      return gdk_event_get_time (event) != GDK_CURRENT_TIME;

    default:
      return TRUE;
    }
}

static gboolean
event_cb (HeraldIdleWatch *self,
          GdkEvent        *event)
{
  if (is_from_person (event))
    {
      self->last = g_get_monotonic_time ();
      self->is_undone = FALSE;
    }

  return GDK_EVENT_PROPAGATE;
}

/* Every window of the program counts: a dialog keeps the events from the one
 * that it belongs to. */
static void
windows_changed_cb (HeraldIdleWatch *self,
                    guint            position,
                    guint            n_removed,
                    guint            n_added,
                    GListModel      *windows)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);
      GtkEventController *events = gtk_event_controller_legacy_new ();

      gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
      g_signal_connect_object (events, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (window, events);
    }
}

static void
screen_locked_cb (HeraldIdleWatch *self)
{
  GSettings *settings = herald_settings_get ();

  if (settings != NULL && !g_settings_get_boolean (settings, "lock-with-screen"))
    return;

  self->is_undone = FALSE;
  tell (self);
  schedule (self);
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

  idle_signal = g_signal_new ("idle", HERALD_TYPE_IDLE_WATCH, G_SIGNAL_RUN_LAST, 0,
                              g_signal_accumulator_true_handled, NULL, NULL,
                              G_TYPE_BOOLEAN, 1, G_TYPE_BOOLEAN);
}

static void
herald_idle_watch_init (HeraldIdleWatch *self)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GSettings *settings = herald_settings_get ();

  self->last = g_get_monotonic_time ();
  self->screen = herald_lock_watch_new ();
  g_signal_connect_object (self->screen, "locked", G_CALLBACK (screen_locked_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (windows, "items-changed", G_CALLBACK (windows_changed_cb), self, G_CONNECT_SWAPPED);
  windows_changed_cb (self, 0, 0, g_list_model_get_n_items (windows), windows);

  if (settings != NULL)
    g_signal_connect_object (settings, "changed::idle-lock-minutes", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  schedule (self);
}

/**
 * herald_idle_watch_new:
 *
 * Begins to watch whether the person is still there.
 *
 * Returns: (transfer full): the watch; freeing it ends it
 */
HeraldIdleWatch *
herald_idle_watch_new (void)
{
  return g_object_new (HERALD_TYPE_IDLE_WATCH, NULL);
}

/**
 * herald_idle_watch_look:
 * @self: a watch
 * @now: a moment, as g_get_monotonic_time() gives it
 *
 * Tells whoever listens if nobody is there at a moment; it is called when that may be so.
 */
void
herald_idle_watch_look (HeraldIdleWatch *self,
                        gint64           now)
{
  g_return_if_fail (HERALD_IS_IDLE_WATCH (self));

  if (self->is_undone)
    tell (self);
  else if (get_patience () > 0 && now - self->last >= get_patience ())
    {
      self->last = now;
      tell (self);
    }

  schedule (self);
}
