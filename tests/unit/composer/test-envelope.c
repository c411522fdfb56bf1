/* test-envelope.c: looking at an envelope from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "composer-fixture.h"
#include "herald-engine.h"

static const HeraldEnvelopeForm forms[] = {
  HERALD_ENVELOPE_EML, HERALD_ENVELOPE_ASC, HERALD_ENVELOPE_BUNDLE, HERALD_ENVELOPE_DRAFT,
};

static HeraldEnvelopeView *
inspect (const char  *path,
         gboolean     whole,
         GError     **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  guint fds = composer_fixture_count_fds ();
  HeraldEnvelopeView *view;

  g_assert_no_errno (fd);
  view = herald_envelope_inspect (fd, whole, error);
  g_assert_cmpuint (composer_fixture_count_fds (), ==, fds);
  close (fd);

  return view;
}

static gboolean
check (const char  *path,
       const char  *subkey,
       GError     **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean good;

  g_assert_no_errno (fd);
  good = herald_envelope_check (fd, subkey, error);
  close (fd);

  return good;
}

static const char *
find_header (const HeraldEnvelopeView *view,
             const char               *name)
{
  for (guint i = 0; view->headers[i] != NULL; i += 2)
    {
      if (g_str_equal (view->headers[i], name))
        return view->headers[i + 1];
    }

  return NULL;
}

static void
assert_view (const HeraldEnvelopeView *view,
             HeraldEnvelopeForm        form,
             const char               *path)
{
  g_autoptr(HeraldKey) key = composer_fixture_recipient ();
  gboolean mail = form == HERALD_ENVELOPE_EML || form == HERALD_ENVELOPE_DRAFT;
  struct stat status;

  g_assert_no_errno (stat (path, &status));
  g_assert_cmpint (view->form, ==, form);
  g_assert_cmpuint (view->size, ==, (guint64) status.st_size);
  g_assert_cmpuint (g_strv_length (view->recipients), ==, 1);
  g_assert_cmpstr (view->recipients[0], ==, herald_key_get_subkey (key) + 24);
  g_assert_cmpstr (view->protection, ==, "SEIPDv1");
  g_assert_cmpint (view->headers[0] != NULL, ==, mail);
  g_assert_cmpint (view->names[0] != NULL, ==, mail);
  if (mail)
    g_assert_cmpstr (find_header (view, "To"), ==, "psirt@practice.example");
  g_assert_cmpstr (find_header (view, "X-Unsent"), ==, form == HERALD_ENVELOPE_DRAFT ? "1" : NULL);
}

static void
test_inspects (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = composer_fixture_envelope (forms[i], forms[i] != HERALD_ENVELOPE_ASC);

      for (guint whole = 0; whole < 2; whole++)
        {
          GError *error = NULL;
          g_autoptr(HeraldEnvelopeView) view = inspect (path, (gboolean) whole, &error);

          g_assert_no_error (error);
          assert_view (view, forms[i], path);
        }
    }
}

static void
test_inspects_nothing_else (void)
{
  static const char * const contents[] = {
    "", "x", "This is no envelope.\n", "Subject: Hello\n\nAn ordinary mail.\n",
    "-----BEGIN PGP MESSAGE-----\n\n!!!!\n-----END PGP MESSAGE-----\n",
    "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n",
    "\xff\xff\xff\xff",
  };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr(GBytes) content = composer_fixture_text (contents[i]);
      g_autofree char *path = composer_fixture_write ("file", content);
      g_autoptr(GError) error = NULL, check_error = NULL;

      g_assert_null (inspect (path, TRUE, &error));
      g_assert_nonnull (error);
      g_assert_false (check (path, "", &check_error));
      g_assert_nonnull (check_error);
    }
}

static void
test_inspects_cut_off (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = composer_fixture_envelope (forms[i], FALSE);
      g_autoptr(GError) error = NULL;
      struct stat status;

      g_assert_no_errno (stat (path, &status));
      g_assert_no_errno (truncate (path, status.st_size / 2));
      g_assert_null (inspect (path, TRUE, &error));
      g_assert_nonnull (error);
    }
}

static void
test_words (void)
{
  HeraldEnvelopeForm form;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_assert_true (herald_envelope_form_from_word (herald_envelope_form_to_word (forms[i]), &form));
      g_assert_cmpint (form, ==, forms[i]);
    }

  g_assert_false (herald_envelope_form_from_word ("pdf", &form));
  g_assert_false (herald_envelope_form_from_word ("", &form));
}

static void
test_checks (void)
{
  g_autoptr(HeraldKey) key = composer_fixture_recipient ();
  g_autoptr(GBytes) zoo_file = composer_fixture_zoo_key ("ed25519.pgp");
  g_autoptr(GPtrArray) zoo_keys = herald_key_read (zoo_file, g_get_real_time () / G_USEC_PER_SEC, NULL);
  const char *foreign = herald_key_get_subkey (g_ptr_array_index (zoo_keys, 0));

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = composer_fixture_envelope (forms[i], FALSE);
      g_autoptr(GError) error = NULL;

      check (path, herald_key_get_subkey (key), &error);
      g_assert_no_error (error);
      g_assert_false (check (path, foreign, &error));
      g_assert_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_RECIPIENT);
    }
}

/* Seals with gpg as no program of ours would. */
static char *
seal_with_gpg (const char *option,
               const char *value)
{
  g_autofree char *path = composer_fixture_path ("by-gpg");
  g_autofree char *practice = g_build_filename (g_getenv ("HERALD_SOURCE_ROOT"), "data", "practice",
                                                "practice.asc", NULL);
  const char *command[] = {
    "gpg", "--batch", "--quiet", "--yes", "--trust-model", "always", "--output", path,
    "--recipient-file", practice, option, value, "--encrypt", practice, NULL,
  };
  GError *error = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

static void
test_two_recipients (void)
{
  g_autofree char *zoo_key = g_build_filename (g_getenv ("HERALD_KEY_ZOO"), "ed25519.pgp", NULL);
  g_autofree char *path = seal_with_gpg ("--recipient-file", zoo_key);
  g_autoptr(HeraldKey) key = composer_fixture_recipient ();
  g_autoptr(HeraldEnvelopeView) view = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (check (path, herald_key_get_subkey (key), &error));
  g_assert_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_RECIPIENT);
  g_clear_error (&error);

  view = inspect (path, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (view->recipients), ==, 2);
  g_assert_true (g_strv_contains ((const char * const *) view->recipients, herald_key_get_subkey (key) + 24));
}

static void
test_hidden_recipient (void)
{
  g_autofree char *zoo_key = g_build_filename (g_getenv ("HERALD_KEY_ZOO"), "ed25519.pgp", NULL);
  g_autofree char *path = seal_with_gpg ("--hidden-recipient-file", zoo_key);
  g_autoptr(HeraldKey) key = composer_fixture_recipient ();
  g_autoptr(HeraldEnvelopeView) view = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (check (path, herald_key_get_subkey (key), &error));
  g_assert_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_RECIPIENT);
  g_clear_error (&error);

  view = inspect (path, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (view->recipients), ==, 2);
  g_assert_true (g_strv_contains ((const char * const *) view->recipients, "0000000000000000"));
}

int
main (int   argc,
      char *argv[])
{
  composer_fixture_set_up (&argc, &argv);

  g_test_add_func ("/composer/envelope/inspects-every-form", test_inspects);
  g_test_add_func ("/composer/envelope/inspects-nothing-else", test_inspects_nothing_else);
  g_test_add_func ("/composer/envelope/sees-that-it-was-cut-off", test_inspects_cut_off);
  g_test_add_func ("/composer/envelope/has-a-word-for-every-form", test_words);
  g_test_add_func ("/composer/envelope/checks-the-recipient", test_checks);
  g_test_add_func ("/composer/envelope/refuses-a-second-recipient", test_two_recipients);
  g_test_add_func ("/composer/envelope/refuses-a-hidden-recipient", test_hidden_recipient);

  return composer_fixture_run ();
}
