/* test-report-codec.c: reports as strict JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-text.h"
#include "practice.h"

static HeraldReport *
read_text (const char  *text,
           gsize        length,
           GError     **error)
{
  static HeraldVendorCatalog *vendors = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);

  if (vendors == NULL)
    vendors = practice_vendors ();

  return herald_report_read (bytes, vendors, error);
}

static char *
full_report (gboolean anonymous)
{
  g_autoptr(HeraldReport) report = practice_report ("practice", anonymous);

  practice_answer (report, "target.kind", "web");
  practice_fill (report);
  practice_answer (report, "target.kind", "web");
  herald_report_add_substitution (report, "a", "b", NULL);
  herald_report_decide (report, "kind:/place", "reason", NULL);
  return herald_report_write (report);
}

static void
test_round_trip (void)
{
  for (int anonymous = 0; anonymous < 2; anonymous++)
    {
      g_autofree char *text = full_report (anonymous);
      g_autoptr(GError) error = NULL;
      g_autoptr(HeraldReport) report = read_text (text, strlen (text), &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      again = herald_report_write (report);
      g_assert_cmpstr (again, ==, text);
    }
}

static void
test_truncated (void)
{
  g_autofree char *text = full_report (FALSE);
  gsize length = strlen (text);

  /* The last two bytes are the closing brace and the line end. */
  for (gsize i = 0; i < length - 2; i += i < 2000 ? 1 : 7)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (read_text (text, i, &error));
      g_assert_nonnull (error);
    }
}

/* Puts another text in the place of the first @find, and expects an error that
 * names @place. */
static void
assert_refused (const char *find,
                const char *replace,
                const char *place)
{
  g_autofree char *written = full_report (FALSE);
  g_autofree char *text = herald_text_replace (written, "\" : ", "\": ");
  g_auto(GStrv) halves = g_strsplit (text, find, 2);
  g_autofree char *changed = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (g_strv_length (halves), ==, 2);
  changed = g_strconcat (halves[0], replace, halves[1], NULL);
  g_assert_null (read_text (changed, strlen (changed), &error));
  g_assert_nonnull (error);
  if (strstr (error->message, place) == NULL)
    g_error ("“%s” does not name %s", error->message, place);
}

static void
test_refuses (void)
{
  assert_refused ("\"herald-report\"", "\"something\"", "/format");
  assert_refused ("\"version\": 1", "\"version\": 0", "/version");
  assert_refused ("\"version\": 1", "\"version\": 2", "newer version");
  assert_refused ("\"version\": 1", "\"version\": 1, \"extra\": 0", "/extra");
  assert_refused ("\"version\": 1", "\"version\": 1, \"version\": 1", "twice");
  assert_refused ("\"vendor\": \"practice\"", "\"vendor\": \"nobody\"", "/vendor");
  assert_refused ("\"vendor\": \"practice\"", "\"vendor\": 7", "/vendor");
  assert_refused ("\"anonymous\": false", "\"anonymous\": \"no\"", "/anonymous");
  assert_refused ("\"anonymous\": false", "\"anonymous\": true", "/created");
  assert_refused ("\"language\": \"en\"", "\"language\": \"e n\"", "/language");
  assert_refused ("\"answers\": {", "\"answers\": { \"no.such\": \"\",", "/answers/no.such");
  assert_refused ("\"answers\": {", "\"unanswers\": {", "/unanswers");
  assert_refused ("\"product.name\": \"something\"", "\"product.name\": [\"x\"]", "/answers/product.name");
  assert_refused ("\"product.name\": \"something\"", "\"product.name\": null", "/answers/product.name");
  assert_refused ("\"diversions\": {", "\"diversions\": { \"no-such\": true,", "/diversions/no-such");
  assert_refused ("\"attachments\": []", "\"attachments\": [{}]", "/attachments/0");
  assert_refused ("\"attachments\": []", "\"attachments\": {}", "/attachments");
  assert_refused ("\"find\": \"a\"", "\"find\": \"\"", "/substitutions/0");
  assert_refused ("\"choice\": \"keep\"", "\"choice\": \"drop\"", "/decisions/0/choice");
  assert_refused ("\"reason\": \"reason\"", "\"reason\": \"\"", "/decisions/0/reason");
}

static void
test_refuses_attachments (void)
{
  static const char * const entries[] = {
    "{\"path\": \"\", \"name\": \"a\", \"role\": \"poc\", \"size\": 1, \"sha256\": \"%s\"}",
    "{\"path\": \"a\", \"name\": \"../a\", \"role\": \"poc\", \"size\": 1, \"sha256\": \"%s\"}",
    "{\"path\": \"a\", \"name\": \"a\", \"role\": \"exploit\", \"size\": 1, \"sha256\": \"%s\"}",
    "{\"path\": \"a\", \"name\": \"a\", \"role\": \"poc\", \"size\": -1, \"sha256\": \"%s\"}",
    "{\"path\": \"a\", \"name\": \"a\", \"role\": \"poc\", \"size\": 1.5, \"sha256\": \"%s\"}",
    "{\"path\": \"a\", \"name\": \"a\", \"role\": \"poc\", \"size\": 1, \"sha256\": \"%sff\"}",
    "{\"path\": \"a\", \"name\": \"a\", \"role\": \"poc\", \"size\": 1, \"sha256\": \"%s\", \"x\": 1}",
  };
  g_autofree char *hash = g_strnfill (64, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_auto(GStrv) halves = g_strsplit (entries[i], "%s", 2);
      g_autofree char *entry = g_strconcat ("\"attachments\": [", halves[0], hash, halves[1], "]", NULL);

      assert_refused ("\"attachments\": []", entry, "/attachments/0");
    }
}

static void
test_keeps_what_is_absent_empty (void)
{
  g_autofree char *text = full_report (FALSE);
  g_auto(GStrv) halves = g_strsplit (text, "\"product.name\" : \"something\",", 2);
  g_autofree char *changed = g_strconcat (halves[0], halves[1], NULL);
  g_autoptr(HeraldReport) report = read_text (changed, strlen (changed), NULL);

  g_assert_nonnull (report);
  g_assert_true (herald_answer_is_empty (herald_report_get_answer (report, "product.name")));
}

static void
test_too_large (void)
{
  g_autofree char *text = g_strnfill (HERALD_REPORT_MAX_SIZE + 1, ' ');
  g_autoptr(GError) error = NULL;

  g_assert_null (read_text (text, HERALD_REPORT_MAX_SIZE + 1, &error));
  g_assert_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_TOO_LARGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/codec/loses-nothing", test_round_trip);
  g_test_add_func ("/report/codec/refuses-a-file-that-ends-early", test_truncated);
  g_test_add_func ("/report/codec/names-the-place-of-what-is-wrong", test_refuses);
  g_test_add_func ("/report/codec/refuses-wrong-attachments", test_refuses_attachments);
  g_test_add_func ("/report/codec/takes-an-absent-answer-as-empty", test_keeps_what_is_absent_empty);
  g_test_add_func ("/report/codec/refuses-a-file-that-is-too-large", test_too_large);
  return g_test_run ();
}
