/* window-probe.c: listens to the frame clock of a program's window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <glib-unix.h>
#include <gtk/gtk.h>

/* Loaded before a GTK program (LD_PRELOAD), which knows nothing of it, so that
 * Herald and its peer are measured by the same means. It writes to the file
 * descriptor that HERALD_PROBE_FD names, one line for each:
 *
 *   first USEC       the first frame is painted, as CLOCK_MONOTONIC
 *   still USEC       the frame was painted after which none was for a while
 *   frames USEC:USEC… on SIGUSR2: how late each frame since SIGUSR1 was, and
 *                    how long the main thread had worked for it
 *
 * Between the signals a frame is asked for all the time. One is late by what
 * passed since the one before, less the time between two frames. A main loop
 * that does something else meanwhile makes it late. So do other programs that
 * have the processor meanwhile; the kernel counts for how long, and that time
 * is taken off. */

#define STILL_MS 300

static GtkWindow *watched;
static gulong painted;
static gint64 last_painted;
static guint still;
static int output = -1;

static guint tick;
static gint64 last;
static gint64 last_work;
static gint64 last_waited;
static GString *late;

static gboolean
still_cb (gpointer clock)
{
  dprintf (output, "still %" G_GINT64_FORMAT "\n", last_painted);
  g_clear_signal_handler (&painted, clock);
  still = 0;

  return G_SOURCE_REMOVE;
}

static void
painted_cb (GdkFrameClock *clock,
            gpointer       window)
{
  if (!gtk_widget_get_mapped (window))
    return;

  if (last_painted == 0)
    dprintf (output, "first %" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  last_painted = g_get_monotonic_time ();
  g_clear_handle_id (&still, g_source_remove);
  still = g_timeout_add (STILL_MS, still_cb, clock);
}

static void
realized_cb (GtkWidget *window,
             gpointer   data)
{
  painted = g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), window);
}

static void
added_cb (GtkApplication *application,
          GtkWindow      *window,
          gpointer        data)
{
  if (watched != NULL)
    return;

  watched = window;
  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    realized_cb (GTK_WIDGET (window), NULL);
  else
    g_signal_connect (window, "realize", G_CALLBACK (realized_cb), NULL);
}

/* What the processor did for this thread: the part of a delay that no other
 * program is to blame for. */
static gint64
get_work (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* For how long this thread could have worked while another one had the
 * processor; always 0 where the kernel does not count it. */
static gint64
get_waited (void)
{
  static int fd = -1;
  char text[64] = "";
  const char *second;

  if (fd < 0)
    fd = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
  if (fd < 0 || pread (fd, text, sizeof text - 1, 0) <= 0)
    return 0;

  second = strchr (text, ' ');
  return second != NULL ? g_ascii_strtoll (second, NULL, 10) / 1000 : 0;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  gint64 now = g_get_monotonic_time ();
  gint64 work = get_work ();
  gint64 waited = get_waited ();
  gint64 interval;

  gdk_frame_clock_get_refresh_info (clock, gdk_frame_clock_get_frame_time (clock), &interval, NULL);
  if (last != 0)
    {
      gint64 passed = MAX (now - last - (waited - last_waited), work - last_work);

      g_string_append_printf (late, " %" G_GINT64_FORMAT ":%" G_GINT64_FORMAT,
                              MAX (passed - interval, 0), work - last_work);
    }
  last = now;
  last_work = work;
  last_waited = waited;

  return G_SOURCE_CONTINUE;
}

static gboolean
begin_cb (gpointer data)
{
  last = 0;
  g_string_assign (late, "frames");
  if (tick == 0)
    tick = gtk_widget_add_tick_callback (GTK_WIDGET (watched), tick_cb, NULL, NULL);

  dprintf (output, "begun\n");
  return G_SOURCE_CONTINUE;
}

static gboolean
end_cb (gpointer data)
{
  if (tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (watched), tick);
  tick = 0;

  dprintf (output, "%s\n", late->str);

  return G_SOURCE_CONTINUE;
}

/* What main () calls last. */
int
g_application_run (GApplication  *application,
                   int            argc,
                   char         **argv)
{
  int (*run) (GApplication *, int, char **) = NULL;
  void *found = dlsym (RTLD_NEXT, "g_application_run");

  memcpy (&run, &found, sizeof run);
  if (g_getenv ("HERALD_PROBE_FD") == NULL || !GTK_IS_APPLICATION (application))
    return run (application, argc, argv);

  output = atoi (g_getenv ("HERALD_PROBE_FD"));
  /* What the program starts is not watched. */
  g_unsetenv ("LD_PRELOAD");
  late = g_string_new (NULL);
  g_signal_connect (application, "window-added", G_CALLBACK (added_cb), NULL);
  g_unix_signal_add_full (G_PRIORITY_HIGH, SIGUSR1, begin_cb, NULL, NULL);
  g_unix_signal_add_full (G_PRIORITY_HIGH, SIGUSR2, end_cb, NULL, NULL);

  return run (application, argc, argv);
}
