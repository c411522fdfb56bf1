/* test-attachment.c: the files that go with a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "herald-file.h"
#include "practice.h"

typedef struct
{
  char *folder;
  char *outside;
} Fixture;

static void
write_file (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *below = NULL;

  fixture->folder = g_dir_make_tmp ("herald-XXXXXX", NULL);
  fixture->outside = g_dir_make_tmp ("herald-XXXXXX", NULL);
  below = g_build_filename (fixture->folder, "logs", NULL);
  g_assert_cmpint (g_mkdir (below, 0700), ==, 0);
  write_file (fixture->folder, "poc.py", "print ('x')\n");
  write_file (below, "device.log", "ok\n");
  write_file (fixture->outside, "secret", "not yours\n");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s' '%s'", fixture->folder, fixture->outside);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (fixture->folder);
  g_free (fixture->outside);
}

static void
test_takes_down (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldAttachment) attachment =
    herald_attachment_new (fixture->folder, "logs/device.log", "device.log", "log", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (attachment->size, ==, 3);
  g_assert_cmpstr (attachment->sha256, ==,
                   "dc51b8c96c2d745df3bd5590d990230a482fd247123599548e0632fdbf97fc22");
}

static void
assert_refused (Fixture    *fixture,
                const char *path,
                const char *name)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (herald_attachment_new (fixture->folder, path, name, "other", &error));
  g_assert_nonnull (error);
}

static void
test_stays_inside (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autofree char *folder_link = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autofree char *fifo = g_build_filename (fixture->folder, "fifo", NULL);
  g_autofree char *secret = g_build_filename (fixture->outside, "secret", NULL);
  g_autofree char *base = g_path_get_basename (fixture->outside);
  g_autofree char *up = g_build_filename ("..", base, "secret", NULL);

  g_assert_cmpint (symlink (secret, link), ==, 0);
  g_assert_cmpint (symlink (fixture->outside, folder_link), ==, 0);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);

  assert_refused (fixture, up, "x");
  assert_refused (fixture, "logs/../../x", "x");
  assert_refused (fixture, "link", "x");
  assert_refused (fixture, "elsewhere/secret", "x");
  assert_refused (fixture, "fifo", "x");
  assert_refused (fixture, "logs", "x");
  assert_refused (fixture, "missing", "x");
}

static void
test_absolute (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *secret = g_build_filename (fixture->outside, "secret", NULL);
  g_autoptr(HeraldAttachment) attachment =
    herald_attachment_new (fixture->folder, secret, "notes.txt", "other", NULL);

  g_assert_nonnull (attachment);
  g_assert_cmpuint (attachment->size, ==, 10);
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  static const char * const names[] = { "", ".", "..", ".hidden", "a/b", "a\\b", "a\nb", "-rf", "x ", "x.", "a\u202eb", "a:b", "nul.txt", "COM1" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    assert_refused (fixture, "poc.py", names[i]);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/report/attachment/takes-down-size-and-hash", test_takes_down);
  ADD ("/report/attachment/stays-inside-the-folder", test_stays_inside);
  ADD ("/report/attachment/takes-an-absolute-path-from-the-person", test_absolute);
  ADD ("/report/attachment/has-a-name-that-is-safe-everywhere", test_names);
  return g_test_run ();
}
