/* test-message.c: what a message shows, as gpg and others make it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "herald-armor.h"
#include "herald-file.h"
#include "herald-message.h"
#include "seal-fixture.h"

#define PRACTICE_SUBKEY "E4CB42EDD026B28148DC7DF8476741333CDC05A0"
#define PRACTICE_ID "476741333CDC05A0"

static char *vendor_home;
static char *practice_key;
static char *other_key;
static char *other_id;

static GBytes *
call_gpg (GBytes      *input,
          const char  *first,
          const char  *second,
          const char  *third)
{
  return seal_fixture_call (input, "gpg", "--homedir", vendor_home, "--batch", "--quiet",
                            "--trust-model", "always", "--pinentry-mode", "loopback",
                            "--passphrase", "secret", first, second, third, NULL);
}

static char *
find_encryption_id (const char *list)
{
  g_auto(GStrv) lines = g_strsplit (list, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "sub:"))
      {
        g_auto(GStrv) columns = g_strsplit (lines[i], ":", -1);

        return g_strdup (columns[4]);
      }

  g_assert_not_reached ();
}

static void
make_keys (void)
{
  g_autofree char *configuration = NULL;
  g_autoptr(GBytes) list = NULL, other = NULL;
  g_autofree char *text = NULL;

  vendor_home = seal_fixture_path ("vendor");
  practice_key = seal_fixture_practice ("practice.asc");
  other_key = seal_fixture_path ("other.pgp");
  configuration = g_build_filename (vendor_home, "gpg-agent.conf", NULL);
  g_assert_no_errno (g_mkdir (vendor_home, 0700));

  /* Finding out how slow a passphrase should be takes the agent seconds. */
  g_assert_true (g_file_set_contents (configuration, "s2k-count 65536\n", -1, NULL));

  g_bytes_unref (seal_fixture_call (NULL, "gpg", "--homedir", vendor_home, "--batch", "--quiet",
                                    "--passphrase", "", "--quick-gen-key", "other@example.org",
                                    "future-default", "default", "never", NULL));
  other = call_gpg (NULL, "--export", NULL, NULL);
  g_assert_true (g_file_set_contents (other_key, g_bytes_get_data (other, NULL),
                                      (gssize) g_bytes_get_size (other), NULL));
  list = call_gpg (NULL, "--with-colons", "--list-keys", NULL);
  text = g_strndup (g_bytes_get_data (list, NULL), g_bytes_get_size (list));
  other_id = find_encryption_id (text);
}

static void
remove_keys (void)
{
  g_bytes_unref (seal_fixture_call (NULL, "gpgconf", "--homedir", vendor_home, "--kill", "all",
                                    NULL));
  g_free (vendor_home);
  g_free (practice_key);
  g_free (other_key);
  g_free (other_id);
}

static HeraldMessage *
inspect (GBytes    *content,
         gboolean   whole,
         GError   **error)
{
  int fd = seal_fixture_fd (content);
  HeraldMessage *message = herald_message_inspect (fd, whole, error);

  close (fd);
  return message;
}

static HeraldMessage *
inspect_good (GBytes   *content,
              gboolean  whole)
{
  g_autoptr(GError) error = NULL;
  HeraldMessage *message = inspect (content, whole, &error);

  g_assert_no_error (error);
  return message;
}

static void
assert_recipients (HeraldMessage *message,
                   const char    *first,
                   const char    *second)
{
  const char *expected[] = { first, first != NULL ? second : NULL, NULL };

  g_assert_cmpstrv (herald_message_get_recipients (message), expected);
}

static void
test_knows_our_own (void)
{
  static const gsize sizes[] = { 0, 1000, 3000000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gboolean whole = FALSE; whole <= TRUE; whole++)
      {
        g_autoptr(GBytes) plaintext = seal_fixture_noise (sizes[i]);
        g_autoptr(GBytes) content = seal_fixture_seal (plaintext, HERALD_SEAL_DATE_ZERO);
        g_autoptr(HeraldMessage) message = inspect_good (content, whole);
        g_autoptr(GError) error = NULL;

        assert_recipients (message, PRACTICE_ID, NULL);
        g_assert_cmpuint (herald_message_get_n_hidden (message), ==, 0);
        g_assert_cmpuint (herald_message_get_n_passphrases (message), ==, 0);
        g_assert_cmpstr (herald_message_get_protection (message), ==, "SEIPDv1");
        g_assert_cmpuint (herald_message_get_size (message), ==, g_bytes_get_size (content));
        g_assert_false (herald_message_is_armored (message));
        g_assert_true (herald_message_check (message, PRACTICE_SUBKEY, &error));
        g_assert_no_error (error);
      }
}

static GBytes *
armor (GBytes *content)
{
  int in = seal_fixture_fd (content), out = seal_fixture_fd (NULL);

  g_assert_true (herald_armor_write (in, out, NULL, NULL));
  close (in);
  return seal_fixture_content (out);
}

static void
test_reads_armor (void)
{
  for (gboolean whole = FALSE; whole <= TRUE; whole++)
    {
      g_autoptr(GBytes) plaintext = seal_fixture_noise (300000);
      g_autoptr(GBytes) content = seal_fixture_seal (plaintext, HERALD_SEAL_NONE);
      g_autoptr(GBytes) armored = armor (content);
      g_autoptr(HeraldMessage) message = inspect_good (armored, whole);

      assert_recipients (message, PRACTICE_ID, NULL);
      g_assert_true (herald_message_is_armored (message));
      g_assert_cmpuint (herald_message_get_size (message), ==, g_bytes_get_size (armored));
    }
}

static void
test_reads_from_a_pipe (void)
{
  g_autoptr(GBytes) plaintext = seal_fixture_noise (1000);
  g_autoptr(GBytes) content = seal_fixture_seal (plaintext, HERALD_SEAL_NONE);
  gsize length = g_bytes_get_size (content);

  for (gboolean whole = FALSE; whole <= TRUE; whole++)
    {
      g_autoptr(HeraldMessage) message = NULL;
      g_autoptr(GError) error = NULL;
      int ends[2];

      g_assert_no_errno (pipe2 (ends, O_CLOEXEC));
      g_assert_cmpint (write (ends[1], g_bytes_get_data (content, NULL), length), ==, length);
      close (ends[1]);
      message = herald_message_inspect (ends[0], whole, &error);
      g_assert_no_error (error);
      close (ends[0]);

      assert_recipients (message, PRACTICE_ID, NULL);
      g_assert_cmpuint (herald_message_get_size (message), ==, whole ? length : 0);
    }
}

static void
test_counts_from_where_the_file_stands (void)
{
  g_autoptr(GBytes) plaintext = seal_fixture_noise (1000);
  g_autoptr(GBytes) content = seal_fixture_seal (plaintext, HERALD_SEAL_NONE);
  g_autoptr(GByteArray) shifted = g_byte_array_new ();
  g_autoptr(GBytes) file = NULL;
  int fd;

  g_byte_array_append (shifted, (const guint8 *) "before", 6);
  g_byte_array_append (shifted, g_bytes_get_data (content, NULL),
                       (guint) g_bytes_get_size (content));
  file = g_byte_array_free_to_bytes (g_steal_pointer (&shifted));
  fd = seal_fixture_fd (file);

  for (gboolean whole = FALSE; whole <= TRUE; whole++)
    {
      g_autoptr(HeraldMessage) message = NULL;

      g_assert_cmpint (lseek (fd, 6, SEEK_SET), ==, 6);
      message = herald_message_inspect (fd, whole, NULL);
      g_assert_nonnull (message);
      g_assert_cmpuint (herald_message_get_size (message), ==, g_bytes_get_size (content));
    }
  close (fd);
}

static GBytes *
encrypt (const char *first_option,
         const char *first,
         const char *second_option,
         const char *second)
{
  g_autoptr(GBytes) plaintext = seal_fixture_noise (5000);

  return seal_fixture_call (plaintext, "gpg", "--homedir", vendor_home, "--batch", "--quiet",
                            "--pinentry-mode", "loopback", "--passphrase", "secret",
                            "-e", first_option, first, second_option, second, NULL);
}

static void
assert_check_fails (HeraldMessage *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (herald_message_check (message, PRACTICE_SUBKEY, &error));
  g_assert_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_RECIPIENT);
}

static void
test_names_two_recipients (void)
{
  g_autoptr(GBytes) content = encrypt ("-f", practice_key, "-f", other_key);
  g_autoptr(HeraldMessage) message = inspect_good (content, TRUE);

  assert_recipients (message, PRACTICE_ID, other_id);
  assert_check_fails (message);
}

static void
test_counts_hidden_recipients (void)
{
  g_autoptr(GBytes) one = encrypt ("-F", practice_key, NULL, NULL);
  g_autoptr(GBytes) both = encrypt ("-f", practice_key, "-F", other_key);
  g_autoptr(HeraldMessage) hidden = inspect_good (one, TRUE);
  g_autoptr(HeraldMessage) mixed = inspect_good (both, TRUE);

  assert_recipients (hidden, NULL, NULL);
  g_assert_cmpuint (herald_message_get_n_hidden (hidden), ==, 1);
  assert_check_fails (hidden);

  assert_recipients (mixed, PRACTICE_ID, NULL);
  g_assert_cmpuint (herald_message_get_n_hidden (mixed), ==, 1);
  assert_check_fails (mixed);
}

static void
test_counts_passphrases (void)
{
  g_autoptr(GBytes) plaintext = seal_fixture_noise (5000);
  g_autoptr(GBytes) alone = call_gpg (plaintext, "-c", NULL, NULL);
  g_autoptr(GBytes) both = encrypt ("-c", "-f", practice_key, NULL);
  g_autoptr(HeraldMessage) secret = inspect_good (alone, TRUE);
  g_autoptr(HeraldMessage) mixed = inspect_good (both, TRUE);

  assert_recipients (secret, NULL, NULL);
  g_assert_cmpuint (herald_message_get_n_passphrases (secret), ==, 1);
  assert_check_fails (secret);

  assert_recipients (mixed, PRACTICE_ID, NULL);
  g_assert_cmpuint (herald_message_get_n_passphrases (mixed), ==, 1);
  assert_check_fails (mixed);
}

static void
test_wants_the_right_subkey (void)
{
  g_autoptr(GBytes) content = encrypt ("-f", other_key, NULL, NULL);
  g_autoptr(HeraldMessage) message = inspect_good (content, TRUE);

  assert_recipients (message, other_id, NULL);
  assert_check_fails (message);
}

static void
test_says_that_it_is_not_sealed (void)
{
  g_autoptr(GBytes) plaintext = seal_fixture_noise (1000);
  g_autoptr(GBytes) stored = call_gpg (plaintext, "--store", NULL, NULL);
  g_autoptr(GBytes) is_signed = call_gpg (plaintext, "--sign", NULL, NULL);
  g_autoptr(GBytes) key = seal_fixture_certificate ();
  GBytes *contents[] = { stored, is_signed, key };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (inspect (contents[i], FALSE, &error));
      g_assert_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_MESSAGE);
      g_assert_nonnull (strstr (error->message, "not sealed"));
    }
}

static void
test_notices_what_is_missing (void)
{
  g_autoptr(GBytes) plaintext = seal_fixture_noise (700);
  g_autoptr(GBytes) content = seal_fixture_seal (plaintext, HERALD_SEAL_NONE);
  g_autoptr(GBytes) armored = armor (content);
  GBytes *all[] = { content, armored };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    for (gsize length = 0; length + 2 < g_bytes_get_size (all[i]); length++)
      {
        g_autoptr(GBytes) cut = g_bytes_new_from_bytes (all[i], 0, length);
        g_autoptr(GError) error = NULL;
        HeraldMessage *message = inspect (cut, TRUE, &error);

        g_assert_null (message);
        g_assert_nonnull (error);
      }
}

static void
test_notices_what_follows (void)
{
  g_autoptr(GBytes) plaintext = seal_fixture_noise (700);
  g_autoptr(GBytes) content = seal_fixture_seal (plaintext, HERALD_SEAL_NONE);
  g_autoptr(GByteArray) twice = g_byte_array_new ();
  g_autoptr(GBytes) both = NULL;
  g_autoptr(HeraldMessage) first = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    g_byte_array_append (twice, g_bytes_get_data (content, NULL),
                         (guint) g_bytes_get_size (content));
  both = g_byte_array_free_to_bytes (g_steal_pointer (&twice));

  first = inspect (both, FALSE, NULL);
  g_assert_nonnull (first);
  g_assert_null (inspect (both, TRUE, &error));
  g_assert_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_MESSAGE);
}

static void
test_says_that_it_cannot_read (void)
{
  g_autoptr(GError) error = NULL;
  int folder = open ("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  g_assert_null (herald_message_inspect (folder, TRUE, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_FAILED);
  close (folder);
}

int
main (int    argc,
      char **argv)
{
  int status;

  seal_fixture_set_up (&argc, &argv);
  g_assert_true (herald_engine_init (NULL));
  make_keys ();

  g_test_add_func ("/seal/message/knows-our-own", test_knows_our_own);
  g_test_add_func ("/seal/message/reads-armor", test_reads_armor);
  g_test_add_func ("/seal/message/reads-from-a-pipe", test_reads_from_a_pipe);
  g_test_add_func ("/seal/message/counts-from-where-the-file-stands",
                   test_counts_from_where_the_file_stands);
  g_test_add_func ("/seal/message/names-two-recipients", test_names_two_recipients);
  g_test_add_func ("/seal/message/counts-hidden-recipients", test_counts_hidden_recipients);
  g_test_add_func ("/seal/message/counts-passphrases", test_counts_passphrases);
  g_test_add_func ("/seal/message/wants-the-right-subkey", test_wants_the_right_subkey);
  g_test_add_func ("/seal/message/says-that-it-is-not-sealed", test_says_that_it_is_not_sealed);
  g_test_add_func ("/seal/message/notices-what-is-missing", test_notices_what_is_missing);
  g_test_add_func ("/seal/message/notices-what-follows", test_notices_what_follows);
  g_test_add_func ("/seal/message/says-that-it-cannot-read", test_says_that_it_cannot_read);

  status = g_test_run ();
  remove_keys ();
  seal_fixture_tear_down ();
  return status;
}
