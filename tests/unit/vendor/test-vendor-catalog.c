/* test-vendor-catalog.c: all vendors, shipped and the person's own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "herald-vendor-catalog.h"
#include "profiles.h"

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = profiles_make_folder ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_chmod (fixture->folder, 0700);
  profiles_remove (fixture->folder);
  g_free (fixture->folder);
}

static char *
in_folder (Fixture    *fixture,
           const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

/* The example under another id, without a key file, as NAME in the folder. */
static void
put_profile (Fixture    *fixture,
             const char *name,
             const char *id)
{
  g_autoptr(GBytes) example = profiles_changed (", \"file\": \"musterwerk.asc\"", "");
  g_autofree char *text = g_strndup (g_bytes_get_data (example, NULL), g_bytes_get_size (example));
  g_autofree char *quoted = g_strdup_printf ("\"id\": \"%s\"", id);
  g_auto(GStrv) halves = g_strsplit (text, "\"id\": \"musterwerk\"", 2);
  g_autofree char *renamed = g_strjoinv (quoted, halves);
  g_autofree char *path = in_folder (fixture, name);

  g_assert_true (g_file_set_contents (path, renamed, -1, NULL));
}

static void
put_text (Fixture    *fixture,
          const char *name,
          const char *text)
{
  g_autofree char *path = in_folder (fixture, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
assert_problems (HeraldVendorCatalog *catalog,
                 guint                n_problems)
{
  const char * const *problems = herald_vendor_catalog_get_problems (catalog);

  for (guint i = 0; problems[i] != NULL; i++)
    g_test_message ("%s", problems[i]);
  g_assert_cmpuint (g_strv_length ((char **) problems), ==, n_problems);
}

static void
assert_problem (HeraldVendorCatalog *catalog,
                guint                i,
                Fixture             *fixture,
                const char          *rest)
{
  g_autofree char *expected = g_strconcat (fixture->folder, rest, NULL);

  g_assert_cmpstr (herald_vendor_catalog_get_problems (catalog)[i], ==, expected);
}

static void
test_ships_vendors (void)
{
  g_autoptr(HeraldVendorCatalog) catalog = herald_vendor_catalog_new (NULL);
  GPtrArray *vendors = herald_vendor_catalog_get_vendors (catalog);

  assert_problems (catalog, 0);
  g_assert_cmpuint (vendors->len, ==, 3);
  for (guint i = 0; i < vendors->len; i++)
    {
      HeraldVendor *vendor = g_ptr_array_index (vendors, i);
      g_autoptr(HeraldVendor) file = profiles_shipped (herald_vendor_get_id (vendor));

      g_assert_true (herald_vendor_catalog_find (catalog, herald_vendor_get_id (vendor)) == vendor);
      g_assert_cmpstr (herald_vendor_get_id (file), ==, herald_vendor_get_id (vendor));
      if (i > 0)
        g_assert_cmpstr (herald_vendor_get_id (g_ptr_array_index (vendors, i - 1)), <, herald_vendor_get_id (vendor));
    }
  g_assert_null (herald_vendor_catalog_find (catalog, "nobody"));
}

static void
test_finds_one_before_all (void)
{
  g_autoptr(HeraldVendorCatalog) catalog = herald_vendor_catalog_new (NULL);
  HeraldVendor *practice = herald_vendor_catalog_find (catalog, "practice");

  g_assert_cmpstr (herald_vendor_get_id (practice), ==, "practice");
  g_assert_null (herald_vendor_catalog_find (catalog, "../fields"));
  g_assert_null (herald_vendor_catalog_find (catalog, ""));
  g_assert_cmpuint (herald_vendor_catalog_get_vendors (catalog)->len, ==, 3);
  g_assert_true (g_ptr_array_find (herald_vendor_catalog_get_vendors (catalog), practice, NULL));
  g_assert_true (herald_vendor_catalog_find (catalog, "practice") == practice);
}

static void
test_ships_the_key_of_the_practice_vendor (void)
{
  g_autoptr(HeraldVendorCatalog) catalog = herald_vendor_catalog_new (NULL);
  g_autoptr(GBytes) shipped = herald_vendor_get_shipped_key (herald_vendor_catalog_find (catalog, "practice"));
  g_autoptr(GBytes) file = profiles_load ("data/practice/practice.asc");

  g_assert_nonnull (shipped);
  g_assert_true (g_bytes_equal (shipped, file));
  g_assert_null (herald_vendor_get_shipped_key (herald_vendor_catalog_find (catalog, "baxter")));
}

static void
test_does_without_a_folder (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *missing = in_folder (fixture, "missing");
  g_autoptr(HeraldVendorCatalog) catalog = herald_vendor_catalog_new (missing);

  assert_problems (catalog, 0);
  g_assert_cmpuint (herald_vendor_catalog_get_vendors (catalog)->len, ==, 3);
}

static void
test_adds_the_persons_own (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(HeraldVendorCatalog) catalog = NULL;
  HeraldVendor *vendor;

  put_profile (fixture, "b.json", "first");
  put_profile (fixture, "a.json", "second");
  put_text (fixture, "notes.txt", "not a profile");
  put_text (fixture, ".hidden.json", "not a profile");
  catalog = herald_vendor_catalog_new (fixture->folder);

  assert_problems (catalog, 0);
  g_assert_cmpuint (herald_vendor_catalog_get_vendors (catalog)->len, ==, 5);
  vendor = g_ptr_array_index (herald_vendor_catalog_get_vendors (catalog), 3);
  g_assert_cmpstr (herald_vendor_get_id (vendor), ==, "second");
  g_assert_null (herald_vendor_get_shipped_key (vendor));
  g_assert_nonnull (herald_vendor_catalog_find (catalog, "first"));
}

static void
test_refuses_a_shipped_id (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(HeraldVendorCatalog) catalog = NULL;
  HeraldVendor *vendor;

  put_profile (fixture, "mine.json", "practice");
  catalog = herald_vendor_catalog_new (fixture->folder);

  assert_problems (catalog, 1);
  assert_problem (catalog, 0, fixture, "/mine.json: /id: “practice” is the id of a profile that comes with Herald; "
                                       "another id was expected");
  vendor = herald_vendor_catalog_find (catalog, "practice");
  g_assert_cmpstr (herald_vendor_get_name (vendor), !=, "Musterwerk Medizintechnik");
}

static void
test_refuses_the_second_of_two (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr(HeraldVendorCatalog) catalog = NULL;

  put_profile (fixture, "1.json", "twin");
  put_profile (fixture, "2.json", "twin");
  catalog = herald_vendor_catalog_new (fixture->folder);

  assert_problems (catalog, 1);
  assert_problem (catalog, 0, fixture, "/2.json: /id: another profile has the id “twin” already; "
                                       "another id was expected");
  g_assert_cmpuint (herald_vendor_catalog_get_vendors (catalog)->len, ==, 4);
}

static void
test_refuses_a_key_file (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GBytes) bytes = profiles_changed ("musterwerk.asc", "practice.asc");
  g_autofree char *path = in_folder (fixture, "mine.json");
  g_autoptr(HeraldVendorCatalog) catalog = NULL;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  catalog = herald_vendor_catalog_new (fixture->folder);

  assert_problems (catalog, 1);
  assert_problem (catalog, 0, fixture, "/mine.json: /keys/0/file: this member is only known in profiles that come "
                                       "with Herald");
}

/* Each of these becomes one sentence, at once, and all else stays usable. */
static void
test_leaves_the_others_usable (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autofree char *pipe_path = in_folder (fixture, "b-pipe.json");
  g_autofree char *folder_path = in_folder (fixture, "c-folder.json");
  g_autofree char *link_path = in_folder (fixture, "d-link.json");
  g_autofree char *large_path = in_folder (fixture, "e-large.json");
  g_autoptr(HeraldVendorCatalog) catalog = NULL;
  gint64 start;

  put_text (fixture, "a-broken.json", "{ \"format\": ");
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (folder_path, 0700), ==, 0);
  g_assert_cmpint (symlink ("/nowhere/at/all", link_path), ==, 0);
  put_text (fixture, "e-large.json", "");
  g_assert_cmpint (truncate (large_path, 100 * 1024 * 1024), ==, 0);
  put_text (fixture, "f-other.json", "{ \"format\": \"herald-report\", \"version\": 1 }");
  put_text (fixture, "g-bytes.json", "\xff\xfe");
  put_profile (fixture, "h.json", "good");

  start = g_get_monotonic_time ();
  catalog = herald_vendor_catalog_new (fixture->folder);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);

  assert_problems (catalog, 7);
  assert_problem (catalog, 0, fixture, "/a-broken.json: line 1, column 13: the file ends too early");
  assert_problem (catalog, 1, fixture, "/b-pipe.json: this is not an ordinary file");
  assert_problem (catalog, 2, fixture, "/c-folder.json: this is not an ordinary file");
  assert_problem (catalog, 3, fixture, "/d-link.json: No such file or directory");
  assert_problem (catalog, 4, fixture, "/e-large.json: it is larger than 256.0\u00a0KiB");
  assert_problem (catalog, 5, fixture, "/f-other.json: /format: the format “herald-vendor” was expected");
  assert_problem (catalog, 6, fixture, "/g-bytes.json: line 1, column 1: this is not UTF-8 text");
  g_assert_nonnull (herald_vendor_catalog_find (catalog, "good"));
}

/* Root may read everything, so it steps aside for a moment. */
static HeraldVendorCatalog *
read_as_somebody (const char *folder)
{
  gboolean root = geteuid () == 0;
  HeraldVendorCatalog *catalog;

  g_assert_cmpint (root ? seteuid (65534) : 0, ==, 0);
  catalog = herald_vendor_catalog_new (folder);
  herald_vendor_catalog_get_vendors (catalog);
  g_assert_cmpint (root ? seteuid (0) : 0, ==, 0);
  return catalog;
}

static void
test_says_what_it_may_not_read (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "secret.json");
  g_autoptr(HeraldVendorCatalog) file = NULL, folder = NULL;

  put_profile (fixture, "secret.json", "secret");
  g_assert_cmpint (g_chmod (path, 0), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  file = read_as_somebody (fixture->folder);
  assert_problems (file, 1);
  assert_problem (file, 0, fixture, "/secret.json: Permission denied");

  g_assert_cmpint (g_chmod (fixture->folder, 0), ==, 0);
  folder = read_as_somebody (fixture->folder);
  assert_problems (folder, 1);
  assert_problem (folder, 0, fixture, ": this folder cannot be read");
}

static void
test_says_that_a_file_is_no_folder (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *path = in_folder (fixture, "vendors");
  g_autoptr(HeraldVendorCatalog) catalog = NULL;

  put_text (fixture, "vendors", "a file");
  catalog = herald_vendor_catalog_new (path);
  assert_problems (catalog, 1);
  assert_problem (catalog, 0, fixture, "/vendors: this folder cannot be read");
}

static void
test_shows_odd_names_safely (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(HeraldVendorCatalog) catalog = NULL;

  put_text (fixture, "a\nb\x1b[31m\xff.json", "{}");
  catalog = herald_vendor_catalog_new (fixture->folder);
  assert_problems (catalog, 1);
  assert_problem (catalog, 0, fixture, "/a<U+000A>b<U+001B>[31m\xef\xbf\xbd.json: /format: a text was expected");
}

static void
test_reads_no_more_than_200 (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(HeraldVendorCatalog) catalog = NULL;

  for (int i = 0; i < 201; i++)
    {
      g_autofree char *name = g_strdup_printf ("v%03d.json", i);
      g_autofree char *id = g_strdup_printf ("v%03d", i);

      put_profile (fixture, name, id);
    }
  catalog = herald_vendor_catalog_new (fixture->folder);

  assert_problems (catalog, 1);
  assert_problem (catalog, 0, fixture, ": this folder holds more than 200 profiles; the others were not read");
  g_assert_nonnull (herald_vendor_catalog_find (catalog, "v199"));
  g_assert_null (herald_vendor_catalog_find (catalog, "v200"));
}

#define ADD(path, func) g_test_add ("/vendor/catalog/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vendor/catalog/ships-vendors", test_ships_vendors);
  g_test_add_func ("/vendor/catalog/finds-one-before-all", test_finds_one_before_all);
  g_test_add_func ("/vendor/catalog/ships-the-key-of-the-practice-vendor", test_ships_the_key_of_the_practice_vendor);
  ADD ("does-without-a-folder", test_does_without_a_folder);
  ADD ("adds-the-persons-own", test_adds_the_persons_own);
  ADD ("refuses-a-shipped-id", test_refuses_a_shipped_id);
  ADD ("refuses-the-second-of-two", test_refuses_the_second_of_two);
  ADD ("refuses-a-key-file", test_refuses_a_key_file);
  ADD ("leaves-the-others-usable", test_leaves_the_others_usable);
  ADD ("says-what-it-may-not-read", test_says_what_it_may_not_read);
  ADD ("says-that-a-file-is-no-folder", test_says_that_a_file_is_no_folder);
  ADD ("shows-odd-names-safely", test_shows_odd_names_safely);
  ADD ("reads-no-more-than-200", test_reads_no_more_than_200);

  return g_test_run ();
}
