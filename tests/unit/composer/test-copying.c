/* test-copying.c: what a composer does with files and the vault in a worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keep-fixture.h"

static void
progress_cb (goffset  done,
             goffset  total,
             gpointer data)
{
  goffset *last = data;

  g_assert_cmpint (done, >=, *last);
  g_assert_cmpint (done, <=, total);
  *last = done;
}

static void
test_keeps_in_the_background (KeepFixture  *fixture,
                              gconstpointer data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(HeraldComposer) other = NULL;
  g_autofree char *id = NULL;
  goffset last = 0;
  GError *error = NULL;

  keep_fixture_type (fixture, "Before");
  keep_fixture_attach (fixture, "one", 3000000);
  keep_fixture_attach (fixture, "two", 10);
  herald_composer_keep_async (fixture->composer, NULL, progress_cb, &last, keep_fixture_took_cb, &result);
  keep_fixture_type (fixture, "Meanwhile");
  g_assert_false (herald_composer_lock (fixture->composer, NULL));
  g_assert_false (herald_composer_attach (fixture->composer, "/etc/hostname", NULL, "log", NULL));
  keep_fixture_wait (&result);
  herald_composer_keep_finish (fixture->composer, result, &error);
  g_assert_no_error (error);

  keep_fixture_assert_typed (fixture, "Meanwhile");
  g_assert_cmpuint (keep_fixture_count_attachments (fixture), ==, 2);
  g_assert_cmpstr (keep_fixture_attachment (fixture, 0)->name, ==, "one");
  g_assert_true (keep_fixture_lies_in_case (keep_fixture_attachment (fixture, 0)) && keep_fixture_lies_in_case (keep_fixture_attachment (fixture, 1)));
  g_assert_true (herald_composer_write_case (fixture->composer, NULL));
  id = keep_fixture_dup_id (fixture);
  g_assert_true (herald_composer_close (fixture->composer, NULL));

  g_assert_true (herald_composer_open_case (fixture->composer, id, NULL));
  keep_fixture_assert_typed (fixture, "Meanwhile");
}

static void
test_keeps_nothing_of_the_writer (KeepFixture   *fixture,
                                  gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) versions = NULL;
  g_autofree char *before = NULL;
  GError *error = NULL;

  practice_answer (keep_fixture_report (fixture), "contact.name", "Ada Example");
  keep_fixture_attach (fixture, "one", 100000);
  herald_composer_keep_async (fixture->composer, NULL, NULL, NULL, keep_fixture_took_cb, &result);
  g_assert_true (herald_composer_turn_anonymous (fixture->composer, NULL));
  keep_fixture_wait (&result);
  herald_composer_keep_finish (fixture->composer, result, &error);
  g_assert_no_error (error);

  g_assert_true (herald_composer_write_case (fixture->composer, NULL));
  versions = herald_case_get_versions (herald_composer_get_case (fixture->composer));
  for (guint i = 0; i < versions->len; i++)
    {
      g_free (before);
      before = herald_case_get_version (herald_composer_get_case (fixture->composer),
                                        ((HeraldCaseVersion *) versions->pdata[i])->seq, NULL);
      g_assert_null (strstr (before, "Ada"));
    }
  g_assert_true (keep_fixture_lies_in_case (keep_fixture_attachment (fixture, 0)));
  g_assert_true (herald_case_copy_blob (herald_composer_get_case (fixture->composer),
                                        keep_fixture_attachment (fixture, 0)->path + strlen (HERALD_CASE_BLOB_PREFIX),
                                        -1, NULL, NULL));
}

static void
test_keeps_nothing_when_cancelled (KeepFixture  *fixture,
                                   gconstpointer data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) cases = NULL;
  g_autoptr(GError) error = NULL;

  keep_fixture_attach (fixture, "one", 3000000);
  g_cancellable_cancel (cancellable);
  herald_composer_keep_async (fixture->composer, cancellable, NULL, NULL, keep_fixture_took_cb, &result);
  keep_fixture_wait (&result);
  g_assert_false (herald_composer_keep_finish (fixture->composer, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_assert_null (herald_composer_get_case (fixture->composer));
  g_assert_cmpint (keep_fixture_state (fixture), ==, HERALD_AUTOSAVE_MEMORY);
  g_assert_false (keep_fixture_lies_in_case (keep_fixture_attachment (fixture, 0)));
  cases = herald_vault_list (herald_composer_get_vault (fixture->composer), NULL);
  g_assert_cmpuint (cases->len, ==, 0);
}

static void
test_keeps_a_report_that_was_left (KeepFixture  *fixture,
                                   gconstpointer data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) cases = NULL;
  GError *error = NULL;

  keep_fixture_type (fixture, "Left");
  herald_composer_keep_async (fixture->composer, NULL, NULL, NULL, keep_fixture_took_cb, &result);
  g_assert_true (herald_composer_begin (fixture->composer, "practice", FALSE, NULL));
  keep_fixture_wait (&result);
  herald_composer_keep_finish (fixture->composer, result, &error);
  g_assert_no_error (error);

  keep_fixture_assert_typed (fixture, "");
  g_assert_null (herald_composer_get_case (fixture->composer));
  cases = herald_vault_list (herald_composer_get_vault (fixture->composer), NULL);
  g_assert_cmpuint (cases->len, ==, 1);
  g_assert_true (herald_composer_open_case (fixture->composer, ((HeraldCaseSummary *) cases->pdata[0])->id, NULL));
  keep_fixture_assert_typed (fixture, "Left");
}

static gboolean
attach_in_background (KeepFixture  *fixture,
                      const char   *path,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  goffset last = 0;

  herald_composer_attach_async (fixture->composer, path, NULL, "log", cancellable, progress_cb, &last, keep_fixture_took_cb, &result);
  keep_fixture_wait (&result);
  return herald_composer_attach_finish (fixture->composer, result, error);
}

static void
test_attaches_in_the_background (KeepFixture  *fixture,
                                 gconstpointer data)
{
  g_autoptr(GBytes) content = composer_fixture_noise (5000000);
  g_autofree char *path = composer_fixture_write ("log.bin", content);
  g_autofree char *missing = composer_fixture_path ("missing");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  /* In memory a file stays where it is. */
  g_assert_true (attach_in_background (fixture, path, NULL, NULL));
  g_assert_cmpstr (keep_fixture_attachment (fixture, 0)->path, ==, path);
  g_assert_false (attach_in_background (fixture, path, NULL, &error));
  g_assert_error (error, HERALD_REPORT_ERROR, HERALD_REPORT_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (herald_report_detach (keep_fixture_report (fixture), "log.bin", NULL));

  keep_fixture_keep (fixture);
  g_cancellable_cancel (cancellable);
  g_assert_false (attach_in_background (fixture, path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (attach_in_background (fixture, missing, NULL, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NOT_FOUND);
  g_assert_cmpuint (keep_fixture_count_attachments (fixture), ==, 0);

  g_assert_true (attach_in_background (fixture, path, NULL, NULL));
  g_assert_true (keep_fixture_lies_in_case (keep_fixture_attachment (fixture, 0)));
  g_assert_cmpuint (keep_fixture_attachment (fixture, 0)->size, ==, 5000000);
}

static void
test_attaches_to_the_same_case_alone (KeepFixture  *fixture,
                                      gconstpointer data)
{
  g_autoptr(GBytes) content = composer_fixture_noise (5000000);
  g_autofree char *path = composer_fixture_write ("log.bin", content);
  g_autoptr(GAsyncResult) first = NULL, second = NULL;
  g_autoptr(GError) error = NULL;

  keep_fixture_keep (fixture);
  keep_fixture_type (fixture, "A title");
  herald_composer_attach_async (fixture->composer, path, NULL, "log", NULL, NULL, NULL, keep_fixture_took_cb, &first);
  g_assert_true (herald_composer_undo (fixture->composer, NULL));
  keep_fixture_wait (&first);
  g_assert_true (herald_composer_attach_finish (fixture->composer, first, NULL));
  g_assert_cmpuint (keep_fixture_count_attachments (fixture), ==, 1);

  herald_composer_attach_async (fixture->composer, path, "other", "log", NULL, NULL, NULL, keep_fixture_took_cb, &second);
  g_assert_true (herald_composer_begin (fixture->composer, "practice", FALSE, NULL));
  keep_fixture_wait (&second);
  g_assert_false (herald_composer_attach_finish (fixture->composer, second, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (keep_fixture_count_attachments (fixture), ==, 0);
}

static char *
duplicate (KeepFixture *fixture,
           const char  *id,
           GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  herald_composer_duplicate_async (fixture->composer, id, NULL, keep_fixture_took_cb, &result);
  keep_fixture_wait (&result);
  return herald_composer_duplicate_finish (fixture->composer, result, error);
}

static void
test_duplicates (KeepFixture  *fixture,
                 gconstpointer data)
{
  g_autofree char *id = NULL, *second = NULL, *third = NULL, *report_id = NULL, *path = NULL;
  g_autoptr(GPtrArray) versions = NULL;
  g_autoptr(GError) error = NULL;

  practice_fill (keep_fixture_report (fixture));
  keep_fixture_attach (fixture, "poc", 100000);
  keep_fixture_keep (fixture);
  keep_fixture_type (fixture, "Twice");
  id = keep_fixture_dup_id (fixture);
  report_id = g_strdup (herald_report_get_id (keep_fixture_report (fixture)));
  path = g_strdup (keep_fixture_attachment (fixture, 0)->path);

  second = duplicate (fixture, id, &error);
  g_assert_no_error (error);
  keep_fixture_assert_typed (fixture, "Twice");
  g_assert_true (herald_composer_open_case (fixture->composer, second, NULL));
  keep_fixture_assert_typed (fixture, "Twice");
  g_assert_cmpstr (herald_report_get_id (keep_fixture_report (fixture)), !=, report_id);
  g_assert_true (keep_fixture_lies_in_case (keep_fixture_attachment (fixture, 0)));
  g_assert_cmpstr (keep_fixture_attachment (fixture, 0)->path, !=, path);

  /* One that is not open, whose original is gone afterwards. */
  third = duplicate (fixture, id, &error);
  g_assert_no_error (error);
  g_assert_true (herald_vault_delete_case (herald_composer_get_vault (fixture->composer), id, NULL));
  g_assert_true (herald_composer_open_case (fixture->composer, third, NULL));
  keep_fixture_assert_typed (fixture, "Twice");
  g_assert_true (herald_case_copy_blob (herald_composer_get_case (fixture->composer),
                                        keep_fixture_attachment (fixture, 0)->path + strlen (HERALD_CASE_BLOB_PREFIX), -1, NULL, NULL));
  g_assert_null (duplicate (fixture, id, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_NOT_FOUND);
}

static void
test_exports_in_the_background (KeepFixture  *fixture,
                                gconstpointer data)
{
  g_autofree char *path = composer_fixture_path ("out.json");
  g_autofree char *folder = g_strconcat (path, ".attachments", NULL);
  g_autoptr(GAsyncResult) first = NULL, second = NULL, third = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *listed = NULL;

  keep_fixture_attach (fixture, "poc", 100000);
  keep_fixture_keep (fixture);
  g_cancellable_cancel (cancellable);
  herald_composer_export_async (fixture->composer, path, cancellable, keep_fixture_took_cb, &first);
  keep_fixture_wait (&first);
  g_assert_false (herald_composer_export_finish (fixture->composer, first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  herald_composer_export_async (fixture->composer, path, NULL, keep_fixture_took_cb, &second);
  keep_fixture_wait (&second);
  g_assert_true (herald_composer_export_finish (fixture->composer, second, NULL));
  listed = composer_fixture_list (folder);
  g_assert_cmpstr (listed, ==, "poc");
  g_assert_true (keep_fixture_lies_in_case (keep_fixture_attachment (fixture, 0)));

  /* What was exported first is left alone. */
  herald_composer_export_async (fixture->composer, path, NULL, keep_fixture_took_cb, &third);
  keep_fixture_wait (&third);
  g_assert_false (herald_composer_export_finish (fixture->composer, third, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_EXISTS);
  g_clear_pointer (&listed, g_free);
  listed = composer_fixture_list (folder);
  g_assert_cmpstr (listed, ==, "poc");

  g_assert_true (herald_composer_load (fixture->composer, path, NULL));
  g_assert_cmpstr (keep_fixture_attachment (fixture, 0)->path, ==, "out.json.attachments/poc");
}

static void
test_opens_in_the_background (KeepFixture  *fixture,
                              gconstpointer data)
{
  HeraldVault *vault = herald_composer_get_vault (fixture->composer);
  g_autoptr(GAsyncResult) wrong = NULL, changed = NULL, opened = NULL;
  g_autoptr(GError) error = NULL;

  herald_composer_set_way_in_async (fixture->composer, "another one", NULL, keep_fixture_took_cb, &changed);
  keep_fixture_wait (&changed);
  g_assert_true (herald_composer_vault_finish (fixture->composer, changed, NULL));
  g_assert_true (herald_composer_lock (fixture->composer, NULL));

  herald_composer_unlock_async (fixture->composer, "a passphrase", NULL, keep_fixture_took_cb, &wrong);
  keep_fixture_wait (&wrong);
  g_assert_false (herald_composer_vault_finish (fixture->composer, wrong, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_WRONG_PASSPHRASE);
  g_assert_false (herald_vault_is_unlocked (vault));

  herald_composer_unlock_async (fixture->composer, "another one", NULL, keep_fixture_took_cb, &opened);
  keep_fixture_wait (&opened);
  g_assert_true (herald_composer_vault_finish (fixture->composer, opened, NULL));
  g_assert_true (herald_vault_is_unlocked (vault));
}

#define ADD(path, func) g_test_add (path, KeepFixture, NULL, keep_fixture_set_up, func, keep_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);
  ADD ("/composer/copying/copies-attachments-in-the-background", test_keeps_in_the_background);
  ADD ("/composer/copying/keeps-nothing-of-a-writer-who-turned-anonymous", test_keeps_nothing_of_the_writer);
  ADD ("/composer/copying/keeps-nothing-when-cancelled", test_keeps_nothing_when_cancelled);
  ADD ("/composer/copying/keeps-a-report-that-was-left-meanwhile", test_keeps_a_report_that_was_left);
  ADD ("/composer/copying/attaches-in-the-background", test_attaches_in_the_background);
  ADD ("/composer/copying/attaches-to-the-same-case-alone", test_attaches_to_the_same_case_alone);
  ADD ("/composer/copying/duplicates-a-case", test_duplicates);
  ADD ("/composer/copying/exports-in-the-background", test_exports_in_the_background);
  ADD ("/composer/copying/opens-the-vault-in-the-background", test_opens_in_the_background);
  return composer_fixture_run ();
}
