/* test-hand-off.c: a mail that is ready for the person's mail program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-hand-off.h"
#include "herald-hash.h"
#include "keep-fixture.h"

static HeraldHandOff *
hand_off (HeraldComposer    *composer,
          HeraldHandOffWay   way,
          GCancellable      *cancellable,
          GError           **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  herald_composer_hand_off_async (composer, way, cancellable, keep_fixture_took_cb, &result);
  keep_fixture_wait (&result);

  return herald_composer_hand_off_finish (composer, result, error);
}

static void
assert_opens (const char *path)
{
  g_autofree char *name = g_strconcat ("opened-", strrchr (path, '/') + 1, NULL);
  g_autofree char *folder = composer_fixture_path (name), *text = NULL;
  g_autofree char *report = g_build_filename (folder, "report.txt", NULL);
  g_autoptr(GBytes) secret = composer_fixture_practice_key ("practice-secret.asc");
  g_autoptr(HeraldOpened) opened = NULL;
  g_autoptr(GError) error = NULL;

  opened = composer_fixture_open (path, secret, folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (opened->findings->len, ==, 0);
  g_assert_true (g_file_get_contents (report, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Vulnerability report"));
}

static void
assert_folder_is_empty (void)
{
  g_autofree char *list = composer_fixture_list (g_getenv ("XDG_RUNTIME_DIR"));

  g_assert_null (strstr (list, "herald-passing"));
}

static void
test_draft (KeepFixture  *fixture,
            gconstpointer data)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_ready (FALSE);
  g_autoptr(GBytes) content = NULL;
  g_autofree char *text = NULL, *path = NULL, *folder = NULL;
  g_autoptr(GError) error = NULL;
  HeraldHandOff *made = hand_off (composer, HERALD_HAND_OFF_DRAFT, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (made->address, ==, "psirt@practice.example");
  g_assert_cmpstr (made->subject, ==, "Encrypted message");
  g_assert_cmpstr (made->attachment, ==, "report.asc");
  g_assert_cmpuint (made->attachment_size, >, 16384);
  g_assert_cmpstr (made->media_type, ==, "message/rfc822");
  g_assert_cmphex (composer_fixture_mode (made->path), ==, 0600);
  path = g_strdup (made->path);
  folder = g_path_get_dirname (path);
  g_assert_cmphex (composer_fixture_mode (folder), ==, 0700);

  content = composer_fixture_read (made->path);
  text = g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  g_assert_true (g_str_has_prefix (text, "X-Unsent: 1\r\n"));
  g_assert_nonnull (strstr (text, "Content-Type: multipart/mixed;"));
  g_assert_null (strstr (text, "multipart/encrypted"));
  assert_opens (made->path);

  herald_hand_off_free (made);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  assert_folder_is_empty ();
}

/* What is told of the attachment is true of the file that goes. */
static void
test_attachment (KeepFixture  *fixture,
                 gconstpointer data)
{
  static const char * const names[] = { "report.asc", "report.zip.pgp" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(HeraldComposer) composer = composer_fixture_ready (TRUE);
      g_autoptr(GBytes) noise = composer_fixture_noise (50000), content = NULL;
      g_autoptr(HeraldHandOff) made = NULL;
      g_autofree char *name = NULL, *sha256 = NULL;
      g_autoptr(GError) error = NULL;

      if (i == 1)
        composer_fixture_attach (composer, "poc.bin", noise);
      made = hand_off (composer, HERALD_HAND_OFF_ATTACHMENT, NULL, &error);
      g_assert_no_error (error);

      name = g_path_get_basename (made->path);
      content = composer_fixture_read (made->path);
      sha256 = herald_hash_of_data (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
      g_assert_cmpstr (name, ==, names[i]);
      g_assert_cmpstr (made->attachment, ==, names[i]);
      g_assert_cmpuint (made->attachment_size, ==, g_bytes_get_size (content));
      g_assert_cmpstr (made->sha256, ==, sha256);
      g_assert_cmpstr (made->media_type, ==, i == 0 ? "text/plain" : "application/octet-stream");
      assert_opens (made->path);
    }
}

static void
test_not_ready (KeepFixture  *fixture,
                gconstpointer data)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_begin ("practice", FALSE);
  g_autoptr(HeraldComposer) other = composer_fixture_begin ("fresenius", FALSE);
  g_autoptr(GError) error = NULL;

  g_assert_null (hand_off (composer, HERALD_HAND_OFF_DRAFT, NULL, &error));
  g_assert_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY);
  g_clear_error (&error);
  g_assert_null (hand_off (other, HERALD_HAND_OFF_ATTACHMENT, NULL, &error));
  g_assert_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY);
  assert_folder_is_empty ();
}

static void
test_cancelled (KeepFixture  *fixture,
                gconstpointer data)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_ready (FALSE);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (hand_off (composer, HERALD_HAND_OFF_DRAFT, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_folder_is_empty ();
}

#define ADD(path, func) g_test_add (path, KeepFixture, NULL, keep_fixture_set_up, func, keep_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);
  ADD ("/composer/hand-off/makes-a-draft-that-goes-with-it", test_draft);
  ADD ("/composer/hand-off/tells-what-is-attached", test_attachment);
  ADD ("/composer/hand-off/is-held-to-the-rules", test_not_ready);
  ADD ("/composer/hand-off/leaves-nothing-when-cancelled", test_cancelled);
  return composer_fixture_run ();
}
