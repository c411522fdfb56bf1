/* test-courier.c: a report for a form, and what the person noted of the form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-composer-courier.h"
#include "keep-fixture.h"

static HeraldCourierPlan *
plan (HeraldComposer  *composer,
      GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  herald_composer_plan_courier_async (composer, NULL, keep_fixture_took_cb, &result);
  keep_fixture_wait (&result);

  return herald_composer_plan_courier_finish (composer, result, error);
}

static gboolean
keep (HeraldComposer       *composer,
      const HeraldFormNote *note,
      GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  herald_composer_keep_form_note_async (composer, note, keep_fixture_took_cb, &result);
  keep_fixture_wait (&result);

  return herald_composer_keep_form_note_finish (composer, result, error);
}

/* A report for the vendor whose form nobody knows, with nothing that stops it. */
static HeraldComposer *
make_ready (gboolean anonymous)
{
  HeraldComposer *composer = composer_fixture_begin ("fresenius", anonymous);
  HeraldReport *report = herald_composer_get_report (composer);
  GPtrArray *rules = herald_vendor_get_prerequisites (herald_report_get_vendor (report));

  for (guint i = 0; i < rules->len; i++)
    g_assert_true (herald_report_attest (report, ((HeraldRule *) g_ptr_array_index (rules, i))->id, NULL));
  g_assert_true (herald_report_attest (report, "no-payment", NULL));
  practice_answer (report, "target.kind", "software");
  for (const char *const *field = (const char *const[]) { "vuln.description", "product.name", "product.version", "env.os",
                                                          "env.os-version", "env.network", "env.other", NULL };
       *field != NULL; field++)
    practice_answer (report, *field, *field);

  return composer;
}

static HeraldFormNote *
make_note (HeraldComposer *composer,
           const char     *label)
{
  HeraldFormNote *note = herald_composer_begin_form_note (composer, "form");

  g_assert_true (herald_form_note_set_address (note, "https://form.example/", NULL));
  g_assert_true (herald_form_note_add (note, herald_report_get_vendor (herald_composer_get_report (composer)),
                                       label, "product.name", 10, NULL));
  return note;
}

static const HeraldCourierItem *
first_item (const HeraldCourierPlan *courier)
{
  return g_ptr_array_index (courier->items, 0);
}

static void
test_keeps_note (KeepFixture  *fixture,
                 gconstpointer data)
{
  g_autoptr(HeraldComposer) composer = make_ready (FALSE);
  g_autoptr(HeraldComposer) next = make_ready (FALSE);
  g_autofree char *state = composer_fixture_state (), *path = g_build_filename (state, "forms", "fresenius.form.json", NULL);
  g_autoptr(HeraldFormNote) note = make_note (composer, "Which product?");
  g_autoptr(HeraldCourierPlan) before = NULL, after = NULL;
  g_autoptr(GError) error = NULL;

  before = plan (composer, &error);
  g_assert_no_error (error);
  g_assert_cmpint (before->order, ==, HERALD_COURIER_ORDER_REPORT);
  g_assert_cmpstr (before->address, ==, "");
  g_assert_null (before->note);

  keep (composer, note, &error);
  g_assert_no_error (error);
  g_assert_cmphex (composer_fixture_mode (path), ==, 0600);

  after = plan (next, &error);
  g_assert_no_error (error);
  g_assert_cmpint (after->order, ==, HERALD_COURIER_ORDER_NOTE);
  g_assert_cmpstr (after->address, ==, "https://form.example/");
  g_assert_true (after->is_noted);
  g_assert_cmpstr (after->note->from, !=, "");
  g_assert_cmpstr (first_item (after)->label, ==, "Which product?");
  g_assert_cmpstr (first_item (after)->text, ==, "product.name");
  g_assert_true (first_item (after)->is_over);
}

static void
test_notes_anonymously_in_memory (KeepFixture  *fixture,
                                  gconstpointer data)
{
  g_autoptr(HeraldComposer) composer = make_ready (TRUE);
  g_autoptr(HeraldComposer) next = make_ready (TRUE);
  g_autofree char *state = composer_fixture_state (), *before = composer_fixture_list (state), *list = NULL;
  g_autoptr(HeraldFormNote) first = make_note (composer, "First"), second = make_note (composer, "Second");
  g_autoptr(HeraldCourierPlan) here = NULL, elsewhere = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (keep (composer, first, NULL) && keep (composer, second, NULL));
  here = plan (composer, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first_item (here)->label, ==, "Second");

  elsewhere = plan (next, NULL);
  g_assert_cmpint (elsewhere->order, ==, HERALD_COURIER_ORDER_REPORT);
  list = composer_fixture_list (state);
  g_assert_cmpstr (list, ==, before);
}

/* A note that could not be written holds for this time, and the person is told. */
static void
test_tells_of_a_note_that_is_not_kept (KeepFixture  *fixture,
                                       gconstpointer data)
{
  g_autoptr(HeraldComposer) composer = make_ready (FALSE);
  g_autofree char *state = composer_fixture_state (), *folder = g_build_filename (state, "forms", NULL);
  g_autoptr(HeraldFormNote) note = make_note (composer, "Here");
  g_autoptr(HeraldCourierPlan) here = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (folder, "no folder", -1, NULL));
  g_assert_false (keep (composer, note, &error));
  g_assert_nonnull (error);
  here = plan (composer, NULL);
  g_assert_cmpstr (first_item (here)->label, ==, "Here");
}

static void
test_stops (KeepFixture  *fixture,
            gconstpointer data)
{
  g_autoptr(HeraldComposer) composer = make_ready (FALSE);
  HeraldReport *report = herald_composer_get_report (composer);
  g_autoptr(GError) error = NULL;

  g_assert_true (herald_report_withdraw (report, "no-payment"));
  g_assert_null (plan (composer, &error));
  g_assert_error (error, HERALD_COMPOSER_ERROR, HERALD_COMPOSER_ERROR_NOT_READY);
  g_assert_null (strchr (error->message, '\n'));
}

#define ADD(path, func) g_test_add (path, KeepFixture, NULL, keep_fixture_set_up, func, keep_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  composer_fixture_set_up (&argc, &argv);
  ADD ("/composer/courier/keeps-what-was-noted-of-a-form", test_keeps_note);
  ADD ("/composer/courier/notes-for-an-anonymous-report-in-memory", test_notes_anonymously_in_memory);
  ADD ("/composer/courier/tells-of-a-note-that-is-not-kept", test_tells_of_a_note_that_is_not_kept);
  ADD ("/composer/courier/stops-while-a-term-is-not-accepted", test_stops);
  return composer_fixture_run ();
}
