/* test-case.c: a report with its history and log
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "vault-fixture.h"

static void
test_keeps_edits (VaultFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");

  assert_report (opened, "One", "");
  set_text (opened, "Two", "");
  set_text (opened, "Two", "It beeps.");
  assert_report (opened, "Two", "It beeps.");
  vault_reopen_case (fixture, &opened);
  assert_report (opened, "Two", "It beeps.");
  g_assert_cmpuint (herald_case_get_journal_size (opened), >, 0);
}

static void
test_writes_nothing_for_nothing (VaultFixture  *fixture,
                                 gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  guint64 size = herald_case_get_journal_size (opened);

  set_text (opened, "One", "");
  g_assert_cmpuint (herald_case_get_journal_size (opened), ==, size);
}

/* Both kinds of differences that an edit does not express. */
static void
test_keeps_order_and_form (VaultFixture  *fixture,
                           gconstpointer  data)
{
  const char * const texts[] = {
    "{\n  \"vendor\" : \"practice\",\n  \"answers\" : {\n    \"a\" : 1,\n    \"b\" : 2\n  }\n}\n",
    "{\n  \"vendor\" : \"practice\",\n  \"answers\" : {\n    \"b\" : 2,\n    \"a\" : 1\n  }\n}\n",
    "{\n  \"answers\" : {\n    \"c\" : null,\n    \"b\" : 2,\n    \"a\" : 3\n  },\n  \"vendor\" : \"practice\"\n}\n",
  };
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *json = NULL;
      g_autoptr(GError) error = NULL;

      herald_case_append (opened, texts[i], &error);
      g_assert_no_error (error);
      vault_reopen_case (fixture, &opened);
      json = herald_case_get_report_json (opened, NULL);
      g_assert_cmpstr (json, ==, texts[i]);
    }
}

static void
test_refuses_what_is_no_report (VaultFixture  *fixture,
                                gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  const char * const texts[] = { "", "[]", "{", "{\"a\":1,\"a\":2}", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (herald_case_append (opened, texts[i], &error));
      g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_INVALID);
      g_clear_error (&error);
      g_assert_null (herald_vault_new_case (fixture->vault, texts[i], &error));
      g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_INVALID);
    }
  assert_report (opened, "One", "");
}

static void
step (HeraldCase *opened,
      gboolean    forward,
      const char *title)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (forward ? herald_case_redo (opened, &error) : herald_case_undo (opened, &error));
  g_assert_no_error (error);
  assert_report (opened, title, "");
}

static void
test_undoes_and_redoes (VaultFixture  *fixture,
                        gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autoptr(GError) error = NULL;

  g_assert_false (herald_case_can_undo (opened));
  g_assert_false (herald_case_undo (opened, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NOT_FOUND);

  set_text (opened, "Two", "");
  set_text (opened, "Three", "");
  step (opened, FALSE, "Two");
  vault_reopen_case (fixture, &opened);
  g_assert_true (herald_case_can_redo (opened));
  step (opened, FALSE, "One");
  g_assert_false (herald_case_can_undo (opened));
  step (opened, TRUE, "Two");
  vault_reopen_case (fixture, &opened);
  step (opened, TRUE, "Three");
  g_assert_false (herald_case_can_redo (opened));

  /* An edit ends what could be redone. */
  step (opened, FALSE, "Two");
  set_text (opened, "Four", "");
  vault_reopen_case (fixture, &opened);
  g_assert_false (herald_case_can_redo (opened));
  step (opened, FALSE, "Two");
  step (opened, FALSE, "One");
}

static void
test_returns_to_versions (VaultFixture  *fixture,
                          gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autoptr(GPtrArray) versions = NULL;
  g_autofree char *old = NULL, *expected = make_report ("One", "");
  g_autoptr(GError) error = NULL;
  HeraldCaseVersion *version;

  set_text (opened, "Two", "");
  set_text (opened, "Three", "Both");
  versions = herald_case_get_versions (opened);
  g_assert_cmpuint (versions->len, ==, 3);
  version = g_ptr_array_index (versions, 0);
  g_assert_cmpuint (g_strv_length (version->changed), ==, 0);
  version = g_ptr_array_index (versions, 2);
  g_assert_cmpstr (version->changed[0], ==, "/answers/vuln.title");
  g_assert_cmpstr (version->changed[1], ==, "/answers/vuln.description");
  g_assert_true (version->is_current);

  version = g_ptr_array_index (versions, 0);
  old = herald_case_get_version (opened, version->seq, &error);
  g_assert_cmpstr (old, ==, expected);
  g_assert_true (herald_case_return_to (opened, version->seq, &error));
  vault_reopen_case (fixture, &opened);
  assert_report (opened, "One", "");
  g_assert_true (herald_case_undo (opened, &error));
  assert_report (opened, "Three", "Both");

  g_assert_false (herald_case_return_to (opened, 1000, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (herald_case_get_version (opened, 1000, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NOT_FOUND);
}

static void
test_keeps_log (VaultFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autoptr(GPtrArray) log = NULL;
  g_autofree char *long_detail = g_strnfill (HERALD_CASE_MAX_DETAIL + 1, 'x');
  g_autoptr(GError) error = NULL;
  HeraldCaseEntry *entry;

  g_assert_true (herald_case_log_add (opened, "created", "", &error));
  g_assert_true (herald_case_log_add (opened, "sealed", "hash", &error));
  g_assert_false (herald_case_log_add (opened, "A kind", "", &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (herald_case_log_add (opened, "sealed", long_detail, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_INVALID);

  vault_reopen_case (fixture, &opened);
  log = herald_case_log_get (opened);
  g_assert_cmpuint (log->len, ==, 2);
  entry = g_ptr_array_index (log, 1);
  g_assert_cmpstr (entry->kind, ==, "sealed");
  g_assert_cmpstr (entry->detail, ==, "hash");
  g_assert_true (g_str_has_suffix (entry->at, "Z"));
}

static HeraldCaseBlob *
add_blob (HeraldCase *opened,
          const void *content,
          gsize       length)
{
  g_autoptr(GError) error = NULL;
  int fd = memory_file (content, length);
  HeraldCaseBlob *blob = herald_case_add_blob (opened, fd, NULL, &error);

  close (fd);
  g_assert_no_error (error);
  g_assert_cmpuint (blob->size, ==, length);
  return blob;
}

/* A report that names attachments of the case. */
static char *
report_with (const char           *title,
             const HeraldCaseBlob *blob,
             gboolean              anonymous)
{
  return g_strdup_printf ("{ \"anonymous\": %s, \"answers\": { \"vuln.title\": \"%s\" }, "
                          "\"attachments\": [ { \"path\": \"blob-%s\" } ] }",
                          anonymous ? "true" : "false", title, blob->id);
}

static void
test_compacts (VaultFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autoptr(HeraldCaseBlob) old = add_blob (opened, "old", 3), present = add_blob (opened, "new", 3);
  g_autofree char *with_old = report_with ("Two", old, FALSE), *with_new = report_with ("Three", present, FALSE);
  g_autofree char *folder = case_path (fixture, opened, ""), *before = NULL, *after = NULL;
  g_autoptr(GPtrArray) versions = NULL, blobs = NULL, log = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (herald_case_append (opened, with_old, NULL));
  g_assert_true (herald_case_append (opened, with_new, NULL));
  g_assert_true (herald_case_log_add (opened, "created", "", NULL));
  before = herald_case_get_report_json (opened, NULL);

  /* With the history nothing is lost. */
  g_assert_true (herald_case_compact (opened, HERALD_CASE_COMPACT_KEEP_HISTORY, &error));
  vault_reopen_case (fixture, &opened);
  versions = herald_case_get_versions (opened);
  g_assert_cmpuint (versions->len, ==, 3);
  g_assert_true (herald_case_undo (opened, NULL));
  g_assert_true (herald_case_redo (opened, NULL));
  g_assert_cmpuint (count_names (folder), ==, 5);

  /* Without, only what the report names stays. */
  g_assert_true (herald_case_compact (opened, HERALD_CASE_COMPACT_FORGET, &error));
  g_assert_no_error (error);
  vault_reopen_case (fixture, &opened);
  after = herald_case_get_report_json (opened, NULL);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (herald_case_can_undo (opened));
  blobs = herald_case_get_blobs (opened);
  g_assert_cmpuint (blobs->len, ==, 1);
  log = herald_case_log_get (opened);
  g_assert_cmpuint (log->len, ==, 1);
  g_assert_cmpuint (count_names (folder), ==, 4);
  g_assert_true (herald_case_copy_blob (opened, present->id, -1, NULL, NULL));
  set_text (opened, "Four", "");
  vault_reopen_case (fixture, &opened);
  assert_report (opened, "Four", "");
}

/* A blob that was just added is not lost because no report names it yet. */
static void
test_compacting_keeps_new_blobs (VaultFixture  *fixture,
                                 gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autoptr(HeraldCaseBlob) blob = add_blob (opened, "new", 3);

  g_assert_true (herald_case_compact (opened, HERALD_CASE_COMPACT_FORGET, NULL));
  g_assert_true (herald_case_copy_blob (opened, blob->id, -1, NULL, NULL));
  g_assert_true (herald_case_compact (opened, HERALD_CASE_COMPACT_KEEP_HISTORY, NULL));
  g_assert_true (herald_case_copy_blob (opened, blob->id, -1, NULL, NULL));
}

static void
test_starts_afresh (VaultFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autoptr(HeraldCaseBlob) old = add_blob (opened, "old", 3), present = add_blob (opened, "new", 3);
  g_autofree char *anonymous = report_with ("Two", present, TRUE), *folder = case_path (fixture, opened, "");
  g_autofree char *journal = case_path (fixture, opened, "journal-1");
  g_autoptr(GPtrArray) versions = NULL, log = NULL;
  g_autoptr(GError) error = NULL;
  HeraldCaseVersion *version;
  HeraldCaseEntry *entry;

  g_assert_true (herald_case_log_add (opened, "created", "", NULL));
  set_text (opened, "Name and address", "");
  g_assert_true (herald_case_start_afresh (opened, anonymous, &error));
  g_assert_no_error (error);

  vault_reopen_case (fixture, &opened);
  versions = herald_case_get_versions (opened);
  g_assert_cmpuint (versions->len, ==, 1);
  version = g_ptr_array_index (versions, 0);
  g_assert_cmpuint (strlen (version->at), ==, strlen ("2026-11-21"));
  log = herald_case_log_get (opened);
  entry = g_ptr_array_index (log, 0);
  g_assert_cmpuint (strlen (entry->at), ==, strlen ("2026-11-21"));
  g_assert_false (herald_case_can_undo (opened));
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_names (folder), ==, 4);
  g_assert_false (herald_case_copy_blob (opened, old->id, -1, NULL, NULL));
  g_assert_true (herald_case_copy_blob (opened, present->id, -1, NULL, NULL));
}

/* Nothing anonymous carries a time of day, whichever way it was written. */
static void
test_anonymous_has_dates_only (VaultFixture  *fixture,
                               gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autoptr(HeraldCaseBlob) blob = add_blob (opened, "new", 3);
  g_autofree char *one = report_with ("Two", blob, TRUE), *two = report_with ("Three", blob, TRUE);
  g_autoptr(GPtrArray) list = NULL, versions = NULL, log = NULL;
  HeraldCaseSummary *summary;

  g_assert_true (herald_case_start_afresh (opened, one, NULL));
  g_assert_true (herald_case_append (opened, two, NULL));
  g_assert_true (herald_case_undo (opened, NULL));
  g_assert_true (herald_case_log_add (opened, "sealed", "", NULL));

  list = herald_vault_list (fixture->vault, NULL);
  summary = g_ptr_array_index (list, 0);
  g_assert_true (summary->anonymous);
  g_assert_cmpuint (strlen (summary->changed), ==, strlen ("2026-11-21"));
  versions = herald_case_get_versions (opened);
  for (guint i = 0; i < versions->len; i++)
    g_assert_cmpuint (strlen (((HeraldCaseVersion *) g_ptr_array_index (versions, i))->at), ==, 10);
  log = herald_case_log_get (opened);
  g_assert_cmpuint (strlen (((HeraldCaseEntry *) g_ptr_array_index (log, 0))->at), ==, 10);
}

/* A history that has become too large is given up, never the report. */
static void
test_bounds_history (VaultFixture  *fixture,
                     gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autofree char *prose = g_strnfill (5000000, 'x');
  gboolean was_forgotten = FALSE;

  for (guint i = 0; i < 16; i++)
    {
      prose[0] = (char) ('a' + i);
      set_text (opened, "One", prose);
      was_forgotten |= herald_case_get_journal_size (opened) < 4500000u * i;
      if (i == 8)
        {
          g_assert_true (herald_case_undo (opened, NULL));
          g_assert_true (herald_case_redo (opened, NULL));
        }
    }

  g_assert_true (was_forgotten);
  vault_reopen_case (fixture, &opened);
  assert_report (opened, "One", prose);
}

/* What grows when it is written is refused, and breaks nothing. */
static void
test_refuses_what_grows_too_large (VaultFixture  *fixture,
                                   gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  GString *text = g_string_new ("{ \"answers\": [ [ [ [ [ [ [ [ [ [ [ 1");
  g_autofree char *json = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 700000; i++)
    g_string_append (text, ",1");
  g_string_append (text, " ] ] ] ] ] ] ] ] ] ] ] }");
  json = g_string_free (text, FALSE);

  /* So many small things take a sanitizer minutes. */
  if (g_getenv ("HERALD_SANITIZED") != NULL)
    {
      g_test_skip ("under a sanitizer");
      return;
    }

  g_assert_false (herald_case_append (opened, json, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (herald_vault_new_case (fixture->vault, json, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_TOO_LARGE);
  assert_report (opened, "One", "");
  set_text (opened, "Two", "");
}

static gpointer
append_many (gpointer data)
{
  HeraldCase *opened = data;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *title = g_strdup_printf ("%p %u", (void *) g_thread_self (), i);

      set_text (opened, title, "");
    }

  return NULL;
}

static void
test_bears_threads (VaultFixture  *fixture,
                    gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autoptr(GPtrArray) versions = NULL;
  GThread *threads[3];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("append", append_many, opened);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  vault_reopen_case (fixture, &opened);
  versions = herald_case_get_versions (opened);
  g_assert_cmpuint (versions->len, ==, 151);
}

#define ADD(path, function) \
  g_test_add (path, VaultFixture, NULL, vault_set_up, function, vault_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/vault/case/keeps-edits", test_keeps_edits);
  ADD ("/vault/case/writes-nothing-for-nothing", test_writes_nothing_for_nothing);
  ADD ("/vault/case/keeps-the-order-of-members", test_keeps_order_and_form);
  ADD ("/vault/case/refuses-what-is-no-report", test_refuses_what_is_no_report);
  ADD ("/vault/case/undoes-and-redoes", test_undoes_and_redoes);
  ADD ("/vault/case/returns-to-versions", test_returns_to_versions);
  ADD ("/vault/case/keeps-a-log", test_keeps_log);
  ADD ("/vault/case/compacts", test_compacts);
  ADD ("/vault/case/compacting-keeps-new-attachments", test_compacting_keeps_new_blobs);
  ADD ("/vault/case/starts-afresh", test_starts_afresh);
  ADD ("/vault/case/anonymous-has-dates-only", test_anonymous_has_dates_only);
  ADD ("/vault/case/bounds-its-history", test_bounds_history);
  ADD ("/vault/case/refuses-what-grows-too-large", test_refuses_what_grows_too_large);
  ADD ("/vault/case/bears-threads", test_bears_threads);

  return g_test_run ();
}
