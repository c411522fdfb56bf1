/* test-file-writer.c: a file appears whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "herald-file.h"
#include "herald-file-writer.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("herald-writer-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "out", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  const char *argv[] = { "rm", "-rf", "--", fixture->folder, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* How many names a folder holds, hidden ones too. */
static guint
count_names (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
assert_content (const char *path,
                const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *content = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (content, ==, expected);
}

static HeraldFileWriter *
begin (Fixture               *fixture,
       HeraldFileWriterFlags  flags,
       const char            *content)
{
  g_autoptr(GError) error = NULL;
  HeraldFileWriter *writer = herald_file_writer_new (fixture->path, flags, &error);

  g_assert_no_error (error);
  g_assert_nonnull (writer);
  g_assert_true (herald_file_write_all (herald_file_writer_get_fd (writer), content, strlen (content), &error));
  return writer;
}

static void
test_appears_when_complete (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(HeraldFileWriter) writer = begin (fixture, HERALD_FILE_WRITER_NONE, "content");
  g_autoptr(GError) error = NULL;
  struct stat status;
  char back[7];

  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (pread (herald_file_writer_get_fd (writer), back, sizeof back, 0), ==, sizeof back);
  g_assert_cmpmem (back, sizeof back, "content", 7);

  g_assert_true (herald_file_writer_commit (writer, &error));
  g_assert_no_error (error);
  assert_content (fixture->path, "content");
  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0600);
  g_assert_cmpuint (count_names (fixture->folder), ==, 1);
}

static void
test_leaves_nothing_when_given_up (Fixture       *fixture,
                                   gconstpointer  data)
{
  HeraldFileWriter *writer = begin (fixture, HERALD_FILE_WRITER_NONE, "content");

  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  herald_file_writer_free (writer);
  g_assert_cmpuint (count_names (fixture->folder), ==, 0);
}

static void
test_replaces_at_the_end_alone (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  HeraldFileWriter *writer;

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));

  writer = begin (fixture, HERALD_FILE_WRITER_NONE, "given up");
  herald_file_writer_free (writer);
  assert_content (fixture->path, "old");

  writer = begin (fixture, HERALD_FILE_WRITER_NONE, "new");
  assert_content (fixture->path, "old");
  g_assert_true (herald_file_writer_commit (writer, &error));
  herald_file_writer_free (writer);
  assert_content (fixture->path, "new");
  g_assert_cmpuint (count_names (fixture->folder), ==, 1);
}

static void
test_refuses_an_existing_file_when_new (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  g_assert_null (herald_file_writer_new (fixture->path, HERALD_FILE_WRITER_NEW, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_EXISTS);
  g_assert_true (g_str_has_prefix (error->message, fixture->path));
  g_clear_error (&error);

  g_assert_cmpint (symlink ("nowhere", link), ==, 0);
  g_assert_null (herald_file_writer_new (link, HERALD_FILE_WRITER_NEW, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_EXISTS);
  assert_content (fixture->path, "old");
}

static void
test_refuses_a_file_that_came_meanwhile (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  HeraldFileWriter *writer = begin (fixture, HERALD_FILE_WRITER_NEW, "ours");

  g_assert_true (g_file_set_contents (fixture->path, "theirs", -1, NULL));
  g_assert_false (herald_file_writer_commit (writer, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_EXISTS);
  herald_file_writer_free (writer);

  assert_content (fixture->path, "theirs");
  g_assert_cmpuint (count_names (fixture->folder), ==, 1);
}

static void
assert_no_writer (const char      *path,
                  HeraldFileError  code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (herald_file_writer_new (path, HERALD_FILE_WRITER_NONE, &error));
  g_assert_error (error, HERALD_FILE_ERROR, (int) code);
  g_assert_true (g_str_has_prefix (error->message, path));
}

static void
test_refuses_places_for_no_file (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *fifo = g_build_filename (fixture->folder, "fifo", NULL);
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autofree char *absent = g_build_filename (fixture->folder, "absent", "out", NULL);
  g_autofree char *slash = g_strconcat (fixture->path, "/", NULL);

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_cmpint (symlink ("fifo", link), ==, 0);

  assert_no_writer (fifo, HERALD_FILE_ERROR_NOT_A_FILE);
  assert_no_writer (link, HERALD_FILE_ERROR_NOT_A_FILE);
  assert_no_writer (fixture->folder, HERALD_FILE_ERROR_NOT_A_FILE);
  assert_no_writer (absent, HERALD_FILE_ERROR_NOT_FOUND);
  assert_no_writer (slash, HERALD_FILE_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_names (fixture->folder), ==, 2);
}

/* Root may write everywhere, so it becomes nobody for a moment. */
static void
test_refuses_a_folder_that_cannot_be_written (Fixture       *fixture,
                                              gconstpointer  data)
{
  gboolean root = geteuid () == 0;

  g_assert_cmpint (chmod (fixture->folder, 0555), ==, 0);
  if (root && seteuid (65534) < 0)
    {
      g_test_skip ("root cannot become nobody here");
      return;
    }
  assert_no_writer (fixture->path, HERALD_FILE_ERROR_FAILED);
  if (root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (chmod (fixture->folder, 0700), ==, 0);
}

static void
test_writes_at_once (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (herald_file_replace (fixture->path, "one", 3, HERALD_FILE_WRITER_NEW, &error));
  assert_content (fixture->path, "one");
  g_assert_true (herald_file_replace (fixture->path, "two", 3, HERALD_FILE_WRITER_NONE, &error));
  assert_content (fixture->path, "two");
  g_assert_false (herald_file_replace (fixture->path, "three", 5, HERALD_FILE_WRITER_NEW, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_EXISTS);
  assert_content (fixture->path, "two");
  g_assert_true (herald_file_replace (fixture->path, "", 0, HERALD_FILE_WRITER_NONE, NULL));
  assert_content (fixture->path, "");
}

/* Mounts a tmpfs of 64 KiB that this process alone sees. */
static gboolean
mount_small_disk (const char *folder)
{
  int flags = geteuid () == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER;

  return unshare (flags) == 0 && mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
         mount ("none", folder, "tmpfs", 0, "size=64k,mode=0700") == 0;
}

#define NO_MOUNT 77

static void
survive_full_disk (Fixture *fixture)
{
  g_autofree char *large = g_strnfill (256 * 1024, 'x');
  g_autoptr(GError) error = NULL;

  if (!mount_small_disk (fixture->folder))
    _exit (NO_MOUNT);

  g_assert_true (herald_file_replace (fixture->path, "old", 3, HERALD_FILE_WRITER_NONE, &error));
  g_assert_false (herald_file_replace (fixture->path, large, 256 * 1024, HERALD_FILE_WRITER_NONE, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NO_SPACE);
  g_assert_true (g_str_has_prefix (error->message, fixture->path));
  assert_content (fixture->path, "old");
  g_assert_cmpuint (count_names (fixture->folder), ==, 1);
  _exit (0);
}

static void
test_survives_a_full_disk (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  int status;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    survive_full_disk (fixture);

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFEXITED (status) && WEXITSTATUS (status) == NO_MOUNT)
    g_test_skip ("no small disk can be mounted here");
  else
    g_assert_true (g_spawn_check_wait_status (status, &error));
}

#define add(path, function) \
  g_test_add ("/base/file-writer/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("appears-when-complete", test_appears_when_complete);
  add ("leaves-nothing-when-given-up", test_leaves_nothing_when_given_up);
  add ("replaces-at-the-end-alone", test_replaces_at_the_end_alone);
  add ("refuses-an-existing-file-when-new", test_refuses_an_existing_file_when_new);
  add ("refuses-a-file-that-came-meanwhile", test_refuses_a_file_that_came_meanwhile);
  add ("refuses-places-for-no-file", test_refuses_places_for_no_file);
  add ("refuses-a-folder-that-cannot-be-written", test_refuses_a_folder_that_cannot_be_written);
  add ("writes-at-once", test_writes_at_once);
  add ("survives-a-full-disk", test_survives_a_full_disk);

  return g_test_run ();
}
