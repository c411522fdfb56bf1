/* test-file.c: bounded reads of ordinary files, and of nothing else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "herald-file.h"

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("herald-file-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  const char *argv[] = { "rm", "-rf", "--", fixture->folder, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
  g_free (fixture->folder);
}

static char *
make_file (Fixture    *fixture,
           const char *name,
           const char *content)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
put_file (Fixture    *fixture,
          const char *name)
{
  g_free (make_file (fixture, name, "x"));
}

static void
assert_refused (const char      *path,
                HeraldFileError  code)
{
  g_autoptr(GError) error = NULL;
  guint64 size = 4711;

  g_assert_cmpint (herald_file_open (path, &size, &error), ==, -1);
  g_assert_error (error, HERALD_FILE_ERROR, (int) code);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_assert_cmpuint (size, ==, 4711);
  g_clear_error (&error);

  g_assert_null (herald_file_read (path, 100, &error));
  g_assert_error (error, HERALD_FILE_ERROR, (int) code);
}

static void
test_reads_a_file_up_to_a_bound (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *path = make_file (fixture, "a", "12345"), *empty = make_file (fixture, "b", "");
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) exact = herald_file_read (path, 5, &error);
  g_autoptr(GBytes) nothing = herald_file_read (empty, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (exact, NULL), g_bytes_get_size (exact), "12345", 5);
  g_assert_cmpuint (g_bytes_get_size (nothing), ==, 0);

  g_assert_null (herald_file_read (path, 4, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_TOO_LARGE);
  g_assert_true (g_str_has_prefix (error->message, path));
}

static void
test_tells_the_size (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *path = make_file (fixture, "a", "12345");
  g_autoptr(GError) error = NULL;
  guint64 size = 0;
  int fd = herald_file_open (path, &size, &error);

  g_assert_no_error (error);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpuint (size, ==, 5);
  g_assert_true (fcntl (fd, F_GETFD) & FD_CLOEXEC);
  close (fd);
}

/* The file of 1 TiB is one hole; reading it through would take hours. */
static void
test_stops_at_the_bound (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *path = make_file (fixture, "huge", "");
  g_autoptr(GError) error = NULL;

  if (truncate (path, (off_t) 1 << 40) < 0)
    {
      g_test_skip ("this file system has no large sparse files");
      return;
    }

  g_assert_null (herald_file_read (path, 256 * 1024, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "256"));
}

static void
test_refuses_what_is_no_file (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *file = make_file (fixture, "file", "x");
  g_autofree char *fifo = g_build_filename (fixture->folder, "fifo", NULL);
  g_autofree char *below = g_build_filename (file, "below", NULL);
  g_autofree char *absent = g_build_filename (fixture->folder, "absent", NULL);
  g_autofree char *loop = g_build_filename (fixture->folder, "loop", NULL);

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_cmpint (symlink ("loop", loop), ==, 0);

  assert_refused (fifo, HERALD_FILE_ERROR_NOT_A_FILE);
  assert_refused (fixture->folder, HERALD_FILE_ERROR_NOT_A_FILE);
  assert_refused ("/dev/null", HERALD_FILE_ERROR_NOT_A_FILE);
  assert_refused (loop, HERALD_FILE_ERROR_NOT_A_FILE);
  assert_refused (absent, HERALD_FILE_ERROR_NOT_FOUND);
  assert_refused (below, HERALD_FILE_ERROR_NOT_FOUND);
  assert_refused ("", HERALD_FILE_ERROR_NOT_FOUND);
}

/* Root may read everything, so it becomes nobody for a moment. */
static void
test_refuses_what_it_may_not_read (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autofree char *path = make_file (fixture, "secret", "x");
  gboolean root = geteuid () == 0;

  g_assert_cmpint (chmod (fixture->folder, 0755), ==, 0);
  g_assert_cmpint (chmod (path, 0), ==, 0);
  if (root && seteuid (65534) < 0)
    {
      g_test_skip ("root cannot become nobody here");
      return;
    }
  assert_refused (path, HERALD_FILE_ERROR_FAILED);
  if (root)
    g_assert_cmpint (seteuid (0), ==, 0);
}

static void
test_follows_a_link_that_the_person_named (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  put_file (fixture, "file");
  g_assert_cmpint (symlink ("file", link), ==, 0);
  bytes = herald_file_read (link, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 1);
}

static void
test_reads_a_pipe_to_its_end (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  int fds[2];

  g_assert_cmpint (pipe (fds), ==, 0);
  g_assert_cmpint (write (fds[1], "one\0two", 7), ==, 7);
  close (fds[1]);

  bytes = herald_file_read_fd (fds[0], 7, "standard input", &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "one\0two", 7);
  close (fds[0]);

  g_assert_null (herald_file_read_fd (-1, 7, "standard input", &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_FAILED);
  g_assert_true (g_str_has_prefix (error->message, "standard input: "));
}

static void
assert_inside (Fixture    *fixture,
               const char *path,
               int         code)
{
  g_autoptr(GError) error = NULL;
  guint64 size = 0;
  int fd = herald_file_open_inside (fixture->folder, path, &size, &error);

  g_test_message ("%s", path);
  if (code < 0)
    {
      g_assert_no_error (error);
      g_assert_cmpint (fd, >=, 0);
      g_assert_cmpuint (size, ==, 1);
      close (fd);
    }
  else
    {
      g_assert_cmpint (fd, ==, -1);
      g_assert_error (error, HERALD_FILE_ERROR, code);
      g_assert_true (g_str_has_prefix (error->message, path));
    }
}

static void
test_stays_inside_a_folder (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *below = g_build_filename (fixture->folder, "below", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autofree char *out = g_build_filename (fixture->folder, "out", NULL);
  g_autofree char *fifo = g_build_filename (fixture->folder, "fifo", NULL);

  g_assert_cmpint (mkdir (below, 0700), ==, 0);
  put_file (fixture, "file");
  put_file (fixture, "below/deep");
  g_assert_cmpint (symlink ("file", link), ==, 0);
  g_assert_cmpint (symlink ("/etc", out), ==, 0);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);

  assert_inside (fixture, "file", -1);
  assert_inside (fixture, "./file", -1);
  assert_inside (fixture, "below/deep", -1);
  assert_inside (fixture, "below//deep", -1);

  assert_inside (fixture, "", HERALD_FILE_ERROR_NOT_A_FILE);
  assert_inside (fixture, ".", HERALD_FILE_ERROR_NOT_A_FILE);
  assert_inside (fixture, "below", HERALD_FILE_ERROR_NOT_A_FILE);
  assert_inside (fixture, "below/", HERALD_FILE_ERROR_NOT_A_FILE);
  assert_inside (fixture, "fifo", HERALD_FILE_ERROR_NOT_A_FILE);
  assert_inside (fixture, "/etc/passwd", HERALD_FILE_ERROR_NOT_A_FILE);
  assert_inside (fixture, "..", HERALD_FILE_ERROR_NOT_A_FILE);
  assert_inside (fixture, "../file", HERALD_FILE_ERROR_NOT_A_FILE);
  assert_inside (fixture, "below/../file", HERALD_FILE_ERROR_NOT_A_FILE);
  assert_inside (fixture, "below/../../x", HERALD_FILE_ERROR_NOT_A_FILE);
  assert_inside (fixture, "link", HERALD_FILE_ERROR_NOT_A_FILE);
  assert_inside (fixture, "absent", HERALD_FILE_ERROR_NOT_FOUND);
  assert_inside (fixture, "file/x", HERALD_FILE_ERROR_NOT_FOUND);
}

/* A link as a folder on the way is refused too, whatever the reason says. */
static void
test_passes_through_no_link (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *out = g_build_filename (fixture->folder, "out", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (symlink ("/etc", out), ==, 0);
  g_assert_cmpint (herald_file_open_inside (fixture->folder, "out/passwd", NULL, &error), ==, -1);
  g_assert_nonnull (error);
  g_assert_true (error->domain == HERALD_FILE_ERROR);
}

static void
test_names_a_folder_that_is_not_there (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autofree char *absent = g_build_filename (fixture->folder, "absent", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (herald_file_open_inside (absent, "file", NULL, &error), ==, -1);
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NOT_FOUND);
}

static void
test_writes_all_or_says_why (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *path = make_file (fixture, "a", "");
  g_autofree char *text = g_strnfill (300000, 'x'), *written = NULL;
  g_autoptr(GError) error = NULL;
  int fd = open (path, O_WRONLY | O_CLOEXEC), full = open ("/dev/full", O_WRONLY | O_CLOEXEC);

  g_assert_true (herald_file_write_all (fd, text, 300000, &error));
  g_assert_true (herald_file_write_all (fd, NULL, 0, &error));
  close (fd);
  g_assert_true (g_file_get_contents (path, &written, NULL, NULL));
  g_assert_cmpstr (written, ==, text);

  g_assert_false (herald_file_write_all (-1, "x", 1, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_FAILED);
  g_clear_error (&error);

  g_assert_false (herald_file_write_all (full, "x", 1, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NO_SPACE);
  close (full);
}

static void
test_makes_private_folders (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a", "b", NULL);
  g_autofree char *file = make_file (fixture, "file", "x");
  g_autofree char *above = g_build_filename (fixture->folder, "a", NULL);
  g_autofree char *below = g_build_filename (file, "c", NULL);
  g_autoptr(GError) error = NULL;
  struct stat status;

  g_assert_true (herald_file_make_folder (path, &error));
  g_assert_true (herald_file_make_folder (path, &error));
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0700);
  g_assert_cmpint (stat (above, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0700);

  g_assert_false (herald_file_make_folder (below, &error));
  g_assert_true (error->domain == HERALD_FILE_ERROR);
}

static void
test_turns_errno_into_codes (Fixture       *fixture,
                             gconstpointer  data)
{
  static const struct { int saved_errno; HeraldFileError code; } cases[] = {
    { ENOENT, HERALD_FILE_ERROR_NOT_FOUND }, { ENOTDIR, HERALD_FILE_ERROR_NOT_FOUND },
    { ENOSPC, HERALD_FILE_ERROR_NO_SPACE }, { EDQUOT, HERALD_FILE_ERROR_NO_SPACE },
    { EFBIG, HERALD_FILE_ERROR_NO_SPACE }, { EEXIST, HERALD_FILE_ERROR_EXISTS },
    { EACCES, HERALD_FILE_ERROR_FAILED }, { EIO, HERALD_FILE_ERROR_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      herald_file_set_errno (&error, cases[i].saved_errno, "name 100%s");
      g_assert_error (error, HERALD_FILE_ERROR, (int) cases[i].code);
      g_assert_true (g_str_has_prefix (error->message, "name 100%s: "));
    }
}

#define add(path, function) \
  g_test_add ("/base/file/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("reads-a-file-up-to-a-bound", test_reads_a_file_up_to_a_bound);
  add ("tells-the-size", test_tells_the_size);
  add ("stops-at-the-bound", test_stops_at_the_bound);
  add ("refuses-what-is-no-file", test_refuses_what_is_no_file);
  add ("refuses-what-it-may-not-read", test_refuses_what_it_may_not_read);
  add ("follows-a-link-that-the-person-named", test_follows_a_link_that_the_person_named);
  add ("reads-a-pipe-to-its-end", test_reads_a_pipe_to_its_end);
  add ("stays-inside-a-folder", test_stays_inside_a_folder);
  add ("passes-through-no-link", test_passes_through_no_link);
  add ("names-a-folder-that-is-not-there", test_names_a_folder_that_is_not_there);
  add ("writes-all-or-says-why", test_writes_all_or_says_why);
  add ("makes-private-folders", test_makes_private_folders);
  add ("turns-errno-into-codes", test_turns_errno_into_codes);

  return g_test_run ();
}
