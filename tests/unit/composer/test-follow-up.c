/* test-follow-up.c: a key for answers, in the report and in its case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "herald-composer-follow-up.h"
#include "herald-composer-log.h"
#include "keep-fixture.h"

#define PASSPHRASE "words for a key"

static void
make_key (HeraldComposer *composer,
          const char     *path)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  herald_composer_make_reply_key_async (composer, PASSPHRASE, path, NULL, keep_fixture_took_cb, &result);
  keep_fixture_wait (&result);
  herald_composer_make_reply_key_finish (composer, result, &error);
  g_assert_no_error (error);
}

/* Opens the report as the vendor does; one of its parts. */
static char *
seal_and_open (HeraldComposer     *composer,
               HeraldEnvelopeForm  form,
               const char         *part)
{
  g_autofree char *path = composer_fixture_path ("envelope"), *folder = composer_fixture_path ("opened");
  g_autofree char *name = g_build_filename (folder, part, NULL);
  g_autoptr(GBytes) secret = composer_fixture_practice_key ("practice-secret.asc");
  g_autoptr(HeraldOpened) opened = NULL;
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  composer_fixture_seal (composer, form, path, NULL, &error);
  g_assert_no_error (error);
  opened = composer_fixture_open (path, secret, folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (opened->findings->len, ==, 0);
  g_file_get_contents (name, &text, NULL, NULL);

  for (guint i = 0; i < opened->parts->len; i++)
    {
      g_autofree char *file = g_build_filename (folder, ((HeraldOpenedPart *) g_ptr_array_index (opened->parts, i))->name, NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
  g_unlink (path);

  return text;
}

/* What the vendor answers with GnuPG, the key being all that they have. */
static GBytes *
answer (const char *public_key,
        const char *text)
{
  g_autofree char *home = composer_fixture_path ("vendor"), *file = g_build_filename (home, "key.asc", NULL);
  const char *command[] = {
    "gpg", "--homedir", home, "--batch", "--quiet", "--no-autostart", "--armor", "--encrypt",
    "--recipient-file", file, NULL,
  };
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GBytes) input = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  GBytes *output;

  g_mkdir (home, 0700);
  g_assert_true (g_file_set_contents (file, public_key, -1, NULL));
  process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (process, input, NULL, &output, NULL, &error));
  g_assert_true (g_subprocess_get_successful (process));

  return output;
}

static char *
read_answer (HeraldComposer  *composer,
             GBytes          *secret,
             const char      *passphrase,
             GBytes          *message,
             GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  herald_composer_read_answer_async (composer, secret, passphrase, message, NULL, keep_fixture_took_cb, &result);
  keep_fixture_wait (&result);

  return herald_composer_read_answer_finish (composer, result, error);
}

static void
test_goes_along (KeepFixture  *fixture,
                 gconstpointer data)
{
  static const HeraldEnvelopeForm forms[] = { HERALD_ENVELOPE_EML, HERALD_ENVELOPE_BUNDLE };
  g_autoptr(HeraldComposer) composer = composer_fixture_ready (TRUE);
  g_autofree char *path = composer_fixture_path ("secret.asc"), *before = NULL, *whole = NULL;

  before = seal_and_open (composer, HERALD_ENVELOPE_BUNDLE, "report.txt");
  g_assert_nonnull (strstr (before, "cannot be answered"));
  make_key (composer, path);
  g_assert_cmphex (composer_fixture_mode (path), ==, 0600);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *text = seal_and_open (composer, forms[i], "report.txt");
      g_autofree char *json = seal_and_open (composer, forms[i], "report.json");
      g_autofree char *key = seal_and_open (composer, forms[i], "reply-key.asc");

      g_assert_nonnull (strstr (key, "-----BEGIN PGP PUBLIC KEY BLOCK-----"));
      g_assert_null (strstr (key, "PRIVATE"));
      g_assert_null (strstr (text, "cannot be answered"));
      g_assert_nonnull (strstr (text, "Key for answers: "));
      g_assert_nonnull (strstr (json, herald_composer_get_reply_key (composer)));
    }

  whole = seal_and_open (composer, HERALD_ENVELOPE_ASC, "report.txt");
  g_assert_nonnull (strstr (whole, "-----BEGIN PGP PUBLIC KEY BLOCK-----"));
}

static void
test_reads_answers (KeepFixture  *fixture,
                    gconstpointer data)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_ready (TRUE);
  g_autofree char *path = composer_fixture_path ("secret.asc"), *key = NULL, *text = NULL;
  g_autoptr(GBytes) secret = NULL, message = NULL;
  g_autoptr(GError) error = NULL;

  make_key (composer, path);
  key = seal_and_open (composer, HERALD_ENVELOPE_BUNDLE, "reply-key.asc");
  message = answer (key, "Thank you.\nFixed\xe2\x80\xae in 3.1\xff");
  secret = composer_fixture_read (path);

  text = read_answer (composer, secret, PASSPHRASE, message, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "Thank you.\nFixed<U+202E> in 3.1\xef\xbf\xbd");

  g_assert_null (read_answer (composer, secret, "another", message, &error));
  g_assert_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_PASSPHRASE);
  g_clear_error (&error);
  g_assert_null (read_answer (composer, NULL, PASSPHRASE, message, &error));
  g_assert_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY);
}

/* The case remembers the public part, and the secret one too if it shall. */
static void
test_case_remembers (KeepFixture  *fixture,
                     gconstpointer data)
{
  g_autofree char *id = NULL, *fingerprint = NULL, *text = NULL;
  g_autoptr(GBytes) message = NULL;
  g_autoptr(HeraldTimeline) timeline = NULL;
  g_autoptr(GPtrArray) log = NULL;
  g_autoptr(GError) error = NULL;
  const HeraldCaseEntry *entry;

  keep_fixture_keep (fixture);
  id = keep_fixture_dup_id (fixture);
  make_key (fixture->composer, NULL);
  fingerprint = g_strdup (herald_composer_get_reply_key (fixture->composer));
  g_assert_nonnull (fingerprint);

  g_assert_true (herald_composer_close (fixture->composer, NULL));
  g_assert_true (herald_composer_open_case (fixture->composer, id, &error));
  g_assert_cmpstr (herald_composer_get_reply_key (fixture->composer), ==, fingerprint);

  log = herald_case_log_get (herald_composer_get_case (fixture->composer));
  entry = g_ptr_array_index (log, log->len - 1);
  g_assert_cmpstr (entry->kind, ==, "reply-key");
  message = answer (strchr (entry->detail, '\n') + 1, "Hello");
  text = read_answer (fixture->composer, NULL, PASSPHRASE, message, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "Hello");

  g_assert_true (herald_composer_begin (fixture->composer, "practice", FALSE, NULL));
  g_assert_null (herald_composer_get_reply_key (fixture->composer));
}

static void
test_comes_into_the_case (KeepFixture  *fixture,
                          gconstpointer data)
{
  g_autofree char *id = NULL, *fingerprint = NULL, *path = composer_fixture_path ("secret.asc");

  make_key (fixture->composer, path);
  fingerprint = g_strdup (herald_composer_get_reply_key (fixture->composer));
  keep_fixture_keep (fixture);
  id = keep_fixture_dup_id (fixture);
  g_assert_cmpstr (herald_composer_get_reply_key (fixture->composer), ==, fingerprint);

  g_assert_true (herald_composer_close (fixture->composer, NULL));
  g_assert_true (herald_composer_open_case (fixture->composer, id, NULL));
  g_assert_cmpstr (herald_composer_get_reply_key (fixture->composer), ==, fingerprint);
}

/* Whoever has both reports could tell that one person wrote them. */
static void
test_links_no_reports (KeepFixture  *fixture,
                       gconstpointer data)
{
  g_autofree char *id = NULL, *path = composer_fixture_path ("secret.asc");
  g_autoptr(GError) error = NULL;

  keep_fixture_keep (fixture);
  id = keep_fixture_dup_id (fixture);
  make_key (fixture->composer, path);
  g_assert_nonnull (herald_composer_get_reply_key (fixture->composer));

  g_assert_true (herald_composer_turn_anonymous (fixture->composer, &error));
  g_assert_null (herald_composer_get_reply_key (fixture->composer));
  g_assert_true (herald_composer_close (fixture->composer, NULL));
  g_assert_true (herald_composer_open_case (fixture->composer, id, NULL));
  g_assert_null (herald_composer_get_reply_key (fixture->composer));
}

static void
test_takes_public_keys_alone (KeepFixture  *fixture,
                              gconstpointer data)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_ready (TRUE);
  g_autoptr(GBytes) key = composer_fixture_zoo_key ("ed25519.pgp");
  g_autoptr(GBytes) secret = composer_fixture_practice_key ("practice-secret.asc");
  g_autoptr(GBytes) nothing = composer_fixture_text ("nothing");
  g_autoptr(GError) error = NULL;

  g_assert_true (herald_composer_set_reply_key (composer, key, &error));
  g_assert_no_error (error);
  g_assert_nonnull (herald_composer_get_reply_key (composer));
  g_assert_false (herald_composer_set_reply_key (composer, secret, NULL));
  g_assert_false (herald_composer_set_reply_key (composer, nothing, NULL));
  g_assert_nonnull (herald_composer_get_reply_key (composer));
  g_assert_true (herald_composer_set_reply_key (composer, NULL, NULL));
  g_assert_null (herald_composer_get_reply_key (composer));
}

#define ADD(path, func) g_test_add (path, KeepFixture, NULL, keep_fixture_set_up, func, keep_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);
  ADD ("/composer/follow-up/key-goes-along-with-what-is-sealed", test_goes_along);
  ADD ("/composer/follow-up/reads-answers-in-memory", test_reads_answers);
  ADD ("/composer/follow-up/case-remembers-the-key", test_case_remembers);
  ADD ("/composer/follow-up/key-comes-into-the-case-with-its-report", test_comes_into_the_case);
  ADD ("/composer/follow-up/key-links-no-reports", test_links_no_reports);
  ADD ("/composer/follow-up/takes-one-public-key-alone", test_takes_public_keys_alone);
  return composer_fixture_run ();
}
