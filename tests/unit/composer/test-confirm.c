/* test-confirm.c: what the person supplies for a vendor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "composer-fixture.h"

/* Nobody's: its private key was thrown away. */
static const char authority[] =
  "-----BEGIN CERTIFICATE-----\n"
  "MIIBUTCCAQOgAwIBAgIUFUCBP4guTMa2Ytn6Zyc7TWKar9swBQYDK2VwMB0xGzAZ\n"
  "BgNVBAMMElByYWN0aWNlIGF1dGhvcml0eTAgFw0yNjExMjEyMjAzMDdaGA8yMTI2\n"
  "MTAyODIyMDMwN1owHTEbMBkGA1UEAwwSUHJhY3RpY2UgYXV0aG9yaXR5MCowBQYD\n"
  "K2VwAyEAjzSja2UOQXpOrw39o7mdLlWot3/ll19CgskvycDK6gujUzBRMB0GA1Ud\n"
  "DgQWBBTMS9NfOuVBItfq0HvZBUIJDNh5RjAfBgNVHSMEGDAWgBTMS9NfOuVBItfq\n"
  "0HvZBUIJDNh5RjAPBgNVHRMBAf8EBTADAQH/MAUGAytlcANBALYwoU1pdnp4elwR\n"
  "BCgRBHXyq7ExHeIXPU8OYj8Q8RlGvD3d7IruvlBOaw8AXwXmpfxacuklKPJBW+Kx\n"
  "K9pENww=\n"
  "-----END CERTIFICATE-----\n";

static HeraldConfirmed *
load (const char *vendor)
{
  g_autoptr(HeraldComposer) composer = herald_composer_new (NULL);
  GError *error = NULL;
  HeraldConfirmed *confirmed = herald_composer_load_confirmed (composer, composer_fixture_vendor (composer, vendor), &error);

  g_assert_no_error (error);
  return confirmed;
}

static void
assert_kept (const char          *vendor,
             HeraldConfirmedItem  item,
             const char          *value)
{
  g_autoptr(HeraldConfirmed) confirmed = load (vendor);

  g_assert_cmpstr (herald_confirmed_get (confirmed, item), ==, value);
  g_assert_cmpstr (herald_confirmed_get_from (confirmed, item), ==, "confirmed by you");
  g_assert_cmpuint (strlen (herald_confirmed_get_date (confirmed, item)), ==, strlen ("2026-11-21"));
}

static void
assert_nothing_kept (void)
{
  g_autofree char *state = composer_fixture_state ();
  g_autofree char *folder = g_build_filename (state, "confirmed", NULL);

  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

/* Only the person can read what they confirmed. */
static void
assert_private (guint n_files)
{
  g_autofree char *state = composer_fixture_state ();
  g_autofree char *folder = g_build_filename (state, "confirmed", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  g_assert_cmphex (composer_fixture_mode (folder), ==, 0700);
  for (; (name = g_dir_read_name (dir)) != NULL; n_files--)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmphex (composer_fixture_mode (path), ==, 0600);
    }
  g_assert_cmpuint (n_files, ==, 0);
}

static gboolean
confirm_key (const char  *vendor,
             const char  *zoo_key,
             const char  *fingerprint,
             GError     **error)
{
  g_autoptr(HeraldComposer) composer = herald_composer_new (NULL);
  g_autoptr(GBytes) file = composer_fixture_zoo_key (zoo_key);

  return herald_composer_confirm_key (composer, composer_fixture_vendor (composer, vendor), file,
                                      fingerprint, error);
}

static gboolean
confirm_value (const char           *vendor,
               HeraldConfirmedItem   item,
               const char           *value,
               GError              **error)
{
  g_autoptr(HeraldComposer) composer = herald_composer_new (NULL);

  return herald_composer_confirm_value (composer, composer_fixture_vendor (composer, vendor), item,
                                        value, error);
}

static gboolean
confirm_authority (const char  *vendor,
                   const char  *text,
                   GError     **error)
{
  g_autoptr(HeraldComposer) composer = herald_composer_new (NULL);
  g_autoptr(GBytes) file = composer_fixture_text (text);

  return herald_composer_confirm_authority (composer, composer_fixture_vendor (composer, vendor), file, error);
}

static void
test_key (void)
{
  g_autofree char *fingerprint = composer_fixture_fingerprint ("two-keys.pgp", 1);
  g_autoptr(HeraldConfirmed) confirmed = NULL;
  g_autoptr(HeraldKey) key = NULL;
  g_autoptr(HeraldComposer) composer = herald_composer_new (NULL);
  GError *error = NULL;

  assert_nothing_kept ();
  confirm_key ("baxter", "two-keys.pgp", fingerprint, &error);
  g_assert_no_error (error);
  assert_kept ("baxter", HERALD_CONFIRMED_KEY, fingerprint);
  assert_private (2);

  /* What is kept is the key alone, and can be sealed to. */
  confirmed = load ("baxter");
  key = herald_recipient_find (composer_fixture_vendor (composer, "baxter"), confirmed, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (herald_key_get_fingerprint (key), ==, fingerprint);
  g_assert_true (g_bytes_equal (herald_key_get_certificate (key),
                                herald_confirmed_get_file (confirmed, HERALD_CONFIRMED_KEY)));
}

static void
test_wrong_key (void)
{
  g_autofree char *fingerprint = composer_fixture_fingerprint ("ed25519.pgp", 0);
  g_autofree char *expired = composer_fixture_fingerprint ("expired.pgp", 0);
  g_autoptr(GError) error = NULL;

  g_assert_false (confirm_key ("baxter", "rsa3072.pgp", fingerprint, &error));
  g_assert_error (error, HERALD_RECIPIENT_ERROR, HERALD_RECIPIENT_ERROR_FINGERPRINT);
  g_clear_error (&error);
  g_assert_false (confirm_key ("baxter", "ed25519.pgp", fingerprint + 24, &error));
  g_assert_error (error, HERALD_RECIPIENT_ERROR, HERALD_RECIPIENT_ERROR_FINGERPRINT);
  g_clear_error (&error);
  g_assert_false (confirm_key ("baxter", "expired.pgp", expired, &error));
  g_assert_error (error, HERALD_RECIPIENT_ERROR, HERALD_RECIPIENT_ERROR_UNUSABLE);

  assert_nothing_kept ();
}

static void
test_wrong_key_keeps_former (void)
{
  g_autofree char *fingerprint = composer_fixture_fingerprint ("ed25519.pgp", 0);
  g_autoptr(GError) error = NULL;

  confirm_key ("baxter", "ed25519.pgp", fingerprint, &error);
  g_assert_no_error (error);
  g_assert_false (confirm_key ("baxter", "rsa3072.pgp", fingerprint, &error));
  assert_kept ("baxter", HERALD_CONFIRMED_KEY, fingerprint);
}

static void
test_values (void)
{
  GError *error = NULL;

  confirm_value ("baxter", HERALD_CONFIRMED_ADDRESS, "psirt@baxter.example", &error);
  g_assert_no_error (error);
  confirm_value ("practice", HERALD_CONFIRMED_ENDPOINT, "https://drop.example/report", &error);
  g_assert_no_error (error);
  confirm_value ("practice", HERALD_CONFIRMED_ADDRESS, "other@practice.example", &error);
  g_assert_no_error (error);

  /* One after the other, and none in the place of another. */
  assert_kept ("baxter", HERALD_CONFIRMED_ADDRESS, "psirt@baxter.example");
  assert_kept ("practice", HERALD_CONFIRMED_ENDPOINT, "https://drop.example/report");
  assert_kept ("practice", HERALD_CONFIRMED_ADDRESS, "other@practice.example");
  assert_private (2);
}

typedef struct
{
  HeraldConfirmedItem  item;
  const char          *value;
} Supply;

static gpointer
supply_often (gpointer data)
{
  const Supply *supply = data;

  for (guint i = 0; i < 20; i++)
    {
      GError *error = NULL;

      confirm_value ("practice", supply->item, supply->value, &error);
      g_assert_no_error (error);
    }

  return NULL;
}

/* Each program reads what is kept, adds its own, and writes all of it. */
static void
test_values_at_once (void)
{
  Supply address = { HERALD_CONFIRMED_ADDRESS, "other@practice.example" };
  Supply endpoint = { HERALD_CONFIRMED_ENDPOINT, "https://drop.example/report" };
  GThread *thread = g_thread_new ("supply", supply_often, &address);

  supply_often (&endpoint);
  g_thread_join (thread);
  assert_kept ("practice", HERALD_CONFIRMED_ADDRESS, address.value);
  assert_kept ("practice", HERALD_CONFIRMED_ENDPOINT, endpoint.value);
}

static void
test_wrong_values (void)
{
  static const struct
  {
    const char           *vendor;
    HeraldConfirmedItem   item;
    const char           *value;
    int                   code;
  } wrong[] = {
    { "baxter", HERALD_CONFIRMED_ADDRESS, "", HERALD_CONFIRMED_ERROR_VALUE },
    { "baxter", HERALD_CONFIRMED_ADDRESS, "nobody", HERALD_CONFIRMED_ERROR_VALUE },
    { "baxter", HERALD_CONFIRMED_ADDRESS, "a@b.example, c@d.example", HERALD_CONFIRMED_ERROR_VALUE },
    { "baxter", HERALD_CONFIRMED_ADDRESS, "a@b.example\r\nBcc: c@d.example", HERALD_CONFIRMED_ERROR_VALUE },
    { "practice", HERALD_CONFIRMED_ENDPOINT, "http://drop.example/", HERALD_CONFIRMED_ERROR_VALUE },
    { "practice", HERALD_CONFIRMED_ENDPOINT, "https://me:secret@drop.example/", HERALD_CONFIRMED_ERROR_VALUE },
    { "practice", HERALD_CONFIRMED_ENDPOINT, "drop.example", HERALD_CONFIRMED_ERROR_VALUE },
    { "fresenius", HERALD_CONFIRMED_ADDRESS, "psirt@fresenius.example", HERALD_CONFIRMED_ERROR_NO_CHANNEL },
    { "baxter", HERALD_CONFIRMED_ENDPOINT, "https://drop.example/", HERALD_CONFIRMED_ERROR_NO_CHANNEL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (confirm_value (wrong[i].vendor, wrong[i].item, wrong[i].value, &error));
      g_assert_error (error, HERALD_CONFIRMED_ERROR, wrong[i].code);
    }

  assert_nothing_kept ();
}

static void
test_authority (void)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, authority, -1);
  g_autoptr(HeraldConfirmed) confirmed = NULL;
  g_autoptr(GBytes) file = composer_fixture_text (authority);
  GError *error = NULL;

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("glib-networking is not installed");
      return;
    }

  confirm_authority ("practice", authority, &error);
  g_assert_no_error (error);
  assert_kept ("practice", HERALD_CONFIRMED_CA, sha256);
  assert_private (2);

  confirmed = load ("practice");
  g_assert_true (g_bytes_equal (herald_confirmed_get_file (confirmed, HERALD_CONFIRMED_CA), file));
}

static void
test_wrong_authority (void)
{
  static const char * const wrong[] = {
    "", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (confirm_authority ("practice", wrong[i], &error));
      g_assert_nonnull (error);
    }

  assert_nothing_kept ();
}

static void
test_authority_without_endpoint (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (confirm_authority ("baxter", authority, &error));
  g_assert_nonnull (error);
  assert_nothing_kept ();
}

/* What cannot be read is told, and neither used nor overwritten. */
static void
test_damaged (void)
{
  g_autofree char *state = composer_fixture_state ();
  g_autofree char *path = g_build_filename (state, "confirmed", "practice.json", NULL);
  g_autoptr(HeraldComposer) composer = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *kept = NULL;

  confirm_value ("practice", HERALD_CONFIRMED_ADDRESS, "psirt@practice.example", &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, "{ damaged", -1, NULL));

  g_assert_false (confirm_value ("practice", HERALD_CONFIRMED_ADDRESS, "psirt@practice.example", &error));
  g_assert_nonnull (strstr (error->message, path));
  g_clear_error (&error);

  composer = composer_fixture_begin ("practice", FALSE);
  g_assert_null (herald_composer_review (composer, &error));
  g_assert_nonnull (strstr (error->message, path));

  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "{ damaged");
}

static void
test_state_cannot_be_written (void)
{
  g_autofree char *state = composer_fixture_state ();
  g_autofree char *folder = g_path_get_dirname (state);
  g_autoptr(GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_assert_true (g_file_set_contents (state, "a file", -1, NULL));

  g_assert_false (confirm_value ("baxter", HERALD_CONFIRMED_ADDRESS, "psirt@baxter.example", &error));
  g_assert_nonnull (error);
}

static void
test_state_of_its_own (void)
{
  g_autofree char *folder = composer_fixture_path ("state");
  g_autofree char *path = g_build_filename (folder, "confirmed", "baxter.json", NULL);
  g_autoptr(HeraldComposer) composer = herald_composer_new (folder);
  GError *error = NULL;

  herald_composer_confirm_value (composer, composer_fixture_vendor (composer, "baxter"),
                                 HERALD_CONFIRMED_ADDRESS, "psirt@baxter.example", &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  assert_nothing_kept ();
}

static void
test_judges (void)
{
  static const struct
  {
    const char *file;
    gboolean    usable[2];
    guint       n_keys;
  } files[] = {
    { "two-keys.pgp", { TRUE, TRUE }, 2 },
    { "two-blocks.asc", { TRUE, FALSE }, 2 },
    { "mixed.pgp", { TRUE, FALSE }, 2 },
    { "forged-binding.pgp", { FALSE }, 1 },
    { "secret.pgp", { FALSE }, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) file = composer_fixture_zoo_key (files[i].file);
      GError *error = NULL;
      g_autoptr(GPtrArray) keys = herald_composer_judge_keys (file, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (keys->len, ==, files[i].n_keys);
      for (guint j = 0; j < keys->len; j++)
        g_assert_cmpint (herald_key_is_usable (g_ptr_array_index (keys, j)), ==, files[i].usable[j]);
    }
}

static void
test_judges_no_key_file (void)
{
  g_autoptr(GBytes) file = composer_fixture_text ("This is no key.");
  g_autoptr(GError) error = NULL;

  g_assert_null (herald_composer_judge_keys (file, &error));
  g_assert_error (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_NOT_A_KEY);
}

int
main (int   argc,
      char *argv[])
{
  composer_fixture_set_up (&argc, &argv);

  g_test_add_func ("/composer/confirm/keeps-a-key", test_key);
  g_test_add_func ("/composer/confirm/refuses-a-wrong-key", test_wrong_key);
  g_test_add_func ("/composer/confirm/keeps-the-former-key", test_wrong_key_keeps_former);
  g_test_add_func ("/composer/confirm/keeps-addresses", test_values);
  g_test_add_func ("/composer/confirm/keeps-what-two-supply-at-once", test_values_at_once);
  g_test_add_func ("/composer/confirm/refuses-wrong-addresses", test_wrong_values);
  g_test_add_func ("/composer/confirm/keeps-an-authority", test_authority);
  g_test_add_func ("/composer/confirm/refuses-a-wrong-authority", test_wrong_authority);
  g_test_add_func ("/composer/confirm/refuses-an-authority-for-no-endpoint", test_authority_without_endpoint);
  g_test_add_func ("/composer/confirm/leaves-a-damaged-file-alone", test_damaged);
  g_test_add_func ("/composer/confirm/tells-that-nothing-can-be-kept", test_state_cannot_be_written);
  g_test_add_func ("/composer/confirm/uses-the-state-it-is-given", test_state_of_its_own);
  g_test_add_func ("/composer/confirm/judges-every-key", test_judges);
  g_test_add_func ("/composer/confirm/judges-no-other-file", test_judges_no_key_file);

  return composer_fixture_run ();
}
