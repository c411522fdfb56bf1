/* test-locking.c: nobody there, and the reports are locked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <sys/resource.h>

#include "herald-lock-watch.h"
#include "herald-settings.h"
#include "herald-window-private.h"
#include "start-fixture.h"

#define PATIENCE ((gint64) 15 * 60 * G_USEC_PER_SEC)

static GtkApplication *application;

/* What a desktop says; every part of it is played by this on the test's own bus. */
static GDBusConnection *desktop;

static gboolean
is_unlocked (StartFixture *fixture)
{
  return herald_vault_is_unlocked (herald_composer_get_vault (fixture->composer));
}

static void
answer (StartFixture *fixture,
        const char   *text)
{
  g_autoptr(JsonNode) node = herald_answer_new_text (text);
  GError *error = NULL;

  herald_report_set_answer (herald_composer_get_report (fixture->composer), "vuln.title", node, &error);
  g_assert_no_error (error);
}

/* A window with a report that is kept. */
static HeraldIdleWatch *
show (StartFixture *fixture)
{
  g_autofree char *vendor = start_fixture_any_vendor (fixture);
  GError *error = NULL;

  g_settings_set_int (herald_settings_get (), "idle-lock-minutes", 15);
  g_settings_set_boolean (herald_settings_get (), "lock-with-screen", TRUE);
  start_fixture_make_vault (fixture);
  fixture->window = GTK_WIDGET (herald_window_new (application, fixture->desk));
  gtk_window_present (GTK_WINDOW (fixture->window));
  start_wait (gtk_widget_get_mapped (fixture->window));

  herald_composer_begin (fixture->composer, vendor, FALSE, &error);
  g_assert_no_error (error);
  answer (fixture, "One");
  herald_composer_keep (fixture->composer, &error);
  g_assert_no_error (error);

  return herald_window_get_idle_watch (HERALD_WINDOW (fixture->window));
}

static void
test_locks_when_nobody_is_there (StartFixture  *fixture,
                                 gconstpointer  data)
{
  gint64 before = g_get_monotonic_time (), after;
  HeraldIdleWatch *watch = show (fixture);

  after = g_get_monotonic_time ();
  herald_idle_watch_look (watch, before + PATIENCE - 1);
  g_assert_true (is_unlocked (fixture));
  herald_idle_watch_look (watch, after + PATIENCE);
  g_assert_false (is_unlocked (fixture));
  g_assert_null (herald_composer_get_report (fixture->composer));
}

static void
test_never_locks_when_told_so (StartFixture  *fixture,
                               gconstpointer  data)
{
  HeraldIdleWatch *watch = show (fixture);

  g_settings_set_int (herald_settings_get (), "idle-lock-minutes", 0);
  herald_idle_watch_look (watch, g_get_monotonic_time () + 100 * PATIENCE);
  g_assert_true (is_unlocked (fixture));
}

/* Beyond this no file grows, as on a disk that is full. */
static void
fill_disk (gboolean is_full)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = is_full ? 0 : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_tries_again (StartFixture  *fixture,
                  gconstpointer  data)
{
  HeraldIdleWatch *watch = show (fixture);
  gint64 later = g_get_monotonic_time () + PATIENCE;
  guint n_toasts = 0;

  g_signal_connect_swapped (fixture->desk, "toast", G_CALLBACK (count_cb), &n_toasts);
  answer (fixture, "Two");
  fill_disk (TRUE);
  herald_idle_watch_look (watch, later);
  g_assert_true (is_unlocked (fixture));
  g_assert_cmpuint (n_toasts, ==, 1);

  /* Nobody is there to be told twice. */
  herald_idle_watch_look (watch, later + 1);
  g_assert_true (is_unlocked (fixture));
  g_assert_cmpuint (n_toasts, ==, 1);

  fill_disk (FALSE);
  herald_idle_watch_look (watch, later + 2);
  g_assert_false (is_unlocked (fixture));
  g_signal_handlers_disconnect_by_data (fixture->desk, &n_toasts);
}

static gboolean
pressed_cb (GtkEventController *controller,
            GdkEvent           *event,
            gboolean           *is_pressed)
{
  *is_pressed = *is_pressed || gdk_event_get_event_type (event) == GDK_BUTTON_PRESS;

  return GDK_EVENT_PROPAGATE;
}

/* A click of the mouse, from outside, into whatever window is on top. */
static gboolean
click_into (GtkWidget *window)
{
  static const char * const command[] = { "xdotool", "mousemove", "60", "60", "click", "1", NULL };
  GtkEventController *controller = gtk_event_controller_legacy_new ();
  gboolean is_pressed = FALSE;

  g_signal_connect (controller, "event", G_CALLBACK (pressed_cb), &is_pressed);
  gtk_widget_add_controller (window, controller);
  if (!g_spawn_async (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL))
    return FALSE;

  start_wait (is_pressed);
  gtk_widget_remove_controller (window, controller);
  return TRUE;
}

/* Who is busy with a dialog is there. */
static void
test_looks_at_every_window (StartFixture  *fixture,
                            gconstpointer  data)
{
  HeraldIdleWatch *watch = show (fixture);
  gint64 before = g_get_monotonic_time ();
  GtkWidget *dialog = gtk_window_new ();

  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (fixture->window));
  gtk_window_set_default_size (GTK_WINDOW (dialog), 400, 400);
  gtk_window_present (GTK_WINDOW (dialog));
  start_wait (gtk_widget_get_mapped (dialog));

  if (click_into (dialog))
    {
      herald_idle_watch_look (watch, before + PATIENCE);
      g_assert_true (is_unlocked (fixture));
      herald_idle_watch_look (watch, g_get_monotonic_time () + PATIENCE);
      g_assert_false (is_unlocked (fixture));
    }
  else
    g_test_skip ("xdotool is not installed");

  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* What desktops say when they lock the screen, and the computer before it sleeps. */
typedef struct
{
  const char *path;
  const char *interface;
  const char *signal;
  const char *begins; /* parameters, as text */
  const char *ends;   /* or NULL, if there is no such thing */
} Said;

static const Said said[] = {
  { "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "(true,)", "(false,)" },
  { "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", "(true,)", "(false,)" },
  { "/org/freedesktop/login1/session/_31", "org.freedesktop.login1.Session", "Lock", "()", NULL },
  { "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", "(true,)", "(false,)" },
};

static void
say (const Said *what,
     const char *parameters)
{
  GError *error = NULL;

  g_dbus_connection_emit_signal (desktop, NULL, what->path, what->interface, what->signal,
                                 g_variant_new_parsed (parameters), &error);
  g_assert_no_error (error);

  /* It has left the bus before the next thing is said. */
  g_variant_unref (g_dbus_connection_call_sync (desktop, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                                "org.freedesktop.DBus", "GetId", NULL, NULL,
                                                G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error));
  g_assert_no_error (error);
}

static void
heard_cb (GDBusConnection *bus,
          const char      *sender,
          const char      *path,
          const char      *interface,
          const char      *signal,
          GVariant        *parameters,
          gpointer         number)
{
  guint heard;

  g_variant_get (parameters, "(u)", &heard);
  if (heard == *(guint *) number)
    *(guint *) number = 0;
}

/* All that was said before has been heard: a bus keeps the order. */
static void
hear_all (GBusType type)
{
  static const Said last = { .path = "/last", .interface = "io.github.heraldreport.Test", .signal = "Last" };
  static guint n_said;
  g_autoptr(GDBusConnection) bus = g_bus_get_sync (type, NULL, NULL);
  guint number = ++n_said;
  g_autofree char *parameters = g_strdup_printf ("(uint32 %u,)", number);
  guint id = g_dbus_connection_signal_subscribe (bus, NULL, last.interface, last.signal, NULL, NULL,
                                                 G_DBUS_SIGNAL_FLAGS_NONE, heard_cb, &number, NULL);

  while (number != 0)
    {
      say (&last, parameters);
      g_main_context_iteration (NULL, FALSE);
    }
  g_dbus_connection_signal_unsubscribe (bus, id);
}

static void
say_all (gboolean begins)
{
  hear_all (G_BUS_TYPE_SESSION);
  hear_all (G_BUS_TYPE_SYSTEM);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      const char *parameters = begins ? said[i].begins : said[i].ends;

      if (parameters != NULL)
        say (&said[i], parameters);
    }
  hear_all (G_BUS_TYPE_SESSION);
  hear_all (G_BUS_TYPE_SYSTEM);
}

/* Says it until it is listened to. */
static void
lock_with (StartFixture *fixture,
           const Said   *what)
{
  while (is_unlocked (fixture))
    {
      say (what, what->begins);
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
test_locks_with_the_screen (StartFixture  *fixture,
                            gconstpointer  data)
{
  show (fixture);
  lock_with (fixture, data);

  g_assert_null (herald_composer_get_report (fixture->composer));
  start_wait (start_shows (fixture->window, "Reports Are Locked"));
}

static void
test_stays_open (StartFixture  *fixture,
                 gconstpointer  data)
{
  HeraldVault *vault = herald_composer_get_vault (fixture->composer);

  /* Both buses are listened to from here on. */
  show (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      lock_with (fixture, &said[i]);
      say_all (FALSE);
      g_assert_true (herald_vault_unlock_secret (vault, start_fixture_secret, NULL));
    }

  g_settings_set_boolean (herald_settings_get (), "lock-with-screen", FALSE);
  say_all (TRUE);
  g_assert_true (is_unlocked (fixture));

  /* The screen comes back. */
  g_settings_set_boolean (herald_settings_get (), "lock-with-screen", TRUE);
  say_all (FALSE);
  g_assert_true (is_unlocked (fixture));

  say_all (TRUE);
  g_assert_false (is_unlocked (fixture));
}

static void
connect_desktop (void)
{
  const char *address = g_getenv ("DBUS_SESSION_BUS_ADDRESS");
  GError *error = NULL;

  /* The test's own bus plays the system's too. */
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", address, TRUE);
  desktop = g_dbus_connection_new_for_address_sync (address,
                                                    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                    G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                    NULL, NULL, &error);
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  int status;

  signal (SIGXFSZ, SIG_IGN);
  connect_desktop ();
  gtk_test_init (&argc, &argv);
  adw_init ();
  application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);

#define ADD(path, data, function) \
  g_test_add (path, StartFixture, data, start_fixture_set_up, function, start_fixture_tear_down)
  ADD ("/window/locking/locks-when-nobody-is-there", NULL, test_locks_when_nobody_is_there);
  ADD ("/window/locking/never-locks-when-told-so", NULL, test_never_locks_when_told_so);
  ADD ("/window/locking/tries-again", NULL, test_tries_again);
  ADD ("/window/locking/looks-at-every-window", NULL, test_looks_at_every_window);
  ADD ("/window/locking/locks-with-gnomes-screen", &said[0], test_locks_with_the_screen);
  ADD ("/window/locking/locks-with-the-screen", &said[1], test_locks_with_the_screen);
  ADD ("/window/locking/locks-with-the-session", &said[2], test_locks_with_the_screen);
  ADD ("/window/locking/locks-before-sleep", &said[3], test_locks_with_the_screen);
  ADD ("/window/locking/stays-open-otherwise", NULL, test_stays_open);

  status = g_test_run ();
  g_object_unref (application);
  g_object_unref (desktop);
  return status;
}
