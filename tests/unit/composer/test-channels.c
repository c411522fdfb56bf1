/* test-channels.c: what is confirmed for a vendor's channels, and a secret in a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "composer-fixture.h"
#include "herald-composer-channels.h"
#include "herald-composer-secret.h"

#define ENDPOINT "https://drop.practice.example/reports"

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

static void
keep_result_cb (GObject      *source,
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

static gboolean
confirm (HeraldComposer  *composer,
         const char      *endpoint,
         const char      *path,
         GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  herald_composer_confirm_endpoint_async (composer, composer_fixture_vendor (composer, "practice"), endpoint, path,
                                          "a letter", keep_result_cb, &result);
  wait_for (&result);
  return herald_composer_confirm_endpoint_finish (composer, result, error);
}

static HeraldConfirmed *
load (HeraldComposer *composer)
{
  g_autoptr(GAsyncResult) result = NULL;
  GError *error = NULL;
  HeraldConfirmed *confirmed;

  herald_composer_load_confirmed_async (composer, composer_fixture_vendor (composer, "practice"), NULL,
                                        keep_result_cb, &result);
  wait_for (&result);
  confirmed = herald_composer_load_confirmed_finish (composer, result, &error);
  g_assert_no_error (error);

  return confirmed;
}

static void
assert_nothing (HeraldComposer *composer)
{
  g_autoptr(HeraldConfirmed) confirmed = load (composer);

  g_assert_null (herald_confirmed_get (confirmed, HERALD_CONFIRMED_ENDPOINT));
}

static void
test_keeps_an_endpoint (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  g_autoptr(HeraldComposer) other = herald_composer_new (NULL);
  g_autoptr(HeraldConfirmed) confirmed = NULL;
  GError *error = NULL;

  assert_nothing (composer);
  g_assert_true (confirm (composer, ENDPOINT, NULL, &error));
  g_assert_no_error (error);

  confirmed = load (other);
  g_assert_cmpstr (herald_confirmed_get (confirmed, HERALD_CONFIRMED_ENDPOINT), ==, ENDPOINT);
  g_assert_cmpstr (herald_confirmed_get_from (confirmed, HERALD_CONFIRMED_ENDPOINT), ==, "a letter");
  g_assert_null (herald_confirmed_get_file (confirmed, HERALD_CONFIRMED_CA));
}

static void
test_keeps_its_authority (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  g_autoptr(GBytes) content = composer_fixture_text (authority);
  g_autofree char *path = composer_fixture_write ("authority.pem", content);
  g_autoptr(HeraldConfirmed) confirmed = NULL;
  GError *error = NULL;

  g_assert_true (confirm (composer, ENDPOINT, path, &error));
  g_assert_no_error (error);
  confirmed = load (composer);
  g_assert_true (g_bytes_equal (herald_confirmed_get_file (confirmed, HERALD_CONFIRMED_CA), content));
}

/* No report goes out on the word of strangers because a certificate was damaged. */
static void
test_keeps_nothing_of_half (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  g_autoptr(GBytes) content = composer_fixture_text ("no certificate");
  g_autofree char *path = composer_fixture_write ("authority.pem", content);
  g_autofree char *missing = composer_fixture_path ("missing.pem");
  g_autoptr(GError) error = NULL, other = NULL, third = NULL;

  g_assert_false (confirm (composer, ENDPOINT, path, &error));
  g_assert_nonnull (error);
  g_assert_false (confirm (composer, ENDPOINT, missing, &other));
  g_assert_nonnull (other);
  g_assert_false (confirm (composer, "http://drop.practice.example/", NULL, &third));
  g_assert_error (third, HERALD_CONFIRMED_ERROR, HERALD_CONFIRMED_ERROR_VALUE);
  assert_nothing (composer);
}

static void
test_anonymous_writes_nothing (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", TRUE);
  g_autoptr(HeraldComposer) other = herald_composer_new (NULL);
  g_autoptr(HeraldConfirmed) confirmed = NULL;
  GError *error = NULL;

  g_assert_true (confirm (composer, ENDPOINT, NULL, &error));
  g_assert_no_error (error);
  confirmed = load (composer);
  g_assert_cmpstr (herald_confirmed_get (confirmed, HERALD_CONFIRMED_ENDPOINT), ==, ENDPOINT);
  assert_nothing (other);
}

static void
test_saves_a_secret (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", TRUE);
  g_autofree char *path = composer_fixture_path ("note.txt");
  g_autofree char *expected = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GBytes) written = NULL;
  GError *error = NULL;
  char *secret = herald_follow_up_new (&error), *shown;

  g_assert_no_error (error);
  herald_composer_save_secret_async (composer, secret, path, keep_result_cb, &result);
  wait_for (&result);
  g_assert_true (herald_composer_save_secret_finish (composer, result, &error));
  g_assert_no_error (error);

  shown = herald_follow_up_show (secret);
  expected = g_strconcat (shown, "\n", NULL);
  written = composer_fixture_read (path);
  g_assert_cmpmem (g_bytes_get_data (written, NULL), g_bytes_get_size (written), expected, strlen (expected));
  g_assert_cmphex (composer_fixture_mode (path), ==, 0600);
  herald_follow_up_free (shown);
  herald_follow_up_free (secret);
}

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);

  g_test_add_func ("/composer/channels/keeps-an-endpoint", test_keeps_an_endpoint);
  g_test_add_func ("/composer/channels/keeps-its-authority", test_keeps_its_authority);
  g_test_add_func ("/composer/channels/keeps-nothing-of-half", test_keeps_nothing_of_half);
  g_test_add_func ("/composer/channels/anonymous-writes-nothing", test_anonymous_writes_nothing);
  g_test_add_func ("/composer/secret/saves-what-is-shown", test_saves_a_secret);

  return composer_fixture_run ();
}
