/* test-unpack-zip.c: archives that mean harm
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "herald-manifest.h"
#include "herald-text.h"
#include "unpacking.h"

typedef struct
{
  struct archive *archive;
  int             fd;
} Zip;

static Zip
zip_begin (const char *options)
{
  Zip zip = { archive_write_new (), containers_open_bytes (NULL, 0) };

  archive_write_set_format_zip (zip.archive);
  g_assert_cmpint (archive_write_set_options (zip.archive, options), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open_fd (zip.archive, zip.fd), ==, ARCHIVE_OK);

  return zip;
}

static void
zip_add (Zip        *zip,
         const char *name,
         mode_t      type,
         const char *data,
         gsize       length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, type);
  archive_entry_set_perm (entry, 0777);
  if (type == AE_IFLNK)
    archive_entry_set_symlink (entry, data);
  else
    archive_entry_set_size (entry, (la_int64_t) length);
  g_assert_cmpint (archive_write_header (zip->archive, entry), ==, ARCHIVE_OK);
  if (type == AE_IFREG)
    g_assert_cmpint (archive_write_data (zip->archive, data, length), ==, (gssize) length);
  archive_entry_free (entry);
}

static GBytes *
zip_end (Zip *zip)
{
  GBytes *bytes;

  g_assert_cmpint (archive_write_close (zip->archive), ==, ARCHIVE_OK);
  archive_write_free (zip->archive);
  bytes = containers_read_back (zip->fd);
  close (zip->fd);

  return bytes;
}

static void
test_makes_hostile_names_safe (Unpacking     *fixture,
                               gconstpointer  data)
{
  static const struct { const char *name, *safe; } cases[] = {
    { "../../etc/passwd", "attachments/passwd" },
    { "/etc/shadow", "attachments/shadow" },
    { "attachments/../../x", "attachments/x" },
    { "attachments/..", "attachments/__" },
    { "attachments/.hidden", "attachments/_hidden" },
    { "attachments/-rf", "attachments/_rf" },
    { "attachments/a\nb", "attachments/a_b" },
    { "attachments/\x1b[31m", "attachments/_[31m" },
    { "attachments/gpj\u202e.exe", "attachments/gpj_.exe" },
    { "attachments/c\\d", "attachments/d" },
    { "attachments/con:", "attachments/con_" },
    { "REPORT.TXT", "attachments/REPORT.TXT" },
    { "report.txt", "report.txt" },
  };
  Zip zip = zip_begin ("zip:compression=store");
  g_autoptr(GBytes) bytes = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    zip_add (&zip, cases[i].name, AE_IFREG, "x", 1);
  bytes = zip_end (&zip);

  g_assert_true (unpacking_try (fixture, bytes));
  unpacking_assert_all_safe (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (herald_unpack_result_get_part (fixture->result, i)->name, ==, cases[i].safe);
  g_assert_true (containers_has_finding (fixture->result, "unpacked as"));
  for (guint i = 0; i < herald_unpack_result_get_n_findings (fixture->result); i++)
    g_assert_null (herald_text_find_hidden (
      herald_unpack_result_get_finding (fixture->result, i)));
}

static void
test_shortens_a_long_name (Unpacking     *fixture,
                           gconstpointer  data)
{
  g_autofree char *name = g_strnfill (5000, 'n');
  Zip zip = zip_begin ("zip:compression=store");
  g_autoptr(GBytes) bytes = NULL;

  zip_add (&zip, name, AE_IFREG, "x", 1);
  bytes = zip_end (&zip);

  g_assert_true (unpacking_try (fixture, bytes));
  unpacking_assert_all_safe (fixture);
}

static void
test_keeps_parts_of_one_name_apart (Unpacking     *fixture,
                                    gconstpointer  data)
{
  g_autofree char *manifest = NULL;
  g_autoptr(GPtrArray) parts = containers_new_parts ();
  Zip zip = zip_begin ("zip:compression=store");
  g_autoptr(GBytes) bytes = NULL;

  g_ptr_array_add (parts, containers_file_part ("attachments/a.py", "1", 1));
  g_ptr_array_add (parts, herald_part_new_text ("report.txt", "text/plain", "good"));
  manifest = herald_manifest_write (parts);
  zip_add (&zip, "report.txt", AE_IFREG, "good", 4);
  zip_add (&zip, "manifest.json", AE_IFREG, manifest, strlen (manifest));
  zip_add (&zip, "attachments/a.py", AE_IFREG, "1", 1);
  zip_add (&zip, "attachments/a.py", AE_IFREG, "2", 1);
  zip_add (&zip, "report.txt", AE_IFREG, "evil", 4);
  zip_add (&zip, "manifest.json", AE_IFREG, "{}", 2);
  bytes = zip_end (&zip);

  g_assert_true (unpacking_try (fixture, bytes));
  unpacking_assert_manifest (fixture, HERALD_UNPACK_MANIFEST_DIFFERS);
  unpacking_assert_content (fixture, "report.txt", "good");
  unpacking_assert_content (fixture, "attachments/a.py", "1");
  unpacking_assert_content (fixture, "attachments/a-2.py", "2");
  unpacking_assert_content (fixture, "attachments/report-2.txt", "evil");
  unpacking_assert_content (fixture, "attachments/manifest-2.json", "{}");
  unpacking_assert_content (fixture, "manifest.json", manifest);
}

static void
test_ends_a_name_at_a_nul (Unpacking     *fixture,
                           gconstpointer  data)
{
  Zip zip = zip_begin ("zip:compression=store");
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *copy = NULL;
  char *name;
  gsize length;

  zip_add (&zip, "report.txt!.exe", AE_IFREG, "x", 1);
  bytes = zip_end (&zip);
  length = g_bytes_get_size (bytes);
  copy = g_memdup2 (g_bytes_get_data (bytes, NULL), length);
  while ((name = memmem (copy, length, "report.txt!", 11)) != NULL)
    name[10] = '\0';

  g_assert_true (unpacking_try_with (fixture, copy, length, NULL));
  unpacking_assert_all_safe (fixture);
  unpacking_assert_content (fixture, "report.txt", "x");
}

/* A link is refused where the archive says that it is one while it is read, and is a
 * file with the target's name in it where it says so only at its end. */
static void
test_never_makes_a_link (Unpacking     *fixture,
                         gconstpointer  data)
{
  Zip open_link = zip_begin ("zip:compression=store,zip:experimental");
  Zip hidden_link = zip_begin ("zip:compression=store");
  g_autoptr(GBytes) refused = NULL;
  g_autoptr(GBytes) made_safe = NULL;

  zip_add (&open_link, "attachments/link", AE_IFLNK, "/etc/passwd", 0);
  refused = zip_end (&open_link);
  g_assert_false (unpacking_try (fixture, refused));
  unpacking_assert_refused (fixture, HERALD_DOCUMENT_ERROR_UNSAFE);

  zip_add (&hidden_link, "attachments/link", AE_IFLNK, "/etc/passwd", 0);
  zip_add (&hidden_link, "attachments/link/x", AE_IFREG, "x", 1);
  made_safe = zip_end (&hidden_link);
  g_assert_true (unpacking_try (fixture, made_safe));
  unpacking_assert_all_safe (fixture);
  unpacking_assert_content (fixture, "attachments/link", "/etc/passwd");
  unpacking_assert_content (fixture, "attachments/x", "x");
}

static void
test_refuses_a_bomb (Unpacking     *fixture,
                     gconstpointer  data)
{
  const gsize size = 64 * 1024 * 1024;
  g_autofree char *zeros = g_malloc0 (size);
  Zip zip = zip_begin ("zip:compression=deflate");
  g_autoptr(GBytes) bytes = NULL;

  zip_add (&zip, "attachments/bomb", AE_IFREG, zeros, size);
  bytes = zip_end (&zip);

  g_assert_false (unpacking_try (fixture, bytes));
  unpacking_assert_refused (fixture, HERALD_DOCUMENT_ERROR_TOO_LARGE);
}

static void
test_takes_a_deflated_archive (Unpacking     *fixture,
                               gconstpointer  data)
{
  Zip zip = zip_begin ("zip:compression=deflate");
  g_autoptr(GBytes) bytes = NULL;

  zip_add (&zip, "attachments/", AE_IFDIR, NULL, 0);
  zip_add (&zip, "report.txt", AE_IFREG, "The pump stops.\n", 16);
  bytes = zip_end (&zip);

  g_assert_true (unpacking_try (fixture, bytes));
  unpacking_assert_content (fixture, "report.txt", "The pump stops.\n");
}

static void
test_refuses_a_thousand_parts (Unpacking     *fixture,
                               gconstpointer  data)
{
  mode_t type = GPOINTER_TO_INT (data) ? AE_IFDIR : AE_IFREG;
  Zip zip = zip_begin ("zip:compression=store");
  g_autoptr(GBytes) bytes = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("attachments/%u%s", i,
                                               type == AE_IFDIR ? "/" : "");

      zip_add (&zip, name, type, "x", 1);
    }
  bytes = zip_end (&zip);

  g_assert_false (unpacking_try (fixture, bytes));
}

/* The sizes that an archive states are not believed: neither before the content nor
 * after it. Before it, a newer libarchive states none itself. */
static void
test_believes_no_stated_size (Unpacking     *fixture,
                              gconstpointer  data)
{
  gboolean is_after = GPOINTER_TO_INT (data);
  Zip zip = zip_begin ("zip:compression=store");
  g_autoptr(GBytes) bytes = NULL;
  g_autofree guint8 *copy = NULL;
  guint8 *sizes;
  gsize length;

  zip_add (&zip, "report.txt", AE_IFREG, "The pump stops.\n", 16);
  bytes = zip_end (&zip);
  length = g_bytes_get_size (bytes);
  copy = g_memdup2 (g_bytes_get_data (bytes, NULL), length);
  sizes = copy + 18;
  if (is_after)
    {
      sizes = memmem (copy, length, "PK\007\010", 4);
      g_assert_nonnull (sizes);
      sizes += 8;
      g_assert_cmpuint (sizes[0], ==, 16);
    }
  memset (sizes, 0xee, 8);

  if (unpacking_try_with (fixture, copy, length, NULL))
    unpacking_assert_content (fixture, "report.txt", "The pump stops.\n");
}

static void
test_refuses_what_it_does_not_decode (Unpacking     *fixture,
                                      gconstpointer  data)
{
  Zip zip = zip_begin ("zip:compression=store");
  g_autoptr(GBytes) bytes = NULL;
  g_autofree guint8 *copy = NULL;
  gsize length;

  zip_add (&zip, "report.txt", AE_IFREG, "The pump stops.\n", 16);
  bytes = zip_end (&zip);
  length = g_bytes_get_size (bytes);
  copy = g_memdup2 (g_bytes_get_data (bytes, NULL), length);

  copy[8] = 14; /* LZMA */
  g_assert_false (unpacking_try_with (fixture, copy, length, NULL));
  unpacking_assert_refused (fixture, HERALD_DOCUMENT_ERROR_FORMAT);

  copy[8] = 0;
  copy[6] |= 1; /* a password */
  g_assert_false (unpacking_try_with (fixture, copy, length, NULL));
  unpacking_assert_refused (fixture, HERALD_DOCUMENT_ERROR_FORMAT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  unpacking_add ("/document/unpack/zip/makes-hostile-names-safe", 0,
                 test_makes_hostile_names_safe);
  unpacking_add ("/document/unpack/zip/shortens-a-long-name", 0, test_shortens_a_long_name);
  unpacking_add ("/document/unpack/zip/keeps-parts-of-one-name-apart", 0,
                 test_keeps_parts_of_one_name_apart);
  unpacking_add ("/document/unpack/zip/ends-a-name-at-a-nul", 0, test_ends_a_name_at_a_nul);
  unpacking_add ("/document/unpack/zip/never-makes-a-link", 0, test_never_makes_a_link);
  unpacking_add ("/document/unpack/zip/refuses-a-bomb", 0, test_refuses_a_bomb);
  unpacking_add ("/document/unpack/zip/takes-a-deflated-archive", 0,
                 test_takes_a_deflated_archive);
  unpacking_add ("/document/unpack/zip/refuses-a-thousand-parts", 0,
                 test_refuses_a_thousand_parts);
  unpacking_add ("/document/unpack/zip/refuses-a-thousand-folders", 1,
                 test_refuses_a_thousand_parts);
  unpacking_add ("/document/unpack/zip/believes-no-size-stated-before", 0,
                 test_believes_no_stated_size);
  unpacking_add ("/document/unpack/zip/believes-no-size-stated-after", 1,
                 test_believes_no_stated_size);
  unpacking_add ("/document/unpack/zip/refuses-what-it-does-not-decode", 0,
                 test_refuses_what_it_does_not_decode);

  return g_test_run ();
}
