/* test-sealer.c: what is sealed is opened by others, and nothing else is left
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "herald-sealer.h"
#include "seal-fixture.h"

static void
make_vendor_home (void)
{
  g_autofree char *home = seal_fixture_path ("vendor");
  g_autofree char *key = seal_fixture_practice ("practice-secret.asc");

  g_assert_no_errno (g_mkdir (home, 0700));
  g_bytes_unref (seal_fixture_call (NULL, "gpg", "--homedir", home, "--batch", "--quiet",
                                    "--import", key, NULL));
}

static void
remove_vendor_home (void)
{
  g_autofree char *home = seal_fixture_path ("vendor");

  g_bytes_unref (seal_fixture_call (NULL, "gpgconf", "--homedir", home, "--kill", "all", NULL));
}

static GBytes *
open_with_gpg (GBytes *message)
{
  g_autofree char *home = seal_fixture_path ("vendor");

  return seal_fixture_call (message, "gpg", "--homedir", home, "--batch", "--quiet",
                            "--decrypt", NULL);
}

static void
assert_same (GBytes *one,
             GBytes *other)
{
  g_assert_cmpuint (g_bytes_get_size (one), ==, g_bytes_get_size (other));
  g_assert_true (g_bytes_equal (one, other));
}

static void
test_opens_with_gpg (void)
{
  static const gsize sizes[] = { 0, 1, 191, 192, 8192, 65536, 3000001 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint flags = HERALD_SEAL_NONE; flags <= HERALD_SEAL_DATE_ZERO; flags++)
      {
        g_autoptr(GBytes) plaintext = seal_fixture_noise (sizes[i]);
        g_autoptr(GBytes) message = seal_fixture_seal (plaintext, flags);
        g_autoptr(GBytes) opened = open_with_gpg (message);

        assert_same (opened, plaintext);
      }

  seal_fixture_assert_home_is_clean ();
}

static void
test_opens_with_sq (void)
{
  g_autoptr(GBytes) plaintext = seal_fixture_noise (100000);
  g_autofree char *key = seal_fixture_practice ("practice-secret.asc");

  if (!seal_fixture_has_program ("sq"))
    {
      g_test_skip ("sq is not installed");
      return;
    }

  for (guint flags = HERALD_SEAL_NONE; flags <= HERALD_SEAL_DATE_ZERO; flags++)
    {
      g_autoptr(GBytes) message = seal_fixture_seal (plaintext, flags);
      g_autoptr(GBytes) opened = seal_fixture_call (message, "sq", "decrypt",
                                                    seal_fixture_sq_option (), key, NULL);

      assert_same (opened, plaintext);
    }
}

static void
test_opens_with_rnp (void)
{
  g_autoptr(GBytes) plaintext = seal_fixture_noise (100000);
  g_autofree char *key = seal_fixture_practice ("practice-secret.asc");

  if (!seal_fixture_has_program ("rnp"))
    {
      g_test_skip ("rnp is not installed");
      return;
    }

  for (guint flags = HERALD_SEAL_NONE; flags <= HERALD_SEAL_DATE_ZERO; flags++)
    {
      g_autoptr(GBytes) message = seal_fixture_seal (plaintext, flags);
      g_autoptr(GBytes) opened = seal_fixture_call (message, "rnp", "--keyfile", key,
                                                    "--decrypt", "-", "--output", "-", NULL);

      assert_same (opened, plaintext);
    }
}

static char *
list_packets (HeraldSealFlags flags)
{
  g_autofree char *home = seal_fixture_path ("vendor");
  g_autoptr(GBytes) plaintext = seal_fixture_noise (1000);
  g_autoptr(GBytes) message = seal_fixture_seal (plaintext, flags);
  g_autoptr(GBytes) list = seal_fixture_call (message, "gpg", "--homedir", home, "--batch",
                                              "--list-packets", NULL);

  return g_strndup (g_bytes_get_data (list, NULL), g_bytes_get_size (list));
}

static void
test_tells_neither_name_nor_date (void)
{
  g_autofree char *dated = list_packets (HERALD_SEAL_NONE);
  g_autofree char *undated = list_packets (HERALD_SEAL_DATE_ZERO);

  g_assert_nonnull (strstr (dated, "name=\"\""));
  g_assert_null (strstr (dated, "created 0,"));
  g_assert_nonnull (strstr (undated, "created 0, name=\"\""));
}

static void
test_does_not_compress (void)
{
  g_autofree char *zeros = g_malloc0 (200000);
  g_autoptr(GBytes) plaintext = g_bytes_new_take (g_steal_pointer (&zeros), 200000);
  g_autoptr(GBytes) message = seal_fixture_seal (plaintext, HERALD_SEAL_NONE);
  g_autofree char *packets = list_packets (HERALD_SEAL_NONE);

  g_assert_cmpuint (g_bytes_get_size (message), >, 200000);
  g_assert_null (strstr (packets, "compressed packet"));
}

/* The other end of a pipe: writes or reads odd amounts until it is over. */
typedef struct
{
  int     fd;
  GBytes *content;
  GArray *read;
} PipeEnd;

static gpointer
write_odd_amounts (gpointer data)
{
  PipeEnd *end = data;
  gsize length;
  const char *at = g_bytes_get_data (end->content, &length);

  for (gsize step = 1; length > 0; step = step * 3 % 70001 + 1)
    {
      gssize n = write (end->fd, at, MIN (step, length));

      g_assert_cmpint (n, >, 0);
      at += n;
      length -= (gsize) n;
    }

  close (end->fd);
  return NULL;
}

static gpointer
read_odd_amounts (gpointer data)
{
  PipeEnd *end = data;
  char buffer[70001];
  gssize n;

  for (gsize step = 1; (n = read (end->fd, buffer, step)) > 0; step = step * 5 % sizeof buffer + 1)
    g_array_append_vals (end->read, buffer, (guint) n);

  close (end->fd);
  return NULL;
}

static void
test_works_between_pipes (void)
{
  g_autoptr(GBytes) plaintext = seal_fixture_noise (6000000);
  g_autoptr(GBytes) certificate = seal_fixture_certificate ();
  g_autoptr(GBytes) message = NULL, opened = NULL;
  g_autoptr(GArray) read_bytes = g_array_new (FALSE, FALSE, 1);
  g_autoptr(GError) error = NULL;
  int in[2], out[2];
  PipeEnd writer, reader;
  GThread *threads[2];

  g_assert_no_errno (pipe2 (in, O_CLOEXEC));
  g_assert_no_errno (pipe2 (out, O_CLOEXEC));
  writer = (PipeEnd) { in[1], plaintext, NULL };
  reader = (PipeEnd) { out[0], NULL, read_bytes };
  threads[0] = g_thread_new ("writer", write_odd_amounts, &writer);
  threads[1] = g_thread_new ("reader", read_odd_amounts, &reader);

  herald_seal (certificate, in[0], 6000000, out[1], HERALD_SEAL_DATE_ZERO, NULL, &error);
  g_assert_no_error (error);
  close (in[0]);
  close (out[1]);
  g_thread_join (threads[0]);
  g_thread_join (threads[1]);

  message = g_bytes_new (read_bytes->data, read_bytes->len);
  opened = open_with_gpg (message);
  assert_same (opened, plaintext);
}

/* A file opened for appending takes no splice. */
static void
test_works_without_splice (void)
{
  g_autoptr(GBytes) plaintext = seal_fixture_noise (6000000);
  g_autoptr(GBytes) certificate = seal_fixture_certificate ();
  g_autoptr(GBytes) message = NULL, opened = NULL;
  g_autoptr(GError) error = NULL;
  int in = seal_fixture_fd (plaintext);
  int out = seal_fixture_fd (NULL);

  g_assert_no_errno (fcntl (out, F_SETFL, O_APPEND));
  herald_seal (certificate, in, 6000000, out, HERALD_SEAL_NONE, NULL, &error);
  g_assert_no_error (error);
  close (in);

  message = seal_fixture_content (out);
  opened = open_with_gpg (message);
  assert_same (opened, plaintext);
}

/* What strace watches: the sealing alone, with a certificate made before. */
static void
subprocess_seal (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *data = NULL;
  g_autoptr(GBytes) certificate = NULL;
  gsize length;
  int in = seal_fixture_fd (NULL), out = seal_fixture_fd (NULL);

  g_assert_true (g_file_get_contents (g_getenv ("TEST_SEALER_KEY"), &data, &length, NULL));
  certificate = g_bytes_new (data, length);

  g_assert_true (herald_engine_init (NULL));
  herald_seal (certificate, in, 0, out, HERALD_SEAL_NONE, NULL, &error);
  g_assert_no_error (error);
}

static guint
count (const char *text,
       const char *needle)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, needle)) != NULL; at++)
    n++;

  return n;
}

static void
test_starts_gpg_alone (void)
{
  g_autofree char *trace = seal_fixture_path ("trace");
  const char *key = g_getenv ("TEST_SEALER_KEY");
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL), *text = NULL;
  g_autoptr(GBytes) certificate = seal_fixture_certificate (), output = NULL;
  const char *command[] = {
    "strace", "-f", "-qq", "-e", "trace=execve,connect,socket,openat", "-o", trace,
    self, "--GTestSubprocess", "-p", "/seal/sealer/subprocess/seal", NULL,
  };
  gboolean success;

  if (!seal_fixture_has_program ("strace"))
    {
      g_test_skip ("strace is not installed");
      return;
    }

  g_assert_true (g_file_set_contents (key, g_bytes_get_data (certificate, NULL),
                                      (gssize) g_bytes_get_size (certificate), NULL));
  output = seal_fixture_try (NULL, &success, command);
  if (!success)
    {
      g_test_skip ("strace may not trace here");
      return;
    }

  g_assert_true (g_file_get_contents (trace, &text, NULL, NULL));
  g_assert_cmpuint (count (text, "connect("), ==, 0);
  g_assert_cmpuint (count (text, "socket("), ==, 0);
  g_assert_cmpuint (count (text, ".gnupg"), ==, 0);
  g_assert_cmpuint (count (text, "pubring"), ==, 0);
  g_assert_cmpuint (count (text, "execve("), ==, 3); /* this, gpg --version, gpg */
}

int
main (int    argc,
      char **argv)
{
  int status;

  seal_fixture_set_up (&argc, &argv);
  if (!g_test_subprocess ())
    {
      g_autofree char *key = seal_fixture_path ("key.pgp");

      g_setenv ("TEST_SEALER_KEY", key, TRUE);
      g_assert_true (herald_engine_init (NULL));
      make_vendor_home ();
    }

  g_test_add_func ("/seal/sealer/opens-with-gpg", test_opens_with_gpg);
  g_test_add_func ("/seal/sealer/opens-with-sq", test_opens_with_sq);
  g_test_add_func ("/seal/sealer/opens-with-rnp", test_opens_with_rnp);
  g_test_add_func ("/seal/sealer/tells-neither-name-nor-date", test_tells_neither_name_nor_date);
  g_test_add_func ("/seal/sealer/does-not-compress", test_does_not_compress);
  g_test_add_func ("/seal/sealer/works-between-pipes", test_works_between_pipes);
  g_test_add_func ("/seal/sealer/works-without-splice", test_works_without_splice);
  g_test_add_func ("/seal/sealer/starts-gpg-alone", test_starts_gpg_alone);
  g_test_add_func ("/seal/sealer/subprocess/seal", subprocess_seal);

  status = g_test_run ();
  if (!g_test_subprocess ())
    remove_vendor_home ();
  seal_fixture_tear_down ();
  return status;
}
