/* test-passing-folder.c: private folders, and what is left of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "herald-passing-folder.h"

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("herald-test-XXXXXX", NULL);
  g_setenv ("XDG_RUNTIME_DIR", fixture->folder, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static void
write_file (const char *folder,
            const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "secret", -1, NULL));
}

static void
test_is_private (Fixture       *fixture,
                 gconstpointer  data)
{
  HeraldPassingFolder *folder = herald_passing_folder_new (NULL);
  g_autofree char *path = g_strdup (herald_passing_folder_get_path (folder));
  g_autofree char *inner = g_build_filename (path, "inner", NULL);
  g_autofree char *link = g_build_filename (inner, "link", NULL);
  struct stat status;

  g_assert_true (g_str_has_prefix (path, fixture->folder));
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0700);

  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  write_file (inner, "a");
  g_assert_cmpint (symlink (fixture->folder, link), ==, 0);
  herald_passing_folder_free (folder);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (fixture->folder, G_FILE_TEST_IS_DIR));
}

static void
test_stays_while_used (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(HeraldPassingFolder) one = herald_passing_folder_new (NULL);
  g_autoptr(HeraldPassingFolder) other = herald_passing_folder_new (NULL);

  herald_passing_folder_sweep ();
  g_assert_true (g_file_test (herald_passing_folder_get_path (one), G_FILE_TEST_IS_DIR));
  g_assert_true (g_file_test (herald_passing_folder_get_path (other), G_FILE_TEST_IS_DIR));
}

/* A program that makes a folder and is killed; its folder's path, which is
 * there until somebody sweeps. */
static char *
leave_behind (void)
{
  char path[256] = "";
  int channel[2];
  pid_t child;

  g_assert_cmpint (pipe (channel), ==, 0);
  child = fork ();
  if (child == 0)
    {
      HeraldPassingFolder *folder = herald_passing_folder_new (NULL);

      write_file (herald_passing_folder_get_path (folder), "a");
      if (write (channel[1], herald_passing_folder_get_path (folder),
                 strlen (herald_passing_folder_get_path (folder))) < 0)
        _exit (1);
      for (;;)
        pause ();
    }

  g_assert_cmpint (read (channel[0], path, sizeof path - 1), >, 0);
  close (channel[0]);
  close (channel[1]);
  herald_passing_folder_sweep ();
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_DIR));
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);

  return g_strdup (path);
}

static void
test_is_swept_after_a_kill (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *first = leave_behind ();
  g_autofree char *second = NULL;
  HeraldPassingFolder *folder;

  g_assert_true (g_file_test (first, G_FILE_TEST_IS_DIR));
  herald_passing_folder_sweep ();
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS));

  second = leave_behind ();
  folder = herald_passing_folder_new (NULL);
  g_assert_false (g_file_test (second, G_FILE_TEST_EXISTS));
  herald_passing_folder_free (folder);
}

static void
test_leaves_others_alone (Fixture       *fixture,
                          gconstpointer  data)
{
  static const char * const names[] = { "herald-passing-open12", "herald-passing-", "herald-XXXXXX", "herald-passing-file12" };

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
      g_assert_cmpint (g_chmod (path, i == 0 ? 0755 : 0700), ==, 0);
    }
  write_file (fixture->folder, names[3]);

  herald_passing_folder_sweep ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/base/passing-folder/is-private-and-goes-with-all-in-it", Fixture, NULL, set_up, test_is_private, tear_down);
  g_test_add ("/base/passing-folder/stays-while-it-is-used", Fixture, NULL, set_up, test_stays_while_used, tear_down);
  g_test_add ("/base/passing-folder/is-swept-after-a-kill", Fixture, NULL, set_up, test_is_swept_after_a_kill, tear_down);
  g_test_add ("/base/passing-folder/leaves-others-alone", Fixture, NULL, set_up, test_leaves_others_alone, tear_down);

  return g_test_run ();
}
