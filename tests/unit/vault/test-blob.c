/* test-blob.c: attachments that lie in a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include "vault-fixture.h"

/* Reads a blob to the end of its pipe. */
static GByteArray *
read_blob (HeraldCase *opened,
           const char *id)
{
  g_autoptr(GError) error = NULL;
  GByteArray *content = g_byte_array_new ();
  int fd = herald_case_open_blob (opened, id, &error);
  guint8 buffer[8192];
  gssize n;

  g_assert_no_error (error);
  while ((n = read (fd, buffer, sizeof buffer)) > 0)
    g_byte_array_append (content, buffer, (guint) n);
  g_assert_cmpint (n, ==, 0);
  close (fd);
  return content;
}

static HeraldCaseBlob *
add_blob (HeraldCase *opened,
          const void *content,
          gsize       length)
{
  g_autoptr(GError) error = NULL;
  int fd = memory_file (content, length);
  HeraldCaseBlob *blob = herald_case_add_blob (opened, fd, NULL, &error);

  close (fd);
  g_assert_no_error (error);
  g_assert_cmpuint (blob->size, ==, length);
  return blob;
}

/* Around the ends of chunks and loads, where a reader counts wrong. */
static void
test_keeps_blobs (VaultFixture  *fixture,
                  gconstpointer  data)
{
  const gsize sizes[] = { 0, 1, 65535, 65536, 65537, 1048575, 1048576, 1048577, 3000000 };
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autofree guint8 *content = g_malloc (3000000);

  for (gsize i = 0; i < 3000000; i++)
    content[i] = (guint8) (i * 7 + i / 251);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(HeraldCaseBlob) blob = add_blob (opened, content, sizes[i]);
      g_autofree char *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, content, sizes[i]);
      g_autoptr(GByteArray) whole = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_cmpstr (blob->sha256, ==, sha256);
      vault_reopen_case (fixture, &opened);
      whole = read_blob (opened, blob->id);
      g_assert_cmpmem (whole->data, whole->len, content, sizes[i]);
      g_assert_true (herald_case_copy_blob (opened, blob->id, -1, NULL, &error));
      g_assert_no_error (error);
    }
}

static void
test_refuses_damaged_blobs (VaultFixture  *fixture,
                            gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autofree guint8 *content = g_malloc0 (200000);
  g_autoptr(HeraldCaseBlob) one = add_blob (opened, content, 200000);
  g_autoptr(HeraldCaseBlob) two = add_blob (opened, content, 200000);
  g_autofree char *one_name = g_strconcat ("blob-", one->id, NULL);
  g_autofree char *two_name = g_strconcat ("blob-", two->id, NULL);
  g_autofree char *one_path = case_path (fixture, opened, one_name);
  g_autofree char *two_path = case_path (fixture, opened, two_name);
  g_autoptr(GBytes) bytes = read_file (one_path), other = read_file (two_path);
  const guint8 *good = g_bytes_get_data (bytes, NULL);
  gsize length = g_bytes_get_size (bytes);
  const gsize cuts[] = { 0, 10, 31, 56, 56 + 65553, 56 + 2 * 65553, length - 1, length };

  /* Cut at every kind of place, too long, and a bit flipped all along. */
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autofree guint8 *changed = g_malloc (length + 1);
      g_autoptr(GError) error = NULL;

      memcpy (changed, good, length);
      changed[length] = 0;
      write_file (one_path, changed, cuts[i] < length ? cuts[i] : length + 1);
      g_assert_false (herald_case_copy_blob (opened, one->id, -1, NULL, &error));
      g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_DAMAGED);
    }
  for (gsize i = 0; i < length; i += 997)
    {
      g_autofree guint8 *changed = g_memdup2 (good, length);
      g_autoptr(GError) error = NULL;
      g_autoptr(GByteArray) start = NULL;

      changed[i] ^= 0x10;
      write_file (one_path, changed, length);
      g_assert_false (herald_case_copy_blob (opened, one->id, -1, NULL, &error));
      g_assert_error (error, HERALD_VAULT_ERROR, HERALD_VAULT_ERROR_DAMAGED);
      start = read_blob (opened, one->id);
      g_assert_cmpuint (start->len, <, 200000);
    }

  write_file (one_path, g_bytes_get_data (other, NULL), g_bytes_get_size (other));
  g_assert_false (herald_case_copy_blob (opened, one->id, -1, NULL, NULL));
  g_assert_true (herald_case_copy_blob (opened, two->id, -1, NULL, NULL));
}

/* Where the last chunk is empty, and all that there is to read stands before it. */
static void
test_holds_the_end_back (VaultFixture  *fixture,
                         gconstpointer  data)
{
  const gsize sizes[] = { 65536, 131072, 1048576, 2097152 };
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autofree guint8 *content = g_malloc0 (2097152);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(HeraldCaseBlob) blob = add_blob (opened, content, sizes[i]);
      g_autofree char *name = g_strconcat ("blob-", blob->id, NULL);
      g_autofree char *path = case_path (fixture, opened, name);
      g_autoptr(GBytes) bytes = read_file (path);
      gsize length = g_bytes_get_size (bytes);
      g_autofree guint8 *changed = g_malloc0 (length + 1);

      memcpy (changed, g_bytes_get_data (bytes, NULL), length);
      for (gssize more = -17; more <= 1; more++)
        {
          g_autoptr(GByteArray) start = NULL;

          /* Cut, flipped in its last bit, longer. */
          changed[length - 1] ^= more == 0 ? 1 : 0;
          write_file (path, changed, (gsize) ((gssize) length + more));
          changed[length - 1] ^= more == 0 ? 1 : 0;

          start = read_blob (opened, blob->id);
          g_assert_cmpuint (start->len, <, sizes[i]);
        }
    }
}

static void
test_survives_a_reader_that_leaves (VaultFixture  *fixture,
                                    gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autofree guint8 *content = g_malloc0 (5000000);
  g_autoptr(HeraldCaseBlob) blob = add_blob (opened, content, 5000000);
  g_autoptr(GByteArray) whole = NULL;
  guint8 byte;
  int fd = herald_case_open_blob (opened, blob->id, NULL);

  g_assert_cmpint (read (fd, &byte, 1), ==, 1);
  close (fd);
  herald_vault_lock (fixture->vault);
  g_assert_true (herald_vault_unlock_passphrase (fixture->vault, PASSPHRASE, NULL));
  vault_reopen_case (fixture, &opened);
  whole = read_blob (opened, blob->id);
  g_assert_cmpuint (whole->len, ==, 5000000);
}

static void
test_gives_up_blobs (VaultFixture  *fixture,
                     gconstpointer  data)
{
  g_autoptr(HeraldCase) opened = vault_add_case (fixture, "One");
  g_autofree char *folder = case_path (fixture, opened, "");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree guint8 *content = g_malloc0 (2000000);
  g_autoptr(GError) error = NULL;
  int fd = memory_file (content, 2000000);

  g_cancellable_cancel (cancellable);
  g_assert_null (herald_case_add_blob (opened, fd, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close (fd);
  g_assert_cmpuint (count_names (folder), ==, 3);
}

#define ADD(path, function) \
  g_test_add (path, VaultFixture, NULL, vault_set_up, function, vault_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/vault/blob/is-kept", test_keeps_blobs);
  ADD ("/vault/blob/is-refused-when-damaged", test_refuses_damaged_blobs);
  ADD ("/vault/blob/holds-its-end-back-until-all-is-verified", test_holds_the_end_back);
  ADD ("/vault/blob/survives-a-reader-that-leaves", test_survives_a_reader_that_leaves);
  ADD ("/vault/blob/leaves-nothing-when-cancelled", test_gives_up_blobs);

  return g_test_run ();
}
