/* seal-fixture.c: a home of their own for the tests of sealing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "seal-fixture.h"

static char *folder = NULL;

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }

  g_rmdir (path);
}

static char *
make_folder (const char *variable,
             const char *name)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_no_errno (g_mkdir (path, 0700));
  g_setenv (variable, path, TRUE);
  return path;
}

/**
 * seal_fixture_set_up:
 *
 * Begins a test program. Nothing of the person's is within reach.
 */
void
seal_fixture_set_up (int    *argc,
                     char ***argv)
{
  g_autofree char *home = NULL, *runtime = NULL;

  g_test_init (argc, argv, NULL);
  if (g_test_subprocess ())
    return;

  folder = g_dir_make_tmp ("hs-XXXXXX", NULL);
  g_assert_nonnull (folder);
  home = make_folder ("HOME", "home");
  runtime = make_folder ("XDG_RUNTIME_DIR", "run");
  g_unsetenv ("XDG_CACHE_HOME");
  g_unsetenv ("GNUPGHOME");
}

/**
 * seal_fixture_tear_down:
 *
 * Takes everything away.
 */
void
seal_fixture_tear_down (void)
{
  if (folder != NULL)
    remove_tree (folder);
  g_clear_pointer (&folder, g_free);
}

const char *
seal_fixture_get_folder (void)
{
  return folder;
}

char *
seal_fixture_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

char *
seal_fixture_practice (const char *name)
{
  return g_build_filename (g_getenv ("HERALD_SOURCE_ROOT"), "data", "practice", name, NULL);
}

GBytes *
seal_fixture_certificate (void)
{
  g_autofree char *path = seal_fixture_practice ("practice.asc");

  return seal_fixture_call (NULL, "gpg", "--batch", "--dearmor", "-o", "-", path, NULL);
}

gboolean
seal_fixture_has_program (const char *name)
{
  g_autofree char *path = g_find_program_in_path (name);

  return path != NULL;
}

/**
 * seal_fixture_sq_option:
 *
 * Finds out how sq is told the key of the recipient, which version 1 has renamed.
 *
 * Returns: the option
 */
const char *
seal_fixture_sq_option (void)
{
  g_autoptr(GBytes) help = seal_fixture_call (NULL, "sq", "decrypt", "--help", NULL);

  return g_strstr_len (g_bytes_get_data (help, NULL), (gssize) g_bytes_get_size (help),
                       "--recipient-file") != NULL ? "--recipient-file" : "--recipient-key";
}

/**
 * seal_fixture_try:
 *
 * Runs a program to its end, whatever that is.
 *
 * Returns: its standard output
 */
GBytes *
seal_fixture_try (GBytes             *input,
                  gboolean           *success,
                  const char * const *command)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = NULL;
  GBytes *output = NULL;
  g_autoptr(GBytes) problems = NULL;
  GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE;

  /* GLib 2.74 now and then loses the output of a program that is gone before
   * its empty input could be closed. */
  if (input != NULL)
    flags |= G_SUBPROCESS_FLAGS_STDIN_PIPE;

  process = g_subprocess_newv (command, flags, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, input, NULL, &output, &problems, &error);
  g_assert_no_error (error);

  *success = g_subprocess_get_successful (process);
  if (!*success)
    g_test_message ("%s: %.*s", command[0], (int) g_bytes_get_size (problems),
                    (const char *) g_bytes_get_data (problems, NULL));
  return output;
}

/**
 * seal_fixture_call:
 *
 * Runs a program that must succeed.
 *
 * Returns: its standard output
 */
GBytes *
seal_fixture_call (GBytes     *input,
                   const char *command,
                   ...)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  const char *word = command;
  gboolean success;
  GBytes *output;
  va_list list;

  va_start (list, command);
  for (; word != NULL; word = va_arg (list, const char *))
    g_ptr_array_add (words, (gpointer) word);
  va_end (list);
  g_ptr_array_add (words, NULL);

  output = seal_fixture_try (input, &success, (const char * const *) words->pdata);
  g_assert_true (success);
  return output;
}

/**
 * seal_fixture_fd:
 *
 * Makes a file without a name, at its start.
 */
int
seal_fixture_fd (GBytes *content)
{
  int fd = memfd_create ("test", MFD_CLOEXEC);
  gsize length = 0;
  const char *data = content != NULL ? g_bytes_get_data (content, &length) : NULL;

  g_assert_no_errno (fd);
  for (gsize at = 0; at < length;)
    {
      gssize n = write (fd, data + at, length - at);

      g_assert_cmpint (n, >, 0);
      at += (gsize) n;
    }
  g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);

  return fd;
}

/**
 * seal_fixture_content:
 *
 * Reads a file from its start and closes it.
 */
GBytes *
seal_fixture_content (int fd)
{
  off_t length = lseek (fd, 0, SEEK_END);
  char *data = g_malloc ((gsize) length + 1);

  g_assert_cmpint (length, >=, 0);
  g_assert_cmpint (pread (fd, data, (gsize) length, 0), ==, length);
  close (fd);

  return g_bytes_new_take (data, (gsize) length);
}

/**
 * seal_fixture_noise:
 *
 * Makes bytes that look random and are always the same.
 */
GBytes *
seal_fixture_noise (gsize length)
{
  guint8 *data = g_malloc (length + 1);
  guint64 state = 88172645463325252u;

  for (gsize i = 0; i < length; i++)
    {
      state ^= state << 13;
      state ^= state >> 7;
      state ^= state << 17;
      data[i] = (guint8) (state >> 32);
    }

  return g_bytes_new_take (data, length);
}

/**
 * seal_fixture_seal:
 *
 * Seals some bytes to the practice vendor.
 */
GBytes *
seal_fixture_seal (GBytes          *plaintext,
                   HeraldSealFlags  flags)
{
  g_autoptr(GBytes) certificate = seal_fixture_certificate ();
  g_autoptr(GError) error = NULL;
  int in = seal_fixture_fd (plaintext);
  int out = seal_fixture_fd (NULL);

  herald_seal (certificate, in, g_bytes_get_size (plaintext), out, flags, NULL, &error);
  g_assert_no_error (error);
  close (in);

  return seal_fixture_content (out);
}

/**
 * seal_fixture_assert_home_is_clean:
 *
 * Sees that Herald's GnuPG home holds its gpg.conf alone, and the person's
 * home nothing at all.
 */
void
seal_fixture_assert_home_is_clean (void)
{
  g_autoptr(GDir) home = g_dir_open (g_getenv ("HOME"), 0, NULL);
  g_autoptr(GDir) engine = g_dir_open (herald_engine_get_home (), 0, NULL);

  g_assert_nonnull (home);
  g_assert_nonnull (engine);
  g_assert_cmpstr (g_dir_read_name (home), ==, NULL);
  g_assert_cmpstr (g_dir_read_name (engine), ==, "gpg.conf");
  g_assert_cmpstr (g_dir_read_name (engine), ==, NULL);
}

static gboolean
command_line_has (const char *process,
                  const char *needle)
{
  g_autofree char *path = g_build_filename ("/proc", process, "cmdline", NULL);
  g_autofree char *line = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &line, &length, NULL) &&
         memmem (line, length, needle, strlen (needle)) != NULL;
}

/**
 * seal_fixture_finds_process:
 *
 * Looks for a running process other than this one by a part of its command
 * line. One that has ended has no command line any more.
 */
gboolean
seal_fixture_finds_process (const char *needle,
                            int        *process)
{
  g_autoptr(GDir) processes = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (processes)) != NULL)
    if (g_ascii_isdigit (name[0]) && atoi (name) != getpid () && command_line_has (name, needle))
      {
        *process = atoi (name);
        return TRUE;
      }

  return FALSE;
}
