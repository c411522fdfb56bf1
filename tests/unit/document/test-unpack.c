/* test-unpack.c: taking containers apart, good ones and hostile ones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>

#include "containers.h"
#include "herald-manifest.h"
#include "herald-text.h"

typedef struct
{
  char               *folder;
  HeraldUnpackResult *result;
  GError             *error;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = containers_new_folder ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  containers_remove (fixture->folder);
  g_free (fixture->folder);
  g_clear_pointer (&fixture->result, herald_unpack_result_free);
  g_clear_error (&fixture->error);
}

static gboolean
unpack_with (Fixture                  *fixture,
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

static gboolean
unpack (Fixture *fixture,
        GBytes  *bytes)
{
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  return unpack_with (fixture, data, length, NULL);
}

static gboolean
unpack_text (Fixture    *fixture,
             const char *text)
{
  return unpack_with (fixture, text, strlen (text), NULL);
}

static void
assert_refused (Fixture             *fixture,
                HeraldDocumentError  code)
{
  g_assert_error (fixture->error, HERALD_DOCUMENT_ERROR, (int) code);
  g_assert_null (herald_text_find_hidden (fixture->error->message));
}

static void
assert_manifest (Fixture              *fixture,
                 HeraldUnpackManifest  manifest)
{
  g_assert_no_error (fixture->error);
  g_assert_cmpint (herald_unpack_result_get_manifest (fixture->result), ==, manifest);
}

/* Everything there is a file of the person's own below the folder. */
static void
assert_all_safe (Fixture *fixture)
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

static void
assert_content (Fixture    *fixture,
                const char *name,
                const char *expected)
{
  g_autofree char *content = containers_read_file (fixture->folder, name, NULL);

  g_assert_cmpstr (content, ==, expected);
}

/* --- good ones --- */

static void
test_gives_back_every_part (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(GPtrArray) parts = containers_sample ();
  g_autoptr(GBytes) container = containers_make (GPOINTER_TO_INT (data), parts);

  unpack (fixture, container);
  assert_manifest (fixture, HERALD_UNPACK_MANIFEST_MATCHES);
  assert_all_safe (fixture);
  g_assert_cmpint (herald_unpack_result_get_form (fixture->result), ==,
                   GPOINTER_TO_INT (data) == CONTAINERS_ZIP ? HERALD_UNPACK_ZIP
                                                            : HERALD_UNPACK_MIME);
  g_assert_cmpuint (herald_unpack_result_get_n_findings (fixture->result), ==, 0);
  g_assert_cmpuint (herald_unpack_result_get_n_parts (fixture->result), ==, parts->len);
  for (guint i = 0; i < parts->len; i++)
    {
      const HeraldPart *part = g_ptr_array_index (parts, i);
      const HeraldUnpackedPart *unpacked = herald_unpack_result_get_part (fixture->result, i);

      g_assert_cmpstr (unpacked->name, ==, herald_part_get_name (part));
      g_assert_cmpuint (unpacked->size, ==, herald_part_get_size (part));
      g_assert_cmpstr (unpacked->sha256, ==, herald_part_get_sha256 (part));
    }
  assert_content (fixture, "report.json", "{}\n");
  assert_content (fixture, "attachments/report.json", "mine");
}

static void
test_gives_back_any_text (Fixture       *fixture,
                          gconstpointer  data)
{
  static const char * const texts[] = {
    "", "\n", "\n\n", "a", "a\n", "a\r\n", "a\rb", "\r", "--" CONTAINERS_BOUNDARY, ".\n.\n", "From a\n"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GPtrArray) parts = containers_new_parts ();
      g_autoptr(GBytes) container = NULL;

      /* A boundary is not to be guessed; in a mail this one would be. */
      if (GPOINTER_TO_INT (data) == CONTAINERS_MIME && g_str_has_prefix (texts[i], "--"))
        continue;

      g_ptr_array_add (parts, herald_part_new_text ("report.txt", "text/plain", texts[i]));
      containers_add_manifest (parts);
      container = containers_make (GPOINTER_TO_INT (data), parts);
      unpack (fixture, container);
      assert_manifest (fixture, HERALD_UNPACK_MANIFEST_MATCHES);
      assert_content (fixture, "report.txt", texts[i]);
      containers_remove (fixture->folder);
      g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
    }
}

static void
test_takes_text_without_its_padding (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_assert_true (unpack_text (fixture, "Größe: 3\n\n\n\n\n"));
  assert_manifest (fixture, HERALD_UNPACK_MANIFEST_NONE);
  g_assert_cmpint (herald_unpack_result_get_form (fixture->result), ==, HERALD_UNPACK_TEXT);
  g_assert_cmpuint (herald_unpack_result_get_n_findings (fixture->result), ==, 0);
  assert_content (fixture, "report.txt", "Größe: 3\n");
}

static void
test_tells_a_message_from_a_text (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_assert_true (unpack_text (fixture, "Content-Type: text/plain\nVersion 3\n\nx\n"));
  g_assert_cmpint (herald_unpack_result_get_form (fixture->result), ==, HERALD_UNPACK_TEXT);
}

static void
test_takes_a_message_of_one_part (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_assert_true (unpack_text (fixture,
                              "Subject: x\nCONTENT-TYPE: text/plain\n"
                              "Content-Transfer-Encoding: quoted-printable\n\n"
                              "a=3Db=\nc\n"));
  g_assert_cmpint (herald_unpack_result_get_form (fixture->result), ==, HERALD_UNPACK_MIME);
  assert_manifest (fixture, HERALD_UNPACK_MANIFEST_NONE);
  g_assert_cmpuint (herald_unpack_result_get_n_findings (fixture->result), ==, 1);
  assert_content (fixture, "report.txt", "a=bc\n");
}

/* --- containers that say one thing and hold another --- */

static GBytes *
make_with_manifest (ContainersForm  form,
                    const char     *find,
                    const char     *replace)
{
  g_autoptr(GPtrArray) parts = containers_new_parts ();
  g_autofree char *manifest = NULL;
  g_autofree char *changed = NULL;

  g_ptr_array_add (parts, herald_part_new_text ("report.txt", "text/plain", "The pump stops.\n"));
  g_ptr_array_add (parts, containers_file_part ("attachments/a", "12345", 5));
  manifest = herald_manifest_write (parts);
  changed = herald_text_replace (manifest, find, replace);
  g_assert_cmpstr (manifest, !=, changed);
  g_ptr_array_insert (parts, 1, herald_part_new_text ("manifest.json", "application/json", changed));

  return containers_make (form, parts);
}

static void
test_finds_what_the_manifest_denies (Fixture       *fixture,
                                     gconstpointer  data)
{
  static const struct { const char *find, *replace, *finding; } cases[] = {
    { "5994471abb", "5994471abc", "“attachments/a” is not what the manifest says" },
    { " 5,", " 6,", "“attachments/a” is not what the manifest says" },
    { "attachments/a", "attachments/b", "“attachments/b” is in the manifest, but not there" },
    { "attachments/a", "attachments/b", "“attachments/a” is there, but not in the manifest" },
    { "\"version\" : 1", "\"version\" : \"1\"", "The manifest cannot be read" },
    { "}", "", "The manifest cannot be read" },
    { "\"size\"", "\"si\x7fze\"", "si<U+007F>ze" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) container = make_with_manifest (GPOINTER_TO_INT (data), cases[i].find,
                                                        cases[i].replace);

      unpack (fixture, container);
      assert_manifest (fixture, HERALD_UNPACK_MANIFEST_DIFFERS);
      g_assert_true (containers_has_finding (fixture->result, cases[i].finding));
      containers_remove (fixture->folder);
      g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
    }
}

static void
test_stops_where_the_manifest_says (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr(GBytes) container = make_with_manifest (GPOINTER_TO_INT (data), " 5,", " 4,");

  g_assert_false (unpack (fixture, container));
  assert_refused (fixture, HERALD_DOCUMENT_ERROR_TOO_LARGE);
}

static void
test_misses_a_manifest (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(GPtrArray) parts = containers_new_parts ();
  g_autoptr(GBytes) container = containers_make (GPOINTER_TO_INT (data), parts);

  unpack (fixture, container);
  assert_manifest (fixture, HERALD_UNPACK_MANIFEST_NONE);
  g_assert_true (containers_has_finding (fixture->result, "no manifest"));
}

/* Cut anywhere, a container is refused, or all of it was there and only its end is
 * missing, which is said. */
static void
test_refuses_one_cut_off_anywhere (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr(GPtrArray) parts = containers_new_parts ();
  g_autoptr(GBytes) container = NULL;
  const char *bytes;
  gsize length;

  g_ptr_array_add (parts, herald_part_new_text ("report.txt", "text/plain", "The pump stops.\n"));
  g_ptr_array_add (parts, containers_file_part ("attachments/a", "12345", 5));
  containers_add_manifest (parts);
  container = containers_make (GPOINTER_TO_INT (data), parts);
  bytes = g_bytes_get_data (container, &length);

  for (gsize cut = 1; cut < length; cut += cut > 1000 && cut < length - 300 ? 457 : 3)
    {
      if (!unpack_with (fixture, bytes, length - cut, NULL))
        continue;
      if (herald_unpack_result_get_form (fixture->result) != HERALD_UNPACK_TEXT)
        {
          assert_manifest (fixture, HERALD_UNPACK_MANIFEST_MATCHES);
          g_assert_true (GPOINTER_TO_INT (data) == CONTAINERS_MIME
                           ? cut <= 2
                           : containers_has_finding (fixture->result, "end of the ZIP"));
        }
      containers_remove (fixture->folder);
      g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
    }
}

/* --- hostile archives --- */

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
test_makes_hostile_names_safe (Fixture       *fixture,
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

  g_assert_true (unpack (fixture, bytes));
  assert_all_safe (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (herald_unpack_result_get_part (fixture->result, i)->name, ==, cases[i].safe);
  g_assert_true (containers_has_finding (fixture->result, "unpacked as"));
  for (guint i = 0; i < herald_unpack_result_get_n_findings (fixture->result); i++)
    g_assert_null (herald_text_find_hidden (
      herald_unpack_result_get_finding (fixture->result, i)));
}

static void
test_shortens_a_long_name (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *name = g_strnfill (5000, 'n');
  Zip zip = zip_begin ("zip:compression=store");
  g_autoptr(GBytes) bytes = NULL;

  zip_add (&zip, name, AE_IFREG, "x", 1);
  bytes = zip_end (&zip);

  g_assert_true (unpack (fixture, bytes));
  assert_all_safe (fixture);
}

static void
test_keeps_parts_of_one_name_apart (Fixture       *fixture,
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

  g_assert_true (unpack (fixture, bytes));
  assert_manifest (fixture, HERALD_UNPACK_MANIFEST_DIFFERS);
  assert_content (fixture, "report.txt", "good");
  assert_content (fixture, "attachments/a.py", "1");
  assert_content (fixture, "attachments/a-2.py", "2");
  assert_content (fixture, "attachments/report-2.txt", "evil");
  assert_content (fixture, "attachments/manifest-2.json", "{}");
  assert_content (fixture, "manifest.json", manifest);
}

static void
test_ends_a_name_at_a_nul (Fixture       *fixture,
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

  g_assert_true (unpack_with (fixture, copy, length, NULL));
  assert_all_safe (fixture);
  assert_content (fixture, "report.txt", "x");
}

/* A link is refused where the archive says that it is one while it is read, and is a
 * file with the target's name in it where it says so only at its end. */
static void
test_never_makes_a_link (Fixture       *fixture,
                         gconstpointer  data)
{
  Zip open_link = zip_begin ("zip:compression=store,zip:experimental");
  Zip hidden_link = zip_begin ("zip:compression=store");
  g_autoptr(GBytes) refused = NULL;
  g_autoptr(GBytes) made_safe = NULL;

  zip_add (&open_link, "attachments/link", AE_IFLNK, "/etc/passwd", 0);
  refused = zip_end (&open_link);
  g_assert_false (unpack (fixture, refused));
  assert_refused (fixture, HERALD_DOCUMENT_ERROR_UNSAFE);

  zip_add (&hidden_link, "attachments/link", AE_IFLNK, "/etc/passwd", 0);
  zip_add (&hidden_link, "attachments/link/x", AE_IFREG, "x", 1);
  made_safe = zip_end (&hidden_link);
  g_assert_true (unpack (fixture, made_safe));
  assert_all_safe (fixture);
  assert_content (fixture, "attachments/link", "/etc/passwd");
  assert_content (fixture, "attachments/x", "x");
}

static void
test_refuses_a_bomb (Fixture       *fixture,
                     gconstpointer  data)
{
  const gsize size = 64 * 1024 * 1024;
  g_autofree char *zeros = g_malloc0 (size);
  Zip zip = zip_begin ("zip:compression=deflate");
  g_autoptr(GBytes) bytes = NULL;

  zip_add (&zip, "attachments/bomb", AE_IFREG, zeros, size);
  bytes = zip_end (&zip);

  g_assert_false (unpack (fixture, bytes));
  assert_refused (fixture, HERALD_DOCUMENT_ERROR_TOO_LARGE);
}

static void
test_takes_a_deflated_archive (Fixture       *fixture,
                               gconstpointer  data)
{
  Zip zip = zip_begin ("zip:compression=deflate");
  g_autoptr(GBytes) bytes = NULL;

  zip_add (&zip, "attachments/", AE_IFDIR, NULL, 0);
  zip_add (&zip, "report.txt", AE_IFREG, "The pump stops.\n", 16);
  bytes = zip_end (&zip);

  g_assert_true (unpack (fixture, bytes));
  assert_content (fixture, "report.txt", "The pump stops.\n");
}

static void
test_refuses_a_thousand_parts (Fixture       *fixture,
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

  g_assert_false (unpack (fixture, bytes));
}

/* The sizes that an archive states are not believed: neither before the content nor
 * after it. */
static void
test_believes_no_stated_size (Fixture       *fixture,
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
  g_assert_cmpuint (copy[18], ==, 16);
  memset (copy + 18, 0xee, 8);

  if (unpack_with (fixture, copy, length, NULL))
    assert_content (fixture, "report.txt", "The pump stops.\n");
}

static void
test_refuses_what_it_does_not_decode (Fixture       *fixture,
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
  g_assert_false (unpack_with (fixture, copy, length, NULL));
  assert_refused (fixture, HERALD_DOCUMENT_ERROR_FORMAT);

  copy[8] = 0;
  copy[6] |= 1; /* a password */
  g_assert_false (unpack_with (fixture, copy, length, NULL));
  assert_refused (fixture, HERALD_DOCUMENT_ERROR_FORMAT);
}

/* --- hostile messages --- */

static void
test_keeps_what_is_nested_unopened (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "Content-Type: multipart/mixed; boundary=n%u.\n\n--n%u.\n", i, i);
  for (guint i = 1000; i > 0; i--)
    g_string_append_printf (text, "\n--n%u.--\n", i - 1);

  g_assert_true (unpack_text (fixture, text->str));
  assert_all_safe (fixture);
  g_assert_cmpuint (herald_unpack_result_get_n_parts (fixture->result), ==, 1);
  g_assert_true (containers_has_finding (fixture->result, "kept unopened"));
}

static void
test_refuses_ten_thousand_parts (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("Content-Type: multipart/mixed; boundary=b\n\n");

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "--b\n\nx\n");
  g_string_append (text, "--b--\n");

  g_assert_false (unpack_text (fixture, text->str));
  assert_refused (fixture, HERALD_DOCUMENT_ERROR_TOO_LARGE);
}

static void
test_refuses_broken_messages (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *blank = g_strnfill (100000, ' ');
  g_autofree char *endless = g_strdup_printf ("Content-Type: multipart/mixed; boundary=b\n\n--b\n"
                                              "X:%s\n\nx\n--b--\n", blank);
  const struct { const char *text; HeraldDocumentError code; } cases[] = {
    { "Content-Type: multipart/mixed\n\n--b\n\nx\n--b--\n", HERALD_DOCUMENT_ERROR_FORMAT },
    { "Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\nx\n----\n",
      HERALD_DOCUMENT_ERROR_FORMAT },
    { "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n", HERALD_DOCUMENT_ERROR_TRUNCATED },
    { "Content-Type: multipart/mixed; boundary=b\n\n--b\nX: y", HERALD_DOCUMENT_ERROR_TRUNCATED },
    { "Content-Type: multipart/mixed; boundary=b\n\nno part", HERALD_DOCUMENT_ERROR_TRUNCATED },
    { endless, HERALD_DOCUMENT_ERROR_FORMAT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_false (unpack_text (fixture, cases[i].text));
      assert_refused (fixture, cases[i].code);
    }
}

static void
test_ends_a_part_at_its_boundary_alone (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_assert_true (unpack_text (fixture,
                              "Content-Type: multipart/mixed; boundary=b\r\n\r\npreamble\r\n"
                              "--b \t\r\nContent-Type: text/plain\r\n\r\n"
                              "x --b\r\n--bb\r\n --b\r\n--b x\r\n--b--x\r\n\r\n"
                              "--b\r\nContent-Disposition: attachment; filename=\"../manifest.json\""
                              "\r\nContent-Transfer-Encoding: base64\r\n\r\nZXZpbA==\r\n"
                              "--b--\r\n--b\r\n\r\nafter the end\r\n--b--"));
  assert_content (fixture, "report.txt", "x --b\n--bb\n --b\n--b x\n--b--x\n");
  assert_content (fixture, "attachments/manifest.json", "evil");
  g_assert_cmpuint (herald_unpack_result_get_n_parts (fixture->result), ==, 2);
  assert_manifest (fixture, HERALD_UNPACK_MANIFEST_NONE);
}

/* --- limits, and the folder --- */

static void
test_keeps_to_the_limits (Fixture       *fixture,
                          gconstpointer  data)
{
  static const HeraldUnpackLimits limits[] = {
    { 200, 99999, 1000000, 100 }, { 200, 1000000, 99999, 100 }, { 3, 1000000, 1000000, 100 },
  };
  g_autoptr(GPtrArray) parts = containers_sample ();
  g_autoptr(GBytes) container = containers_make (GPOINTER_TO_INT (data), parts);
  gsize length;
  const void *bytes = g_bytes_get_data (container, &length);

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_assert_false (unpack_with (fixture, bytes, length, &limits[i]));
      assert_refused (fixture, HERALD_DOCUMENT_ERROR_TOO_LARGE);
    }
}

static void
test_refuses_what_is_no_container (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autofree char *too_long = g_strnfill (512 * 1024, 'x');

  g_assert_false (unpack_text (fixture, ""));
  assert_refused (fixture, HERALD_DOCUMENT_ERROR_FORMAT);
  g_assert_false (unpack_text (fixture, "\xff\xfe"));
  assert_refused (fixture, HERALD_DOCUMENT_ERROR_FORMAT);
  g_assert_false (unpack_with (fixture, "a\0b", 3, NULL));
  assert_refused (fixture, HERALD_DOCUMENT_ERROR_FORMAT);
  g_assert_false (unpack_text (fixture, too_long));
  assert_refused (fixture, HERALD_DOCUMENT_ERROR_TOO_LARGE);
}

static void
test_wants_a_folder_of_its_own (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *inside = g_build_filename (fixture->folder, "mine", NULL);
  int fd = containers_open_bytes ("text", 4);

  g_assert_cmpint (chmod (fixture->folder, 0750), ==, 0);
  g_assert_false (herald_unpack (fd, fixture->folder, NULL, &fixture->result, &fixture->error));
  g_assert_error (fixture->error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_FOLDER);
  g_clear_error (&fixture->error);

  g_assert_cmpint (chmod (fixture->folder, 0700), ==, 0);
  g_assert_false (herald_unpack (fd, inside, NULL, &fixture->result, &fixture->error));
  g_assert_nonnull (fixture->error);
  g_clear_error (&fixture->error);

  g_assert_true (g_file_set_contents (inside, "mine", -1, NULL));
  g_assert_false (herald_unpack (fd, fixture->folder, NULL, &fixture->result, &fixture->error));
  g_assert_error (fixture->error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_FOLDER);
  assert_content (fixture, "mine", "mine");
  close (fd);
}

static void
test_leaves_nothing_on_a_full_disk (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr(GPtrArray) parts = containers_sample ();
  g_autoptr(GBytes) container = containers_make (GPOINTER_TO_INT (data), parts);
  const struct rlimit little = { 50000, RLIM_INFINITY };
  const struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };
  gsize length;
  const void *bytes = g_bytes_get_data (container, &length);
  int fd = containers_open_bytes (bytes, length);

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &little), ==, 0);
  g_assert_false (herald_unpack (fd, fixture->folder, NULL, &fixture->result, &fixture->error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &all), ==, 0);
  g_assert_nonnull (fixture->error);
  g_assert_cmpuint (containers_count (fixture->folder), ==, 0);
  close (fd);
}

static void
add (const char *name,
     int         data,
     void      (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/document/unpack/%s", name);

  g_test_add (path, Fixture, GINT_TO_POINTER (data), set_up, test, tear_down);
}

static void
add_both (const char *name,
          void      (*test) (Fixture *, gconstpointer))
{
  g_autofree char *zip = g_strdup_printf ("zip/%s", name);
  g_autofree char *mime = g_strdup_printf ("mime/%s", name);

  add (zip, CONTAINERS_ZIP, test);
  add (mime, CONTAINERS_MIME, test);
}

static void
add_hostile (void)
{
  add ("zip/makes-hostile-names-safe", 0, test_makes_hostile_names_safe);
  add ("zip/shortens-a-long-name", 0, test_shortens_a_long_name);
  add ("zip/keeps-parts-of-one-name-apart", 0, test_keeps_parts_of_one_name_apart);
  add ("zip/ends-a-name-at-a-nul", 0, test_ends_a_name_at_a_nul);
  add ("zip/never-makes-a-link", 0, test_never_makes_a_link);
  add ("zip/refuses-a-bomb", 0, test_refuses_a_bomb);
  add ("zip/takes-a-deflated-archive", 0, test_takes_a_deflated_archive);
  add ("zip/refuses-a-thousand-parts", 0, test_refuses_a_thousand_parts);
  add ("zip/refuses-a-thousand-folders", 1, test_refuses_a_thousand_parts);
  add ("zip/believes-no-stated-size", 0, test_believes_no_stated_size);
  add ("zip/refuses-what-it-does-not-decode", 0, test_refuses_what_it_does_not_decode);
  add ("mime/keeps-what-is-nested-unopened", 0, test_keeps_what_is_nested_unopened);
  add ("mime/refuses-ten-thousand-parts", 0, test_refuses_ten_thousand_parts);
  add ("mime/refuses-broken-messages", 0, test_refuses_broken_messages);
  add ("mime/ends-a-part-at-its-boundary-alone", 0, test_ends_a_part_at_its_boundary_alone);
}

int
main (int    argc,
      char **argv)
{
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);
  g_test_init (&argc, &argv, NULL);

  add_both ("gives-back-every-part", test_gives_back_every_part);
  add_both ("gives-back-any-text", test_gives_back_any_text);
  add ("text/takes-text-without-its-padding", 0, test_takes_text_without_its_padding);
  add ("text/tells-a-message-from-a-text", 0, test_tells_a_message_from_a_text);
  add ("mime/takes-a-message-of-one-part", 0, test_takes_a_message_of_one_part);
  add_both ("finds-what-the-manifest-denies", test_finds_what_the_manifest_denies);
  add_both ("stops-where-the-manifest-says", test_stops_where_the_manifest_says);
  add_both ("misses-a-manifest", test_misses_a_manifest);
  add_both ("refuses-one-cut-off-anywhere", test_refuses_one_cut_off_anywhere);
  add_hostile ();
  add_both ("keeps-to-the-limits", test_keeps_to_the_limits);
  add ("text/refuses-what-is-no-container", 0, test_refuses_what_is_no_container);
  add ("wants-a-folder-of-its-own", 0, test_wants_a_folder_of_its_own);
  add_both ("leaves-nothing-on-a-full-disk", test_leaves_nothing_on_a_full_disk);

  return g_test_run ();
}
