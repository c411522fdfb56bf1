/* test-engine.c: GnuPG's home is Herald's own, and private
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "herald-engine.h"
#include "seal-fixture.h"

/* The engine is set up once in the life of a program, so each case is one. */
static char *
run_engine (void)
{
  g_autofree char *path = seal_fixture_path ("answer");
  char *home = NULL;

  g_setenv ("TEST_ENGINE_ANSWER", path, TRUE);
  g_test_trap_subprocess ("/seal/engine/subprocess/init", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_assert_true (g_file_get_contents (path, &home, NULL, NULL));

  return home;
}

static void
subprocess (void)
{
  g_autofree char *path = NULL, *configuration = NULL;
  g_autoptr(GError) error = NULL;
  const char *home;
  struct stat status;

  g_assert_null (herald_engine_get_home ());
  g_assert_true (herald_engine_init (&error));
  g_assert_no_error (error);
  g_assert_true (herald_engine_init (&error));

  home = herald_engine_get_home ();
  g_assert_cmpstr (g_getenv ("GNUPGHOME"), ==, home);
  g_assert_no_errno (lstat (home, &status));
  g_assert_true (S_ISDIR (status.st_mode));
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);

  path = g_build_filename (home, "gpg.conf", NULL);
  g_assert_true (g_file_get_contents (path, &configuration, NULL, NULL));
  g_assert_nonnull (strstr (configuration, "no-autostart\nno-keyring\n"));
  g_assert_nonnull (strstr (configuration, "cipher-algo AES256\n"));
  g_assert_true (g_file_set_contents (g_getenv ("TEST_ENGINE_ANSWER"), home, -1, NULL));
}

static char *
make_runtime (const char *name,
              mode_t      mode)
{
  char *runtime = seal_fixture_path (name);

  g_assert_no_errno (g_mkdir (runtime, 0700));
  g_assert_no_errno (g_chmod (runtime, mode));
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  return runtime;
}

static void
assert_inside (const char *path,
               const char *parent)
{
  g_autofree char *start = g_strconcat (parent, "/", NULL);

  if (!g_str_has_prefix (path, start))
    g_error ("%s is not inside %s", path, parent);
}

static void
test_lies_in_the_runtime_directory (void)
{
  g_autofree char *runtime = make_runtime ("private", 0700);
  g_autofree char *home = run_engine ();
  g_autofree char *expected = g_build_filename (runtime, "herald", "gnupg", NULL);

  g_assert_cmpstr (home, ==, expected);
}

static void
test_keeps_a_good_configuration (void)
{
  g_autofree char *runtime = make_runtime ("kept", 0700);
  g_autofree char *home = run_engine (), *again = NULL;
  g_autofree char *path = g_build_filename (home, "gpg.conf", NULL);
  struct stat before, after;

  g_assert_no_errno (stat (path, &before));
  again = run_engine ();
  g_assert_cmpstr (again, ==, home);
  g_assert_no_errno (stat (path, &after));
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
}

static void
test_replaces_another_configuration (void)
{
  static const char * const others[] = { "", "encrypt-to mallory\n" };
  g_autofree char *runtime = make_runtime ("replaced", 0700);
  g_autofree char *home = run_engine ();
  g_autofree char *path = g_build_filename (home, "gpg.conf", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *again = NULL;

      g_assert_true (g_file_set_contents (path, others[i], -1, NULL));
      again = run_engine (); /* which looks into the file */
      g_assert_cmpstr (again, ==, home);
    }
}

static void
test_leaves_a_configuration_that_is_a_link (void)
{
  g_autofree char *runtime = make_runtime ("linked-conf", 0700);
  g_autofree char *target = seal_fixture_path ("persons.conf");
  g_autofree char *home = run_engine (), *again = NULL, *content = NULL;
  g_autofree char *path = g_build_filename (home, "gpg.conf", NULL);

  g_assert_true (g_file_set_contents (target, "theirs\n", -1, NULL));
  g_assert_no_errno (g_unlink (path));
  g_assert_no_errno (symlink (target, path));

  again = run_engine ();
  g_assert_true (g_file_get_contents (target, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "theirs\n");
  assert_inside (again, g_getenv ("HOME"));
}

static void
test_leaves_a_runtime_directory_that_others_enter (void)
{
  g_autofree char *runtime = make_runtime ("open", 0755);
  g_autofree char *home = run_engine ();

  assert_inside (home, g_getenv ("HOME"));
}

static void
test_leaves_a_home_that_is_a_link (void)
{
  g_autofree char *runtime = make_runtime ("linked", 0700);
  g_autofree char *elsewhere = seal_fixture_path ("elsewhere");
  g_autofree char *link = g_build_filename (runtime, "herald", NULL);
  g_autofree char *home = NULL;

  g_assert_no_errno (g_mkdir (elsewhere, 0700));
  g_assert_no_errno (symlink (elsewhere, link));
  home = run_engine ();

  assert_inside (home, g_getenv ("HOME"));
  g_assert_no_errno (g_rmdir (elsewhere)); /* still empty */
}

static void
test_takes_a_passing_home_away (void)
{
  g_autofree char *cache = seal_fixture_path ("no-folder");
  g_autofree char *home = NULL;

  g_assert_true (g_file_set_contents (cache, "", 0, NULL));
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_unsetenv ("XDG_RUNTIME_DIR");
  home = run_engine ();
  g_unsetenv ("XDG_CACHE_HOME");

  g_assert_nonnull (strstr (home, "herald-gnupg-"));
  g_assert_false (g_file_test (home, G_FILE_TEST_EXISTS));
}

static void
test_says_when_there_is_no_place (void)
{
  g_test_trap_subprocess ("/seal/engine/subprocess/no-place", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
subprocess_without_a_place (void)
{
  g_autofree char *nowhere = g_build_filename (g_getenv ("HOME"), "missing", "folder", NULL);
  g_autofree char *file = g_build_filename (g_getenv ("HOME"), "file", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_setenv ("XDG_RUNTIME_DIR", nowhere, TRUE);
  g_setenv ("XDG_CACHE_HOME", file, TRUE);
  g_setenv ("TMPDIR", nowhere, TRUE);

  g_assert_false (herald_engine_init (&error));
  g_assert_nonnull (error);
  g_assert_null (herald_engine_get_home ());
}

int
main (int    argc,
      char **argv)
{
  int status;

  seal_fixture_set_up (&argc, &argv);

  g_test_add_func ("/seal/engine/lies-in-the-runtime-directory",
                   test_lies_in_the_runtime_directory);
  g_test_add_func ("/seal/engine/keeps-a-good-configuration", test_keeps_a_good_configuration);
  g_test_add_func ("/seal/engine/replaces-another-configuration",
                   test_replaces_another_configuration);
  g_test_add_func ("/seal/engine/leaves-a-configuration-that-is-a-link",
                   test_leaves_a_configuration_that_is_a_link);
  g_test_add_func ("/seal/engine/leaves-a-runtime-directory-that-others-enter",
                   test_leaves_a_runtime_directory_that_others_enter);
  g_test_add_func ("/seal/engine/leaves-a-home-that-is-a-link", test_leaves_a_home_that_is_a_link);
  g_test_add_func ("/seal/engine/takes-a-passing-home-away", test_takes_a_passing_home_away);
  g_test_add_func ("/seal/engine/says-when-there-is-no-place", test_says_when_there_is_no_place);
  g_test_add_func ("/seal/engine/subprocess/init", subprocess);
  g_test_add_func ("/seal/engine/subprocess/no-place", subprocess_without_a_place);

  status = g_test_run ();
  seal_fixture_tear_down ();
  return status;
}
