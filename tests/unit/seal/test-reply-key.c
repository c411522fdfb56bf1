/* test-reply-key.c: a key for answers, and the answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "herald-date.h"
#include "herald-key.h"
#include "herald-reply-key.h"
#include "seal-fixture.h"

#define PASSPHRASE "eleven Ünlikely words"

/* Made once: what is asked of it changes nothing. */
static HeraldReplyKey *key = NULL;
static char *vendor_home = NULL;

/* No agent runs, and Herald's own folder is all that lies there. */
static void
assert_nothing_is_left (void)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  g_autoptr(GDir) folder = g_dir_open (runtime, 0, NULL);
  int process;

  g_assert_cmpstr (g_dir_read_name (folder), ==, "herald");
  g_assert_cmpstr (g_dir_read_name (folder), ==, NULL);
  g_assert_false (seal_fixture_finds_process (runtime, &process));
  seal_fixture_assert_home_is_clean ();
}

/* The vendor has the public part alone, and seals to it with its own GnuPG. */
static void
make_vendor (void)
{
  g_autoptr(GBytes) public_key = g_bytes_new (key->public_key, strlen (key->public_key));

  vendor_home = seal_fixture_path ("vendor");
  g_assert_no_errno (g_mkdir (vendor_home, 0700));
  g_bytes_unref (seal_fixture_call (public_key, "gpg", "--homedir", vendor_home, "--batch", "--quiet",
                                    "--no-autostart", "--import", NULL));
}

static GBytes *
answer (GBytes     *text,
        const char *compression)
{
  return seal_fixture_call (text, "gpg", "--homedir", vendor_home, "--batch", "--quiet", "--no-autostart",
                            "--trust-model", "always", "--compress-algo", compression, "--armor", "--encrypt", "--recipient", key->fingerprint, NULL);
}

static GBytes *
answer_text (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return answer (bytes, "none");
}

static void
test_is_fresh (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldReplyKey) other = herald_reply_key_make (PASSPHRASE, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (other->fingerprint, !=, key->fingerprint);
  assert_nothing_is_left ();
}

static const HeraldKey *
read_public (GPtrArray **keys)
{
  g_autoptr(GBytes) file = g_bytes_new (key->public_key, strlen (key->public_key));
  g_autoptr(GError) error = NULL;

  *keys = herald_key_read (file, g_get_real_time () / G_USEC_PER_SEC, &error);
  g_assert_no_error (error);
  g_assert_cmpuint ((*keys)->len, ==, 1);

  return g_ptr_array_index (*keys, 0);
}

/* What a vendor's own programs show of it: the day, the year, no name. */
static void
test_tells_nothing (void)
{
  g_autoptr(GBytes) file = g_bytes_new (key->public_key, strlen (key->public_key));
  g_autoptr(GBytes) listing = seal_fixture_call (file, "gpg", "--homedir", vendor_home, "--batch", "--no-autostart",
                                                 "--with-colons", "--with-sig-check", "--show-keys", NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (listing, NULL), g_bytes_get_size (listing));
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_sigs = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) words = g_strsplit (lines[i], ":", -1);

      if (*lines[i] == '\0')
        continue;
      if (g_strv_contains ((const char * const[]) { "pub", "sub", "sig", NULL }, words[0]))
        g_assert_cmpint (g_ascii_strtoll (words[5], NULL, 10) % 86400, ==, 0);
      if (g_strv_contains ((const char * const[]) { "pub", "sub", NULL }, words[0]))
        g_assert_cmpint (g_ascii_strtoll (words[6], NULL, 10) - g_ascii_strtoll (words[5], NULL, 10), ==, 365 * 86400);
      if (g_str_equal (words[0], "uid"))
        g_assert_true (g_regex_match_simple ("^report-[0-9a-f]{16}$", words[9], 0, 0));
      n_sigs += g_str_equal (words[0], "sig");
    }

  g_assert_cmpuint (n_sigs, ==, 2);
  g_assert_null (strstr (key->public_key, "Comment"));
  g_assert_null (strstr (key->public_key, "Version"));
}

static void
test_is_modern (void)
{
  g_autoptr(GPtrArray) keys = NULL;
  const HeraldKey *public_key = read_public (&keys);
  g_autofree char *secret = g_strndup (g_bytes_get_data (key->secret_key, NULL), g_bytes_get_size (key->secret_key));

  g_assert_true (herald_key_is_usable ((HeraldKey *) public_key));
  g_assert_cmpstr (herald_key_get_fingerprint ((HeraldKey *) public_key), ==, key->fingerprint);
  g_assert_nonnull (strstr (secret, "-----BEGIN PGP PRIVATE KEY BLOCK-----"));
  g_assert_null (strstr (key->public_key, "PRIVATE"));
  g_assert_true (herald_date_is_date (key->expires));
}

static void
test_opens_answer (void)
{
  g_autoptr(GBytes) message = answer_text ("Thank you. Fixed in 3.1 — Grüße");
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) text = herald_reply_key_open (key->secret_key, PASSPHRASE, message, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (text, NULL), g_bytes_get_size (text),
                   "Thank you. Fixed in 3.1 — Grüße", strlen ("Thank you. Fixed in 3.1 — Grüße"));
  assert_nothing_is_left ();
}

static void
assert_refused (GBytes     *secret_key,
                const char *passphrase,
                GBytes     *message,
                int         code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (herald_reply_key_open (secret_key, passphrase, message, NULL, &error));
  g_assert_error (error, HERALD_SEAL_ERROR, code);
  assert_nothing_is_left ();
}

static void
test_wants_passphrase (void)
{
  g_autoptr(GBytes) message = answer_text ("Hello");

  assert_refused (key->secret_key, "another one", message, HERALD_SEAL_ERROR_PASSPHRASE);
  assert_refused (key->secret_key, "two\nlines", message, HERALD_SEAL_ERROR_PASSPHRASE);
}

static void
test_refuses_other_keys (void)
{
  g_autoptr(HeraldReplyKey) other = herald_reply_key_make (PASSPHRASE, NULL, NULL);
  g_autoptr(GBytes) message = answer_text ("Hello");
  g_autoptr(GBytes) public_key = g_bytes_new (key->public_key, strlen (key->public_key));
  g_autoptr(GBytes) noise = seal_fixture_noise (1000);
  g_autoptr(GBytes) nothing = g_bytes_new (NULL, 0);

  assert_refused (other->secret_key, PASSPHRASE, message, HERALD_SEAL_ERROR_RECIPIENT);
  assert_refused (public_key, PASSPHRASE, message, HERALD_SEAL_ERROR_KEY);
  assert_refused (noise, PASSPHRASE, message, HERALD_SEAL_ERROR_KEY);
  assert_refused (nothing, PASSPHRASE, message, HERALD_SEAL_ERROR_KEY);
}

static void
test_refuses_other_messages (void)
{
  g_autoptr(GBytes) message = answer_text ("Hello, this is a longer answer, from which something is missing.");
  g_autoptr(GBytes) half = g_bytes_new_from_bytes (message, 0, g_bytes_get_size (message) / 2);
  g_autoptr(GBytes) plain = g_bytes_new_static ("Hello", 5);
  g_autoptr(GBytes) nothing = g_bytes_new (NULL, 0);

  assert_refused (key->secret_key, PASSPHRASE, half, HERALD_SEAL_ERROR_MESSAGE);
  assert_refused (key->secret_key, PASSPHRASE, plain, HERALD_SEAL_ERROR_MESSAGE);
  assert_refused (key->secret_key, PASSPHRASE, nothing, HERALD_SEAL_ERROR_MESSAGE);
}

/* A few kilobytes that unfold to many megabytes stop at the bound. */
static void
test_is_bounded (void)
{
  g_autofree char *zeros = g_malloc0 (4 * HERALD_REPLY_MAX_TEXT);
  g_autoptr(GBytes) large = g_bytes_new_static (zeros, 4 * HERALD_REPLY_MAX_TEXT);
  g_autoptr(GBytes) message = answer (large, "zlib");
  g_autoptr(GBytes) too_large = seal_fixture_noise (HERALD_REPLY_MAX_MESSAGE + 1);

  g_assert_cmpuint (g_bytes_get_size (message), <, 200000);
  assert_refused (key->secret_key, PASSPHRASE, message, HERALD_SEAL_ERROR_LENGTH);
  assert_refused (key->secret_key, PASSPHRASE, too_large, HERALD_SEAL_ERROR_LENGTH);
}

static void
test_is_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (herald_reply_key_make (PASSPHRASE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_is_left ();
}

int
main (int    argc,
      char **argv)
{
  int status;

  seal_fixture_set_up (&argc, &argv);
  g_assert_true (herald_engine_init (NULL));
  key = herald_reply_key_make (PASSPHRASE, NULL, NULL);
  g_assert_nonnull (key);
  make_vendor ();

  g_test_add_func ("/seal/reply-key/is-fresh-each-time", test_is_fresh);
  g_test_add_func ("/seal/reply-key/tells-the-day-and-nothing-else", test_tells_nothing);
  g_test_add_func ("/seal/reply-key/is-one-that-herald-would-seal-to", test_is_modern);
  g_test_add_func ("/seal/reply-key/opens-an-answer", test_opens_answer);
  g_test_add_func ("/seal/reply-key/wants-the-passphrase", test_wants_passphrase);
  g_test_add_func ("/seal/reply-key/refuses-other-keys", test_refuses_other_keys);
  g_test_add_func ("/seal/reply-key/refuses-what-is-no-whole-message", test_refuses_other_messages);
  g_test_add_func ("/seal/reply-key/bounds-what-an-answer-unfolds-to", test_is_bounded);
  g_test_add_func ("/seal/reply-key/is-cancelled-and-leaves-nothing", test_is_cancelled);
  status = g_test_run ();

  herald_reply_key_free (key);
  g_free (vendor_home);
  seal_fixture_tear_down ();
  return status;
}
