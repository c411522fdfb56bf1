/* test-zip-large.c: an archive beyond 4 GiB has the size that was computed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib-unix.h>

#include "containers.h"
#include "herald-zip.h"

/* Zeros, one more than fit into the sizes of an ordinary archive. */
#define SIZE ((G_GUINT64_CONSTANT (1) << 32) + 1)
#define SHA256 "fbb82f7b353676bb562eb82157fcf0ea42c36492ca13ee56dbf82c08b6802c5c"

#define TAIL 1024

typedef struct
{
  int     fd;
  guint64 length;
  guint8  tail[TAIL];
} Count;

static gpointer
count_thread (gpointer data)
{
  Count *count = data;
  const gsize size = 1024 * 1024;
  g_autofree guint8 *buffer = g_malloc (TAIL + size);
  gssize n;

  memset (buffer, 0, TAIL);
  while ((n = read (count->fd, buffer + TAIL, size)) > 0)
    {
      count->length += (guint64) n;
      memmove (buffer, buffer + n, TAIL);
    }
  memcpy (count->tail, buffer, TAIL);

  return NULL;
}

static void
test_has_the_size_that_was_computed (void)
{
  g_autoptr(GPtrArray) parts = containers_new_parts ();
  g_autoptr(GError) error = NULL;
  int file = containers_open_bytes (NULL, 0);
  Count count = { 0 };
  GThread *thread;
  int ends[2];

  g_assert_cmpint (ftruncate (file, (off_t) SIZE), ==, 0);
  g_ptr_array_add (parts, herald_part_new_file ("attachments/large", "application/octet-stream",
                                                file, SIZE, SHA256));
  g_ptr_array_add (parts, containers_file_part ("attachments/small", "12345", 5));

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  count.fd = ends[0];
  thread = g_thread_new ("reader", count_thread, &count);
  herald_zip_write (parts, ends[1], NULL, &error);
  close (ends[1]);
  g_thread_join (thread);
  close (ends[0]);

  g_assert_no_error (error);
  g_assert_cmpuint (count.length, ==, herald_zip_get_size (parts));
  g_assert_nonnull (memmem (count.tail, TAIL, "PK\006\006", 4));
  g_assert_nonnull (memmem (count.tail, TAIL, "PK\006\007", 4));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/zip-large/has-the-size-that-was-computed",
                   test_has_the_size_that_was_computed);

  return g_test_run ();
}
