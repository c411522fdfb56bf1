/* test-opener.c: the vendor's side of an envelope
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "composer-fixture.h"
#include "herald-engine.h"
#include "herald-manifest.h"
#include "herald-sealer.h"
#include "herald-zip.h"

#define LARGE (16 * 1024 * 1024)

static const HeraldEnvelopeForm forms[] = {
  HERALD_ENVELOPE_EML, HERALD_ENVELOPE_ASC, HERALD_ENVELOPE_BUNDLE, HERALD_ENVELOPE_DRAFT,
};

/* Only what was there before lies beside a folder that was not made. */
static void
assert_not_opened (const char    *path,
                   GBytes        *secret,
                   const char    *folder,
                   GCancellable  *cancellable,
                   GQuark         domain,
                   int            code)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *before = composer_fixture_list (parent);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (composer_fixture_open (path, secret, folder, cancellable, &error));
  if (domain != 0)
    g_assert_error (error, domain, code);
  g_assert_nonnull (error);

  after = composer_fixture_list (parent);
  g_assert_cmpstr (after, ==, before);
}

static void
assert_part (const HeraldOpened *opened,
             guint               index,
             const char         *folder)
{
  const HeraldOpenedPart *part = g_ptr_array_index (opened->parts, index);
  g_autofree char *path = g_build_filename (folder, part->name, NULL);
  g_autoptr(GBytes) content = composer_fixture_read (path);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);

  g_assert_cmpuint (part->size, ==, g_bytes_get_size (content));
  g_assert_cmpstr (part->sha256, ==, sha256);
  g_assert_cmphex (composer_fixture_mode (path), ==, 0600);
}

static void
assert_opens (HeraldEnvelopeForm  form,
              gboolean            with_attachment,
              const char         *names)
{
  g_autofree char *path = composer_fixture_envelope (form, with_attachment);
  g_autofree char *folder = composer_fixture_path ("opened");
  g_autofree char *word = g_strconcat (folder, "-", herald_envelope_form_to_word (form),
                                       with_attachment ? "-with" : "", NULL);
  g_autoptr(GBytes) secret = composer_fixture_practice_key ("practice-secret.asc");
  g_autofree char *list = NULL;
  GError *error = NULL;
  g_autoptr(HeraldOpened) opened = composer_fixture_open (path, secret, word, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (opened->findings->len, ==, 0);
  g_assert_cmphex (composer_fixture_mode (word), ==, 0700);
  list = composer_fixture_list (word);
  g_assert_cmpstr (list, ==, names);
  for (guint i = 0; i < opened->parts->len; i++)
    assert_part (opened, i, word);

  if (with_attachment)
    {
      g_autofree char *attachment = g_build_filename (word, "attachments", "poc.bin", NULL);
      g_autoptr(GBytes) got = composer_fixture_read (attachment);
      g_autoptr(GBytes) sent = composer_fixture_noise (100000);

      g_assert_true (g_bytes_equal (got, sent));
    }
}

static void
test_opens (void)
{
  assert_opens (HERALD_ENVELOPE_ASC, FALSE, "report.txt");
  assert_opens (HERALD_ENVELOPE_DRAFT, FALSE, "report.txt");
  assert_opens (HERALD_ENVELOPE_EML, FALSE, "manifest.json report.json report.txt");
  assert_opens (HERALD_ENVELOPE_BUNDLE, FALSE, "manifest.json report.json report.txt");
  assert_opens (HERALD_ENVELOPE_EML, TRUE, "attachments manifest.json report.json report.txt");
  assert_opens (HERALD_ENVELOPE_BUNDLE, TRUE, "attachments manifest.json report.json report.txt");
  assert_opens (HERALD_ENVELOPE_DRAFT, TRUE, "attachments manifest.json report.json report.txt");
}

static void
test_opens_with_final_slash (void)
{
  g_autofree char *path = composer_fixture_envelope (HERALD_ENVELOPE_ASC, FALSE);
  g_autofree char *folder = composer_fixture_path ("opened/");
  g_autofree char *text = composer_fixture_path ("opened/report.txt");
  g_autoptr(GBytes) secret = composer_fixture_practice_key ("practice-secret.asc");
  GError *error = NULL;
  g_autoptr(HeraldOpened) opened = composer_fixture_open (path, secret, folder, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_test (text, G_FILE_TEST_IS_REGULAR));
}

static void
test_existing_folder (void)
{
  g_autofree char *path = composer_fixture_envelope (HERALD_ENVELOPE_ASC, FALSE);
  g_autofree char *folder = composer_fixture_path ("opened");
  g_autofree char *link = composer_fixture_path ("link");
  g_autofree char *list = NULL;
  g_autoptr(GBytes) secret = composer_fixture_practice_key ("practice-secret.asc");

  g_assert_no_errno (g_mkdir (folder, 0700));
  assert_not_opened (path, secret, folder, NULL, HERALD_FILE_ERROR, HERALD_FILE_ERROR_EXISTS);
  list = composer_fixture_list (folder);
  g_assert_cmpstr (list, ==, "");

  g_assert_no_errno (symlink ("nowhere", link));
  assert_not_opened (path, secret, link, NULL, HERALD_FILE_ERROR, HERALD_FILE_ERROR_EXISTS);
  assert_not_opened (path, secret, path, NULL, HERALD_FILE_ERROR, HERALD_FILE_ERROR_EXISTS);
}

static void
test_no_place (void)
{
  g_autofree char *path = composer_fixture_envelope (HERALD_ENVELOPE_ASC, FALSE);
  g_autofree char *folder = composer_fixture_path ("missing/opened");
  g_autoptr(GBytes) secret = composer_fixture_practice_key ("practice-secret.asc");

  assert_not_opened (path, secret, folder, NULL, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NOT_FOUND);
}

static void
test_wrong_key (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = composer_fixture_envelope (forms[i], FALSE);
      g_autofree char *folder = composer_fixture_path ("opened");
      g_autoptr(GBytes) foreign = composer_fixture_zoo_key ("ed25519.pgp.secret");
      g_autoptr(GBytes) public = composer_fixture_practice_key ("practice.asc");

      assert_not_opened (path, foreign, folder, NULL, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_RECIPIENT);
      assert_not_opened (path, public, folder, NULL, 0, 0);
    }
}

static void
test_not_an_envelope (void)
{
  g_autoptr(GBytes) content = composer_fixture_text ("This is no envelope.\n");
  g_autofree char *path = composer_fixture_write ("file", content);
  g_autofree char *folder = composer_fixture_path ("opened");
  g_autoptr(GBytes) secret = composer_fixture_practice_key ("practice-secret.asc");

  assert_not_opened (path, secret, folder, NULL, 0, 0);
}

/* What was changed on its way shows at the very end; by then the first parts
 * have been unpacked. */
static void
test_changed_on_its_way (void)
{
  g_autofree char *path = composer_fixture_envelope (HERALD_ENVELOPE_BUNDLE, TRUE);
  g_autofree char *folder = composer_fixture_path ("opened");
  g_autoptr(GBytes) secret = composer_fixture_practice_key ("practice-secret.asc");
  int fd = open (path, O_RDWR | O_CLOEXEC);
  off_t last = lseek (fd, -30, SEEK_END);
  char byte;

  g_assert_cmpint (pread (fd, &byte, 1, last), ==, 1);
  byte ^= 1;
  g_assert_cmpint (pwrite (fd, &byte, 1, last), ==, 1);
  close (fd);

  assert_not_opened (path, secret, folder, NULL, 0, 0);
}

static void
test_cancelled_before (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = composer_fixture_envelope (forms[i], FALSE);
      g_autofree char *folder = composer_fixture_path ("opened");
      g_autoptr(GBytes) secret = composer_fixture_practice_key ("practice-secret.asc");
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();

      g_cancellable_cancel (cancellable);
      assert_not_opened (path, secret, folder, cancellable, G_IO_ERROR, G_IO_ERROR_CANCELLED);
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

/* Until something is made in the folder that is watched. */
static void
wait_for_event (int fd)
{
  char event[sizeof (struct inotify_event) + NAME_MAX + 1];

  g_assert_cmpint (read (fd, event, sizeof event), >, 0);
}

static void
test_cancelled_while (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_ready (FALSE);
  g_autoptr(GBytes) content = composer_fixture_noise (LARGE);
  g_autoptr(GBytes) secret = composer_fixture_practice_key ("practice-secret.asc");
  g_autofree char *path = composer_fixture_path ("envelope");
  g_autofree char *work = composer_fixture_path ("");
  g_autofree char *folder = composer_fixture_path ("opened");
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  int events = inotify_init1 (IN_CLOEXEC);
  int fd;

  composer_fixture_attach (composer, "large.bin", content);
  composer_fixture_seal (composer, HERALD_ENVELOPE_BUNDLE, path, NULL, &error);
  g_assert_no_error (error);
  before = composer_fixture_list (work);

  g_assert_no_errno (inotify_add_watch (events, work, IN_CREATE));
  fd = open (path, O_RDONLY | O_CLOEXEC);
  herald_envelope_open_async (fd, secret, folder, cancellable, take_result_cb, &result);
  close (fd);
  wait_for_event (events);
  close (events);
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_null (herald_envelope_open_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = composer_fixture_list (work);
  g_assert_cmpstr (after, ==, before);
}

static void
take_part (GPtrArray  *parts,
           const char *name,
           const char *text)
{
  g_ptr_array_add (parts, herald_part_new_text (name, "text/plain", text));
}

/* A bundle of parts that no report of ours would have. */
static char *
seal_parts (GPtrArray *parts)
{
  g_autoptr(GBytes) certificate = composer_fixture_practice_key ("practice.asc");
  g_autoptr(HeraldKey) key = composer_fixture_recipient ();
  char *path = composer_fixture_path ("forged.zip.pgp");
  g_autofree char *zip_path = composer_fixture_path ("forged.zip");
  int zip = open (zip_path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  int message = open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  GError *error = NULL;

  herald_zip_write (parts, zip, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (lseek (zip, 0, SEEK_SET), ==, 0);
  herald_seal (herald_key_get_certificate (key), zip, herald_zip_get_size (parts), message,
               HERALD_SEAL_NONE, NULL, &error);
  g_assert_no_error (error);
  close (zip);
  close (message);

  return path;
}

static void
test_manifest_differs (void)
{
  g_autoptr(GPtrArray) listed = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_part_free);
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_part_free);
  g_autofree char *manifest = NULL, *path = NULL, *folder = composer_fixture_path ("opened"), *list = NULL;
  g_autoptr(GBytes) secret = composer_fixture_practice_key ("practice-secret.asc");
  g_autoptr(HeraldOpened) opened = NULL;
  GError *error = NULL;

  take_part (listed, HERALD_PART_TEXT, "A report.\n");
  take_part (listed, HERALD_PART_ATTACHMENTS "log", "as it was\n");
  take_part (listed, HERALD_PART_ATTACHMENTS "gone", "gone\n");
  manifest = herald_manifest_write (listed);

  take_part (parts, HERALD_PART_TEXT, "A report.\n");
  take_part (parts, HERALD_PART_MANIFEST, manifest);
  take_part (parts, HERALD_PART_ATTACHMENTS "log", "as it is\n");
  take_part (parts, HERALD_PART_ATTACHMENTS "more", "more\n");
  path = seal_parts (parts);

  opened = composer_fixture_open (path, secret, folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (opened->parts->len, ==, 4);
  g_assert_cmpuint (opened->findings->len, ==, 4);
  g_assert_cmpstr (g_ptr_array_index (opened->findings, 0), ==,
                   "The parts are not those that the manifest lists");
  list = composer_fixture_list (folder);
  g_assert_cmpstr (list, ==, "attachments manifest.json report.txt");
}

int
main (int   argc,
      char *argv[])
{
  composer_fixture_set_up (&argc, &argv);

  g_test_add_func ("/composer/open/opens-every-form", test_opens);
  g_test_add_func ("/composer/open/takes-a-final-slash", test_opens_with_final_slash);
  g_test_add_func ("/composer/open/leaves-an-existing-folder-alone", test_existing_folder);
  g_test_add_func ("/composer/open/tells-that-there-is-no-place", test_no_place);
  g_test_add_func ("/composer/open/leaves-nothing-without-the-key", test_wrong_key);
  g_test_add_func ("/composer/open/opens-nothing-else", test_not_an_envelope);
  g_test_add_func ("/composer/open/leaves-nothing-of-what-was-changed", test_changed_on_its_way);
  g_test_add_func ("/composer/open/leaves-nothing-when-cancelled-before", test_cancelled_before);
  g_test_add_func ("/composer/open/leaves-nothing-when-cancelled-while", test_cancelled_while);
  g_test_add_func ("/composer/open/tells-what-the-manifest-does-not", test_manifest_differs);

  return composer_fixture_run ();
}
