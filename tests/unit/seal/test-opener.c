/* test-opener.c: the vendor opens what was sealed, and nothing stays behind
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
#include "herald-opener.h"
#include "seal-fixture.h"

static GBytes *
read_file (const char *path)
{
  g_autoptr(GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static GBytes *
practice_secret (void)
{
  g_autofree char *path = seal_fixture_practice ("practice-secret.asc");

  return read_file (path);
}

/* A secret key that the practice messages are not for. */
static GBytes *
make_key (const char *name,
          const char *passphrase)
{
  g_autofree char *home = seal_fixture_path (name);
  g_autofree char *configuration = g_build_filename (home, "gpg-agent.conf", NULL);
  GBytes *key;

  /* Finding out how slow a passphrase should be takes the agent seconds. */
  g_assert_no_errno (g_mkdir (home, 0700));
  g_assert_true (g_file_set_contents (configuration, "s2k-count 65536\n", -1, NULL));
  g_bytes_unref (seal_fixture_call (NULL, "gpg", "--homedir", home, "--batch", "--quiet",
                                    "--pinentry-mode", "loopback", "--passphrase", passphrase,
                                    "--quick-gen-key", name, "future-default", "default",
                                    "never", NULL));
  key = seal_fixture_call (NULL, "gpg", "--homedir", home, "--batch", "--quiet",
                           "--pinentry-mode", "loopback", "--passphrase", passphrase,
                           "--export-secret-keys", NULL);
  g_bytes_unref (seal_fixture_call (NULL, "gpgconf", "--homedir", home, "--kill", "all", NULL));

  return key;
}

/* No agent runs in the runtime directory, and Herald's own folder is all that
 * lies there. */
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

static GBytes *
open_bytes (GBytes        *key,
            GBytes        *message,
            GCancellable  *cancellable,
            GError       **error)
{
  int in = seal_fixture_fd (message), out = seal_fixture_fd (NULL);
  gboolean success = herald_open_message (key, in, out, cancellable, error);
  GBytes *plaintext = seal_fixture_content (out);

  close (in);
  assert_nothing_is_left ();
  if (!success)
    g_clear_pointer (&plaintext, g_bytes_unref);
  return plaintext;
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
test_opens_what_was_sealed (void)
{
  static const gsize sizes[] = { 0, 1, 70000, 6000000 };
  g_autoptr(GBytes) key = practice_secret ();

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GBytes) plaintext = seal_fixture_noise (sizes[i]);
      g_autoptr(GBytes) message = seal_fixture_seal (plaintext, HERALD_SEAL_DATE_ZERO);
      g_autoptr(GBytes) armored = armor (message);
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) opened = open_bytes (key, message, NULL, &error);
      g_autoptr(GBytes) again = open_bytes (key, armored, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (opened, plaintext));
      g_assert_true (g_bytes_equal (again, plaintext));
    }
}

static void
assert_refused (GBytes *key,
                GBytes *message,
                int     code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (open_bytes (key, message, NULL, &error));
  g_assert_error (error, HERALD_SEAL_ERROR, code);
}

static void
test_refuses_another_key (void)
{
  g_autoptr(GBytes) plaintext = seal_fixture_noise (1000);
  g_autoptr(GBytes) message = seal_fixture_seal (plaintext, HERALD_SEAL_NONE);
  g_autoptr(GBytes) other = make_key ("other", "");

  assert_refused (other, message, HERALD_SEAL_ERROR_RECIPIENT);
}

static void
test_says_that_there_is_a_passphrase (void)
{
  g_autofree char *home = seal_fixture_path ("locked");
  g_autoptr(GBytes) plaintext = seal_fixture_noise (1000);
  g_autoptr(GBytes) locked = make_key ("locked", "secret");
  g_autoptr(GBytes) message =
    seal_fixture_call (plaintext, "gpg", "--homedir", home, "--batch", "--quiet",
                       "--trust-model", "always", "-e", "-r", "locked", NULL);

  assert_refused (locked, message, HERALD_SEAL_ERROR_PASSPHRASE);
}

static void
test_refuses_what_is_no_secret_key (void)
{
  g_autoptr(GBytes) plaintext = seal_fixture_noise (1000);
  g_autoptr(GBytes) message = seal_fixture_seal (plaintext, HERALD_SEAL_NONE);
  g_autoptr(GBytes) certificate = seal_fixture_certificate ();
  g_autoptr(GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr(GBytes) large = seal_fixture_noise (2 * 1024 * 1024);

  assert_refused (certificate, message, HERALD_SEAL_ERROR_KEY);
  assert_refused (plaintext, message, HERALD_SEAL_ERROR_KEY);
  assert_refused (nothing, message, HERALD_SEAL_ERROR_KEY);
  assert_refused (large, message, HERALD_SEAL_ERROR_KEY);
}

static void
test_notices_damage (void)
{
  g_autoptr(GBytes) key = practice_secret ();
  g_autoptr(GBytes) plaintext = seal_fixture_noise (100000);
  g_autoptr(GBytes) message = seal_fixture_seal (plaintext, HERALD_SEAL_NONE);
  gsize size = g_bytes_get_size (message);
  const gsize places[] = { 60, 200, size / 2, size - 1 };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (message, NULL), size);
      g_autoptr(GBytes) changed = NULL, cut = NULL;
      g_autoptr(GError) change_error = NULL, cut_error = NULL;

      data[places[i]] ^= 1;
      changed = g_bytes_new (data, size);
      cut = g_bytes_new_from_bytes (message, 0, places[i]);

      g_assert_null (open_bytes (key, changed, NULL, &change_error));
      g_assert_nonnull (change_error);
      g_assert_null (open_bytes (key, cut, NULL, &cut_error));
      g_assert_error (cut_error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_MESSAGE);
    }
}

static void
test_refuses_what_is_not_sealed (void)
{
  g_autoptr(GBytes) key = practice_secret ();
  g_autoptr(GBytes) plaintext = seal_fixture_noise (1000);
  g_autoptr(GBytes) stored = seal_fixture_call (plaintext, "gpg", "--batch", "--store", NULL);
  g_autoptr(GBytes) nothing = g_bytes_new (NULL, 0);

  assert_refused (key, stored, HERALD_SEAL_ERROR_MESSAGE);
  assert_refused (key, plaintext, HERALD_SEAL_ERROR_MESSAGE);
  assert_refused (key, nothing, HERALD_SEAL_ERROR_MESSAGE);
}

static void
test_says_that_the_disk_is_full (void)
{
  g_autoptr(GBytes) key = practice_secret ();
  g_autoptr(GBytes) plaintext = seal_fixture_noise (300000);
  g_autoptr(GBytes) message = seal_fixture_seal (plaintext, HERALD_SEAL_NONE);
  g_autoptr(GError) error = NULL;
  int in = seal_fixture_fd (message), full = open ("/dev/full", O_WRONLY | O_CLOEXEC);

  g_assert_false (herald_open_message (key, in, full, NULL, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NO_SPACE);
  close (in);
  close (full);
  assert_nothing_is_left ();
}

typedef struct
{
  int           plaintext_fd;
  GCancellable *cancellable;
} Intruder;

static gpointer
cancel_in_the_middle (gpointer data)
{
  const Intruder *intruder = data;
  char byte;

  g_assert_cmpint (read (intruder->plaintext_fd, &byte, 1), ==, 1);
  g_cancellable_cancel (intruder->cancellable);
  return NULL;
}

/* Nobody reads on, so the message cannot end before it is cancelled. */
static void
test_leaves_nothing_when_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GBytes) key = practice_secret ();
  g_autoptr(GBytes) plaintext = seal_fixture_noise (6000000);
  g_autoptr(GBytes) message = seal_fixture_seal (plaintext, HERALD_SEAL_NONE);
  g_autoptr(GError) error = NULL, again = NULL;
  Intruder intruder = { -1, cancellable };
  int in = seal_fixture_fd (message), out[2];
  GThread *thread;

  g_assert_no_errno (pipe2 (out, O_CLOEXEC));
  intruder.plaintext_fd = out[0];
  thread = g_thread_new ("cancel", cancel_in_the_middle, &intruder);
  g_assert_false (herald_open_message (key, in, out[1], cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  assert_nothing_is_left ();

  g_assert_null (open_bytes (key, message, cancellable, &again));
  g_assert_error (again, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  close (in);
  close (out[0]);
  close (out[1]);
}

static void
subprocess_without_agent (void)
{
  g_autoptr(GBytes) key = g_bytes_new_static ("key", 3), message = g_bytes_new_static ("m", 1);

  g_setenv ("PATH", "/nonexistent", TRUE);
  g_assert_true (herald_engine_init (NULL));
  assert_refused (key, message, HERALD_SEAL_ERROR_ENGINE);
}

static void
test_says_that_the_agent_is_missing (void)
{
  g_test_trap_subprocess ("/seal/opener/subprocess/without-agent", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int    argc,
      char **argv)
{
  int status;

  seal_fixture_set_up (&argc, &argv);
  if (!g_test_subprocess ())
    g_assert_true (herald_engine_init (NULL));

  g_test_add_func ("/seal/opener/opens-what-was-sealed", test_opens_what_was_sealed);
  g_test_add_func ("/seal/opener/refuses-another-key", test_refuses_another_key);
  g_test_add_func ("/seal/opener/says-that-there-is-a-passphrase",
                   test_says_that_there_is_a_passphrase);
  g_test_add_func ("/seal/opener/refuses-what-is-no-secret-key",
                   test_refuses_what_is_no_secret_key);
  g_test_add_func ("/seal/opener/notices-damage", test_notices_damage);
  g_test_add_func ("/seal/opener/refuses-what-is-not-sealed", test_refuses_what_is_not_sealed);
  g_test_add_func ("/seal/opener/says-that-the-disk-is-full", test_says_that_the_disk_is_full);
  g_test_add_func ("/seal/opener/leaves-nothing-when-cancelled",
                   test_leaves_nothing_when_cancelled);
  g_test_add_func ("/seal/opener/says-that-the-agent-is-missing",
                   test_says_that_the_agent_is_missing);
  g_test_add_func ("/seal/opener/subprocess/without-agent", subprocess_without_agent);

  status = g_test_run ();
  seal_fixture_tear_down ();
  return status;
}
