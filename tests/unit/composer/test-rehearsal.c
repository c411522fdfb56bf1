/* test-rehearsal.c: an envelope from both sides
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "composer-fixture.h"
#include "herald-rehearsal.h"
#include "herald-xray.h"

static void
take_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static HeraldRehearsal *
open_envelope (const char    *path,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(GBytes) secret = composer_fixture_practice_key ("practice-secret.asc");
  g_autoptr(GAsyncResult) result = NULL;

  herald_rehearsal_open_async (path, secret, cancellable, take_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return herald_rehearsal_open_finish (result, error);
}

static void
assert_nothing_left (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("XDG_RUNTIME_DIR"), "herald", NULL);
  g_autofree char *left = composer_fixture_list (folder);

  g_assert_cmpstr (left, ==, "gnupg");
}

static void
test_finds_a_practice_key_alone (void)
{
  static const char * const real[] = { "baxter", "fresenius" };
  g_autoptr(HeraldComposer) composer = herald_composer_new (NULL);
  g_autoptr(GBytes) shipped = composer_fixture_practice_key ("practice-secret.asc");
  g_autoptr(GBytes) found = herald_rehearsal_find_key (composer_fixture_vendor (composer, "practice"));

  g_assert_nonnull (found);
  g_assert_true (g_bytes_equal (found, shipped));
  for (guint i = 0; i < G_N_ELEMENTS (real); i++)
    g_assert_null (herald_rehearsal_find_key (composer_fixture_vendor (composer, real[i])));
}

static void
test_opens_every_form (void)
{
  for (int form = HERALD_ENVELOPE_EML; form <= HERALD_ENVELOPE_DRAFT; form++)
    {
      g_autofree char *path = composer_fixture_envelope ((HeraldEnvelopeForm) form, form != HERALD_ENVELOPE_ASC);
      GError *error = NULL;
      HeraldRehearsal *rehearsal = open_envelope (path, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmphex (composer_fixture_mode (rehearsal->folder), ==, 0700);
      g_assert_true (g_str_has_prefix (rehearsal->folder, g_getenv ("XDG_RUNTIME_DIR")));
      g_assert_cmpuint (rehearsal->opened->findings->len, ==, 0);
      g_assert_nonnull (strstr (rehearsal->text, "Vulnerability report"));
      g_assert_false (g_str_has_suffix (rehearsal->text, "\n"));

      herald_rehearsal_free (rehearsal);
      assert_nothing_left ();
    }
}

static void
test_leaves_nothing_when_it_fails (void)
{
  g_autoptr(GBytes) content = composer_fixture_text ("no envelope");
  g_autofree char *other = composer_fixture_write ("other", content);
  g_autofree char *path = composer_fixture_envelope (HERALD_ENVELOPE_BUNDLE, TRUE);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL, missing = NULL, cancelled = NULL;

  g_assert_null (open_envelope (other, NULL, &error));
  g_assert_nonnull (error);
  g_assert_null (open_envelope ("/nonexistent/envelope", NULL, &missing));
  g_assert_error (missing, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NOT_FOUND);

  g_cancellable_cancel (cancellable);
  g_assert_null (open_envelope (path, cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_left ();
}

static HeraldXray *
look (HeraldComposer     *composer,
      HeraldEnvelopeForm  form,
      const char         *path,
      GError            **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  herald_xray_look_async (herald_composer_new_xray (composer, form), path, take_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return herald_xray_look_finish (result, error);
}

static void
assert_inside (const HeraldXray *xray,
               const char       *names)
{
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint i = 0; i < xray->inside->len; i++)
    {
      const HeraldXrayPart *part = g_ptr_array_index (xray->inside, i);

      g_string_append_printf (found, i > 0 ? " %s" : "%s", part->name);
    }
  g_assert_cmpstr (found->str, ==, names);
}

/* What is said to be inside is what the vendor finds there. */
static void
test_lists_what_is_inside (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_ready (FALSE);
  g_autoptr(GBytes) content = composer_fixture_noise (1000);
  g_autofree char *path = composer_fixture_path ("envelope");
  g_autoptr(HeraldRehearsal) rehearsal = NULL;
  g_autoptr(HeraldXray) xray = NULL;
  GError *error = NULL;

  composer_fixture_attach (composer, "poc.bin", content);
  composer_fixture_seal (composer, HERALD_ENVELOPE_EML, path, NULL, &error);
  g_assert_no_error (error);
  xray = look (composer, HERALD_ENVELOPE_EML, path, &error);
  g_assert_no_error (error);
  rehearsal = open_envelope (path, NULL, &error);
  g_assert_no_error (error);

  assert_inside (xray, "report.txt report.json manifest.json attachments/poc.bin padding");
  g_assert_cmpuint (rehearsal->opened->parts->len, ==, xray->inside->len - 1);
  for (guint i = 0; i < rehearsal->opened->parts->len; i++)
    {
      const HeraldOpenedPart *opened = g_ptr_array_index (rehearsal->opened->parts, i);
      const HeraldXrayPart *part = g_ptr_array_index (xray->inside, i);

      g_assert_cmpstr (part->name, ==, opened->name);
      if (part->size > 0)
        g_assert_cmpuint (part->size, ==, opened->size);
    }
  g_assert_true (g_str_has_prefix (rehearsal->text, xray->opening));
  g_assert_cmpuint (strlen (xray->title), >, 0);
  g_assert_cmpuint (g_strv_length (xray->outside->recipients), ==, 1);
}

static void
test_lists_a_text_alone (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_ready (TRUE);
  g_autofree char *path = composer_fixture_path ("envelope");
  g_autoptr(HeraldXray) xray = NULL;
  GError *error = NULL;

  composer_fixture_seal (composer, HERALD_ENVELOPE_DRAFT, path, NULL, &error);
  g_assert_no_error (error);
  xray = look (composer, HERALD_ENVELOPE_DRAFT, path, &error);
  g_assert_no_error (error);

  assert_inside (xray, "report.txt padding");
  g_assert_true (xray->is_anonymous);
  g_assert_cmpstr (xray->title, ==, "");
}

static void
test_says_when_there_is_no_envelope (void)
{
  g_autoptr(HeraldComposer) composer = composer_fixture_ready (FALSE);
  g_autoptr(GError) error = NULL;

  g_assert_null (look (composer, HERALD_ENVELOPE_EML, "/nonexistent/envelope", &error));
  g_assert_error (error, HERALD_FILE_ERROR, HERALD_FILE_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);

  g_test_add_func ("/composer/rehearsal/finds-a-practice-key-alone", test_finds_a_practice_key_alone);
  g_test_add_func ("/composer/rehearsal/opens-every-form", test_opens_every_form);
  g_test_add_func ("/composer/rehearsal/leaves-nothing-when-it-fails", test_leaves_nothing_when_it_fails);
  g_test_add_func ("/composer/xray/lists-what-is-inside", test_lists_what_is_inside);
  g_test_add_func ("/composer/xray/lists-a-text-alone", test_lists_a_text_alone);
  g_test_add_func ("/composer/xray/says-when-there-is-no-envelope", test_says_when_there_is_no_envelope);

  return composer_fixture_run ();
}
