/* test-armor.c: armor goes on and comes off, and damage is found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "herald-armor-decoder.h"
#include "herald-armor.h"
#include "herald-file.h"
#include "seal-fixture.h"

#define BEGIN "-----BEGIN PGP MESSAGE-----\n"
#define END "-----END PGP MESSAGE-----\n"

static GBytes *
put_on (GBytes *binary)
{
  g_autoptr(GError) error = NULL;
  int in = seal_fixture_fd (binary), out = seal_fixture_fd (NULL);

  g_assert_true (herald_armor_write (in, out, NULL, &error));
  g_assert_no_error (error);
  close (in);

  return seal_fixture_content (out);
}

static GBytes *
take_off (GBytes  *armored,
          GError **error)
{
  int in = seal_fixture_fd (armored), out = seal_fixture_fd (NULL);
  gboolean success = herald_armor_decode (in, out, NULL, error);
  GBytes *binary = seal_fixture_content (out);

  close (in);
  if (!success)
    g_clear_pointer (&binary, g_bytes_unref);
  return binary;
}

static void
test_looks_as_it_should (void)
{
  static const char expected[] =
    "-----BEGIN PGP MESSAGE-----\r\n"
    "\r\n"
    "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVpBQkNERUZHSElKS0xNTk9QUVJTVFVW\r\n"
    "V1hZWg==\r\n"
    "=Y2uU\r\n"
    "-----END PGP MESSAGE-----\r\n";
  g_autoptr(GBytes) binary =
    g_bytes_new_static ("ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ", 52);
  g_autoptr(GBytes) armored = put_on (binary);

  g_assert_cmpmem (g_bytes_get_data (armored, NULL), g_bytes_get_size (armored),
                   expected, strlen (expected));
}

static void
test_comes_off_at_every_size (void)
{
  static const gsize large[] = { 196607, 196608, 196609, 1000000 };

  for (gsize i = 0; i <= 200 + G_N_ELEMENTS (large); i++)
    {
      g_autoptr(GBytes) binary = seal_fixture_noise (i <= 200 ? i : large[i - 201]);
      g_autoptr(GBytes) armored = put_on (binary);
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) again = take_off (armored, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (again, binary));
    }
}

static void
test_agrees_with_gpg (void)
{
  static const gsize sizes[] = { 1, 2, 3, 47, 48, 49, 95, 96, 97, 196608, 300001 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GBytes) binary = seal_fixture_noise (sizes[i]);
      g_autoptr(GBytes) armored = put_on (binary);
      g_autoptr(GBytes) by_gpg = seal_fixture_call (armored, "gpg", "--batch", "--dearmor", NULL);

      g_assert_true (g_bytes_equal (by_gpg, binary));
    }
}

static void
test_reads_what_gpg_writes (void)
{
  g_autoptr(GBytes) plaintext = seal_fixture_noise (10000);
  g_autofree char *key = seal_fixture_practice ("practice.asc");
  g_autoptr(GBytes) armored = seal_fixture_call (plaintext, "gpg", "--batch", "--armor",
                                                 "--comment", "of gpg: yes", "-e", "-f", key, NULL);
  g_autoptr(GBytes) by_gpg = seal_fixture_call (armored, "gpg", "--batch", "--dearmor", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) binary = take_off (armored, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (binary, by_gpg));
}

static void
test_does_not_mind_where_it_is_split (void)
{
  g_autoptr(GBytes) binary = seal_fixture_noise (200);
  g_autoptr(GBytes) armored = put_on (binary);
  gsize length;
  const guint8 *text = g_bytes_get_data (armored, &length);

  for (gsize step = 1; step < length; step++)
    {
      g_autoptr(HeraldArmorDecoder) decoder = herald_armor_decoder_new ();
      g_autoptr(GByteArray) out = g_byte_array_new ();

      for (gsize at = 0; at < length; at += step)
        g_assert_true (herald_armor_decoder_feed (decoder, text + at, MIN (step, length - at),
                                                  out, NULL));
      g_assert_true (herald_armor_decoder_finish (decoder, out, NULL));
      g_assert_cmpmem (out->data, out->len, g_bytes_get_data (binary, NULL), 200);
    }
}

/* The sum of “hello” is R/WK, says gpg. */
static void
test_accepts_what_is_harmless (void)
{
  g_autofree char *long_line = g_strnfill (5000, '-');
  g_autofree char *long_text = g_strconcat (long_line, "\n" BEGIN "\naGVsbG8=\n=R/WK\n" END, NULL);
  const char *texts[] = {
    BEGIN "\naGVsbG8=\n=R/WK\n" END,
    BEGIN "\naGVsbG8=\n=R/WK\n-----END PGP MESSAGE-----",
    BEGIN "\naGVsbG8=\n" END,
    BEGIN " \t\naGVsbG8= \n=R/WK\t\r\n" END "\n \n",
    BEGIN "Version: 1\r\nComment: x: y\n\naGVsbG8=\n=R/WK\n" END,
    BEGIN "\naG\nVsb\nG8=\n=R/WK\n" END,
    "Please read this:\n- - -\n\n" BEGIN "\naGVsbG8=\n=R/WK\n" END,
    long_text,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) armored = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) binary = take_off (armored, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (binary, NULL), g_bytes_get_size (binary), "hello", 5);
    }
}

static void
test_refuses_what_is_damaged (void)
{
  g_autofree char *long_line = g_strnfill (5000, 'A');
  g_autofree char *long_body = g_strconcat (BEGIN "\n", long_line, "\n" END, NULL);
  g_autofree char *long_rest = g_strconcat (BEGIN "\n", long_line, NULL);
  const struct
  {
    const char *text;
    const char *place;
  } cases[] = {
    { BEGIN "\naGVsbG8=\n=AAAA\n" END, "line 4" },            /* another checksum */
    { BEGIN "\naGVsbG8=\n=R!WK\n" END, "line 4" },
    { BEGIN "\naGVsbG8=\n=R/WK\n=R/WK\n" END, "line 5" },
    { BEGIN "\naGVsbG8=\naGVs\n=R/WK\n" END, "line 4" },      /* padding in the middle */
    { BEGIN "\naGVsbG9=\n" END, "line 3" },                   /* bits where zeros belong */
    { BEGIN "\naGVsbG8\n" END, "line 4" },                    /* no whole group */
    { BEGIN "\naGVsbG8\n=R/WK\n" END, "line 4" },
    { BEGIN "\naGVsbG8==\n" END, "line 3" },
    { BEGIN "\naGVsbA===\n" END, "line 3" },
    { BEGIN "\naGVsbG8=x\n" END, "line 3" },
    { BEGIN "\naGVs bG8=\n" END, "line 3" },
    { BEGIN "\naGVsbG8\xff\n" END, "line 3" },
    { BEGIN "\naGVs\n\nbG8=\n" END, "line 4" },
    { BEGIN "aGVsbG8=\n=R/WK\n" END, "line 2" },              /* no empty line */
    { BEGIN "\naGVsbG8=\n=R/WK\n" END "more\n", "line 6" },
    { BEGIN "\naGVsbG8=\n=R/WK\n" END BEGIN, "line 6" },
    { BEGIN "\naGVsbG8=\n" BEGIN, "line 4" },
    { long_body, "line 3" },
    { long_rest, "line 3" },
    { BEGIN, "ends too early" },
    { BEGIN "\naGVsbG8=\n", "ends too early" },
    { BEGIN "\naGVsbG8=\n=R/WK\n", "ends too early" },
    { BEGIN "\naGVsbG8=\n=R/WK\n-----END PGP MESS", "line 5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) armored = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) binary = take_off (armored, &error);

      g_test_message ("case %u", i);
      g_assert_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_ARMOR);
      g_assert_nonnull (strstr (error->message, cases[i].place));
      g_assert_null (binary);
    }
}

static void
test_says_that_there_is_none (void)
{
  static const char * const texts[] = {
    "", "\n", "hello\n", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\naGVsbG8=\n",
    "> -----BEGIN PGP MESSAGE-----\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) armored = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr(GError) error = NULL;

      g_assert_null (take_off (armored, &error));
      g_assert_error (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_MESSAGE);
    }
}

static void
test_says_that_the_disk_is_full (void)
{
  g_autoptr(GBytes) binary = seal_fixture_noise (1000);
  g_autoptr(GBytes) armored = put_on (binary);
  g_autoptr(GError) write_error = NULL, read_error = NULL;
  int full = open ("/dev/full", O_WRONLY | O_CLOEXEC);
  int binary_fd = seal_fixture_fd (binary), armored_fd = seal_fixture_fd (armored);

  g_assert_false (herald_armor_write (binary_fd, full, NULL, &write_error));
  g_assert_error (write_error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NO_SPACE);
  g_assert_false (herald_armor_decode (armored_fd, full, NULL, &read_error));
  g_assert_error (read_error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NO_SPACE);

  close (binary_fd);
  close (armored_fd);
  close (full);
}

static void
test_says_that_it_cannot_read (void)
{
  g_autoptr(GError) error = NULL;
  int folder = open ("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int out = seal_fixture_fd (NULL);

  g_assert_false (herald_armor_write (folder, out, NULL, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_FAILED);
  close (folder);
  close (out);
}

static gpointer
cancel_soon (gpointer data)
{
  g_cancellable_cancel (data);
  return NULL;
}

/* Nobody ever writes into the pipe. */
static void
test_stops_when_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) write_error = NULL, read_error = NULL;
  int in[2], out = seal_fixture_fd (NULL);
  GThread *thread;

  g_assert_no_errno (pipe2 (in, O_CLOEXEC));
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_false (herald_armor_write (in[0], out, cancellable, &write_error));
  g_assert_error (write_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (herald_armor_decode (in[0], out, cancellable, &read_error));
  g_assert_error (read_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_thread_join (thread);
  close (in[0]);
  close (in[1]);
  close (out);
}

int
main (int    argc,
      char **argv)
{
  int status;

  seal_fixture_set_up (&argc, &argv);
  g_assert_true (herald_engine_init (NULL));

  g_test_add_func ("/seal/armor/looks-as-it-should", test_looks_as_it_should);
  g_test_add_func ("/seal/armor/comes-off-at-every-size", test_comes_off_at_every_size);
  g_test_add_func ("/seal/armor/agrees-with-gpg", test_agrees_with_gpg);
  g_test_add_func ("/seal/armor/reads-what-gpg-writes", test_reads_what_gpg_writes);
  g_test_add_func ("/seal/armor/does-not-mind-where-it-is-split",
                   test_does_not_mind_where_it_is_split);
  g_test_add_func ("/seal/armor/accepts-what-is-harmless", test_accepts_what_is_harmless);
  g_test_add_func ("/seal/armor/refuses-what-is-damaged", test_refuses_what_is_damaged);
  g_test_add_func ("/seal/armor/says-that-there-is-none", test_says_that_there_is_none);
  g_test_add_func ("/seal/armor/says-that-the-disk-is-full", test_says_that_the_disk_is_full);
  g_test_add_func ("/seal/armor/says-that-it-cannot-read", test_says_that_it_cannot_read);
  g_test_add_func ("/seal/armor/stops-when-cancelled", test_stops_when_cancelled);

  status = g_test_run ();
  seal_fixture_tear_down ();
  return status;
}
