/* test-keep.c: a composer whose report is kept in the vault
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keep-fixture.h"

static void
test_is_in_memory_only (KeepFixture  *fixture,
                        gconstpointer data)
{
  g_autofree char *vault = g_build_filename (herald_vault_get_folder (herald_composer_get_vault (fixture->composer)), "cases", NULL);
  g_autofree char *before = composer_fixture_list (vault);
  g_autofree char *after = NULL;

  g_assert_cmpint (keep_fixture_state (fixture), ==, HERALD_AUTOSAVE_MEMORY);
  keep_fixture_type (fixture, "A title");
  g_assert_cmpint (keep_fixture_state (fixture), ==, HERALD_AUTOSAVE_MEMORY);
  g_assert_true (herald_autosave_flush (herald_composer_get_autosave (fixture->composer), NULL));
  after = composer_fixture_list (vault);
  g_assert_cmpstr (after, ==, before);

  keep_fixture_keep (fixture);
  g_assert_cmpint (keep_fixture_state (fixture), ==, HERALD_AUTOSAVE_SAVED);
  keep_fixture_type (fixture, "Another");
  g_assert_cmpint (keep_fixture_state (fixture), ==, HERALD_AUTOSAVE_SAVING);
  g_assert_true (herald_composer_write_case (fixture->composer, NULL));
  g_assert_cmpint (keep_fixture_state (fixture), ==, HERALD_AUTOSAVE_SAVED);
  g_assert_cmpuint (fixture->n_replaced, ==, 0);
}

static void
test_takes_back_everything (KeepFixture  *fixture,
                            gconstpointer data)
{
  keep_fixture_keep (fixture);
  keep_fixture_attach (fixture, "poc", 100);
  g_assert_true (herald_composer_write_case (fixture->composer, NULL));
  g_assert_true (herald_report_add_substitution (keep_fixture_report (fixture), "secret-host", "HOST", NULL));
  g_assert_true (herald_composer_write_case (fixture->composer, NULL));
  g_assert_true (herald_report_detach (keep_fixture_report (fixture), "poc", NULL));

  g_assert_true (herald_composer_undo (fixture->composer, NULL));
  g_assert_cmpuint (keep_fixture_count_attachments (fixture), ==, 1);
  g_assert_true (herald_composer_undo (fixture->composer, NULL));
  g_assert_cmpuint (herald_report_get_substitutions (keep_fixture_report (fixture))->len, ==, 0);
  g_assert_true (herald_composer_undo (fixture->composer, NULL));
  g_assert_cmpuint (keep_fixture_count_attachments (fixture), ==, 0);
  g_assert_false (herald_composer_undo (fixture->composer, NULL));

  for (guint i = 0; i < 2; i++)
    g_assert_true (herald_composer_redo (fixture->composer, NULL));
  g_assert_cmpuint (keep_fixture_count_attachments (fixture), ==, 1);
  g_assert_cmpuint (herald_report_get_substitutions (keep_fixture_report (fixture))->len, ==, 1);
  g_assert_cmpuint (fixture->n_replaced, ==, 5);

  /* What is typed after a redo goes on from there. */
  keep_fixture_type (fixture, "A title");
  g_assert_true (herald_composer_write_case (fixture->composer, NULL));
  g_assert_false (herald_composer_redo (fixture->composer, NULL));
  g_assert_true (herald_composer_undo (fixture->composer, NULL));
  keep_fixture_assert_typed (fixture, "");
}

static void
test_returns_to_a_version (KeepFixture  *fixture,
                           gconstpointer data)
{
  g_autoptr(GPtrArray) versions = NULL;

  keep_fixture_keep (fixture);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *title = g_strdup_printf ("Title %u", i);

      keep_fixture_type (fixture, title);
      g_assert_true (herald_composer_write_case (fixture->composer, NULL));
    }

  versions = herald_case_get_versions (herald_composer_get_case (fixture->composer));
  g_assert_cmpuint (versions->len, ==, 4);
  g_assert_true (herald_composer_return_to (fixture->composer, ((HeraldCaseVersion *) versions->pdata[1])->seq, NULL));
  keep_fixture_assert_typed (fixture, "Title 0");
  g_assert_true (herald_composer_undo (fixture->composer, NULL));
  keep_fixture_assert_typed (fixture, "Title 2");
}

static void
test_closes (KeepFixture  *fixture,
             gconstpointer data)
{
  g_autoptr(HeraldComposer) other = herald_composer_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;

  keep_fixture_keep (fixture);
  id = keep_fixture_dup_id (fixture);
  keep_fixture_type (fixture, "The last word");
  g_assert_true (herald_vault_unlock_passphrase (herald_composer_get_vault (other), "a passphrase", NULL));
  g_assert_false (herald_composer_open_case (other, id, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_BUSY);

  g_assert_true (herald_composer_close (fixture->composer, NULL));
  g_assert_null (keep_fixture_report (fixture));
  g_assert_null (herald_composer_get_case (fixture->composer));
  g_assert_null (herald_composer_get_autosave (fixture->composer));
  g_assert_cmpuint (fixture->n_replaced, ==, 1);

  g_assert_true (herald_composer_open_case (other, id, NULL));
  g_assert_cmpstr (herald_answer_get_text (herald_report_get_answer (herald_composer_get_report (other), "vuln.title")),
                   ==, "The last word");
}

static void
test_locks (KeepFixture  *fixture,
            gconstpointer data)
{
  HeraldVault *vault = herald_composer_get_vault (fixture->composer);
  g_autofree char *id = NULL;
  g_autoptr(GError) error = NULL;

  /* What is in memory only would be lost. */
  keep_fixture_type (fixture, "In memory");
  g_assert_true (herald_composer_lock (fixture->composer, NULL));
  g_assert_false (herald_vault_is_unlocked (vault));
  keep_fixture_assert_typed (fixture, "In memory");
  g_assert_false (herald_composer_keep (fixture->composer, &error));
  g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_LOCKED);
  keep_fixture_assert_typed (fixture, "In memory");

  g_assert_true (herald_composer_unlock (fixture->composer, "a passphrase", NULL));
  keep_fixture_keep (fixture);
  id = keep_fixture_dup_id (fixture);
  keep_fixture_type (fixture, "In the vault");
  g_assert_true (herald_composer_lock (fixture->composer, NULL));
  g_assert_null (keep_fixture_report (fixture));
  g_assert_false (herald_composer_open_case (fixture->composer, id, NULL));

  g_assert_true (herald_composer_unlock (fixture->composer, "a passphrase", NULL));
  g_assert_true (herald_composer_open_case (fixture->composer, id, NULL));
  keep_fixture_assert_typed (fixture, "In the vault");
}

static void
test_keeps_what_cannot_be_written (KeepFixture  *fixture,
                                   gconstpointer data)
{
  keep_fixture_keep (fixture);
  keep_fixture_type (fixture, "Not lost");
  herald_case_close (herald_composer_get_case (fixture->composer));

  g_assert_false (herald_composer_close (fixture->composer, NULL));
  g_assert_false (herald_composer_lock (fixture->composer, NULL));
  g_assert_false (herald_composer_begin (fixture->composer, "practice", FALSE, NULL));
  keep_fixture_assert_typed (fixture, "Not lost");
  g_assert_cmpint (keep_fixture_state (fixture), ==, HERALD_AUTOSAVE_FAILING);

  herald_composer_abandon (fixture->composer);
  g_assert_null (keep_fixture_report (fixture));
}

static void
test_goes_on_after_a_lock (KeepFixture   *fixture,
                           gconstpointer  data)
{
  HeraldVault *vault = herald_composer_get_vault (fixture->composer);
  g_autofree char *id = NULL;

  keep_fixture_keep (fixture);
  id = keep_fixture_dup_id (fixture);
  keep_fixture_type (fixture, "Not written");
  herald_vault_lock (vault);
  g_assert_false (herald_composer_write_case (fixture->composer, NULL));
  g_assert_cmpint (keep_fixture_state (fixture), ==, HERALD_AUTOSAVE_FAILING);

  g_assert_true (herald_composer_unlock (fixture->composer, "a passphrase", NULL));
  g_assert_true (herald_composer_open_case (fixture->composer, id, NULL));
  keep_fixture_assert_typed (fixture, "Not written");
  g_assert_cmpint (keep_fixture_state (fixture), ==, HERALD_AUTOSAVE_SAVING);
  g_assert_true (herald_composer_close (fixture->composer, NULL));
  g_assert_true (herald_composer_open_case (fixture->composer, id, NULL));
  keep_fixture_assert_typed (fixture, "Not written");
}

static void
test_leaves_one_case_for_another (KeepFixture  *fixture,
                                  gconstpointer data)
{
  g_autofree char *one = NULL, *other = NULL;

  keep_fixture_keep (fixture);
  one = keep_fixture_dup_id (fixture);
  keep_fixture_type (fixture, "One");
  g_assert_true (herald_composer_begin (fixture->composer, "practice", FALSE, NULL));
  g_assert_null (herald_composer_get_case (fixture->composer));
  keep_fixture_keep (fixture);
  other = keep_fixture_dup_id (fixture);
  keep_fixture_type (fixture, "Other");

  g_assert_true (herald_composer_open_case (fixture->composer, one, NULL));
  keep_fixture_assert_typed (fixture, "One");
  keep_fixture_type (fixture, "One more");
  g_assert_true (herald_composer_open_case (fixture->composer, one, NULL));
  keep_fixture_assert_typed (fixture, "One more");
  g_assert_false (herald_composer_open_case (fixture->composer, "f00", NULL));
  keep_fixture_assert_typed (fixture, "One more");
  g_assert_true (herald_composer_open_case (fixture->composer, other, NULL));
  keep_fixture_assert_typed (fixture, "Other");
}

#define ADD(path, func) g_test_add (path, KeepFixture, NULL, keep_fixture_set_up, func, keep_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);
  ADD ("/composer/keep/is-in-memory-only-until-it-is-called", test_is_in_memory_only);
  ADD ("/composer/keep/takes-back-attachments-and-substitutions", test_takes_back_everything);
  ADD ("/composer/keep/returns-to-a-version", test_returns_to_a_version);
  ADD ("/composer/keep/closes-a-case-for-others-to-open", test_closes);
  ADD ("/composer/keep/locks-the-vault-and-loses-nothing", test_locks);
  ADD ("/composer/keep/holds-on-to-what-cannot-be-written", test_keeps_what_cannot_be_written);
  ADD ("/composer/keep/goes-on-after-a-lock", test_goes_on_after_a_lock);
  ADD ("/composer/keep/leaves-one-case-for-another", test_leaves_one_case_for_another);
  return composer_fixture_run ();
}
