/* test-anonymous.c: nothing of an anonymous report is written unasked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keep-fixture.h"

static void
test_confirms_in_memory (KeepFixture  *fixture,
                         gconstpointer data)
{
  g_autoptr(GBytes) key = composer_fixture_zoo_key ("ed25519.pgp");
  g_autofree char *fingerprint = composer_fixture_fingerprint ("ed25519.pgp", 0);
  g_autoptr(HeraldComposer) anonymous = composer_fixture_begin ("baxter", TRUE);
  g_autoptr(HeraldComposer) next = herald_composer_new (NULL);
  HeraldVendor *vendor = composer_fixture_vendor (anonymous, "baxter");
  g_autofree char *state = composer_fixture_state ();
  g_autofree char *before = composer_fixture_list (state), *after = NULL;
  g_autoptr(HeraldConfirmed) known = NULL, unknown = NULL, written = NULL, both = NULL;
  g_autoptr(GError) error = NULL;

  herald_composer_confirm_key (anonymous, vendor, key, fingerprint, &error);
  g_assert_no_error (error);
  herald_composer_confirm_value (anonymous, vendor, HERALD_CONFIRMED_ADDRESS, "psirt@vendor.example", &error);
  g_assert_no_error (error);
  g_assert_false (herald_composer_confirm_value (anonymous, vendor, HERALD_CONFIRMED_ADDRESS, "nonsense", &error));
  g_assert_error (error, HERALD_CONFIRMED_ERROR, HERALD_CONFIRMED_ERROR_VALUE);
  g_clear_error (&error);

  known = herald_composer_load_confirmed (anonymous, vendor, NULL);
  g_assert_cmpstr (herald_confirmed_get (known, HERALD_CONFIRMED_KEY), ==, fingerprint);
  g_assert_cmpstr (herald_confirmed_get (known, HERALD_CONFIRMED_ADDRESS), ==, "psirt@vendor.example");
  after = composer_fixture_list (state);
  g_assert_cmpstr (after, ==, before);
  unknown = herald_composer_load_confirmed (next, composer_fixture_vendor (next, "baxter"), NULL);
  g_assert_null (herald_confirmed_get (unknown, HERALD_CONFIRMED_KEY));

  /* A report under a name is written down, without what an anonymous one brought. */
  g_assert_true (herald_composer_begin (anonymous, "baxter", FALSE, NULL));
  herald_composer_confirm_value (anonymous, vendor, HERALD_CONFIRMED_ADDRESS, "named@vendor.example", &error);
  g_assert_no_error (error);
  written = herald_composer_load_confirmed (next, composer_fixture_vendor (next, "baxter"), NULL);
  g_assert_cmpstr (herald_confirmed_get (written, HERALD_CONFIRMED_ADDRESS), ==, "named@vendor.example");
  g_assert_null (herald_confirmed_get (written, HERALD_CONFIRMED_KEY));
  both = herald_composer_load_confirmed (anonymous, vendor, NULL);
  g_assert_cmpstr (herald_confirmed_get (both, HERALD_CONFIRMED_ADDRESS), ==, "named@vendor.example");
  g_assert_cmpstr (herald_confirmed_get (both, HERALD_CONFIRMED_KEY), ==, fingerprint);
}

static void
test_seals_anonymously_without_a_trace (KeepFixture  *fixture,
                                        gconstpointer data)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_ready (TRUE);
  g_autofree char *home = g_strdup (g_getenv ("HOME")), *state = composer_fixture_state ();
  g_autofree char *before = composer_fixture_list (home), *states = composer_fixture_list (state);
  g_autofree char *after = NULL, *path = composer_fixture_path ("envelope"), *states_after = NULL;
  GError *error = NULL;

  composer_fixture_seal (composer, HERALD_ENVELOPE_BUNDLE, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (herald_autosave_get_state (herald_composer_get_autosave (composer)), ==, HERALD_AUTOSAVE_MEMORY);
  after = composer_fixture_list (home);
  states_after = composer_fixture_list (state);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (states_after, ==, states);
}

#define ADD(path, func) g_test_add (path, KeepFixture, NULL, keep_fixture_set_up, func, keep_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);
  ADD ("/composer/anonymous/confirms-for-an-anonymous-report-in-memory", test_confirms_in_memory);
  ADD ("/composer/anonymous/seals-anonymously-without-a-trace", test_seals_anonymously_without_a_trace);
  return composer_fixture_run ();
}
