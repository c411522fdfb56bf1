/* test-recipient.c: the key that a report is sealed to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "composer-fixture.h"

#define PRACTICE "81C10669D14F07F98463C4F1499223D43B4C659D"

static HeraldKey *
find_for (const char  *vendor,
          const char  *fingerprint,
          const char  *zoo_key,
          GError     **error)
{
  g_autoptr(HeraldComposer) composer = herald_composer_new (NULL);
  HeraldVendor *profile = composer_fixture_vendor (composer, vendor);
  g_autofree char *state = composer_fixture_state ();
  GError *local_error = NULL;
  g_autoptr(HeraldConfirmed) confirmed = herald_confirmed_load (state, profile, &local_error);

  g_assert_no_error (local_error);
  if (fingerprint != NULL)
    {
      g_autoptr(GBytes) file = composer_fixture_zoo_key (zoo_key);

      herald_confirmed_set (confirmed, HERALD_CONFIRMED_KEY, fingerprint, file, "", &local_error);
      g_assert_no_error (local_error);
    }

  return herald_recipient_find (profile, confirmed, error);
}

static void
test_finds_shipped (void)
{
  GError *error = NULL;
  g_autoptr(HeraldKey) key = find_for ("practice", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (herald_key_get_fingerprint (key), ==, PRACTICE);
  g_assert_true (herald_key_is_usable (key));
}

static void
test_finds_confirmed (void)
{
  static const char * const vendors[] = { "practice", "baxter", "fresenius" };
  g_autofree char *fingerprint = composer_fixture_fingerprint ("two-keys.pgp", 1);

  for (guint i = 0; i < G_N_ELEMENTS (vendors); i++)
    {
      GError *error = NULL;
      g_autoptr(HeraldKey) key = find_for (vendors[i], fingerprint, "two-keys.pgp", &error);

      g_assert_no_error (error);
      g_assert_cmpstr (herald_key_get_fingerprint (key), ==, fingerprint);
    }
}

static void
test_finds_none (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (find_for ("baxter", NULL, NULL, &error));
  g_assert_error (error, HERALD_RECIPIENT_ERROR, HERALD_RECIPIENT_ERROR_NO_KEY);
  g_assert_nonnull (strstr (error->message, "Baxter"));
}

/* A key that was good when it was confirmed, and is not any more; the shipped
 * one does not step into its place. */
static void
test_finds_expired (void)
{
  g_autofree char *fingerprint = composer_fixture_fingerprint ("expired.pgp", 0);
  g_autoptr(GError) error = NULL;

  g_assert_null (find_for ("practice", fingerprint, "expired.pgp", &error));
  g_assert_error (error, HERALD_RECIPIENT_ERROR, HERALD_RECIPIENT_ERROR_UNUSABLE);
}

static void
test_finds_another (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (find_for ("practice", PRACTICE, "ed25519.pgp", &error));
  g_assert_error (error, HERALD_RECIPIENT_ERROR, HERALD_RECIPIENT_ERROR_FINGERPRINT);
}

static void
test_finds_garbage (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (find_for ("practice", PRACTICE, "garbage", &error));
  g_assert_error (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_NOT_A_KEY);
}

static void
assert_chosen (const char *zoo_key,
               const char *typed,
               const char *fingerprint)
{
  g_autoptr(GBytes) file = composer_fixture_zoo_key (zoo_key);
  GError *error = NULL;
  g_autoptr(HeraldKey) key = herald_recipient_choose (file, typed, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (herald_key_get_fingerprint (key), ==, fingerprint);
}

static char *
assert_refused (const char *zoo_key,
                const char *typed,
                GQuark      domain,
                int         code)
{
  g_autoptr(GBytes) file = composer_fixture_zoo_key (zoo_key);
  g_autoptr(GError) error = NULL;

  g_assert_null (herald_recipient_choose (file, typed, &error));
  g_assert_error (error, domain, code);
  return g_strdup (error->message);
}

static void
assert_refused_for (const char *zoo_key,
                    const char *typed,
                    int         code,
                    const char *word)
{
  g_autofree char *message = assert_refused (zoo_key, typed, HERALD_RECIPIENT_ERROR, code);

  if (strstr (message, word) == NULL)
    g_error ("“%s” is not in “%s”", word, message);
}

static void
test_chooses_among_several (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *fingerprint = composer_fixture_fingerprint ("two-keys.pgp", i);

      assert_chosen ("two-keys.pgp", fingerprint, fingerprint);
    }
}

static void
test_chooses_in_any_spelling (void)
{
  g_autofree char *fingerprint = composer_fixture_fingerprint ("ed25519.pgp", 0);
  g_autofree char *lower = g_ascii_strdown (fingerprint, -1);
  g_autofree char *grouped = herald_fingerprint_group (fingerprint);

  assert_chosen ("ed25519.pgp", lower, fingerprint);
  assert_chosen ("ed25519.pgp", grouped, fingerprint);
}

static char *
subkey_of (const char *zoo_key,
           guint       index)
{
  g_autoptr(GBytes) file = composer_fixture_zoo_key (zoo_key);
  g_autoptr(GPtrArray) keys = herald_key_read (file, g_get_real_time () / G_USEC_PER_SEC, NULL);

  return g_strdup (herald_key_get_subkey (g_ptr_array_index (keys, index)));
}

static void
test_refuses_subkey (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *subkey = subkey_of ("two-keys.pgp", i);

      assert_refused_for ("two-keys.pgp", subkey, HERALD_RECIPIENT_ERROR_FINGERPRINT, "subkey");
    }
}

static void
test_refuses_short (void)
{
  g_autofree char *fingerprint = composer_fixture_fingerprint ("ed25519.pgp", 0);

  for (guint length = 0; length < 40; length += 8)
    {
      g_autofree char *typed = g_strdup (fingerprint + 40 - length);
      g_autofree char *message = assert_refused ("ed25519.pgp", typed, HERALD_RECIPIENT_ERROR,
                                                 HERALD_RECIPIENT_ERROR_FINGERPRINT);

      g_assert_cmpuint (strlen (message), >, 10);
    }
}

static void
test_refuses_mismatch (void)
{
  g_autofree char *fingerprint = composer_fixture_fingerprint ("ed25519.pgp", 0);

  fingerprint[21] = fingerprint[21] == '0' ? '1' : '0';
  assert_refused_for ("ed25519.pgp", fingerprint, HERALD_RECIPIENT_ERROR_FINGERPRINT, "group 6");
  assert_refused_for ("two-keys.pgp", fingerprint, HERALD_RECIPIENT_ERROR_FINGERPRINT, "None of the keys");
}

static void
test_refuses_unusable (void)
{
  static const char * const files[] = {
    "expired.pgp", "revoked.pgp", "secret.pgp", "forged-binding.pgp", "sha1-binding.pgp", "unbound.pgp",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *fingerprint = composer_fixture_fingerprint (files[i], 0);
      g_autofree char *message = assert_refused (files[i], fingerprint, HERALD_RECIPIENT_ERROR,
                                                 HERALD_RECIPIENT_ERROR_UNUSABLE);

      g_assert_cmpuint (strlen (message), >, 10);
    }
}

static void
test_refuses_no_key_file (void)
{
  g_autofree char *message = assert_refused ("text.txt", PRACTICE, HERALD_KEY_ERROR,
                                             HERALD_KEY_ERROR_NOT_A_KEY);

  g_assert_null (strstr (message, "This is no key"));
}

int
main (int   argc,
      char *argv[])
{
  composer_fixture_set_up (&argc, &argv);

  g_test_add_func ("/composer/recipient/finds-the-shipped-key", test_finds_shipped);
  g_test_add_func ("/composer/recipient/prefers-the-confirmed-key", test_finds_confirmed);
  g_test_add_func ("/composer/recipient/finds-none", test_finds_none);
  g_test_add_func ("/composer/recipient/refuses-a-confirmed-key-that-expired", test_finds_expired);
  g_test_add_func ("/composer/recipient/refuses-another-key-than-the-confirmed-one", test_finds_another);
  g_test_add_func ("/composer/recipient/refuses-a-damaged-file", test_finds_garbage);
  g_test_add_func ("/composer/recipient/chooses-among-several", test_chooses_among_several);
  g_test_add_func ("/composer/recipient/chooses-in-any-spelling", test_chooses_in_any_spelling);
  g_test_add_func ("/composer/recipient/does-not-choose-by-a-subkey", test_refuses_subkey);
  g_test_add_func ("/composer/recipient/does-not-choose-by-a-short-id", test_refuses_short);
  g_test_add_func ("/composer/recipient/tells-where-a-fingerprint-differs", test_refuses_mismatch);
  g_test_add_func ("/composer/recipient/does-not-choose-an-unusable-key", test_refuses_unusable);
  g_test_add_func ("/composer/recipient/refuses-what-is-no-key-file", test_refuses_no_key_file);

  return composer_fixture_run ();
}
