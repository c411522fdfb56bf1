/* test-part.c: a part is what it says, or stops the container
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "containers.h"
#include "herald-hash.h"
#include "herald-part-reader.h"

/* Reads a part in small steps, up to its end or its error. */
static gsize
read_all (const HeraldPart  *part,
          GError           **error)
{
  g_autoptr(HeraldPartReader) reader = herald_part_reader_new (part);
  char buffer[3];
  gsize total = 0;
  gssize n;

  while ((n = herald_part_reader_read (reader, buffer, sizeof buffer, error)) > 0)
    total += (gsize) n;
  if (n == 0)
    g_assert_cmpint (herald_part_reader_read (reader, buffer, sizeof buffer, NULL), ==, 0);

  return total;
}

static void
test_knows_its_text (void)
{
  g_autoptr(HeraldPart) part = herald_part_new_text ("report.txt", "text/plain", "abc");

  g_assert_cmpstr (herald_part_get_name (part), ==, "report.txt");
  g_assert_cmpstr (herald_part_get_base_name (part), ==, "report.txt");
  g_assert_cmpstr (herald_part_get_media_type (part), ==, "text/plain");
  g_assert_cmpuint (herald_part_get_size (part), ==, 3);
  g_assert_cmpstr (herald_part_get_sha256 (part), ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_false (herald_part_is_attachment (part));
  g_assert_cmpint (herald_part_get_fd (part), ==, -1);
  g_assert_cmpuint (read_all (part, NULL), ==, 3);
}

static void
test_knows_its_file (void)
{
  g_autoptr(HeraldPart) part = containers_file_part ("attachments/poc.py", "12345678", 8);

  g_assert_cmpstr (herald_part_get_base_name (part), ==, "poc.py");
  g_assert_true (herald_part_is_attachment (part));
  g_assert_null (herald_part_get_text (part));
  g_assert_cmpuint (read_all (part, NULL), ==, 8);
}

static void
test_reads_again_from_the_start (void)
{
  g_autoptr(HeraldPart) part = containers_file_part ("attachments/a", "12345678", 8);

  g_assert_cmpint (lseek (herald_part_get_fd (part), 5, SEEK_SET), ==, 5);
  g_assert_cmpuint (read_all (part, NULL), ==, 8);
  g_assert_cmpuint (read_all (part, NULL), ==, 8);
  g_assert_cmpint (lseek (herald_part_get_fd (part), 0, SEEK_CUR), ==, 5);
}

static void
test_takes_an_empty_file (void)
{
  g_autoptr(HeraldPart) part = containers_file_part ("attachments/a", "", 0);
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (read_all (part, &error), ==, 0);
  g_assert_no_error (error);
}

static void
assert_refuses_changed (HeraldPart *part,
                        gsize       max_read)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (read_all (part, &error), <=, max_read);
  g_assert_error (error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_CHANGED);
  g_assert_nonnull (strstr (error->message, "attachments/a"));
}

static void
test_refuses_a_file_that_shrank (void)
{
  g_autoptr(HeraldPart) part = containers_file_part ("attachments/a", "12345678", 8);

  g_assert_cmpint (ftruncate (herald_part_get_fd (part), 7), ==, 0);
  assert_refuses_changed (part, 7);
}

static void
test_refuses_a_file_that_grew_before_a_byte_too_many (void)
{
  g_autoptr(HeraldPart) part = containers_file_part ("attachments/a", "12345678", 8);

  g_assert_cmpint (ftruncate (herald_part_get_fd (part), 100), ==, 0);
  assert_refuses_changed (part, 8);
}

static void
test_refuses_another_content_of_the_same_size (void)
{
  g_autoptr(HeraldPart) part = containers_file_part ("attachments/a", "12345678", 8);

  g_assert_cmpint (pwrite (herald_part_get_fd (part), "X", 1, 3), ==, 1);
  assert_refuses_changed (part, 8);
}

static void
test_tells_of_a_file_that_cannot_be_read (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *sha256 = herald_hash_of_text ("");
  int folder = open (g_get_tmp_dir (), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  g_autoptr(HeraldPart) part =
    herald_part_new_file ("attachments/a", "application/octet-stream", folder, 0, sha256);

  g_assert_cmpuint (read_all (part, &error), ==, 0);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "attachments/a"));
}

static int
open_pipe (gpointer   data,
           GError   **error)
{
  int ends[2];

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC), ==, 0);
  g_assert_cmpint (write (ends[1], data, strlen (data)), ==, (gssize) strlen (data));
  close (ends[1]);
  return ends[0];
}

static void
read_stream (const char *expected,
             gboolean    good)
{
  g_autofree char *sha256 = herald_hash_of_text (expected);
  g_autoptr(HeraldPart) part =
    herald_part_new_stream ("attachments/a", "application/octet-stream", open_pipe,
                            g_strdup ("a stream"), g_free, strlen (expected), sha256);

  /* It can be read again, as containers are. */
  for (guint i = 0; i < 2; i++)
    {
      HeraldPartReader *reader = herald_part_reader_new (part);
      g_autoptr(GError) error = NULL;
      char buffer[100];
      gssize n = herald_part_reader_read (reader, buffer, sizeof buffer, &error);

      if (n > 0)
        n = herald_part_reader_read (reader, buffer, sizeof buffer, &error);
      g_assert_cmpint (n, ==, good ? 0 : -1);
      g_assert_true ((error == NULL) == good);
      herald_part_reader_free (reader);
    }
}

static void
test_stream (void)
{
  read_stream ("a stream", TRUE);
  read_stream ("a scream", FALSE);
  read_stream ("a str", FALSE);
  read_stream ("a stream of more", FALSE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/part/knows-its-text", test_knows_its_text);
  g_test_add_func ("/document/part/knows-its-file", test_knows_its_file);
  g_test_add_func ("/document/part/reads-again-from-the-start", test_reads_again_from_the_start);
  g_test_add_func ("/document/part/takes-an-empty-file", test_takes_an_empty_file);
  g_test_add_func ("/document/part/refuses-a-file-that-shrank", test_refuses_a_file_that_shrank);
  g_test_add_func ("/document/part/refuses-a-file-that-grew-before-a-byte-too-many",
                   test_refuses_a_file_that_grew_before_a_byte_too_many);
  g_test_add_func ("/document/part/refuses-another-content-of-the-same-size",
                   test_refuses_another_content_of_the_same_size);
  g_test_add_func ("/document/part/tells-of-a-file-that-cannot-be-read",
                   test_tells_of_a_file_that_cannot_be_read);

  g_test_add_func ("/document/part/reads-a-stream", test_stream);
  return g_test_run ();
}
