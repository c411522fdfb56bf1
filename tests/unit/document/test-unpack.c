/* test-unpack.c: taking containers apart, and holding them against their manifest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "herald-manifest.h"
#include "herald-text.h"
#include "unpacking.h"

static void
test_gives_back_every_part (Unpacking     *fixture,
                            gconstpointer  data)
{
  g_autoptr(GPtrArray) parts = containers_sample ();
  g_autoptr(GBytes) container = containers_make (GPOINTER_TO_INT (data), parts);

  unpacking_try (fixture, container);
  unpacking_assert_manifest (fixture, HERALD_UNPACK_MANIFEST_MATCHES);
  unpacking_assert_all_safe (fixture);
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
  unpacking_assert_content (fixture, "report.json", "{}\n");
  unpacking_assert_content (fixture, "attachments/report.json", "mine");
}

static void
test_gives_back_any_text (Unpacking     *fixture,
                          gconstpointer  data)
{
  static const char * const texts[] = {
    "", "\n", "\n\n", "a", "a\n", "a\r\n", "a\rb", "\r", ("--" CONTAINERS_BOUNDARY), ".\n.\n",
    "From a\n"
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
      unpacking_try (fixture, container);
      unpacking_assert_manifest (fixture, HERALD_UNPACK_MANIFEST_MATCHES);
      unpacking_assert_content (fixture, "report.txt", texts[i]);
      unpacking_empty (fixture);
    }
}

static void
test_takes_text_without_its_padding (Unpacking     *fixture,
                                     gconstpointer  data)
{
  g_assert_true (unpacking_try_text (fixture, "Größe: 3\n\n\n\n\n"));
  unpacking_assert_manifest (fixture, HERALD_UNPACK_MANIFEST_NONE);
  g_assert_cmpint (herald_unpack_result_get_form (fixture->result), ==, HERALD_UNPACK_TEXT);
  g_assert_cmpuint (herald_unpack_result_get_n_findings (fixture->result), ==, 0);
  unpacking_assert_content (fixture, "report.txt", "Größe: 3\n");
}

static void
test_tells_a_message_from_a_text (Unpacking     *fixture,
                                  gconstpointer  data)
{
  g_assert_true (unpacking_try_text (fixture, "Content-Type: text/plain\nVersion 3\n\nx\n"));
  g_assert_cmpint (herald_unpack_result_get_form (fixture->result), ==, HERALD_UNPACK_TEXT);
}

static void
test_takes_a_message_of_one_part (Unpacking     *fixture,
                                  gconstpointer  data)
{
  g_assert_true (unpacking_try_text (fixture,
                                     "Subject: x\nCONTENT-TYPE: text/plain\n"
                                     "Content-Transfer-Encoding: quoted-printable\n\n"
                                     "a=3Db=\nc\n"));
  g_assert_cmpint (herald_unpack_result_get_form (fixture->result), ==, HERALD_UNPACK_MIME);
  unpacking_assert_manifest (fixture, HERALD_UNPACK_MANIFEST_NONE);
  g_assert_cmpuint (herald_unpack_result_get_n_findings (fixture->result), ==, 1);
  unpacking_assert_content (fixture, "report.txt", "a=bc\n");
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
  g_ptr_array_insert (parts, 1,
                      herald_part_new_text ("manifest.json", "application/json", changed));

  return containers_make (form, parts);
}

static void
test_finds_what_the_manifest_denies (Unpacking     *fixture,
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

      unpacking_try (fixture, container);
      unpacking_assert_manifest (fixture, HERALD_UNPACK_MANIFEST_DIFFERS);
      g_assert_true (containers_has_finding (fixture->result, cases[i].finding));
      unpacking_empty (fixture);
    }
}

static void
test_stops_where_the_manifest_says (Unpacking     *fixture,
                                    gconstpointer  data)
{
  g_autoptr(GBytes) container = make_with_manifest (GPOINTER_TO_INT (data), " 5,", " 4,");

  g_assert_false (unpacking_try (fixture, container));
  unpacking_assert_refused (fixture, HERALD_DOCUMENT_ERROR_TOO_LARGE);
}

static void
test_misses_a_manifest (Unpacking     *fixture,
                        gconstpointer  data)
{
  g_autoptr(GPtrArray) parts = containers_new_parts ();
  g_autoptr(GBytes) container = containers_make (GPOINTER_TO_INT (data), parts);

  unpacking_try (fixture, container);
  unpacking_assert_manifest (fixture, HERALD_UNPACK_MANIFEST_NONE);
  g_assert_true (containers_has_finding (fixture->result, "no manifest"));
}

/* Cut anywhere, a container is refused, or all of it was there and only its end is
 * missing, which is said. */
static void
test_refuses_one_cut_off_anywhere (Unpacking     *fixture,
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
      if (!unpacking_try_with (fixture, bytes, length - cut, NULL))
        continue;
      if (herald_unpack_result_get_form (fixture->result) != HERALD_UNPACK_TEXT)
        {
          unpacking_assert_manifest (fixture, HERALD_UNPACK_MANIFEST_MATCHES);
          g_assert_true (GPOINTER_TO_INT (data) == CONTAINERS_MIME
                           ? cut <= 2
                           : containers_has_finding (fixture->result, "end of the ZIP"));
        }
      unpacking_empty (fixture);
    }
}

/* --- limits, and the folder --- */

static void
test_keeps_to_the_limits (Unpacking     *fixture,
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
      g_assert_false (unpacking_try_with (fixture, bytes, length, &limits[i]));
      unpacking_assert_refused (fixture, HERALD_DOCUMENT_ERROR_TOO_LARGE);
    }
}

static void
test_refuses_what_is_no_container (Unpacking     *fixture,
                                   gconstpointer  data)
{
  g_autofree char *too_long = g_strnfill (512 * 1024, 'x');

  g_assert_false (unpacking_try_text (fixture, ""));
  unpacking_assert_refused (fixture, HERALD_DOCUMENT_ERROR_FORMAT);
  g_assert_false (unpacking_try_text (fixture, "\xff\xfe"));
  unpacking_assert_refused (fixture, HERALD_DOCUMENT_ERROR_FORMAT);
  g_assert_false (unpacking_try_with (fixture, "a\0b", 3, NULL));
  unpacking_assert_refused (fixture, HERALD_DOCUMENT_ERROR_FORMAT);
  g_assert_false (unpacking_try_text (fixture, too_long));
  unpacking_assert_refused (fixture, HERALD_DOCUMENT_ERROR_TOO_LARGE);
}

static void
test_wants_a_folder_of_its_own (Unpacking     *fixture,
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
  unpacking_assert_content (fixture, "mine", "mine");
  close (fd);
}

static void
test_tells_of_a_stream_that_cannot_be_read (Unpacking     *fixture,
                                            gconstpointer  data)
{
  int fd = open (fixture->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  g_assert_false (herald_unpack (fd, fixture->folder, NULL, &fixture->result, &fixture->error));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  close (fd);
}

static void
test_leaves_nothing_on_a_full_disk (Unpacking     *fixture,
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
add_both (const char    *name,
          UnpackingTest  test)
{
  g_autofree char *zip = g_strdup_printf ("/document/unpack/zip/%s", name);
  g_autofree char *mime = g_strdup_printf ("/document/unpack/mime/%s", name);

  unpacking_add (zip, CONTAINERS_ZIP, test);
  unpacking_add (mime, CONTAINERS_MIME, test);
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
  unpacking_add ("/document/unpack/text/takes-text-without-its-padding", 0,
                 test_takes_text_without_its_padding);
  unpacking_add ("/document/unpack/text/tells-a-message-from-a-text", 0,
                 test_tells_a_message_from_a_text);
  unpacking_add ("/document/unpack/mime/takes-a-message-of-one-part", 0,
                 test_takes_a_message_of_one_part);
  add_both ("finds-what-the-manifest-denies", test_finds_what_the_manifest_denies);
  add_both ("stops-where-the-manifest-says", test_stops_where_the_manifest_says);
  add_both ("misses-a-manifest", test_misses_a_manifest);
  add_both ("refuses-one-cut-off-anywhere", test_refuses_one_cut_off_anywhere);
  add_both ("keeps-to-the-limits", test_keeps_to_the_limits);
  unpacking_add ("/document/unpack/text/refuses-what-is-no-container", 0,
                 test_refuses_what_is_no_container);
  unpacking_add ("/document/unpack/wants-a-folder-of-its-own", 0, test_wants_a_folder_of_its_own);
  unpacking_add ("/document/unpack/tells-of-a-stream-that-cannot-be-read", 0,
                 test_tells_of_a_stream_that_cannot_be_read);
  add_both ("leaves-nothing-on-a-full-disk", test_leaves_nothing_on_a_full_disk);

  return g_test_run ();
}
