/* test-sealer-faults.c: whatever goes wrong while sealing, nothing is left
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "herald-file.h"
#include "herald-sealer.h"
#include "seal-fixture.h"

/* Seals what must fail, and gives the error. */
static GError *
fail_to_seal (GBytes       *certificate,
              int           in,
              guint64       size,
              int           out,
              GCancellable *cancellable)
{
  GError *error = NULL;

  g_assert_cmpint (in, >=, 0);
  g_assert_cmpint (out, >=, 0);
  g_assert_false (herald_seal (certificate, in, size, out, HERALD_SEAL_DATE_ZERO,
                               cancellable, &error));
  g_assert_nonnull (error);
  close (in);
  close (out);
  seal_fixture_assert_home_is_clean ();

  return error;
}

static void
test_refuses_another_length (void)
{
  static const guint64 announced[] = { 0, 1, 99999, 100001, 5000000 };
  g_autoptr(GBytes) plaintext = seal_fixture_noise (100000);
  g_autoptr(GBytes) certificate = seal_fixture_certificate ();

  for (guint i = 0; i < G_N_ELEMENTS (announced); i++)
    {
      g_autoptr(GError) error = fail_to_seal (certificate, seal_fixture_fd (plaintext),
                                              announced[i], seal_fixture_fd (NULL), NULL);

      g_assert_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_LENGTH);
    }
}

static void
test_says_that_the_disk_is_full (void)
{
  static const gsize sizes[] = { 10, 5000000 };
  g_autoptr(GBytes) certificate = seal_fixture_certificate ();

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GBytes) plaintext = seal_fixture_noise (sizes[i]);
      g_autoptr(GError) error = fail_to_seal (certificate, seal_fixture_fd (plaintext), sizes[i],
                                              open ("/dev/full", O_WRONLY | O_CLOEXEC), NULL);

      g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NO_SPACE);
    }
}

static void
test_says_that_the_plaintext_fails (void)
{
  g_autoptr(GBytes) certificate = seal_fixture_certificate ();
  g_autoptr(GError) folder = NULL, unreadable = NULL;

  folder = fail_to_seal (certificate, open ("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC), 100,
                         seal_fixture_fd (NULL), NULL);
  g_assert_error (folder, HERALD_FILE_ERROR, HERALD_FILE_ERROR_FAILED);

  unreadable = fail_to_seal (certificate, open ("/dev/null", O_WRONLY | O_CLOEXEC), 100,
                             seal_fixture_fd (NULL), NULL);
  g_assert_error (unreadable, HERALD_FILE_ERROR, HERALD_FILE_ERROR_FAILED);
}

static void
test_says_that_nobody_reads (void)
{
  g_autoptr(GBytes) certificate = seal_fixture_certificate ();
  g_autoptr(GBytes) plaintext = seal_fixture_noise (5000000);
  g_autoptr(GError) error = NULL;
  int out[2];

  g_assert_no_errno (pipe2 (out, O_CLOEXEC));
  close (out[0]);
  error = fail_to_seal (certificate, seal_fixture_fd (plaintext), 5000000, out[1], NULL);
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_FAILED);
}

static void
test_refuses_a_broken_key (void)
{
  g_autoptr(GBytes) plaintext = seal_fixture_noise (1000);
  g_autoptr(GBytes) good = seal_fixture_certificate ();

  /* Nothing, the beginning of a key, and a key cut off before its subkey. */
  for (gsize length = 0; length <= 60; length += 30)
    {
      g_autoptr(GBytes) key = g_bytes_new_from_bytes (good, 0, length);
      g_autoptr(GError) error = fail_to_seal (key, seal_fixture_fd (plaintext), 1000,
                                              seal_fixture_fd (NULL), NULL);

      g_assert_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_KEY);
    }
}

/* Waits until the message has begun to come, and then does something. */
typedef struct
{
  int           message_fd;
  GCancellable *cancellable;
} Intruder;

static void
wait_for_message (const Intruder *intruder)
{
  char byte;

  g_assert_cmpint (read (intruder->message_fd, &byte, 1), ==, 1);
}

static gpointer
cancel_in_the_middle (gpointer data)
{
  const Intruder *intruder = data;

  wait_for_message (intruder);
  g_cancellable_cancel (intruder->cancellable);
  return NULL;
}

static gpointer
kill_gpg_in_the_middle (gpointer data)
{
  g_autofree char *needle = g_strdup_printf ("/proc/%d/fd/", getpid ());
  int gpg;

  wait_for_message (data);
  g_assert_true (seal_fixture_finds_process (needle, &gpg));
  kill (gpg, SIGKILL);
  return NULL;
}

static GError *
intrude (GThreadFunc   intrusion,
         GCancellable *cancellable)
{
  g_autoptr(GBytes) certificate = seal_fixture_certificate ();
  g_autoptr(GBytes) beginning = seal_fixture_noise (100000);
  Intruder intruder = { -1, cancellable };
  GThread *thread;
  GError *error;
  int in[2], out[2];

  /* A writer that begins and never ends. */
  g_assert_no_errno (pipe2 (in, O_CLOEXEC));
  g_assert_no_errno (pipe2 (out, O_CLOEXEC));
  g_assert_cmpint (fcntl (in[1], F_SETPIPE_SZ, 1024 * 1024), >=, 100000);
  g_assert_cmpint (write (in[1], g_bytes_get_data (beginning, NULL), 100000), ==, 100000);
  intruder.message_fd = out[0];
  thread = g_thread_new ("intruder", intrusion, &intruder);

  error = fail_to_seal (certificate, in[0], G_GUINT64_CONSTANT (1) << 40, out[1], cancellable);

  g_thread_join (thread);
  close (in[1]);
  close (out[0]);
  return error;
}

static void
test_leaves_nothing_when_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = intrude (cancel_in_the_middle, cancellable);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_does_nothing_once_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GBytes) certificate = seal_fixture_certificate ();
  g_autoptr(GBytes) plaintext = seal_fixture_noise (10), message = NULL;
  g_autoptr(GError) error = NULL;
  int out = seal_fixture_fd (NULL);

  g_cancellable_cancel (cancellable);
  error = fail_to_seal (certificate, seal_fixture_fd (plaintext), 10, dup (out), cancellable);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  message = seal_fixture_content (out);
  g_assert_cmpuint (g_bytes_get_size (message), ==, 0);
}

static void
test_notices_that_gpg_was_killed (void)
{
  g_autoptr(GError) error = intrude (kill_gpg_in_the_middle, NULL);

  g_assert_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_ENGINE);
}

static void
subprocess_without_gpg (void)
{
  g_autoptr(GBytes) certificate = seal_fixture_certificate ();
  g_autoptr(GError) error = NULL;

  g_setenv ("PATH", "/nonexistent", TRUE);
  g_assert_true (herald_engine_init (NULL));
  error = fail_to_seal (certificate, seal_fixture_fd (NULL), 0, seal_fixture_fd (NULL), NULL);
  g_assert_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_ENGINE);
}

static void
test_says_that_gpg_is_missing (void)
{
  g_test_trap_subprocess ("/seal/sealer-faults/subprocess/without-gpg", 0,
                          G_TEST_SUBPROCESS_DEFAULT);
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

  g_test_add_func ("/seal/sealer-faults/refuses-another-length", test_refuses_another_length);
  g_test_add_func ("/seal/sealer-faults/says-that-the-disk-is-full",
                   test_says_that_the_disk_is_full);
  g_test_add_func ("/seal/sealer-faults/says-that-the-plaintext-fails",
                   test_says_that_the_plaintext_fails);
  g_test_add_func ("/seal/sealer-faults/says-that-nobody-reads", test_says_that_nobody_reads);
  g_test_add_func ("/seal/sealer-faults/refuses-a-broken-key", test_refuses_a_broken_key);
  g_test_add_func ("/seal/sealer-faults/leaves-nothing-when-cancelled",
                   test_leaves_nothing_when_cancelled);
  g_test_add_func ("/seal/sealer-faults/does-nothing-once-cancelled",
                   test_does_nothing_once_cancelled);
  g_test_add_func ("/seal/sealer-faults/notices-that-gpg-was-killed",
                   test_notices_that_gpg_was_killed);
  g_test_add_func ("/seal/sealer-faults/says-that-gpg-is-missing", test_says_that_gpg_is_missing);
  g_test_add_func ("/seal/sealer-faults/subprocess/without-gpg", subprocess_without_gpg);

  status = g_test_run ();
  seal_fixture_tear_down ();
  return status;
}
