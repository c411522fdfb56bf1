/* test-sink.c: a container that cannot be written stops, whatever the reason
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <glib-unix.h>

#include "containers.h"
#include "herald-sink.h"

/* More than any pipe holds. */
#define LARGE (8 * 1024 * 1024)

typedef struct
{
  ContainersForm  form;
  GPtrArray      *parts;
  int             fd;
  GCancellable   *cancellable;
  GError         *error;
} Job;

static GPtrArray *
new_large_parts (void)
{
  GPtrArray *parts = containers_new_parts ();
  g_autofree char *bytes = g_strnfill (LARGE, 'x');

  g_ptr_array_add (parts, containers_file_part ("attachments/large", bytes, LARGE));

  return parts;
}

static gpointer
write_thread (gpointer data)
{
  Job *job = data;
  gboolean good = containers_write (job->form, job->parts, job->fd, job->cancellable, &job->error);

  close (job->fd);
  return GINT_TO_POINTER (good);
}

static void
test_can_be_cancelled_before_it_begins (gconstpointer data)
{
  g_autoptr(GPtrArray) parts = containers_sample ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  int fd = containers_open_bytes (NULL, 0);

  g_cancellable_cancel (cancellable);
  g_assert_false (containers_write (GPOINTER_TO_INT (data), parts, fd, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (lseek (fd, 0, SEEK_END), ==, 0);
  close (fd);
}

/* The reader takes one byte, so the writer is at work, and never another. */
static void
test_can_be_cancelled_while_nobody_reads (gconstpointer data)
{
  g_autoptr(GPtrArray) parts = new_large_parts ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Job job = { GPOINTER_TO_INT (data), parts, -1, cancellable, NULL };
  GThread *thread;
  int ends[2];
  char byte;

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  job.fd = ends[1];
  thread = g_thread_new ("writer", write_thread, &job);
  g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
  g_cancellable_cancel (cancellable);

  g_assert_false (GPOINTER_TO_INT (g_thread_join (thread)));
  g_assert_error (job.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&job.error);
  close (ends[0]);
}

static void
test_tells_of_a_reader_that_left (gconstpointer data)
{
  g_autoptr(GPtrArray) parts = new_large_parts ();
  Job job = { GPOINTER_TO_INT (data), parts, -1, NULL, NULL };
  GThread *thread;
  int ends[2];
  char byte;

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  job.fd = ends[1];
  thread = g_thread_new ("writer", write_thread, &job);
  g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
  close (ends[0]);

  g_assert_false (GPOINTER_TO_INT (g_thread_join (thread)));
  g_assert_error (job.error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
  g_clear_error (&job.error);
}

static void
test_tells_of_a_full_disk (gconstpointer data)
{
  g_autoptr(GPtrArray) parts = containers_sample ();
  g_autoptr(GError) error = NULL;
  int fd = open ("/dev/full", O_WRONLY | O_CLOEXEC);

  g_assert_false (containers_write (GPOINTER_TO_INT (data), parts, fd, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  close (fd);
}

static void
test_stops_at_a_changed_file (gconstpointer data)
{
  g_autoptr(GPtrArray) parts = containers_sample ();
  g_autoptr(GError) error = NULL;
  int fd = containers_open_bytes (NULL, 0);
  HeraldPart *part = containers_file_part ("attachments/changed", "12345", 5);

  g_ptr_array_add (parts, part);
  g_assert_cmpint (ftruncate (herald_part_get_fd (part), 4), ==, 0);

  g_assert_false (containers_write (GPOINTER_TO_INT (data), parts, fd, NULL, &error));
  g_assert_error (error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_CHANGED);
  g_assert_nonnull (strstr (error->message, "attachments/changed"));
  close (fd);
}

static void
test_leaves_the_descriptor_as_it_was (gconstpointer data)
{
  g_autoptr(GPtrArray) parts = containers_sample ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  int fd = containers_open_bytes (NULL, 0);
  int flags = fcntl (fd, F_GETFL);

  containers_write (GPOINTER_TO_INT (data), parts, fd, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fcntl (fd, F_GETFL), ==, flags);
  g_assert_cmpint (fcntl (fd, F_GETFD), >=, 0);
  close (fd);
}

static void
test_refuses_another_size_than_was_computed (void)
{
  int fd = containers_open_bytes (NULL, 0);
  g_autoptr(HeraldSink) sink = herald_sink_new (fd, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (herald_sink_write (sink, "abc", 3));
  g_assert_false (herald_sink_finish (sink, 4, &error));
  g_assert_error (error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_FAILED);
  close (fd);
}

static void
test_keeps_its_first_error (void)
{
  int fd = containers_open_bytes (NULL, 0);
  g_autoptr(HeraldSink) sink = herald_sink_new (fd, NULL);
  g_autoptr(GError) error = NULL;

  herald_sink_fail (sink, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "first"));
  herald_sink_fail (sink, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "second"));
  g_assert_false (herald_sink_write (sink, "abc", 3));
  g_assert_false (herald_sink_finish (sink, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  close (fd);
}

static void
add_both (const char    *name,
          GTestDataFunc  test)
{
  g_autofree char *zip = g_strdup_printf ("/document/sink/zip/%s", name);
  g_autofree char *mime = g_strdup_printf ("/document/sink/mime/%s", name);

  g_test_add_data_func (zip, GINT_TO_POINTER (CONTAINERS_ZIP), test);
  g_test_add_data_func (mime, GINT_TO_POINTER (CONTAINERS_MIME), test);
}

int
main (int    argc,
      char **argv)
{
  signal (SIGPIPE, SIG_IGN);
  g_test_init (&argc, &argv, NULL);

  add_both ("can-be-cancelled-before-it-begins", test_can_be_cancelled_before_it_begins);
  add_both ("can-be-cancelled-while-nobody-reads", test_can_be_cancelled_while_nobody_reads);
  add_both ("tells-of-a-reader-that-left", test_tells_of_a_reader_that_left);
  add_both ("tells-of-a-full-disk", test_tells_of_a_full_disk);
  add_both ("stops-at-a-changed-file", test_stops_at_a_changed_file);
  add_both ("leaves-the-descriptor-as-it-was", test_leaves_the_descriptor_as_it_was);
  g_test_add_func ("/document/sink/refuses-another-size-than-was-computed",
                   test_refuses_another_size_than_was_computed);
  g_test_add_func ("/document/sink/keeps-its-first-error", test_keeps_its_first_error);

  return g_test_run ();
}
