/* test-manifest.c: the list of what a container holds, written and read strictly
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "containers.h"
#include "herald-json.h"
#include "herald-manifest.h"

#define SUM "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define UPPER_SUM "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"
#define PART(name, size, sum) "{\"name\":" name ",\"size\":" size ",\"sha256\":\"" sum "\"}"
#define MANIFEST(parts) "{\"format\":\"herald-manifest\",\"version\":1,\"parts\":[" parts "]}"

static GPtrArray *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  GPtrArray *entries = NULL;

  return herald_manifest_read (bytes, &entries, error) ? entries : NULL;
}

static void
test_reads_what_it_wrote (void)
{
  g_autoptr(GPtrArray) parts = containers_sample ();
  g_autofree char *text = herald_manifest_write (parts);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = read_text (text, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 5);
  for (guint i = 0, at = 0; i < parts->len; i++)
    {
      const HeraldPart *part = g_ptr_array_index (parts, i);
      const HeraldManifestEntry *entry = g_ptr_array_index (entries, MIN (at, 4));

      if (g_str_equal (herald_part_get_name (part), "manifest.json"))
        continue;
      g_assert_cmpstr (entry->name, ==, herald_part_get_name (part));
      g_assert_cmpuint (entry->size, ==, herald_part_get_size (part));
      g_assert_cmpstr (entry->sha256, ==, herald_part_get_sha256 (part));
      at++;
    }
}

static void
test_reads_the_shipped_example (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HERALD_SOURCE_ROOT"), "data", "schema",
                                            "manifest.example.json", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  entries = read_text (text, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 3);
}

static void
test_refuses_what_is_no_manifest (void)
{
  static const char * const cases[] = {
    "", "[]", "{}", "{\"format\":\"herald-report\",\"version\":1,\"parts\":[]}",
    "{\"format\":\"herald-manifest\",\"version\":2,\"parts\":[]}",
    "{\"format\":\"herald-manifest\",\"version\":1,\"parts\":{}}",
    "{\"format\":\"herald-manifest\",\"version\":1,\"parts\":[],\"more\":1}",
    MANIFEST ("1"),
    MANIFEST (PART ("\"report.txt\"", "-1", SUM)),
    MANIFEST (PART ("\"report.txt\"", "1.5", SUM)),
    MANIFEST (PART ("\"report.txt\"", "1099511627777", SUM)),
    MANIFEST (PART ("\"report.txt\"", "1", "ba78")),
    MANIFEST (PART ("\"report.txt\"", "1", UPPER_SUM)),
    MANIFEST (PART ("1", "1", SUM)),
    MANIFEST (PART ("\"other.txt\"", "1", SUM)),
    MANIFEST (PART ("\"manifest.json\"", "1", SUM)),
    MANIFEST (PART ("\"/etc/passwd\"", "1", SUM)),
    MANIFEST (PART ("\"attachments/\"", "1", SUM)),
    MANIFEST (PART ("\"attachments/..\"", "1", SUM)),
    MANIFEST (PART ("\"attachments/a/b\"", "1", SUM)),
    MANIFEST (PART ("\"attachments/a\\\\b\"", "1", SUM)),
    MANIFEST (PART ("\"attachments/a\\nb\"", "1", SUM)),
    MANIFEST (PART ("\"report.txt\"", "1", SUM) "," PART ("\"report.txt\"", "1", SUM)),
    MANIFEST ("{\"name\":\"report.txt\",\"size\":1}"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (read_text (cases[i], &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == HERALD_JSON_ERROR);
    }
}

static void
test_reads_a_key_for_answers (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = read_text (MANIFEST (PART ("\"reply-key.asc\"", "1", SUM)), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (((const HeraldManifestEntry *) g_ptr_array_index (entries, 0))->name, ==, "reply-key.asc");
}

static void
test_names_the_place (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (read_text (MANIFEST (PART ("\"report.txt\"", "1", SUM) ","
                                      PART ("\"attachments/..\"", "1", SUM)), &error));
  g_assert_nonnull (strstr (error->message, "/parts/1/name"));
}

static void
test_refuses_too_many_parts (void)
{
  g_autoptr(GString) text = g_string_new ("{\"format\":\"herald-manifest\",\"version\":1,"
                                          "\"parts\":[");
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 111; i++)
    g_string_append_printf (text, "%s" PART ("\"attachments/%u\"", "1", SUM), i > 0 ? "," : "", i);
  g_string_append (text, "]}");

  g_assert_null (read_text (text->str, &error));
  g_assert_nonnull (strstr (error->message, "/parts"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/manifest/reads-what-it-wrote", test_reads_what_it_wrote);
  g_test_add_func ("/document/manifest/reads-the-shipped-example", test_reads_the_shipped_example);
  g_test_add_func ("/document/manifest/refuses-what-is-no-manifest",
                   test_refuses_what_is_no_manifest);
  g_test_add_func ("/document/manifest/reads-a-key-for-answers", test_reads_a_key_for_answers);
  g_test_add_func ("/document/manifest/names-the-place", test_names_the_place);
  g_test_add_func ("/document/manifest/refuses-too-many-parts", test_refuses_too_many_parts);

  return g_test_run ();
}
