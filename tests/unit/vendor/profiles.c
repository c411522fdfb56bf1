/* profiles.c: profiles and folders for the tests of this room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "profiles.h"

GBytes *
profiles_load (const char *path)
{
  g_autofree char *file = g_build_filename (g_getenv ("HERALD_SOURCE_ROOT"), path, NULL);
  g_autoptr(GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (file, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static HeraldVendor *
read_profile (const char *path)
{
  g_autoptr(GBytes) bytes = profiles_load (path);
  g_autoptr(GError) error = NULL;
  HeraldVendor *vendor = herald_vendor_read (bytes, herald_field_catalog_get_default (), &error);

  g_assert_no_error (error);
  g_assert_nonnull (vendor);
  return vendor;
}

HeraldVendor *
profiles_example (void)
{
  return read_profile ("data/schema/vendor.example.json");
}

HeraldVendor *
profiles_shipped (const char *id)
{
  g_autofree char *path = g_strdup_printf ("data/vendors/%s.json", id);

  return read_profile (path);
}

GBytes *
profiles_changed (const char *find,
                  const char *replace)
{
  g_autoptr(GBytes) example = profiles_load ("data/schema/vendor.example.json");
  g_autofree char *text = g_strndup (g_bytes_get_data (example, NULL), g_bytes_get_size (example));
  const char *at = strstr (text, find);
  GString *changed;

  g_assert_nonnull (at);
  changed = g_string_new_len (text, at - text);
  g_string_append (changed, replace);
  g_string_append (changed, at + strlen (find));
  return g_string_free_to_bytes (changed);
}

char *
profiles_make_folder (void)
{
  g_autoptr(GError) error = NULL;
  char *path = g_dir_make_tmp ("herald-vendor-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

void
profiles_remove (const char *path)
{
  g_autoptr(GDir) folder = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    folder = g_dir_open (path, 0, NULL);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      profiles_remove (inside);
    }

  g_assert_cmpint (g_remove (path), ==, 0);
}
