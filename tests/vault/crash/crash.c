/* crash.c: kills a vault at every system call that changes something
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fault.h"
#include "scene.h"

/* For every act, every call in it and every fault: a copy of the scene, a
 * process that acts in it until the fault, and another one that looks at what
 * is left. It must be the scene before the act or after it, and when the act
 * said that it was done, the scene after it. When the act failed, the same
 * process tries once more, as the person would, and must succeed.
 *
 * Usage: crash [ACT]
 *
 * HERALD_LONG=1: also kills whoever tidies up after a kill, at every call.
 * Without, every act is tried for so long and no longer: */

#define SECONDS 10

enum
{
  DONE = 10,
  FAILED_THEN_DONE,
  FAILED_TWICE,
  NO_SCENE,
};

static const char * const fault_names[N_FAULTS] = {
  "none", "kill", "kill-half", "short", "no-space", "full", "io", "broken"
};

typedef struct
{
  char  *root;
  char  *prepared; /* the scene that the acts begin with */
  char  *folder;
  char  *before;
  char  *after;
  guint  n_points;
  guint  n_wrong;
} Crash;

static void
run (const char *command,
     const char *first,
     const char *second)
{
  g_autofree char *line = g_strdup_printf ("%s '%s'%s%s", command, first, second[0] != '\0' ? " " : "", second);

  g_assert_cmpint (system (line), ==, 0);
}

static void
reset (Crash      *crash,
       const char *from)
{
  run ("rm -rf", crash->folder, "");
  run ("cp -a", from, crash->folder);
}

static int
act (const char     *folder,
     const SceneAct *scene_act,
     Fault           fault,
     int             call,
     int            *n_calls)
{
  g_autoptr(HeraldVault) vault = scene_act->is_open ? scene_unlock (folder, NULL) : herald_vault_new (folder);
  g_autoptr(HeraldCase) opened = vault != NULL && scene_act->is_open ? scene_open (vault) : NULL;
  g_autoptr(GError) error = NULL;
  gboolean is_done;

  if (scene_act->is_open && opened == NULL)
    return NO_SCENE;

  fault_begin (fault, call);
  is_done = scene_act->run (vault, opened, &error);
  *n_calls = fault_end ();
  if (is_done)
    return DONE;

  return scene_act->run (vault, opened, NULL) ? FAILED_THEN_DONE : FAILED_TWICE;
}

/* Acts in another process; gives how that ended, and how many calls it took. */
static int
act_elsewhere (Crash          *crash,
               const SceneAct *scene_act,
               Fault           fault,
               int             call,
               int            *n_calls)
{
  int ends[2], status;
  pid_t child;

  *n_calls = 0;
  g_assert_cmpint (pipe (ends), ==, 0);
  fflush (NULL);
  child = fork ();
  if (child == 0)
    {
      int n = 0;
      int result = act (crash->folder, scene_act, fault, call, &n);

      if (write (ends[1], &n, sizeof n) != sizeof n)
        result = NO_SCENE;
      _exit (result);
    }

  close (ends[1]);
  if (read (ends[0], n_calls, sizeof *n_calls) != sizeof *n_calls)
    *n_calls = -1;
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WIFSIGNALED (status) ? -WTERMSIG (status) : WEXITSTATUS (status);
}

/* Looks in another process, which may be killed at one of its calls too. */
static char *
look_elsewhere (Crash *crash,
                Fault  fault,
                int    call)
{
  GString *text = g_string_new (NULL);
  int ends[2], status;
  char buffer[4096];
  gssize n;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  fflush (NULL);
  child = fork ();
  if (child == 0)
    {
      g_autofree char *found = NULL;

      fault_begin (fault, call);
      found = scene_inspect (crash->folder);
      fault_end ();
      _exit (write (ends[1], found, strlen (found)) < 0);
    }

  close (ends[1]);
  while ((n = read (ends[0], buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFSIGNALED (status))
    g_string_append_printf (text, "killed by signal %d\n", WTERMSIG (status));
  return g_string_free (text, FALSE);
}

static void
judge (Crash          *crash,
       const SceneAct *scene_act,
       Fault           fault,
       int             call,
       int             result)
{
  g_autofree char *found = look_elsewhere (crash, FAULT_NONE, -1);
  gboolean is_after = g_str_equal (found, crash->after), is_before = g_str_equal (found, crash->before);
  gboolean is_right;

  if (result == -SIGKILL)
    is_right = (fault == FAULT_KILL || fault == FAULT_KILL_HALF) && (is_before || is_after);
  else if (result == FAILED_TWICE)
    is_right = is_after && scene_act->state == SCENE_EMPTY; /* there is a vault already */
  else
    is_right = (result == DONE || result == FAILED_THEN_DONE) && is_after;

  crash->n_points++;
  if (is_right)
    return;

  crash->n_wrong++;
  printf ("# %s, %s at call %d: ended with %d and left\n%s# before:\n%s# after:\n%s", scene_act->name,
          fault_names[fault], call, result, found, crash->before, crash->after);
}

/* Kills whoever tidies up after a kill, at every call, then looks again. */
static void
kill_again (Crash          *crash,
            const SceneAct *scene_act,
            int             call)
{
  g_autofree char *left = g_build_filename (crash->root, "left", NULL);
  gboolean was_killed = TRUE;

  run ("rm -rf", left, "");
  run ("cp -a", crash->folder, left);
  for (int second = 0; was_killed; second++)
    {
      g_autofree char *found = NULL;

      reset (crash, left);
      found = look_elsewhere (crash, FAULT_KILL, second);
      was_killed = g_str_has_suffix (found, "killed by signal 9\n");
      judge (crash, scene_act, FAULT_KILL, call, -SIGKILL);
    }
}

static void
try_fault (Crash          *crash,
           const SceneAct *scene_act,
           Fault           fault,
           int             n_calls,
           gint64          deadline)
{
  for (int call = 0; call < n_calls; call++)
    {
      int result, n;

      if (g_get_monotonic_time () > deadline)
        return;
      reset (crash, crash->prepared);
      result = act_elsewhere (crash, scene_act, fault, call, &n);
      if (deadline == G_MAXINT64 && fault == FAULT_KILL && result == -SIGKILL)
        kill_again (crash, scene_act, call);
      else
        judge (crash, scene_act, fault, call, result);
    }
}

static void
prepare (Crash      *crash,
         SceneState  state)
{
  pid_t child;
  int status;

  run ("rm -rf", crash->prepared, "");
  run ("mkdir -m 700", crash->prepared, "");
  fflush (NULL);
  child = fork ();
  if (child == 0)
    {
      scene_prepare (crash->prepared, state);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
}

static void
try_act (Crash          *crash,
         const SceneAct *scene_act,
         gboolean        is_long)
{
  gint64 deadline = is_long ? G_MAXINT64 : g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;
  guint n_points = crash->n_points;
  int n_calls;

  prepare (crash, scene_act->state);
  reset (crash, crash->prepared);
  g_free (crash->before);
  crash->before = look_elsewhere (crash, FAULT_NONE, -1);

  reset (crash, crash->prepared);
  g_assert_cmpint (act_elsewhere (crash, scene_act, FAULT_NONE, -1, &n_calls), ==, DONE);
  g_free (crash->after);
  crash->after = look_elsewhere (crash, FAULT_NONE, -1);

  for (Fault fault = FAULT_KILL; fault < N_FAULTS; fault++)
    try_fault (crash, scene_act, fault, n_calls, deadline);

  printf ("# %s: %d calls, %u points\n", scene_act->name, n_calls, crash->n_points - n_points);
  fflush (stdout);
}

/* A kill loses nothing of what the system was told: memory serves as a disk. */
static const char *
find_place (void)
{
  return access ("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : g_get_tmp_dir ();
}

int
main (int    argc,
      char **argv)
{
  gboolean is_long = g_getenv ("HERALD_LONG") != NULL;
  Crash crash = { 0 };

  crash.root = g_build_filename (find_place (), "herald-crash-XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (crash.root));
  crash.prepared = g_build_filename (crash.root, "prepared", NULL);
  crash.folder = g_build_filename (crash.root, "vault", NULL);
  for (guint i = 0; scene_acts[i].name != NULL; i++)
    {
      if (argc < 2 || g_str_equal (argv[1], scene_acts[i].name))
        try_act (&crash, &scene_acts[i], is_long);
    }

  run ("rm -rf", crash.root, "");
  g_free (crash.before);
  g_free (crash.after);
  g_free (crash.folder);
  g_free (crash.prepared);
  g_free (crash.root);
  printf ("%u points, %u wrong\n", crash.n_points, crash.n_wrong);
  return crash.n_wrong == 0 && crash.n_points > 0 ? 0 : 1;
}
