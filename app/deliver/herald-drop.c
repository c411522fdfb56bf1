/* herald-drop.c: the one program that touches the network
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib-unix.h>

#include "herald-drop-session.h"
#include "herald-drop-task.h"
#include "herald-file.h"

/* The window and herald-cli start this program when a person sends something,
 * or asks for answers, and at no other time. It gets a request on standard
 * input, and the envelope, which is sealed, as an open file; it prints what
 * happens, a line each. Standard input stays open as long as anybody waits for
 * it: its end stops the exchange, as a signal does. */

typedef struct
{
  GMainLoop      *loop;
  HeraldDropTask *task;
} Run;

static gboolean
say_cb (const HeraldDropEvent *event,
        gpointer               data)
{
  Run *run = data;
  g_autofree char *line = herald_drop_event_write (event);

  if (event->kind >= HERALD_DROP_ENDED)
    g_main_loop_quit (run->loop);

  return herald_file_write_all (STDOUT_FILENO, line, strlen (line), NULL);
}

static gboolean
signal_cb (gpointer data)
{
  herald_drop_task_cancel (((Run *) data)->task);
  return G_SOURCE_CONTINUE;
}

/* Whoever waited has gone, or wants no more. */
static gboolean
input_cb (int          fd,
          GIOCondition condition,
          gpointer     data)
{
  char rest[64];

  if (read (fd, rest, sizeof rest) > 0)
    return G_SOURCE_CONTINUE;

  herald_drop_task_cancel (((Run *) data)->task);
  return G_SOURCE_REMOVE;
}

/* Up to the end of the first line. */
static GBytes *
read_line (int fd)
{
  g_autoptr(GByteArray) line = g_byte_array_new ();
  guint8 block[64 * 1024];

  while (line->len <= HERALD_DROP_MAX_REQUEST && (line->len == 0 || line->data[line->len - 1] != '\n'))
    {
      gssize n = read (fd, block, sizeof block);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      g_byte_array_append (line, block, (guint) n);
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&line));
}

static void
prepare (void)
{
  const struct rlimit none = { 0, 0 };

  prctl (PR_SET_PDEATHSIG, SIGTERM);
  setrlimit (RLIMIT_CORE, &none);
  signal (SIGPIPE, SIG_IGN);
  herald_drop_prepare_process ();
}

int
main (int    argc,
      char **argv)
{
  static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
  g_autoptr(GBytes) line = NULL;
  g_autoptr(GError) error = NULL;
  HeraldDropRequest *request;
  Run run;

  prepare ();
  if (argc > 1)
    {
      g_printerr ("herald-drop: this program is started by Herald\n");
      return 2;
    }

  line = read_line (STDIN_FILENO);
  request = herald_drop_request_read (line, &error);
  if (request == NULL)
    {
      g_printerr ("herald-drop: %s\n", error->message);
      return 3;
    }

  run.loop = g_main_loop_new (NULL, FALSE);
  run.task = herald_drop_task_new (request, HERALD_DROP_ENVELOPE_FD, say_cb, &run);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_unix_signal_add (signals[i], signal_cb, &run);
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, input_cb, &run);

  herald_drop_task_run (run.task);
  g_main_loop_run (run.loop);
  herald_drop_task_free (run.task);
  g_main_loop_unref (run.loop);

  return 0;
}
