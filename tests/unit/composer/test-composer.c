/* test-composer.c: the report in progress
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "composer-fixture.h"

static const HeraldAttachment *
attachment_at (HeraldComposer *composer,
               guint           index)
{
  GPtrArray *attachments = herald_report_get_attachments (herald_composer_get_report (composer));

  g_assert_cmpuint (index, <, attachments->len);
  return g_ptr_array_index (attachments, index);
}

static void
test_begins (void)
{
  g_autoptr(HeraldComposer) composer = herald_composer_new (NULL);
  HeraldReport *report;
  GError *error = NULL;

  g_assert_null (herald_composer_get_report (composer));
  herald_composer_begin (composer, "baxter", TRUE, &error);
  g_assert_no_error (error);

  report = herald_composer_get_report (composer);
  g_assert_cmpstr (herald_vendor_get_id (herald_report_get_vendor (report)), ==, "baxter");
  g_assert_true (herald_report_get_anonymous (report));
}

static void
test_unknown_vendor (void)
{
  g_autoptr(HeraldComposer) composer = herald_composer_new (NULL);
  g_autoptr(GError) error = NULL;
  HeraldReport *report;

  g_assert_true (herald_composer_begin (composer, "practice", FALSE, NULL));
  report = herald_composer_get_report (composer);

  g_assert_false (herald_composer_begin (composer, "nobody", FALSE, &error));
  g_assert_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_WRONG_VALUE);
  g_assert_nonnull (strstr (error->message, "nobody"));
  g_assert_true (herald_composer_get_report (composer) == report);
}

static void
test_saves_and_loads (void)
{
  g_autoptr(HeraldComposer) one = composer_fixture_ready (FALSE);
  g_autoptr(HeraldComposer) other = herald_composer_new (NULL);
  g_autofree char *path = composer_fixture_path ("report.herald.json");
  g_autofree char *text = NULL, *again = NULL;
  GError *error = NULL;

  herald_composer_save (one, path, HERALD_FILE_WRITER_NEW, &error);
  g_assert_no_error (error);
  g_assert_cmphex (composer_fixture_mode (path), ==, 0600);

  herald_composer_load (other, path, &error);
  g_assert_no_error (error);
  text = herald_composer_write (one, &error);
  again = herald_composer_write (other, &error);
  g_assert_cmpstr (text, ==, again);
}

static void
test_saves_over (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  g_autoptr(GBytes) old = composer_fixture_text ("old");
  g_autofree char *path = composer_fixture_write ("report.herald.json", old);
  g_autoptr(GBytes) kept = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (herald_composer_save (composer, path, HERALD_FILE_WRITER_NEW, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_EXISTS);
  kept = composer_fixture_read (path);
  g_assert_true (g_bytes_equal (kept, old));

  g_assert_true (herald_composer_save (composer, path, HERALD_FILE_WRITER_NONE, NULL));
  g_assert_true (herald_composer_load (composer, path, NULL));
}

static void
assert_load_fails (const char *content,
                   const char *word)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  HeraldReport *before = herald_composer_get_report (composer);
  g_autofree char *path = composer_fixture_path ("damaged.herald.json");
  g_autoptr(GError) error = NULL;

  if (content != NULL)
    g_assert_true (g_file_set_contents (path, content, -1, NULL));

  g_assert_false (herald_composer_load (composer, path, &error));
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, word));
  g_assert_true (herald_composer_get_report (composer) == before);
}

static void
test_load_fails (void)
{
  assert_load_fails (NULL, "No such file");
  assert_load_fails ("", "");
  assert_load_fails ("{ \"format\": \"herald-vendor\", \"version\": 1 }", "/format");
}

/* Text in the largest amount that each answer takes, in the largest letters. */
static void
test_too_large (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  HeraldReport *report = herald_composer_get_report (composer);
  GPtrArray *fields = herald_vendor_get_fields (herald_report_get_vendor (report));
  g_autofree char *path = composer_fixture_path ("report.herald.json");
  GString *text = g_string_new (NULL);
  g_autofree char *owned = NULL;
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < HERALD_ANSWER_MAX_CHARS; i++)
    g_string_append (text, "𝄞");
  owned = g_string_free (text, FALSE);
  answer = herald_answer_new_text (owned);
  for (guint i = 0; i < fields->len; i++)
    {
      const HeraldField *field = g_ptr_array_index (fields, i);

      if (field->kind == HERALD_FIELD_PROSE)
        g_assert_true (herald_report_set_answer (report, field->id, answer, NULL));
    }

  g_assert_null (herald_composer_write (composer, &error));
  g_assert_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_TOO_LARGE);
  g_assert_false (herald_composer_save (composer, path, HERALD_FILE_WRITER_NONE, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_attaches_below (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  g_autoptr(GBytes) content = composer_fixture_text ("print ()\n");
  g_autofree char *path = composer_fixture_write ("evidence/poc.py", content);
  g_autofree char *winding = composer_fixture_path ("evidence/../evidence/./poc.py");
  GError *error = NULL;

  herald_composer_attach (composer, path, NULL, "poc", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (attachment_at (composer, 0)->path, ==, "evidence/poc.py");
  g_assert_cmpstr (attachment_at (composer, 0)->name, ==, "poc.py");
  g_assert_cmpstr (attachment_at (composer, 0)->role, ==, "poc");
  g_assert_cmpuint (attachment_at (composer, 0)->size, ==, 9);

  herald_composer_attach (composer, winding, "again.txt", "log", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (attachment_at (composer, 1)->path, ==, "evidence/poc.py");
  g_assert_cmpstr (attachment_at (composer, 1)->name, ==, "again.txt");
  g_assert_cmpstr (attachment_at (composer, 1)->sha256, ==, attachment_at (composer, 0)->sha256);
}

/* A folder beside, whose name begins like the report's, is not below it. */
static void
test_attaches_beside (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  g_autoptr(GBytes) content = composer_fixture_text ("beside");
  g_autofree char *path = composer_fixture_write ("../work-of-others/log", content);
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  GError *error = NULL;

  herald_composer_attach (composer, path, NULL, "log", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (attachment_at (composer, 0)->path, ==, full);
}

/* A path on the command line is relative to where the person is. */
static void
test_attaches_from_elsewhere (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  g_autoptr(GBytes) content = composer_fixture_text ("log");
  g_autofree char *path = composer_fixture_write ("logs/device.log", content);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *before = g_get_current_dir ();
  GError *error = NULL;

  g_assert_no_errno (g_chdir (folder));
  herald_composer_attach (composer, "device.log", NULL, "log", &error);
  g_assert_no_errno (g_chdir (before));

  g_assert_no_error (error);
  g_assert_cmpstr (attachment_at (composer, 0)->path, ==, "logs/device.log");
}

static void
test_attaches_below_root (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  g_autoptr(GBytes) content = composer_fixture_text ("log");
  g_autofree char *path = composer_fixture_write ("device.log", content);
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autofree char *text = herald_composer_write (composer, NULL);
  g_autoptr(GBytes) bytes = composer_fixture_text (text);
  GError *error = NULL;

  g_assert_true (herald_composer_load_bytes (composer, bytes, "report", "/", NULL));
  herald_composer_attach (composer, path, NULL, "log", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (attachment_at (composer, 0)->path, ==, full + 1);
}

static void
test_attaches_nothing_else (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  g_autoptr(GBytes) content = composer_fixture_text ("log");
  g_autofree char *path = composer_fixture_write ("device.log", content);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *missing = composer_fixture_path ("missing");
  g_autoptr(GError) error = NULL;

  g_assert_false (herald_composer_attach (composer, missing, NULL, "log", &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (herald_composer_attach (composer, folder, NULL, "log", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (herald_composer_attach (composer, path, "../up", "log", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  g_assert_true (herald_composer_attach (composer, path, NULL, "log", NULL));
  g_assert_false (herald_composer_attach (composer, path, NULL, "log", &error));
  g_assert_error (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_EXISTS);
  g_assert_cmpuint (herald_report_get_attachments (herald_composer_get_report (composer))->len, ==, 1);
}

static void
test_renders (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  g_autoptr(HeraldDocument) document = NULL;
  g_autofree char *text = NULL;

  practice_answer (herald_composer_get_report (composer), "vuln.title", "The pump listens to everybody");
  document = herald_composer_render (composer);
  text = herald_document_to_text (document);
  g_assert_nonnull (strstr (text, "The pump listens to everybody"));
}

static void
test_captures (void)
{
  GError *error = NULL;
  g_autoptr(GPtrArray) items = herald_composer_capture (FALSE, &error);
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, >, 0);
  for (guint i = 0; i < items->len; i++)
    {
      const HeraldEnvironmentItem *item = g_ptr_array_index (items, i);
      const HeraldField *field = herald_composer_find_field_for (composer, item);

      g_assert_nonnull (field);
      herald_composer_take_over (composer, item, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (herald_answer_get_text (herald_report_get_answer (herald_composer_get_report (composer), field->id)),
                       ==, item->value);
    }
}

static char *
field_for (const char *vendor,
           const char *name,
           const char *field)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin (vendor, FALSE);
  g_autofree char *catalogue = g_strdup (field), *word = g_strdup (name);
  const HeraldEnvironmentItem item = { .item = word, .label = word, .value = word, .field = catalogue };
  const HeraldField *found = herald_composer_find_field_for (composer, &item);
  g_autoptr(GError) error = NULL;

  /* Taking over goes the same way. */
  g_assert_cmpint (herald_composer_take_over (composer, &item, &error), ==, found != NULL);
  if (found == NULL)
    g_assert_error (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_UNKNOWN_FIELD);

  return g_strdup (found != NULL ? found->id : NULL);
}

static void
test_finds_fields (void)
{
  static const char * const wanted[][4] = {
    { "practice", "browser", "env.browser", "env.browser" },
    { "baxter", "browser", "env.browser", "web.browser" },
    { "baxter", "browser-version", "env.browser-version", "web.browser-version" },
    { "baxter", "os", "env.os", "env.os" },
    { "baxter", "weather", "env.weather", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autofree char *found = field_for (wanted[i][0], wanted[i][1], wanted[i][2]);

      g_assert_cmpstr (found, ==, wanted[i][3]);
    }
}

int
main (int   argc,
      char *argv[])
{
  composer_fixture_set_up (&argc, &argv);

  g_test_add_func ("/composer/composer/begins", test_begins);
  g_test_add_func ("/composer/composer/knows-no-such-vendor", test_unknown_vendor);
  g_test_add_func ("/composer/composer/saves-and-loads", test_saves_and_loads);
  g_test_add_func ("/composer/composer/saves-over-a-file-only-when-told", test_saves_over);
  g_test_add_func ("/composer/composer/keeps-the-report-when-loading-fails", test_load_fails);
  g_test_add_func ("/composer/composer/writes-nothing-it-could-not-read", test_too_large);
  g_test_add_func ("/composer/attach/below-the-report-is-relative", test_attaches_below);
  g_test_add_func ("/composer/attach/beside-the-report-is-absolute", test_attaches_beside);
  g_test_add_func ("/composer/attach/begins-where-the-person-is", test_attaches_from_elsewhere);
  g_test_add_func ("/composer/attach/below-the-root", test_attaches_below_root);
  g_test_add_func ("/composer/attach/refuses-what-is-no-attachment", test_attaches_nothing_else);
  g_test_add_func ("/composer/composer/renders", test_renders);
  g_test_add_func ("/composer/environment/takes-all-over", test_captures);
  g_test_add_func ("/composer/environment/finds-fields", test_finds_fields);

  return composer_fixture_run ();
}
