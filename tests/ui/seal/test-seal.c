/* test-seal.c: sealing from the page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "herald-address-row.h"
#include "herald-form-row.h"
#include "herald-key-page.h"
#include "herald-mail-limit.h"
#include "herald-seal-step.h"
#include "herald-sealed-view.h"
#include "herald-xray-view.h"
#include "seal-fixture.h"

#define LARGE (24 * 1024 * 1024)

static gboolean
is_planned (gpointer data)
{
  return seal_shows (data, "Key of");
}

static HeraldSealStep *
show_seal (SealFixture    *fixture,
           HeraldComposer *composer)
{
  HeraldStep *step;

  seal_set_up (fixture, composer);
  step = herald_seal_step_new (fixture->desk);
  seal_show (fixture, GTK_WIDGET (step));
  seal_review (fixture);
  seal_wait (is_planned, step);

  return HERALD_SEAL_STEP (step);
}

static HeraldFormRow *
get_row (HeraldSealStep     *step,
         HeraldEnvelopeForm  form)
{
  return HERALD_FORM_ROW (gtk_list_box_get_row_at_index (GTK_LIST_BOX (seal_find (step, "forms")), (int) form));
}

static gboolean
can_choose (HeraldSealStep     *step,
            HeraldEnvelopeForm  form)
{
  return gtk_widget_get_sensitive (seal_find_type (get_row (step, form), GTK_TYPE_CHECK_BUTTON));
}

static gboolean
is_ended (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (seal_find (data, "stack"))), "sealing") != 0;
}

static gboolean
is_sealed (HeraldSealStep *step)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (seal_find (step, "stack"))), "sealed") == 0;
}

static void
seal (HeraldSealStep     *step,
      HeraldEnvelopeForm  form,
      const char         *path)
{
  herald_form_row_choose (get_row (step, form));
  herald_seal_step_seal (step, path);
  g_assert_false (is_ended (step));
  seal_wait (is_ended, step);
}

static void
assert_opens (const char *path,
              const char *folder)
{
  g_autoptr(GBytes) secret = composer_fixture_practice_key ("practice-secret.asc");
  g_autofree char *parts = composer_fixture_path (folder);
  g_autofree char *text = g_build_filename (parts, "report.txt", NULL);
  GError *error = NULL;
  g_autoptr(HeraldOpened) opened = composer_fixture_open (path, secret, parts, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (opened->findings->len, ==, 0);
  g_assert_true (g_file_test (text, G_FILE_TEST_IS_REGULAR));
}

static void
test_seals_every_form (SealFixture   *fixture,
                       gconstpointer  data)
{
  HeraldSealStep *step = show_seal (fixture, composer_fixture_ready (FALSE));

  for (int form = HERALD_ENVELOPE_EML; form <= HERALD_ENVELOPE_DRAFT; form++)
    {
      const char *word = herald_envelope_form_to_word ((HeraldEnvelopeForm) form);
      g_autofree char *path = composer_fixture_path (word);
      g_autofree char *parts = NULL;

      seal (step, (HeraldEnvelopeForm) form, path);
      g_assert_true (is_sealed (step));
      g_assert_true (gtk_widget_get_visible (seal_find (step, "open_button")) == (form == HERALD_ENVELOPE_DRAFT));
      g_assert_true (gtk_widget_get_visible (seal_find (step, "practice_button")));
      g_assert_true (gtk_widget_is_focus (seal_find_type (step, HERALD_TYPE_XRAY_VIEW)));
      parts = g_strconcat (word, "-parts", NULL);
      assert_opens (path, parts);

      seal_click (seal_find (step, "again_button"));
      g_assert_false (is_sealed (step));
    }

  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), ==, HERALD_STEP_COMPLETE);
}

static void
test_says_when_the_report_was_changed (SealFixture   *fixture,
                                       gconstpointer  data)
{
  HeraldSealStep *step = show_seal (fixture, composer_fixture_ready (FALSE));
  g_autofree char *path = composer_fixture_path ("envelope");

  seal (step, HERALD_ENVELOPE_BUNDLE, path);
  g_assert_false (gtk_widget_is_visible (seal_find (step, "outdated")));

  practice_answer (herald_composer_get_report (fixture->composer), "product.name", "Rehearsal Pump 4");
  seal_settle ();
  g_assert_true (gtk_widget_is_visible (seal_find (step, "outdated")));
  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), !=, HERALD_STEP_COMPLETE);
}

static void
test_says_when_a_form_cannot_be_had (SealFixture   *fixture,
                                     gconstpointer  data)
{
  HeraldComposer *composer = composer_fixture_ready (FALSE);
  g_autoptr(GBytes) content = composer_fixture_noise (1000);
  HeraldSealStep *step;

  composer_fixture_attach (composer, "poc.bin", content);
  step = show_seal (fixture, composer);

  g_assert_false (can_choose (step, HERALD_ENVELOPE_ASC));
  g_assert_true (seal_shows (get_row (step, HERALD_ENVELOPE_ASC), "holds text alone"));
  g_assert_true (can_choose (step, HERALD_ENVELOPE_BUNDLE));
  g_assert_true (seal_shows (get_row (step, HERALD_ENVELOPE_BUNDLE), "About "));
}

static void
test_is_blocked_while_something_stops_it (SealFixture   *fixture,
                                          gconstpointer  data)
{
  HeraldSealStep *step = show_seal (fixture, composer_fixture_begin ("baxter", FALSE));
  g_autofree char *path = composer_fixture_path ("envelope");

  g_assert_false (gtk_widget_get_sensitive (seal_find (step, "seal_button")));
  g_assert_true (seal_shows (step, "so it cannot be sealed yet"));
  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), ==, HERALD_STEP_ATTENTION);

  /* Not even past the button. */
  seal (step, HERALD_ENVELOPE_BUNDLE, path);
  g_assert_false (is_sealed (step));
  g_assert_true (gtk_widget_is_visible (seal_find (step, "problem")));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
went_cb (HeraldDesk *desk,
         const char *place,
         gboolean   *is_review)
{
  *is_review = g_str_equal (place, "/review");
}

static void
test_leads_to_the_review (SealFixture   *fixture,
                          gconstpointer  data)
{
  HeraldSealStep *step = show_seal (fixture, composer_fixture_begin ("baxter", FALSE));
  gboolean is_review = FALSE;

  g_signal_connect (fixture->desk, "go-to", G_CALLBACK (went_cb), &is_review);
  g_assert_true (gtk_widget_activate (seal_find (step, "blocked_row")));
  g_assert_true (is_review);
}

static void
test_leaves_no_file_when_cancelled (SealFixture   *fixture,
                                    gconstpointer  data)
{
  HeraldComposer *composer = composer_fixture_ready (FALSE);
  g_autoptr(GBytes) content = composer_fixture_noise (LARGE);
  g_autofree char *folder = composer_fixture_path ("there");
  g_autofree char *path = g_build_filename (folder, "report.eml", NULL);
  g_autofree char *left = NULL;
  HeraldSealStep *step;

  composer_fixture_attach (composer, "poc.bin", content);
  g_assert_no_errno (g_mkdir (folder, 0700));
  step = show_seal (fixture, composer);

  herald_form_row_choose (get_row (step, HERALD_ENVELOPE_EML));
  herald_seal_step_seal (step, path);
  g_assert_true (gtk_widget_is_focus (seal_find (step, "cancel_button")));
  seal_click (seal_find (step, "cancel_button"));
  seal_wait (is_ended, step);

  g_assert_true (seal_shows (step, "Cancelled. No file was left."));
  left = composer_fixture_list (folder);
  g_assert_cmpstr (left, ==, "");
}

/* The window goes while a worker seals: nothing is left, and nobody crashes. */
static void
test_stops_when_the_window_goes (SealFixture   *fixture,
                                 gconstpointer  data)
{
  HeraldComposer *composer = composer_fixture_ready (FALSE);
  g_autoptr(GBytes) content = composer_fixture_noise (LARGE);
  g_autofree char *path = composer_fixture_path ("report.zip.pgp");

  composer_fixture_attach (composer, "poc.bin", content);
  herald_seal_step_seal (show_seal (fixture, composer), path);
  seal_tear_down (fixture, data);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  seal_set_up (fixture, composer_fixture_ready (FALSE));
}

static void
set_true_cb (gboolean *value)
{
  *value = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static gboolean
knows_address (gpointer data)
{
  return seal_shows (data, "psirt@musterwerk.example");
}

static void
test_takes_the_vendor_s_address (SealFixture   *fixture,
                                 gconstpointer  data)
{
  HeraldSealStep *step = show_seal (fixture, composer_fixture_begin ("baxter", FALSE));
  GtkWidget *entry = seal_find (step, "entry");

  g_assert_false (can_choose (step, HERALD_ENVELOPE_EML));
  g_assert_false (gtk_widget_is_visible (entry));
  g_assert_true (herald_step_show_place (HERALD_STEP (step), "/vendor/channels/mail"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), entry));

  gtk_editable_set_text (GTK_EDITABLE (entry), "nobody");
  seal_click (seal_find (step, "confirm_button"));
  while (!gtk_widget_is_visible (seal_find (step, "address_problem")))
    g_main_context_iteration (NULL, TRUE);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);

  gtk_editable_set_text (GTK_EDITABLE (entry), "psirt@musterwerk.example");
  gtk_editable_set_text (GTK_EDITABLE (seal_find (step, "from")), "Their page");
  seal_click (seal_find (step, "confirm_button"));
  seal_wait (knows_address, step);
  g_assert_true (seal_shows (step, "Their page"));
  g_assert_true (can_choose (step, HERALD_ENVELOPE_EML));
}

static guint
count_key_pages (void)
{
  g_autoptr(GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      n += HERALD_IS_KEY_PAGE (window);
    }

  return n;
}

static void
test_opens_the_key_page_once (SealFixture   *fixture,
                              gconstpointer  data)
{
  HeraldSealStep *step = show_seal (fixture, composer_fixture_begin ("baxter", FALSE));
  g_autoptr(GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  g_assert_true (herald_step_show_place (HERALD_STEP (step), "/vendor/keys"));
  g_assert_true (herald_step_show_place (HERALD_STEP (step), "/vendor/keys"));
  g_assert_cmpuint (count_key_pages (), ==, 1);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (HERALD_IS_KEY_PAGE (window))
        gtk_window_destroy (window);
    }
  g_assert_cmpuint (count_key_pages (), ==, 0);
  g_assert_false (herald_step_show_place (HERALD_STEP (step), "/answers/product.name"));
}

/* The report is locked away while a worker keeps an address. */
static void
test_takes_an_address_of_a_closed_report (SealFixture   *fixture,
                                          gconstpointer  data)
{
  HeraldSealStep *step = show_seal (fixture, composer_fixture_begin ("baxter", FALSE));
  gboolean is_confirmed = FALSE;

  g_signal_connect_swapped (seal_find_type (step, HERALD_TYPE_ADDRESS_ROW), "confirmed",
                            G_CALLBACK (set_true_cb), &is_confirmed);
  herald_step_show_place (HERALD_STEP (step), "/vendor/channels/mail");
  gtk_editable_set_text (GTK_EDITABLE (seal_find (step, "entry")), "psirt@musterwerk.example");
  seal_click (seal_find (step, "confirm_button"));
  herald_composer_abandon (fixture->composer);
  seal_wait (is_true, &is_confirmed);
  seal_settle ();
}

static void
test_tells_of_mail_limits (void)
{
  static const struct
  {
    guint64     size;
    gboolean    is_large;
  } mails[] = {
    { 1000, FALSE }, { 10000000, FALSE }, { 10000001, TRUE }, { 20000001, TRUE }, { 25000001, TRUE },
  };
  g_autofree char *before = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (mails); i++)
    {
      gboolean is_large;
      g_autofree char *text = herald_mail_limit_describe (mails[i].size, &is_large);

      g_assert_true (is_large == mails[i].is_large);
      g_assert_true ((g_strcmp0 (before, text) == 0) == (i == 1));
      g_free (before);
      before = g_steal_pointer (&text);
    }
}

static void
add_tests (void)
{
#define ADD(path, test) g_test_add ("/ui/seal/" path, SealFixture, NULL, NULL, test, seal_tear_down)
  ADD ("seals-every-form", test_seals_every_form);
  ADD ("says-when-the-report-was-changed", test_says_when_the_report_was_changed);
  ADD ("says-when-a-form-cannot-be-had", test_says_when_a_form_cannot_be_had);
  ADD ("is-blocked-while-something-stops-it", test_is_blocked_while_something_stops_it);
  ADD ("leads-to-the-review", test_leads_to_the_review);
  ADD ("leaves-no-file-when-cancelled", test_leaves_no_file_when_cancelled);
  ADD ("stops-when-the-window-goes", test_stops_when_the_window_goes);
  ADD ("opens-the-key-page-once", test_opens_the_key_page_once);
  ADD ("takes-the-vendor-s-address", test_takes_the_vendor_s_address);
  ADD ("takes-an-address-of-a-closed-report", test_takes_an_address_of_a_closed_report);
#undef ADD
  g_test_add_func ("/ui/seal/tells-of-mail-limits", test_tells_of_mail_limits);
}

int
main (int    argc,
      char **argv)
{
  return seal_run (argc, argv, add_tests);
}
