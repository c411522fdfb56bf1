/* test-seal-plan.c: what sealing would be like
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "composer-fixture.h"
#include "herald-composer-keys.h"
#include "herald-composer-vault.h"
#include "herald-seal-plan.h"

static void
take_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static HeraldSealPlan *
make_plan (HeraldComposer *composer)
{
  g_autoptr(GAsyncResult) result = NULL;
  GError *error = NULL;
  HeraldSealPlan *plan;

  herald_composer_plan_seal_async (composer, NULL, take_result_cb, &result);
  wait_for (&result);
  plan = herald_composer_plan_seal_finish (composer, result, &error);
  g_assert_no_error (error);

  return plan;
}

static void
test_knows_the_shipped_key (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_ready (FALSE);
  g_autoptr(HeraldSealPlan) plan = make_plan (composer);

  g_assert_nonnull (plan->key);
  g_assert_true (plan->key_is_shipped);
  g_assert_cmpstr (plan->why_no_key, ==, "");
  g_assert_cmpstr (plan->key_date, ==, "");
  g_assert_true (plan->takes_mail);
  g_assert_cmpstr (plan->address, ==, "psirt@practice.example");
  for (guint i = 0; i < HERALD_ENVELOPE_N_FORMS; i++)
    g_assert_null (plan->why_not[i]);
}

static void
test_says_what_is_missing (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("baxter", FALSE);
  g_autoptr(HeraldSealPlan) plan = make_plan (composer);

  g_assert_null (plan->key);
  g_assert_cmpstr (plan->why_no_key, !=, "");
  g_assert_true (plan->takes_mail);
  g_assert_cmpstr (plan->address, ==, "");
  g_assert_nonnull (plan->why_not[HERALD_ENVELOPE_EML]);
  g_assert_nonnull (plan->why_not[HERALD_ENVELOPE_DRAFT]);
  g_assert_null (plan->why_not[HERALD_ENVELOPE_BUNDLE]);
}

static void
confirm_key (HeraldComposer *composer,
             const char     *from)
{
  HeraldVendor *vendor = herald_report_get_vendor (herald_composer_get_report (composer));
  g_autoptr(GBytes) file = composer_fixture_zoo_key ("ed25519.pgp");
  g_autofree char *fingerprint = composer_fixture_fingerprint ("ed25519.pgp", 0);
  g_autoptr(GAsyncResult) result = NULL;
  GError *error = NULL;

  herald_composer_confirm_key_async (composer, vendor, file, fingerprint, from, take_result_cb, &result);
  wait_for (&result);
  g_assert_true (herald_composer_confirm_finish (composer, result, &error));
  g_assert_no_error (error);
}

static void
test_knows_what_was_confirmed (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("baxter", FALSE);
  g_autofree char *fingerprint = composer_fixture_fingerprint ("ed25519.pgp", 0);
  g_autoptr(HeraldSealPlan) plan = NULL;

  confirm_key (composer, "A printed page");
  plan = make_plan (composer);
  g_assert_cmpstr (herald_key_get_fingerprint (plan->key), ==, fingerprint);
  g_assert_false (plan->key_is_shipped);
  g_assert_cmpstr (plan->key_from, ==, "A printed page");
  g_assert_cmpuint (strlen (plan->key_date), ==, strlen ("2026-11-21"));
}

/* What is confirmed for a report of nobody is used, and not written. */
static void
test_keeps_nothing_of_an_anonymous_report (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("baxter", TRUE);
  g_autofree char *state = composer_fixture_state ();
  g_autofree char *folder = g_build_filename (state, "confirmed", NULL);
  g_autoptr(HeraldSealPlan) plan = NULL;

  confirm_key (composer, "A printed page");
  plan = make_plan (composer);
  g_assert_nonnull (plan->key);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

/* Padding makes steps of up to an eighth, and an estimate may miss by one. */
static void
assert_close (guint64 estimate,
              guint64 size)
{
  g_test_message ("%" G_GUINT64_FORMAT " estimated, %" G_GUINT64_FORMAT " sealed", estimate, size);
  g_assert_cmpuint (estimate, >, size - size / 7);
  g_assert_cmpuint (estimate, <, size + size / 7);
}

static void
test_estimates_sizes (void)
{
  static const gsize sizes[] = { 0, 1000, 300000, 5000000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(HeraldComposer) composer = composer_fixture_ready (FALSE);
      g_autoptr(GBytes) content = composer_fixture_noise (sizes[i]);
      g_autoptr(HeraldSealPlan) plan = NULL;

      if (sizes[i] > 0)
        composer_fixture_attach (composer, "poc.bin", content);
      plan = make_plan (composer);

      for (guint form = 0; form < HERALD_ENVELOPE_N_FORMS; form++)
        {
          g_autofree char *path = composer_fixture_path ("envelope");
          GError *error = NULL;
          GStatBuf status;

          if (plan->why_not[form] != NULL)
            continue;

          composer_fixture_seal (composer, (HeraldEnvelopeForm) form, path, NULL, &error);
          g_assert_no_error (error);
          g_assert_no_errno (g_stat (path, &status));
          assert_close (plan->sizes[form], (guint64) status.st_size);
        }
    }
}

static void
test_judges_files (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("baxter", FALSE);
  g_autofree char *path = g_build_filename (g_getenv ("HERALD_KEY_ZOO"), "two-keys.pgp", NULL);
  g_autoptr(GAsyncResult) result = NULL, missing = NULL;
  g_autoptr(HeraldKeyFile) file = NULL;
  g_autoptr(GError) error = NULL;

  herald_composer_judge_file_async (composer, path, NULL, take_result_cb, &result);
  wait_for (&result);
  file = herald_composer_judge_finish (composer, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (file->keys->len, ==, 2);

  herald_composer_judge_file_async (composer, "/nonexistent/key.asc", NULL, take_result_cb, &missing);
  wait_for (&missing);
  g_assert_null (herald_composer_judge_finish (composer, missing, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NOT_FOUND);
}

static void
test_confirms_only_a_full_match (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("baxter", FALSE);
  HeraldVendor *vendor = herald_report_get_vendor (herald_composer_get_report (composer));
  g_autoptr(GBytes) file = composer_fixture_zoo_key ("ed25519.pgp");
  g_autofree char *fingerprint = composer_fixture_fingerprint ("rsa3072.pgp", 0);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  herald_composer_confirm_key_async (composer, vendor, file, fingerprint, "", take_result_cb, &result);
  wait_for (&result);
  g_assert_false (herald_composer_confirm_finish (composer, result, &error));
  g_assert_error (error, HERALD_RECIPIENT_ERROR, HERALD_RECIPIENT_ERROR_FINGERPRINT);
}

/* The report was anonymous when the person confirmed the value; that it is
 * closed before a worker comes to it changes nothing. */
static void
test_remembers_for_a_report_that_is_closed (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("baxter", TRUE);
  g_autoptr(HeraldVendor) vendor = herald_vendor_ref (herald_report_get_vendor (herald_composer_get_report (composer)));
  g_autofree char *state = composer_fixture_state ();
  g_autofree char *folder = g_build_filename (state, "confirmed", NULL);
  g_autoptr(HeraldConfirmed) confirmed = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  GError *error = NULL;

  herald_composer_confirm_value_async (composer, vendor, HERALD_CONFIRMED_ADDRESS, "psirt@musterwerk.example",
                                       take_result_cb, &result);
  herald_composer_abandon (composer);
  wait_for (&result);
  g_assert_true (herald_composer_confirm_finish (composer, result, &error));
  g_assert_no_error (error);

  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  confirmed = herald_composer_load_confirmed (composer, vendor, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (herald_confirmed_get (confirmed, HERALD_CONFIRMED_ADDRESS), ==, "psirt@musterwerk.example");
  g_assert_cmpstr (herald_confirmed_get_from (confirmed, HERALD_CONFIRMED_ADDRESS), ==, "confirmed by you");
}

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);

  g_test_add_func ("/composer/seal-plan/knows-the-shipped-key", test_knows_the_shipped_key);
  g_test_add_func ("/composer/seal-plan/says-what-is-missing", test_says_what_is_missing);
  g_test_add_func ("/composer/seal-plan/knows-what-was-confirmed", test_knows_what_was_confirmed);
  g_test_add_func ("/composer/seal-plan/keeps-nothing-of-an-anonymous-report", test_keeps_nothing_of_an_anonymous_report);
  g_test_add_func ("/composer/seal-plan/estimates-sizes", test_estimates_sizes);
  g_test_add_func ("/composer/keys/judges-files", test_judges_files);
  g_test_add_func ("/composer/keys/confirms-only-a-full-match", test_confirms_only_a_full_match);
  g_test_add_func ("/composer/keys/remembers-for-a-report-that-is-closed", test_remembers_for_a_report_that_is_closed);

  return composer_fixture_run ();
}
