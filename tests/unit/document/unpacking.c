/* unpacking.c: a folder that containers are unpacked into, and what became of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "herald-text.h"
#include "unpacking.h"

static void
set_up (Unpacking     *fixture,
        gconstpointer  data)
{
  fixture->folder = containers_new_folder ();
}

static void
tear_down (Unpacking     *fixture,
           gconstpointer  data)
{
  containers_remove (fixture->folder);
  g_free (fixture->folder);
  g_clear_pointer (&fixture->result, herald_unpack_result_free);
  g_clear_error (&fixture->error);
}

/* Adds a test that has a folder of its own. */
void
unpacking_add (const char    *path,
               int            data,
               UnpackingTest  test)
{
  g_test_add (path, Unpacking, GINT_TO_POINTER (data), set_up, test, tear_down);
}

/* Unpacks; what is refused leaves nothing behind. */
gboolean
unpacking_try_with (Unpacking                *fixture,
                    const void               *data,
                    gsize                     length,
                    const HeraldUnpackLimits *limits)
{
  int fd = containers_open_bytes (data, length);
  gboolean good;

  g_clear_pointer (&fixture->result, herald_unpack_result_free);
  g_clear_error (&fixture->error);
  good = herald_unpack (fd, fixture->folder, limits, &fixture->result, &fixture->error);
  g_assert_true (good == (fixture->error == NULL));
  if (!good)
    g_assert_cmpuint (containers_count (fixture->folder), ==, 0);
  close (fd);

  return good;
}

gboolean
unpacking_try (Unpacking *fixture,
               GBytes    *bytes)
{
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  return unpacking_try_with (fixture, data, length, NULL);
}

gboolean
unpacking_try_text (Unpacking  *fixture,
                    const char *text)
{
  return unpacking_try_with (fixture, text, strlen (text), NULL);
}

/* Makes room for another container. */
void
unpacking_empty (Unpacking *fixture)
{
  containers_remove (fixture->folder);
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
}

void
unpacking_assert_refused (Unpacking           *fixture,
                          HeraldDocumentError  code)
{
  g_assert_error (fixture->error, HERALD_DOCUMENT_ERROR, (int) code);
  g_assert_null (herald_text_find_hidden (fixture->error->message));
}

void
unpacking_assert_manifest (Unpacking            *fixture,
                           HeraldUnpackManifest  manifest)
{
  g_assert_no_error (fixture->error);
  g_assert_cmpint (herald_unpack_result_get_manifest (fixture->result), ==, manifest);
}

/* Everything there is a file of the person's own below the folder. */
void
unpacking_assert_all_safe (Unpacking *fixture)
{
  for (guint i = 0; i < herald_unpack_result_get_n_parts (fixture->result); i++)
    {
      const HeraldUnpackedPart *part = herald_unpack_result_get_part (fixture->result, i);
      g_autofree char *path = g_build_filename (fixture->folder, part->name, NULL);
      g_autofree char *base = g_path_get_basename (part->name);
      struct stat status;

      g_assert_true (herald_text_is_file_name (base));
      g_assert_cmpint (lstat (path, &status), ==, 0);
      g_assert_true (S_ISREG (status.st_mode));
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      g_assert_cmpuint ((guint64) status.st_size, ==, part->size);
    }
}

void
unpacking_assert_content (Unpacking  *fixture,
                          const char *name,
                          const char *expected)
{
  g_autofree char *content = containers_read_file (fixture->folder, name, NULL);

  g_assert_cmpstr (content, ==, expected);
}
