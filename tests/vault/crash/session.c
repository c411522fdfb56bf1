/* session.c: kills a long session at every call, and looks what is left
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fault.h"
#include "scene.h"

/* One process does many acts in a row, and notes in shared memory how many are
 * done. It is killed at one call, or one call fails and it tries again. What
 * is left must be what the acts that were done lead to, or those and the one
 * that was at work: nothing that was acknowledged may be missing.
 *
 * HERALD_LONG=1: every call; without, as many as fit into so many seconds. */

#define SECONDS 30
#define N_ACTS  G_N_ELEMENTS (acts)

static const char * const acts[] = {
  "save", "log", "undo", "attach", "entry", "save-again", "save", "compact", "undo", "undo", "save", "log",
  "attach", "save-again", "save", "new-case", "undo", "forget", "save", "save-again", "log", "undo",
  "change-passphrase", "save", "attach", "compact", "save-again", "remove-slot", "rebuild-index", "save",
  "undo", "save-again", "entry", "compact", "save", "start-afresh", "save-again", "entry", "save", "compact",
  "save-again", "delete",
};

typedef struct
{
  char *root;
  char *prepared;
  char *folder;
  char *expected[N_ACTS + 1];
  int  *shared; /* how many acts are done, and how many calls it took */
  guint n_points;
  guint n_wrong;
} Session;

static void
run (const char *command,
     const char *first,
     const char *second)
{
  g_autofree char *line = g_strdup_printf ("%s '%s' '%s'", command, first, second);

  g_assert_cmpint (system (line), ==, 0);
}

static void
reset (Session *session)
{
  g_autofree char *line = g_strdup_printf ("rm -rf '%s'", session->folder);

  g_assert_cmpint (system (line), ==, 0);
  run ("cp -a", session->prepared, session->folder);
}

typedef void (*Job) (Session *session,
                     Fault    fault,
                     int      number);

/* Runs a job in another process, which may be killed. */
static void
elsewhere (Job      job,
           Session *session,
           Fault    fault,
           int      number)
{
  pid_t child;
  int status;

  fflush (NULL);
  child = fork ();
  if (child == 0)
    {
      job (session, fault, number);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
}

static gboolean
act_once (HeraldVault *vault,
          HeraldCase  *opened,
          guint        i)
{
  const SceneAct *act = scene_find (acts[i]);

  return act->run (vault, opened, NULL);
}

static void
act_all (Session *session,
         Fault    fault,
         int      call)
{
  g_autoptr(HeraldVault) vault = scene_unlock (session->folder, NULL);
  g_autoptr(HeraldCase) opened = scene_open (vault);

  fault_begin (fault, call);
  for (guint i = 0; i < N_ACTS; i++)
    {
      if (!act_once (vault, opened, i) && !act_once (vault, opened, i))
        return;
      session->shared[0] = (int) i + 1;
    }
  session->shared[1] = fault_end ();
}

/* The first acts only, without faults. */
static void
act_some (Session *session,
          Fault    fault,
          int      n_acts)
{
  g_autoptr(HeraldVault) vault = scene_unlock (session->folder, NULL);
  g_autoptr(HeraldCase) opened = scene_open (vault);

  for (guint i = 0; i < (guint) n_acts; i++)
    g_assert_true (act_once (vault, opened, i));
}

static void
look (Session *session,
      Fault    fault,
      int      number)
{
  g_autofree char *path = g_build_filename (session->root, "found", NULL);
  g_autofree char *found = scene_inspect (session->folder);

  g_assert_true (g_file_set_contents (path, found, -1, NULL));
}

static char *
look_elsewhere (Session *session)
{
  g_autofree char *path = g_build_filename (session->root, "found", NULL);
  char *found = NULL;

  unlink (path);
  elsewhere (look, session, FAULT_NONE, 0);
  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  return found;
}

/* What the acts lead to, one after another. */
static void
expect (Session *session)
{
  for (guint i = 0; i <= N_ACTS; i++)
    {
      reset (session);
      elsewhere (act_some, session, FAULT_NONE, (int) i);
      session->expected[i] = look_elsewhere (session);
    }
}

static void
try_call (Session *session,
          Fault    fault,
          int      call)
{
  g_autofree char *found = NULL;
  gboolean is_right;
  guint done;

  reset (session);
  session->shared[0] = 0;
  elsewhere (act_all, session, fault, call);
  done = (guint) session->shared[0];
  found = look_elsewhere (session);

  is_right = g_str_equal (found, session->expected[done]) ||
             (done < N_ACTS && g_str_equal (found, session->expected[done + 1]));
  if (fault != FAULT_KILL && fault != FAULT_KILL_HALF)
    is_right = is_right && done == N_ACTS;

  session->n_points++;
  if (is_right)
    return;
  session->n_wrong++;
  printf ("# fault %d at call %d, %u acts done, then %s: left\n%s# expected:\n%s", fault, call, done,
          done < N_ACTS ? acts[done] : "nothing", found, session->expected[done]);
}

static void
try_all (Session *session)
{
  static const Fault faults[] = { FAULT_KILL, FAULT_KILL_HALF, FAULT_SHORT, FAULT_NO_SPACE, FAULT_IO };
  gboolean is_long = g_getenv ("HERALD_LONG") != NULL;
  gint64 deadline = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;
  int n_calls = session->shared[1];
  int stride = is_long ? 1 : 7;

  /* Strides that fall on all calls in turn, as far as the time goes. */
  for (int start = 0; start < stride; start++)
    {
      for (int call = start; call < n_calls; call += stride)
        {
          for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
            {
              if (!is_long && g_get_monotonic_time () > deadline)
                return;
              try_call (session, faults[i], call);
            }
        }
    }
}

int
main (int    argc,
      char **argv)
{
  const char *place = access ("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : g_get_tmp_dir ();
  Session session = { 0 };
  g_autofree char *line = NULL;

  session.root = g_build_filename (place, "herald-session-XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (session.root));
  session.prepared = g_build_filename (session.root, "prepared", NULL);
  session.folder = g_build_filename (session.root, "vault", NULL);
  session.shared = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (session.shared != MAP_FAILED);
  scene_prepare (session.prepared, SCENE_WHOLE);

  expect (&session);
  reset (&session);
  elsewhere (act_all, &session, FAULT_NONE, -1);
  g_assert_cmpint (session.shared[0], ==, (int) N_ACTS);
  printf ("# %d acts, %d calls\n", (int) N_ACTS, session.shared[1]);
  try_all (&session);

  line = g_strdup_printf ("rm -rf '%s'", session.root);
  g_assert_cmpint (system (line), ==, 0);
  for (guint i = 0; i <= N_ACTS; i++)
    g_free (session.expected[i]);
  g_free (session.folder);
  g_free (session.prepared);
  g_free (session.root);
  printf ("%u points, %u wrong\n", session.n_points, session.n_wrong);
  return session.n_wrong == 0 && session.n_points > 0 ? 0 : 1;
}
