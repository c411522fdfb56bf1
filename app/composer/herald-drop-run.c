/* herald-drop-run.c: running the program that touches the network
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "herald-drop-answer.h"
#include "herald-drop-run.h"

#define PROGRAM "herald-drop"

/* Who was told to stop and has not after so many seconds is stopped. */
#define GRACE 10

#define BLOCK_SIZE (16 * 1024)

typedef struct
{
  GSubprocess      *process;
  GByteArray       *heard_so_far; /* of a line that has no end yet */
  GCancellable     *cancellable;
  gulong            cancelled;
  guint             grace;
  HeraldDropHeard   heard;
  gpointer          heard_data;
  gboolean          has_sent; /* a byte of the envelope may have left */
  HeraldDropEvent  *last;
} Running;

static void
running_free (gpointer data)
{
  Running *running = data;

  g_clear_handle_id (&running->grace, g_source_remove);
  g_byte_array_unref (running->heard_so_far);
  g_clear_object (&running->process);
  g_clear_object (&running->cancellable);
  g_clear_pointer (&running->last, herald_drop_event_free);
  g_free (running);
}

/**
 * herald_drop_run_find:
 *
 * Finds the program beside the one that runs: as it was built, or installed.
 *
 * No environment has a say in it.
 *
 * Returns: (transfer full) (nullable): its path
 */
char *
herald_drop_run_find (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self == NULL ? NULL : g_path_get_dirname (self);
  const char *places[] = { "../deliver", "../app/deliver", "../libexec" };

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], PROGRAM, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) && !g_file_test (path, G_FILE_TEST_IS_DIR))
        return g_canonicalize_filename (path, NULL);
    }

  return g_file_test (LIBEXECDIR "/" PROGRAM, G_FILE_TEST_IS_EXECUTABLE) ? g_strdup (LIBEXECDIR "/" PROGRAM) : NULL;
}

/* The end of its input tells the program to stop. */
static void
close_input (Running *running)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (running->process), NULL, NULL);
}

static gboolean
grace_cb (gpointer data)
{
  Running *running = data;

  running->grace = 0;
  g_subprocess_force_exit (running->process);
  return G_SOURCE_REMOVE;
}

/* Cancelling may happen while the program is being heard, so it waits its turn. */
static gboolean
stop_cb (gpointer data)
{
  Running *running = g_task_get_task_data (data);

  if (running->process != NULL && running->grace == 0)
    {
      close_input (running);
      running->grace = g_timeout_add_seconds (GRACE, grace_cb, running);
    }

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      data)
{
  g_idle_add_full (G_PRIORITY_HIGH, stop_cb, g_object_ref (data), g_object_unref);
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GTask) task = data;
  Running *running = g_task_get_task_data (task);

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  g_cancellable_disconnect (running->cancellable, running->cancelled);
  g_clear_handle_id (&running->grace, g_source_remove);

  /* What ended without a last word: nobody knows, once it had begun to send. */
  if (running->last == NULL)
    {
      running->last = g_new0 (HeraldDropEvent, 1);
      running->last->kind = HERALD_DROP_ENDED;
      running->last->outcome = herald_drop_give_up (HERALD_DELIVERY_INTERRUPTED, running->has_sent ? 1 : 0);
    }

  g_task_return_pointer (task, g_steal_pointer (&running->last), (GDestroyNotify) herald_drop_event_free);
}

/* There is nothing more to hear. What was never said cannot be waited for. */
static void
end (GTask *task)
{
  Running *running = g_task_get_task_data (task);

  close_input (running);
  if (running->last == NULL)
    g_subprocess_force_exit (running->process);
  else if (running->grace == 0)
    running->grace = g_timeout_add_seconds (GRACE, grace_cb, running);
  g_subprocess_wait_async (running->process, NULL, ended_cb, task);
}

/* Takes the first line of what was heard; NULL when it is not whole yet. */
static GBytes *
take_line (GByteArray *heard)
{
  const guint8 *end = heard->len == 0 ? NULL : memchr (heard->data, '\n', heard->len);
  gsize length;
  GBytes *line;

  if (end == NULL)
    return NULL;

  length = (gsize) (end - heard->data);
  line = g_bytes_new (heard->data, length);
  g_byte_array_remove_range (heard, 0, (guint) length + 1);
  return line;
}

/* Hears what is whole. Returns whether there is more to come: not after the
 * last event, nor after anything that is none. */
static gboolean
hear (Running *running)
{
  GBytes *line;

  while ((line = take_line (running->heard_so_far)) != NULL)
    {
      HeraldDropEvent *event = herald_drop_event_read (line, NULL);

      g_bytes_unref (line);
      if (event == NULL || event->kind >= HERALD_DROP_ENDED)
        {
          running->last = event;
          return FALSE;
        }

      running->has_sent |= event->kind == HERALD_DROP_SENDING;
      running->heard (event, running->heard_data);
      herald_drop_event_free (event);
    }

  return running->heard_so_far->len <= HERALD_DROP_MAX_EVENT;
}

static void listen (GTask *task);

static void
block_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  GTask *task = data;
  Running *running = g_task_get_task_data (task);
  g_autoptr(GBytes) block = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);

  if (block == NULL || g_bytes_get_size (block) == 0)
    {
      end (task);
      return;
    }

  g_byte_array_append (running->heard_so_far, g_bytes_get_data (block, NULL), (guint) g_bytes_get_size (block));
  if (hear (running))
    listen (task);
  else
    end (task);
}

static void
listen (GTask *task)
{
  Running *running = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (g_subprocess_get_stdout_pipe (running->process), BLOCK_SIZE, G_PRIORITY_DEFAULT,
                                   NULL, block_cb, task);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GBytes) line = data;

  /* A program that does not read has ended, and that is heard. */
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
}

static void
ask (Running                 *running,
     const HeraldDropRequest *request)
{
  char *line = herald_drop_request_write (request);
  GBytes *bytes = g_bytes_new_take (line, strlen (line));

  g_output_stream_write_all_async (g_subprocess_get_stdin_pipe (running->process), g_bytes_get_data (bytes, NULL),
                                   g_bytes_get_size (bytes), G_PRIORITY_DEFAULT, NULL, asked_cb, bytes);
}

/* What it prints on standard error would name servers in somebody's log. */
static GSubprocess *
start (int fd)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autofree char *program = herald_drop_run_find ();
  int copy = fd < 0 ? -1 : fcntl (fd, F_DUPFD_CLOEXEC, 0);

  if (program == NULL || (fd >= 0 && copy < 0))
    {
      if (copy >= 0)
        close (copy);
      return NULL;
    }

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  if (copy >= 0)
    g_subprocess_launcher_take_fd (launcher, copy, HERALD_DROP_ENVELOPE_FD);
  return g_subprocess_launcher_spawn (launcher, NULL, program, NULL);
}

/**
 * herald_drop_run_async:
 * @request: what to do
 * @fd: the envelope, or -1; stays open
 * @cancellable: stops it, which has an outcome too
 * @heard: told what happens
 * @heard_data: for @heard
 * @callback: called when the program has ended
 * @user_data: for @callback
 *
 * Starts the program that touches the network, and listens to it.
 *
 * It holds the envelope, and with it any lock on that, until it ends.
 *
 * Thread: the main thread, by whose end the program ends too.
 */
void
herald_drop_run_async (const HeraldDropRequest *request,
                       int                      fd,
                       GCancellable            *cancellable,
                       HeraldDropHeard          heard,
                       gpointer                 heard_data,
                       GAsyncReadyCallback      callback,
                       gpointer                 user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Running *running = g_new0 (Running, 1);

  running->heard_so_far = g_byte_array_new ();
  g_task_set_name (task, "herald_drop_run_async");
  g_task_set_task_data (task, running, running_free);
  running->process = g_cancellable_is_cancelled (cancellable) ? NULL : start (fd);
  if (running->process == NULL)
    {
      HeraldDropEvent *event = g_new0 (HeraldDropEvent, 1);

      event->kind = HERALD_DROP_ENDED;
      event->outcome = herald_drop_give_up (g_cancellable_is_cancelled (cancellable) ? HERALD_DELIVERY_CANCELLED
                                                                                     : HERALD_DELIVERY_NO_PROGRAM, 0);
      g_task_return_pointer (task, event, (GDestroyNotify) herald_drop_event_free);
      g_object_unref (task);
      return;
    }

  running->heard = heard;
  running->heard_data = heard_data;
  ask (running, request);
  listen (task);

  running->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  running->cancelled = g_cancellable_connect (running->cancellable, G_CALLBACK (cancelled_cb), task, NULL);
}

/**
 * herald_drop_run_finish:
 * @result: what the callback was given
 *
 * Ends herald_drop_run_async().
 *
 * Returns: (transfer full): the last event; there always is one
 */
HeraldDropEvent *
herald_drop_run_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
