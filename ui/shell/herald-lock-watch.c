/* herald-lock-watch.c: hears when the screen is locked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <gtk/gtk.h>

#include "herald-lock-watch.h"

/* The toolkit hears of the screen from GNOME's session, or through the portal,
 * which is all that a sandbox lets through. What other desktops say, and of
 * sleep, is listened to here: that needs nobody to be there, and starts nobody. */
static const struct
{
  GBusType    bus;
  const char *interface;
  const char *signal;
} sources[] = {
  { G_BUS_TYPE_SESSION, "org.gnome.ScreenSaver", "ActiveChanged" }, /* also where GNOME's session is not used */
  { G_BUS_TYPE_SESSION, "org.freedesktop.ScreenSaver", "ActiveChanged" },
  { G_BUS_TYPE_SYSTEM, "org.freedesktop.login1.Session", "Lock" },
  { G_BUS_TYPE_SYSTEM, "org.freedesktop.login1.Manager", "PrepareForSleep" },
};

struct _HeraldLockWatch
{
  GObject          parent_instance;

  GCancellable    *cancellable;
  GDBusConnection *buses[G_N_ELEMENTS (sources)]; /* or NULL */
  guint            ids[G_N_ELEMENTS (sources)];
};

G_DEFINE_FINAL_TYPE (HeraldLockWatch, herald_lock_watch, G_TYPE_OBJECT)

static guint locked_signal;

static void
screensaver_cb (HeraldLockWatch *self,
                GParamSpec      *pspec,
                GtkApplication  *application)
{
  gboolean is_active;

  g_object_get (application, "screensaver-active", &is_active, NULL);
  if (is_active)
    g_signal_emit (self, locked_signal, 0);
}

static void
heard_cb (GDBusConnection *bus,
          const char      *sender,
          const char      *path,
          const char      *interface,
          const char      *signal,
          GVariant        *parameters,
          gpointer         data)
{
  gboolean begins = TRUE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &begins);
  if (begins)
    g_signal_emit (data, locked_signal, 0);
}

static void
listen (HeraldLockWatch *self,
        gsize            i,
        GDBusConnection *bus)
{
  self->buses[i] = g_object_ref (bus);
  self->ids[i] = g_dbus_connection_signal_subscribe (bus, NULL, sources[i].interface, sources[i].signal, NULL, NULL,
                                                     G_DBUS_SIGNAL_FLAGS_NONE, heard_cb, self, NULL);
}

static void
connected_cb (GBusType      type,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(HeraldLockWatch) self = data;
  g_autoptr(GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (sources[i].bus == type)
        listen (self, i, bus);
    }
}

static void
session_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  connected_cb (G_BUS_TYPE_SESSION, result, data);
}

static void
system_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  connected_cb (G_BUS_TYPE_SYSTEM, result, data);
}

static void
herald_lock_watch_dispose (GObject *object)
{
  HeraldLockWatch *self = HERALD_LOCK_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (self->buses[i] != NULL)
        g_dbus_connection_signal_unsubscribe (self->buses[i], self->ids[i]);
      g_clear_object (&self->buses[i]);
    }

  G_OBJECT_CLASS (herald_lock_watch_parent_class)->dispose (object);
}

static void
herald_lock_watch_finalize (GObject *object)
{
  HeraldLockWatch *self = HERALD_LOCK_WATCH (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (herald_lock_watch_parent_class)->finalize (object);
}

static void
herald_lock_watch_class_init (HeraldLockWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = herald_lock_watch_dispose;
  object_class->finalize = herald_lock_watch_finalize;

  locked_signal = g_signal_new ("locked", HERALD_TYPE_LOCK_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
herald_lock_watch_init (HeraldLockWatch *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * herald_lock_watch_new:
 *
 * Begins to listen for the locking of the screen.
 *
 * Returns: (transfer full): the watch; freeing it ends it
 */
HeraldLockWatch *
herald_lock_watch_new (void)
{
  HeraldLockWatch *self = g_object_new (HERALD_TYPE_LOCK_WATCH, NULL);
  GApplication *application = g_application_get_default ();

  if (GTK_IS_APPLICATION (application))
    g_signal_connect_object (application, "notify::screensaver-active", G_CALLBACK (screensaver_cb), self,
                             G_CONNECT_SWAPPED);
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, session_cb, g_object_ref (self));
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, system_cb, g_object_ref (self));

  return self;
}
