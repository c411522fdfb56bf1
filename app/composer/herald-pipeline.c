/* herald-pipeline.c: rooms joined as streams
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "herald-pipeline.h"

/* What a shell does with |, in threads: each stage reads from a pipe and
 * writes to the next, so that hashing, gpg and armor run side by side and
 * memory stays as large as the pipes. */

#define PIPE_SIZE (1024 * 1024)

typedef struct
{
  GCancellable *cancellable; /* the stages' own: one that fails stops all */
  GMutex        lock;
  GError       *error;       /* the first failure is the cause of the others */
} Pipeline;

typedef struct
{
  Pipeline    *pipeline;
  HeraldStage  stage;
  int          in, out;
  gboolean     close_in, close_out;
} Run;

static void
fail (Pipeline *pipeline,
      GError   *error)
{
  g_mutex_lock (&pipeline->lock);
  if (pipeline->error == NULL)
    pipeline->error = g_steal_pointer (&error);
  g_mutex_unlock (&pipeline->lock);

  g_clear_error (&error);
  g_cancellable_cancel (pipeline->cancellable);
}

static gpointer
run_stage (gpointer data)
{
  Run *run = data;
  GError *error = NULL;

  if (!run->stage.func (run->in, run->out, run->stage.data, run->pipeline->cancellable, &error))
    fail (run->pipeline, error);

  /* Its neighbours see the end of the stream, or that nobody reads any more. */
  if (run->close_in)
    close (run->in);
  if (run->close_out)
    close (run->out);

  return NULL;
}

static void
cancelled_cb (GCancellable *outer,
              gpointer      data)
{
  Pipeline *pipeline = data;
  GError *error = NULL;

  g_cancellable_set_error_if_cancelled (outer, &error);
  fail (pipeline, error);
}

static gboolean
join_with_pipe (Run     *left,
                Run     *right,
                GError **error)
{
  int ends[2];

  if (pipe2 (ends, O_CLOEXEC) < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }

  /* A smaller pipe works too, if the system does not grant this one. */
  fcntl (ends[1], F_SETPIPE_SZ, PIPE_SIZE);

  right->in = ends[0];
  left->out = ends[1];
  right->close_in = left->close_out = TRUE;
  return TRUE;
}

static gboolean
join_all (Run     *runs,
          guint    n_runs,
          GError **error)
{
  for (guint i = 0; i + 1 < n_runs; i++)
    {
      if (join_with_pipe (&runs[i], &runs[i + 1], error))
        continue;

      for (guint j = 0; j <= i; j++)
        {
          if (runs[j].close_in)
            close (runs[j].in);
          if (runs[j].close_out)
            close (runs[j].out);
        }
      return FALSE;
    }

  return TRUE;
}

/**
 * herald_pipeline_run:
 * @stages: (array length=n_stages): what happens to the data, in order
 * @n_stages: their number, at least 1
 * @in: what the first stage reads, or -1; stays open
 * @out: what the last stage writes, or -1; stays open
 * @cancellable: (nullable): stops all stages
 * @error: return location for the error of the stage that failed first
 *
 * Runs stages side by side, each one's output being the next one's input.
 *
 * It returns when all have ended. SIGPIPE must be ignored in the process.
 *
 * Thread: a worker; the last stage runs in it, the others in threads.
 *
 * Returns: %TRUE if every stage succeeded
 */
gboolean
herald_pipeline_run (const HeraldStage  *stages,
                     guint               n_stages,
                     int                 in,
                     int                 out,
                     GCancellable       *cancellable,
                     GError            **error)
{
  g_autoptr(GCancellable) own = g_cancellable_new ();
  g_autofree Run *runs = g_new0 (Run, n_stages);
  g_autoptr(GPtrArray) threads = g_ptr_array_new ();
  Pipeline pipeline = { .cancellable = own };
  gulong handler = 0;

  for (guint i = 0; i < n_stages; i++)
    runs[i] = (Run) { .pipeline = &pipeline, .stage = stages[i], .in = -1, .out = -1 };
  runs[0].in = in;
  runs[n_stages - 1].out = out;

  if (!join_all (runs, n_stages, error))
    return FALSE;

  g_mutex_init (&pipeline.lock);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), &pipeline, NULL);

  for (guint i = 0; i + 1 < n_stages; i++)
    g_ptr_array_add (threads, g_thread_new ("herald-stage", run_stage, &runs[i]));
  run_stage (&runs[n_stages - 1]);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));

  if (handler != 0)
    g_cancellable_disconnect (cancellable, handler);
  g_mutex_clear (&pipeline.lock);

  if (pipeline.error == NULL)
    return TRUE;

  g_propagate_error (error, pipeline.error);
  return FALSE;
}
