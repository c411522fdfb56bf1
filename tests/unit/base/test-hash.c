/* test-hash.c: SHA-256 gives the digests that its standard gives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <unistd.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "herald-file.h"
#include "herald-hash.h"

/* FIPS 180-4, and the NIST examples of one and two blocks. */
#define OF_NOTHING "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define OF_ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define OF_TWO_BLOCKS "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
#define OF_A_MILLION "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"

static void
assert_text_hash (const char *text,
                  const char *expected)
{
  g_autofree char *digest = herald_hash_of_text (text);

  g_assert_cmpstr (digest, ==, expected);
}

static void
test_knows_the_standard_vectors (void)
{
  g_autofree char *nothing = herald_hash_of_data (NULL, 0);

  assert_text_hash ("", OF_NOTHING);
  assert_text_hash ("abc", OF_ABC);
  assert_text_hash ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", OF_TWO_BLOCKS);
  g_assert_cmpstr (nothing, ==, OF_NOTHING);
}

static void
test_takes_pieces_of_any_size (void)
{
  g_autoptr(HeraldHash) hash = herald_hash_new ();
  g_autofree char *digest = NULL;
  char block[997];
  gsize left = 1000000;

  memset (block, 'a', sizeof block);
  for (gsize n = 0; left > 0; n = (n + 1) % (sizeof block + 1))
    {
      herald_hash_add (hash, block, MIN (n, left));
      left -= MIN (n, left);
    }

  digest = herald_hash_finish (hash);
  g_assert_cmpstr (digest, ==, OF_A_MILLION);
}

static void
test_hashes_a_file_from_where_it_stands (void)
{
  g_autofree char *path = NULL, *all = NULL, *rest = NULL, *none = NULL;
  g_autoptr(GError) error = NULL;
  guint64 size = 0;
  int fd = g_file_open_tmp ("herald-hash-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (write (fd, "xyabc", 5), ==, 5);

  g_assert_cmpint (lseek (fd, 2, SEEK_SET), ==, 2);
  g_assert_true (herald_hash_of_fd (fd, &rest, &size, &error));
  g_assert_cmpstr (rest, ==, OF_ABC);
  g_assert_cmpuint (size, ==, 3);

  g_assert_true (herald_hash_of_fd (fd, &none, NULL, &error));
  g_assert_cmpstr (none, ==, OF_NOTHING);

  g_assert_cmpint (lseek (fd, 0, SEEK_SET), ==, 0);
  g_assert_true (herald_hash_of_fd (fd, &all, &size, &error));
  g_assert_cmpuint (size, ==, 5);
  g_assert_cmpstr (all, !=, rest);

  close (fd);
  g_unlink (path);
}

static void
test_tells_what_cannot_be_read (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *digest = NULL;
  int fd = open ("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  g_assert_false (herald_hash_of_fd (fd, &digest, NULL, &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_FAILED);
  g_assert_null (digest);
  close (fd);
}

static void
test_knows_its_own_form (void)
{
  g_assert_true (herald_hash_is_valid (OF_ABC));
  g_assert_false (herald_hash_is_valid (""));
  g_assert_false (herald_hash_is_valid (OF_ABC "0"));
  g_assert_false (herald_hash_is_valid (&OF_ABC[1]));
  g_assert_false (herald_hash_is_valid ("BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  g_assert_false (herald_hash_is_valid ("ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/base/hash/knows-the-standard-vectors", test_knows_the_standard_vectors);
  g_test_add_func ("/base/hash/takes-pieces-of-any-size", test_takes_pieces_of_any_size);
  g_test_add_func ("/base/hash/hashes-a-file-from-where-it-stands", test_hashes_a_file_from_where_it_stands);
  g_test_add_func ("/base/hash/tells-what-cannot-be-read", test_tells_what_cannot_be_read);
  g_test_add_func ("/base/hash/knows-its-own-form", test_knows_its_own_form);

  return g_test_run ();
}
