/* test-zip.c: the container of a bundle
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "containers.h"
#include "herald-padding.h"
#include "herald-zip.h"

#define GIBIBYTE (G_GUINT64_CONSTANT (1) << 30)

static void
assert_size_is_exact (GPtrArray *parts)
{
  g_autoptr(GBytes) zip = containers_make (CONTAINERS_ZIP, parts);
  guint64 size = herald_zip_get_size (parts);

  g_assert_cmpuint (g_bytes_get_size (zip), ==, size);
  g_assert_cmpuint (herald_padme (size), ==, size);
}

static void
test_has_the_size_that_was_computed (void)
{
  g_autoptr(GPtrArray) none = containers_new_parts ();
  g_autoptr(GPtrArray) sample = containers_sample ();
  g_autoptr(GPtrArray) many = containers_new_parts ();

  assert_size_is_exact (none);
  assert_size_is_exact (sample);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("attachments/%u", i);

      g_ptr_array_add (many, containers_file_part (name, name, strlen (name)));
      assert_size_is_exact (many);
    }
}

/* A text of each length around a step of the padding, and around no padding at all. */
static void
test_pads_at_every_length (void)
{
  g_autofree char *text = g_strnfill (17500, 'x');

  for (gsize length = 16000; length < 17400; length += 7)
    {
      g_autoptr(GPtrArray) parts = containers_new_parts ();
      g_autofree char *piece = g_strndup (text, length);

      g_ptr_array_add (parts, herald_part_new_text ("report.txt", "text/plain", piece));
      assert_size_is_exact (parts);
    }
}

static HeraldPart *
new_large_part (const char *name,
                guint64     size)
{
  g_autofree char *sha256 = g_strnfill (64, '0');

  return herald_part_new_file (name, "application/octet-stream",
                               containers_open_bytes (NULL, 0), size, sha256);
}

/* No byte is read for it; test-zip-large writes such an archive. */
static void
test_computes_sizes_beyond_4_gib (void)
{
  static const guint64 sizes[] = {
    4 * GIBIBYTE - 1, 4 * GIBIBYTE, 5 * GIBIBYTE, 1000 * GIBIBYTE
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GPtrArray) parts = containers_new_parts ();
      guint64 size;

      g_ptr_array_add (parts, new_large_part ("attachments/a", sizes[i]));
      g_ptr_array_add (parts, new_large_part ("attachments/b", 1));
      size = herald_zip_get_size (parts);
      g_assert_cmpuint (size, >, sizes[i]);
      g_assert_cmpuint (size, <=, sizes[i] + sizes[i] / 8);
      g_assert_cmpuint (herald_padme (size), ==, size);
    }
}

static void
test_is_the_same_in_every_zone_and_locale (void)
{
  g_autoptr(GPtrArray) parts = containers_sample ();
  g_autoptr(GBytes) first = containers_make (CONTAINERS_ZIP, parts);
  static const char * const zones[] = { "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati" };

  g_assert_nonnull (setlocale (LC_ALL, "C"));
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr(GBytes) again = NULL;

      g_setenv ("TZ", zones[i], TRUE);
      tzset ();
      again = containers_make (CONTAINERS_ZIP, parts);
      g_assert_true (g_bytes_equal (first, again));
    }
}

static const guint8 *
find_bytes (GBytes     *bytes,
            const void *piece,
            gsize       length)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, piece, length);
}

/* The directory's entry of the one name that is not ASCII: made on Unix, bit 11 for
 * UTF-8, stored, and 1980-01-01 00:00. */
static void
test_says_nothing_of_this_machine (void)
{
  g_autoptr(GPtrArray) parts = containers_sample ();
  g_autoptr(GBytes) zip = containers_make (CONTAINERS_ZIP, parts);
  gsize size;
  const guint8 *data = g_bytes_get_data (zip, &size);
  guint n_entries = 0;

  g_assert_null (find_bytes (zip, g_get_user_name (), strlen (g_get_user_name ())));
  for (const guint8 *entry = memmem (data, size, "PK\001\002", 4); entry != NULL;
       entry = memmem (entry + 4, size - (gsize) (entry + 4 - data), "PK\001\002", 4))
    {
      gboolean accented = memcmp (entry + 46 + 12, "\xd0\xbf", 2) == 0;

      n_entries++;
      g_assert_cmpuint (entry[9], ==, accented ? 0x08 : 0x00);
      g_assert_cmpuint (entry[10], ==, 0);
      g_assert_cmpmem (entry + 12, 4, "\x00\x00\x21\x00", 4);
      g_assert_cmpmem (entry + 40, 2, "\xa4\x81", 2);
    }
  g_assert_cmpuint (n_entries, ==, parts->len + 1);
}

static void
test_stops_at_a_changed_file (void)
{
  g_autoptr(GPtrArray) parts = containers_sample ();
  g_autoptr(GError) error = NULL;
  int fd = containers_open_bytes (NULL, 0);

  g_ptr_array_add (parts, new_large_part ("attachments/changed", 5));
  g_assert_false (herald_zip_write (parts, fd, NULL, &error));
  g_assert_error (error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_CHANGED);
  g_assert_nonnull (strstr (error->message, "attachments/changed"));
  close (fd);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/zip/has-the-size-that-was-computed",
                   test_has_the_size_that_was_computed);
  g_test_add_func ("/document/zip/pads-at-every-length", test_pads_at_every_length);
  g_test_add_func ("/document/zip/computes-sizes-beyond-4-gib", test_computes_sizes_beyond_4_gib);
  g_test_add_func ("/document/zip/is-the-same-in-every-zone-and-locale",
                   test_is_the_same_in_every_zone_and_locale);
  g_test_add_func ("/document/zip/says-nothing-of-this-machine",
                   test_says_nothing_of_this_machine);
  g_test_add_func ("/document/zip/stops-at-a-changed-file", test_stops_at_a_changed_file);

  return g_test_run ();
}
