/* test-seal.c: from a report to a file that is sealed, or to none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "composer-fixture.h"
#include "herald-part.h"
#include "herald-seal-job.h"

#define LARGE (24 * 1024 * 1024)

static const HeraldEnvelopeForm forms[] = {
  HERALD_ENVELOPE_EML, HERALD_ENVELOPE_ASC, HERALD_ENVELOPE_BUNDLE, HERALD_ENVELOPE_DRAFT,
};

static HeraldComposer *
make_composer (gboolean with_attachment)
{
  HeraldComposer *composer = composer_fixture_ready (FALSE);

  if (with_attachment)
    {
      g_autoptr(GBytes) content = composer_fixture_noise (100000);

      composer_fixture_attach (composer, "poc.bin", content);
    }

  return composer;
}

/* Nothing but this lies in the folder where envelopes are made. */
static void
assert_left (const char *names)
{
  g_autofree char *work = composer_fixture_path ("out");
  g_autofree char *list = composer_fixture_list (work);

  g_assert_cmpstr (list, ==, names);
}

static char *
out_path (const char *name)
{
  g_autofree char *relative = g_build_filename ("out", name, NULL);
  g_autofree char *folder = composer_fixture_path ("out");

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  return composer_fixture_path (relative);
}

static void
test_forms (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr(HeraldComposer) composer = make_composer (forms[i] != HERALD_ENVELOPE_ASC);
      g_autofree char *path = out_path ("envelope");
      g_autoptr(HeraldEnvelopeView) view = NULL;
      GError *error = NULL;
      int fd;

      composer_fixture_seal (composer, forms[i], path, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmphex (composer_fixture_mode (path), ==, 0600);
      assert_left ("envelope");

      fd = open (path, O_RDONLY | O_CLOEXEC);
      g_assert_no_errno (fd);
      view = herald_envelope_inspect (fd, TRUE, &error);
      g_assert_no_error (error);
      close (fd);
      g_assert_cmpint (view->form, ==, forms[i]);
    }
}

static void
test_no_descriptors_leak (void)
{
  g_autoptr(HeraldComposer) composer = make_composer (TRUE);
  g_autofree char *path = out_path ("envelope");
  guint fds = 0;

  /* The first time makes what stays for the life of the program. */
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();

      if (i == 1)
        fds = composer_fixture_count_fds ();
      if (i == 2)
        g_cancellable_cancel (cancellable);
      g_assert_cmpint (composer_fixture_seal (composer, HERALD_ENVELOPE_BUNDLE, path, cancellable, NULL), ==, i != 2);
    }

  g_assert_cmpuint (composer_fixture_count_fds (), ==, fds);
}

static void
assert_refused (HeraldComposer     *composer,
                HeraldEnvelopeForm  form,
                const char         *word)
{
  g_autofree char *path = out_path ("envelope");
  g_autoptr(GError) error = NULL;

  g_assert_false (composer_fixture_seal (composer, form, path, NULL, &error));
  g_assert_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY);
  if (strstr (error->message, word) == NULL)
    g_error ("“%s” is not in “%s”", word, error->message);
  assert_left ("");
}

static void
test_not_ready (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr(HeraldComposer) empty = composer_fixture_begin ("practice", FALSE);
      g_autoptr(HeraldComposer) composer = composer_fixture_ready (FALSE);
      HeraldReport *report = herald_composer_get_report (composer);

      assert_refused (empty, forms[i], "");
      practice_answer (report, "product.name", "");
      assert_refused (composer, forms[i], "Product name");
      practice_answer (report, "product.name", "Pump");
      g_assert_true (herald_report_set_diversion (report, "harm", HERALD_DIVERSION_YES, NULL));
      g_assert_true (herald_report_set_diversion (report, "harm", HERALD_DIVERSION_UNANSWERED, NULL));
      assert_refused (composer, forms[i], "harmed");
    }
}

static void
test_text_alone_with_attachment (void)
{
  g_autoptr(HeraldComposer) composer = make_composer (TRUE);

  assert_refused (composer, HERALD_ENVELOPE_ASC, "bundle");
}

static void
test_without_key (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("baxter", FALSE);

  practice_fill (herald_composer_get_report (composer));
  practice_fill (herald_composer_get_report (composer));
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    assert_refused (composer, forms[i], "key");
}

static void
test_changed_attachment (void)
{
  g_autoptr(HeraldComposer) composer = make_composer (TRUE);
  g_autofree char *path = composer_fixture_path ("poc.bin");

  /* Another size is seen before anything is sealed. */
  g_assert_no_errno (truncate (path, 99999));
  assert_refused (composer, HERALD_ENVELOPE_BUNDLE, "changed");

  /* The old size with another content is seen while it is sealed. */
  g_assert_no_errno (truncate (path, 100000));
  assert_refused (composer, HERALD_ENVELOPE_BUNDLE, "poc.bin");
  assert_refused (composer, HERALD_ENVELOPE_EML, "poc.bin");
  assert_refused (composer, HERALD_ENVELOPE_DRAFT, "poc.bin");
}

/* The attachments of a report as parts of a container. */
static GPtrArray *
make_parts (HeraldComposer *composer)
{
  GPtrArray *attachments = herald_report_get_attachments (herald_composer_get_report (composer));
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_part_free);
  g_autofree char *work = composer_fixture_path ("");

  for (guint i = 0; i < attachments->len; i++)
    {
      const HeraldAttachment *attachment = g_ptr_array_index (attachments, i);

      g_ptr_array_add (parts, herald_part_new_file (attachment->name, "application/octet-stream",
                                                    herald_attachment_open (attachment, work, NULL),
                                                    attachment->size, attachment->sha256));
    }

  return parts;
}

/* A file that shrinks once it is open. */
static void
test_attachment_changes_while (void)
{
  g_autoptr(HeraldComposer) composer = make_composer (TRUE);
  HeraldVendor *vendor = composer_fixture_vendor (composer, "practice");
  g_autoptr(GPtrArray) parts = make_parts (composer);
  g_autofree char *path = composer_fixture_path ("poc.bin");
  g_autoptr(HeraldConfirmed) confirmed = herald_composer_load_confirmed (composer, vendor, NULL);
  g_autoptr(HeraldKey) key = herald_recipient_find (vendor, confirmed, NULL);
  g_autoptr(HeraldSealJob) job = NULL;
  g_autoptr(GError) error = NULL;
  int fd = memfd_create ("envelope", MFD_CLOEXEC);

  job = herald_seal_job_new (herald_composer_get_report (composer), parts, key, "", "",
                             HERALD_ENVELOPE_BUNDLE, NULL, &error);
  g_assert_no_error (error);
  g_assert_no_errno (truncate (path, 10));
  g_assert_false (herald_seal_job_run (job, fd, NULL, &error));
  g_assert_error (error, HERALD_DOCUMENT_ERROR, HERALD_DOCUMENT_ERROR_CHANGED);
  close (fd);
}

static void
test_job_without_address (void)
{
  static const HeraldEnvelopeForm mails[] = { HERALD_ENVELOPE_EML, HERALD_ENVELOPE_DRAFT };
  g_autoptr(HeraldComposer) composer = make_composer (FALSE);
  HeraldVendor *vendor = composer_fixture_vendor (composer, "practice");
  g_autoptr(GPtrArray) parts = make_parts (composer);
  g_autoptr(HeraldConfirmed) confirmed = herald_composer_load_confirmed (composer, vendor, NULL);
  g_autoptr(HeraldKey) key = herald_recipient_find (vendor, confirmed, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (mails); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (herald_seal_job_new (herald_composer_get_report (composer), parts, key, "", "", mails[i],
                                            NULL, &error));
      g_assert_nonnull (error);
    }
}

static void
test_cannot_be_written (void)
{
  g_autoptr(HeraldComposer) composer = make_composer (FALSE);
  g_autoptr(GBytes) content = composer_fixture_text ("a file");
  g_autofree char *file = composer_fixture_write ("file", content);
  g_autofree char *missing = composer_fixture_path ("missing/envelope");
  g_autofree char *below_file = g_build_filename (file, "envelope", NULL);
  g_autofree char *folder = composer_fixture_path ("");
  const char *paths[] = { missing, below_file, folder, "/proc/self/envelope" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (composer_fixture_seal (composer, HERALD_ENVELOPE_BUNDLE, paths[i], NULL, &error));
      g_assert_cmpint (error->domain, ==, HERALD_FILE_ERROR);
      g_assert_nonnull (strstr (error->message, paths[i]));
    }
}

/* A slip of the person's, which would cost them their work. */
static void
test_over_own_files (void)
{
  g_autoptr(HeraldComposer) composer = make_composer (TRUE);
  g_autofree char *report = composer_fixture_path ("report.herald.json");
  g_autofree char *attachment = composer_fixture_path ("poc.bin");
  g_autofree char *link = composer_fixture_path ("another-name");
  const char *paths[] = { report, attachment, link };
  GError *save_error = NULL;

  herald_composer_save (composer, report, HERALD_FILE_WRITER_NEW, &save_error);
  g_assert_no_error (save_error);
  herald_composer_load (composer, report, &save_error);
  g_assert_no_error (save_error);
  g_assert_no_errno (symlink ("poc.bin", link));

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(GBytes) before = composer_fixture_read (paths[i]);
      g_autoptr(GBytes) after = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_false (composer_fixture_seal (composer, HERALD_ENVELOPE_BUNDLE, paths[i], NULL, &error));
      g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_EXISTS);
      after = composer_fixture_read (paths[i]);
      g_assert_true (g_bytes_equal (after, before));
    }
}

static void
test_existing_file (void)
{
  g_autoptr(HeraldComposer) composer = make_composer (TRUE);
  g_autofree char *path = out_path ("envelope");
  g_autofree char *attachment = composer_fixture_path ("poc.bin");
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  g_autoptr(GBytes) kept = NULL, written = NULL, old = composer_fixture_text ("an older envelope");
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "an older envelope", -1, NULL));
  g_cancellable_cancel (cancelled);
  g_assert_false (composer_fixture_seal (composer, HERALD_ENVELOPE_BUNDLE, path, cancelled, NULL));

  g_assert_no_errno (truncate (attachment, 10));
  g_assert_no_errno (truncate (attachment, 100000));
  g_assert_false (composer_fixture_seal (composer, HERALD_ENVELOPE_BUNDLE, path, NULL, NULL));
  kept = composer_fixture_read (path);
  g_assert_true (g_bytes_equal (kept, old));
  assert_left ("envelope");

  /* Only a whole envelope takes its place. */
  g_assert_true (herald_report_detach (herald_composer_get_report (composer), "poc.bin", NULL));
  composer_fixture_seal (composer, HERALD_ENVELOPE_BUNDLE, path, NULL, &error);
  g_assert_no_error (error);
  written = composer_fixture_read (path);
  g_assert_false (g_bytes_equal (written, old));
}

static void
test_cancelled_before (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr(HeraldComposer) composer = make_composer (FALSE);
      g_autofree char *path = out_path ("envelope");
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GError) error = NULL;

      g_cancellable_cancel (cancellable);
      g_assert_false (composer_fixture_seal (composer, forms[i], path, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      assert_left ("");
    }
}

static void
take_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  GAsyncResult **taken = data;

  *taken = g_object_ref (result);
}

static void
test_cancelled_while (void)
{
  g_autoptr(HeraldComposer) composer = make_composer (FALSE);
  g_autoptr(GBytes) content = composer_fixture_noise (LARGE);
  g_autofree char *path = out_path ("envelope");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint fds;

  composer_fixture_attach (composer, "large.bin", content);
  g_assert_true (composer_fixture_seal (composer, HERALD_ENVELOPE_BUNDLE, path, NULL, NULL));
  g_assert_no_errno (g_unlink (path));

  fds = composer_fixture_count_fds ();
  herald_composer_seal_async (composer, HERALD_ENVELOPE_BUNDLE, path, cancellable, take_result_cb, &result);
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_false (herald_composer_seal_finish (composer, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  assert_left ("");
  g_assert_cmpuint (composer_fixture_count_fds (), ==, fds);
}

/* Once the envelope stands at its place, it is too late to cancel, and that is
 * what is told. */
static void
test_cancelled_too_late (void)
{
  g_autoptr(HeraldComposer) composer = make_composer (FALSE);
  g_autofree char *path = out_path ("envelope");
  g_autofree char *folder = composer_fixture_path ("out");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  char event[sizeof (struct inotify_event) + 256];
  int fd = inotify_init1 (IN_CLOEXEC);
  GError *error = NULL;

  g_assert_no_errno (inotify_add_watch (fd, folder, IN_CREATE | IN_MOVED_TO));
  herald_composer_seal_async (composer, HERALD_ENVELOPE_BUNDLE, path, cancellable, take_result_cb, &result);
  g_assert_cmpint (read (fd, event, sizeof event), >, 0);
  close (fd);

  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  herald_composer_seal_finish (composer, result, &error);
  g_assert_no_error (error);
  assert_left ("envelope");
}

/* What is typed while it is sealed belongs to the next envelope. */
static void
test_later_changes (void)
{
  g_autoptr(HeraldComposer) composer = make_composer (FALSE);
  g_autoptr(GBytes) secret = composer_fixture_practice_key ("practice-secret.asc");
  g_autofree char *path = out_path ("envelope");
  g_autofree char *opened_path = composer_fixture_path ("opened");
  g_autofree char *text_path = composer_fixture_path ("opened/report.txt");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(HeraldOpened) opened = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  practice_answer (herald_composer_get_report (composer), "vuln.title", "as it was");
  herald_composer_seal_async (composer, HERALD_ENVELOPE_BUNDLE, path, NULL, take_result_cb, &result);
  practice_answer (herald_composer_get_report (composer), "vuln.title", "as it became");
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  herald_composer_seal_finish (composer, result, &error);
  g_assert_no_error (error);

  opened = composer_fixture_open (path, secret, opened_path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (text_path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "as it was"));
  g_assert_null (strstr (text, "as it became"));
}

int
main (int   argc,
      char *argv[])
{
  composer_fixture_set_up (&argc, &argv);

  g_test_add_func ("/composer/seal/makes-every-form", test_forms);
  g_test_add_func ("/composer/seal/leaks-no-descriptor", test_no_descriptors_leak);
  g_test_add_func ("/composer/seal/refuses-what-is-not-ready", test_not_ready);
  g_test_add_func ("/composer/seal/refuses-attachments-in-text-alone", test_text_alone_with_attachment);
  g_test_add_func ("/composer/seal/refuses-without-a-key", test_without_key);
  g_test_add_func ("/composer/seal/refuses-a-changed-attachment", test_changed_attachment);
  g_test_add_func ("/composer/seal/sees-an-attachment-change", test_attachment_changes_while);
  g_test_add_func ("/composer/seal/writes-no-mail-without-an-address", test_job_without_address);
  g_test_add_func ("/composer/seal/tells-that-nothing-can-be-written", test_cannot_be_written);
  g_test_add_func ("/composer/seal/keeps-the-report-and-its-files", test_over_own_files);
  g_test_add_func ("/composer/seal/keeps-an-existing-file-on-failure", test_existing_file);
  g_test_add_func ("/composer/seal/leaves-nothing-when-cancelled-before", test_cancelled_before);
  g_test_add_func ("/composer/seal/leaves-nothing-when-cancelled-while", test_cancelled_while);
  g_test_add_func ("/composer/seal/tells-the-truth-when-cancelled-too-late", test_cancelled_too_late);
  g_test_add_func ("/composer/seal/keeps-later-changes-out", test_later_changes);

  return composer_fixture_run ();
}
