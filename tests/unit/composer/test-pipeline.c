/* test-pipeline.c: rooms joined as streams
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "composer-fixture.h"
#include "herald-file.h"
#include "herald-pipeline.h"

#define MANY (32 * 1024 * 1024)

/* A stage that makes @length bytes up. */
static gboolean
make_up (int            in,
         int            out,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  const gsize *length = data;
  char buffer[10007];

  for (gsize at = 0; at < *length;)
    {
      gsize n = MIN (sizeof buffer, *length - at);

      for (gsize i = 0; i < n; i++)
        buffer[i] = (char) ((at + i) % 251);
      if (!herald_file_write_all (out, buffer, n, error))
        return FALSE;
      at += n;
    }

  return TRUE;
}

/* A stage that hands on what it reads, each byte changed. */
static gboolean
change (int            in,
        int            out,
        gpointer       data,
        GCancellable  *cancellable,
        GError       **error)
{
  char buffer[70001];
  gssize n;

  while ((n = read (in, buffer, sizeof buffer)) > 0)
    {
      for (gssize i = 0; i < n; i++)
        buffer[i] ^= 0x55;
      if (!herald_file_write_all (out, buffer, (gsize) n, error))
        return FALSE;
    }

  g_assert_cmpint (n, ==, 0);
  return TRUE;
}

/* A stage that counts what make_up () made, once unchanged again. */
static gboolean
count (int            in,
       int            out,
       gpointer       data,
       GCancellable  *cancellable,
       GError       **error)
{
  gsize *length = data;
  guint8 buffer[4096];
  gssize n;

  while ((n = read (in, buffer, sizeof buffer)) > 0)
    {
      for (gssize i = 0; i < n; i++)
        g_assert_cmpuint (buffer[i], ==, (*length + (gsize) i) % 251);
      *length += (gsize) n;
    }

  g_assert_cmpint (n, ==, 0);
  return TRUE;
}

/* Stages that read a little and then end, well or not. */
static gboolean
read_little (int            in,
             int            out,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  char buffer[100];

  g_assert_cmpint (read (in, buffer, sizeof buffer), >, 0);
  return TRUE;
}

static gboolean
read_little_and_fail (int            in,
                      int            out,
                      gpointer       data,
                      GCancellable  *cancellable,
                      GError       **error)
{
  read_little (in, out, data, cancellable, NULL);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "downstream");
  return FALSE;
}

/* A stage that writes half of what was wanted. */
static gboolean
write_half_and_fail (int            in,
                     int            out,
                     gpointer       data,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_assert_true (herald_file_write_all (out, "half", 4, NULL));
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "upstream");
  return FALSE;
}

/* A stage that takes a stream for too short, whyever it ended. */
static gboolean
expect_much (int            in,
             int            out,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  char buffer[100];

  while (read (in, buffer, sizeof buffer) > 0)
    continue;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "too short");
  return FALSE;
}

/* A stage that does nothing until it is stopped. */
static gboolean
wait_for_cancel (int            in,
                 int            out,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  struct pollfd poll_fd = { .fd = g_cancellable_get_fd (cancellable), .events = POLLIN };
  gboolean *stopped = data;

  while (poll (&poll_fd, 1, -1) < 0)
    g_assert_cmpint (errno, ==, EINTR);
  g_cancellable_release_fd (cancellable);

  *stopped = TRUE;
  g_assert_true (g_cancellable_set_error_if_cancelled (cancellable, error));
  return FALSE;
}

static gboolean
cancel_from_outside (int            in,
                     int            out,
                     gpointer       data,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_assert_false (g_cancellable_is_cancelled (cancellable));
  g_cancellable_cancel (data);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  return TRUE;
}

/* A stage that sees that no program would be handed its descriptors. */
static gboolean
look_at_flags (int            in,
               int            out,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  int fd = in >= 0 ? in : out;

  g_assert_true (in < 0 || out < 0);
  g_assert_true (fcntl (fd, F_GETFD) & FD_CLOEXEC);
  return TRUE;
}

static void
test_joins_stages (void)
{
  const gsize lengths[] = { 0, 1, 4096, 65537, MANY };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      gsize wanted = lengths[i], counted = 0;
      const HeraldStage stages[] = {
        { make_up, &wanted }, { change, NULL }, { change, NULL }, { count, &counted },
      };
      guint fds = composer_fixture_count_fds ();
      GError *error = NULL;

      herald_pipeline_run (stages, G_N_ELEMENTS (stages), -1, -1, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (counted, ==, wanted);
      g_assert_cmpuint (composer_fixture_count_fds (), ==, fds);
    }
}

static void
test_single_stage (void)
{
  const HeraldStage stage = { change, NULL };
  g_autoptr(GBytes) noise = composer_fixture_noise (300000);
  g_autofree char *path = composer_fixture_write ("in", noise);
  int in = open (path, O_RDONLY | O_CLOEXEC);
  int out = memfd_create ("out", MFD_CLOEXEC);
  g_autofree guint8 *result = g_malloc (300000);
  const guint8 *data = g_bytes_get_data (noise, NULL);
  guint fds = composer_fixture_count_fds ();
  GError *error = NULL;

  herald_pipeline_run (&stage, 1, in, out, NULL, &error);
  g_assert_no_error (error);

  /* Both ends stay the caller's, and open. */
  g_assert_cmpuint (composer_fixture_count_fds (), ==, fds);
  g_assert_cmpint (pread (out, result, 300000, 0), ==, 300000);
  for (guint i = 0; i < 300000; i++)
    g_assert_cmpuint (result[i], ==, data[i] ^ 0x55);
  g_assert_no_errno (close (in));
  g_assert_no_errno (close (out));
}

static void
assert_first_failure (const HeraldStage *stages,
                      guint              n_stages,
                      int                code,
                      const char        *message)
{
  g_autoptr(GCancellable) outer = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  guint fds = composer_fixture_count_fds ();

  g_assert_false (herald_pipeline_run (stages, n_stages, -1, -1, outer, &error));
  g_assert_error (error, G_IO_ERROR, code);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_false (g_cancellable_is_cancelled (outer));
  g_assert_cmpuint (composer_fixture_count_fds (), ==, fds);

  /* Nothing of it is left that this could reach. */
  g_cancellable_cancel (outer);
}

static void
test_upstream_fails (void)
{
  gsize length = 0;
  const HeraldStage stages[] = { { write_half_and_fail, NULL }, { change, NULL }, { expect_much, &length } };

  assert_first_failure (stages, 3, G_IO_ERROR_NO_SPACE, "upstream");
}

static void
test_middle_fails (void)
{
  gsize length = MANY;
  const HeraldStage stages[] = { { make_up, &length }, { read_little_and_fail, NULL }, { expect_much, NULL } };

  assert_first_failure (stages, 3, G_IO_ERROR_INVALID_DATA, "downstream");
}

static void
test_downstream_fails (void)
{
  gsize length = MANY;
  const HeraldStage stages[] = { { make_up, &length }, { change, NULL }, { read_little_and_fail, NULL } };

  assert_first_failure (stages, 3, G_IO_ERROR_INVALID_DATA, "downstream");
}

static void
test_failure_stops_all (void)
{
  gboolean stopped[2] = { FALSE, FALSE };
  const HeraldStage stages[] = {
    { wait_for_cancel, &stopped[0] }, { write_half_and_fail, NULL }, { wait_for_cancel, &stopped[1] },
  };

  assert_first_failure (stages, 3, G_IO_ERROR_NO_SPACE, "upstream");
  g_assert_true (stopped[0]);
  g_assert_true (stopped[1]);
}

/* Whoever still has something to write learns that nobody reads it. */
static void
test_downstream_closes_early (void)
{
  gsize length = MANY;
  const HeraldStage stages[] = { { make_up, &length }, { read_little, NULL } };
  guint fds = composer_fixture_count_fds ();
  g_autoptr(GError) error = NULL;

  g_assert_false (herald_pipeline_run (stages, 2, -1, -1, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (composer_fixture_count_fds (), ==, fds);
}

static void
test_cancelled_before (void)
{
  gboolean stopped[2] = { FALSE, FALSE };
  const HeraldStage stages[] = { { wait_for_cancel, &stopped[0] }, { wait_for_cancel, &stopped[1] } };
  g_autoptr(GCancellable) outer = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  guint fds = composer_fixture_count_fds ();

  g_cancellable_cancel (outer);
  g_assert_false (herald_pipeline_run (stages, 2, -1, -1, outer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (stopped[0]);
  g_assert_true (stopped[1]);
  g_assert_cmpuint (composer_fixture_count_fds (), ==, fds);
}

static void
test_cancelled_while (void)
{
  for (guint place = 0; place < 3; place++)
    {
      gboolean stopped[3] = { FALSE, FALSE, FALSE };
      HeraldStage stages[] = {
        { wait_for_cancel, &stopped[0] }, { wait_for_cancel, &stopped[1] }, { wait_for_cancel, &stopped[2] },
      };
      g_autoptr(GCancellable) outer = g_cancellable_new ();
      g_autoptr(GError) error = NULL;

      stages[place] = (HeraldStage) { cancel_from_outside, outer };
      g_assert_false (herald_pipeline_run (stages, 3, -1, -1, outer, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      for (guint i = 0; i < 3; i++)
        g_assert_cmpint (stopped[i], ==, i != place);
    }
}

static void
test_no_pipe_for_programs (void)
{
  const HeraldStage stages[] = { { look_at_flags, NULL }, { look_at_flags, NULL } };
  GError *error = NULL;

  herald_pipeline_run (stages, 2, -1, -1, NULL, &error);
  g_assert_no_error (error);
}

/* Leaves room for so many descriptors, and returns the limit as it was. */
static rlim_t
leave_descriptors (guint n_free)
{
  struct rlimit limit;
  rlim_t before;
  int fd = 0;

  g_assert_no_errno (getrlimit (RLIMIT_NOFILE, &limit));
  before = limit.rlim_cur;
  for (guint n = 0; n < n_free; fd++)
    n += fcntl (fd, F_GETFD) < 0;
  limit.rlim_cur = (rlim_t) fd;
  g_assert_no_errno (setrlimit (RLIMIT_NOFILE, &limit));

  return before;
}

static void
restore_descriptors (rlim_t before)
{
  struct rlimit limit;

  g_assert_no_errno (getrlimit (RLIMIT_NOFILE, &limit));
  limit.rlim_cur = before;
  g_assert_no_errno (setrlimit (RLIMIT_NOFILE, &limit));
}

static void
test_without_descriptors (void)
{
  gsize wanted = 10, counted = 0;
  const HeraldStage stages[] = {
    { make_up, &wanted }, { change, NULL }, { change, NULL }, { count, &counted },
  };

  for (guint n_free = 0; n_free < 6; n_free++)
    {
      guint fds = composer_fixture_count_fds ();
      rlim_t before = leave_descriptors (n_free);
      g_autoptr(GError) error = NULL;
      gboolean good = herald_pipeline_run (stages, 4, -1, -1, NULL, &error);

      restore_descriptors (before);
      g_assert_false (good);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES);
      g_assert_cmpuint (counted, ==, 0);
      g_assert_cmpuint (composer_fixture_count_fds (), ==, fds);
    }
}

int
main (int   argc,
      char *argv[])
{
  composer_fixture_set_up (&argc, &argv);

  g_test_add_func ("/composer/pipeline/joins-stages", test_joins_stages);
  g_test_add_func ("/composer/pipeline/runs-a-single-stage", test_single_stage);
  g_test_add_func ("/composer/pipeline/tells-the-failure-upstream", test_upstream_fails);
  g_test_add_func ("/composer/pipeline/tells-the-failure-in-the-middle", test_middle_fails);
  g_test_add_func ("/composer/pipeline/tells-the-failure-downstream", test_downstream_fails);
  g_test_add_func ("/composer/pipeline/stops-all-when-one-fails", test_failure_stops_all);
  g_test_add_func ("/composer/pipeline/sees-that-downstream-closed", test_downstream_closes_early);
  g_test_add_func ("/composer/pipeline/is-cancelled-before", test_cancelled_before);
  g_test_add_func ("/composer/pipeline/is-cancelled-while", test_cancelled_while);
  g_test_add_func ("/composer/pipeline/keeps-its-pipes-to-itself", test_no_pipe_for_programs);
  g_test_add_func ("/composer/pipeline/survives-a-lack-of-descriptors", test_without_descriptors);

  return composer_fixture_run ();
}
