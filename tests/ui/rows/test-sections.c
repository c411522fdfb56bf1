/* test-sections.c: the steps for the sections of a form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "rows-fixture.h"

static const char * const sections[] = {
  "product", "target", "device", "tester", "vulnerability", "discovery", "exploitation", "disclosure",
  "contact", "submission",
};

/* Every section of every shipped form becomes a page, with a row for each field. */
static void
test_builds (RowsFixture   *fixture,
             gconstpointer  vendor)
{
  GPtrArray *fields = herald_vendor_get_fields (herald_report_get_vendor (fixture->report));

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      GtkWidget *step = GTK_WIDGET (herald_section_step_new (fixture->desk, sections[i]));
      gpointer page = step;

      g_object_add_weak_pointer (page, &page);
      g_assert_cmpstr (herald_step_get_title (HERALD_STEP (step)), !=, "");
      g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), ==, HERALD_STEP_UNTOUCHED);
      gtk_box_prepend (fixture->box, step);
      rows_settle ();

      for (guint j = 0, n = 0; j < fields->len; j++)
        {
          const HeraldField *field = g_ptr_array_index (fields, j);

          if (g_str_equal (field->section, sections[i]))
            g_assert_cmpstr (herald_field_row_get_field (HERALD_FIELD_ROW (rows_find_nth (step, HERALD_TYPE_FIELD_ROW, n++)))->id,
                             ==, field->id);
        }

      gtk_box_remove (fixture->box, step);
      rows_settle ();
      g_assert_null (page);
    }
}

static HeraldStep *
add_step (RowsFixture *fixture,
          const char  *section)
{
  HeraldStep *step = herald_section_step_new (fixture->desk, section);

  gtk_box_prepend (fixture->box, GTK_WIDGET (step));
  rows_settle ();

  return step;
}

static HeraldFieldRow *
find_row (HeraldStep *step,
          const char *field)
{
  GtkWidget *row;

  for (guint n = 0; (row = rows_find_nth (GTK_WIDGET (step), HERALD_TYPE_FIELD_ROW, n)) != NULL; n++)
    {
      if (g_str_equal (herald_field_row_get_field (HERALD_FIELD_ROW (row))->id, field))
        return HERALD_FIELD_ROW (row);
    }

  g_assert_not_reached ();
}

static void
assert_state (HeraldStep      *step,
              HeraldStepState  expected)
{
  rows_settle ();
  g_assert_cmpint (herald_step_get_state (step), ==, expected);
}

/* Something that is missing is held against nobody who has not been there. */
static void
test_tells_its_state (RowsFixture   *fixture,
                      gconstpointer  vendor)
{
  HeraldStep *step = add_step (fixture, "vulnerability");

  rows_review (fixture);
  assert_state (step, HERALD_STEP_UNTOUCHED);
  rows_answer (fixture, "vuln.title", "It is wrong");
  rows_review (fixture);
  assert_state (step, HERALD_STEP_IN_WORK);

  gtk_widget_grab_focus (rows_find (GTK_WIDGET (find_row (step, "vuln.description")), GTK_TYPE_TEXT_VIEW));
  rows_settle ();
  assert_state (step, HERALD_STEP_IN_WORK);
  rows_leave (fixture);
  assert_state (step, HERALD_STEP_ATTENTION);

  rows_answer (fixture, "vuln.description", "Quite wrong");
  rows_review (fixture);
  assert_state (step, HERALD_STEP_IN_WORK);
  rows_answer (fixture, "vuln.impact", "Bad");
  rows_answer (fixture, "vuln.attack-scenario", "Easy");
  assert_state (step, HERALD_STEP_IN_WORK);
  rows_answer (fixture, "vuln.poc", "None");
  rows_review (fixture);
  assert_state (step, HERALD_STEP_COMPLETE);
}

/* Who goes on to another page has seen what this one asks for. */
static void
test_tells_after_leaving (RowsFixture   *fixture,
                          gconstpointer  vendor)
{
  HeraldStep *step = add_step (fixture, "vulnerability");

  rows_review (fixture);
  assert_state (step, HERALD_STEP_UNTOUCHED);
  gtk_widget_set_visible (GTK_WIDGET (step), FALSE);
  assert_state (step, HERALD_STEP_ATTENTION);
  gtk_widget_set_visible (GTK_WIDGET (step), TRUE);
  rows_settle ();
  g_assert_true (rows_shows (GTK_WIDGET (step), "“Title” is required, and is not answered"));
}

/* What the control holds and the report does not, is not complete. */
static void
test_tells_of_half_an_answer (RowsFixture   *fixture,
                              gconstpointer  vendor)
{
  HeraldStep *step = add_step (fixture, "discovery");
  GtkWidget *entry = rows_find (GTK_WIDGET (find_row (step, "discovery.date")), GTK_TYPE_ENTRY);

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "2026-1");
  assert_state (step, HERALD_STEP_UNTOUCHED);
  rows_leave (fixture);
  assert_state (step, HERALD_STEP_ATTENTION);
}

static void
test_shows_a_place (RowsFixture   *fixture,
                    gconstpointer  vendor)
{
  HeraldStep *step = add_step (fixture, "vulnerability");
  GtkWidget *view;

  rows_review (fixture);
  g_assert_false (herald_step_show_place (step, "/answers/product.name"));
  g_assert_false (herald_step_show_place (step, "/answers/vuln"));
  g_assert_false (herald_step_show_place (step, "/attachments"));

  g_assert_true (herald_step_show_place (step, "/answers/vuln.description"));
  rows_settle ();
  view = rows_find (GTK_WIDGET (find_row (step, "vuln.description")), GTK_TYPE_TEXT_VIEW);
  g_assert_true (gtk_window_get_focus (fixture->window) == view);
  g_assert_true (rows_shows (GTK_WIDGET (step), "“Technical description” is required, and is not answered"));
  g_assert_false (rows_shows (GTK_WIDGET (step), "“Title” is required, and is not answered"));

  /* Wherever the control has parts, the focus is on one of them. */
  for (guint i = 0; i < 2; i++)
    g_assert_true (herald_step_show_place (step, "/answers/multi-vendor/0"));
  g_assert_nonnull (gtk_widget_get_focus_child (GTK_WIDGET (find_row (step, "multi-vendor"))));
}

/* A page that was never looked at can be led to. */
static void
test_shows_a_place_at_once (RowsFixture   *fixture,
                            gconstpointer  vendor)
{
  HeraldStep *step = herald_section_step_new (fixture->desk, "contact");

  gtk_widget_set_visible (GTK_WIDGET (step), FALSE);
  gtk_box_prepend (fixture->box, GTK_WIDGET (step));
  g_assert_null (rows_find (GTK_WIDGET (step), HERALD_TYPE_FIELD_ROW));
  g_assert_true (herald_step_show_place (step, "/answers/credit.people"));
  g_assert_true (herald_field_row_get_visited (find_row (step, "credit.people")));
}

/* What is not asked for any more is hidden, and comes back as it was. */
static void
test_keeps_what_is_not_asked (RowsFixture   *fixture,
                              gconstpointer  vendor)
{
  HeraldStep *step = add_step (fixture, "target");
  GtkDropDown *kind = GTK_DROP_DOWN (rows_find (GTK_WIDGET (find_row (step, "target.kind")), GTK_TYPE_DROP_DOWN));
  HeraldFieldRow *browser = find_row (step, "web.browser");
  GtkEditable *entry = GTK_EDITABLE (rows_find (GTK_WIDGET (browser), GTK_TYPE_ENTRY));
  g_autofree char *answer = NULL;

  g_assert_false (rows_is_visible (browser));
  gtk_drop_down_set_selected (kind, 4);
  rows_settle ();
  g_assert_true (rows_is_visible (browser));
  gtk_editable_set_text (entry, "Ladybird");
  rows_settle ();

  gtk_drop_down_set_selected (kind, 1);
  rows_settle ();
  g_assert_false (rows_is_visible (browser));
  answer = rows_dup_answer (fixture, "web.browser");
  g_assert_cmpstr (answer, ==, "\"Ladybird\"");

  gtk_drop_down_set_selected (kind, 4);
  rows_settle ();
  g_assert_true (rows_is_visible (browser));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "Ladybird");
}

static void
test_says_that_nothing_is_asked (RowsFixture   *fixture,
                                 gconstpointer  vendor)
{
  HeraldStep *step = add_step (fixture, "device");

  rows_answer (fixture, "target.kind", "web");
  rows_settle ();
  g_assert_false (rows_is_visible (find_row (step, "dut.origin")));
  g_assert_true (rows_shows (GTK_WIDGET (step), "Nothing to Answer Here"));

  rows_answer (fixture, "target.kind", "device");
  rows_settle ();
  g_assert_true (rows_is_visible (find_row (step, "dut.origin")));
  g_assert_false (rows_shows (GTK_WIDGET (step), "Nothing to Answer Here"));
}

static void
test_withholds_contact (RowsFixture   *fixture,
                        gconstpointer  vendor)
{
  HeraldStep *step = add_step (fixture, "contact");
  GtkWidget *row;

  g_assert_false (rows_shows (GTK_WIDGET (step), "Anonymous Report"));
  gtk_editable_set_text (GTK_EDITABLE (rows_find (GTK_WIDGET (find_row (step, "contact.name")), GTK_TYPE_ENTRY)), "Ada");
  rows_settle ();

  herald_report_turn_anonymous (fixture->report);
  rows_settle ();
  g_assert_true (rows_shows (GTK_WIDGET (step), "Anonymous Report"));
  for (guint n = 0; (row = rows_find_nth (GTK_WIDGET (step), HERALD_TYPE_FIELD_ROW, n)) != NULL; n++)
    g_assert_false (rows_is_visible (row));

  /* Nothing of it is left in a control either. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (rows_find (GTK_WIDGET (find_row (step, "contact.name")), GTK_TYPE_ENTRY))),
                   ==, "");
}

/* An anonymous report that came from elsewhere may say who somebody is: that can
 * be taken out. */
static void
test_takes_contact_out (RowsFixture   *fixture,
                        gconstpointer  vendor)
{
  HeraldStep *step = add_step (fixture, "contact");
  HeraldFieldRow *row = find_row (step, "contact.name");
  GtkWidget *entry = rows_find (GTK_WIDGET (row), GTK_TYPE_ENTRY);

  herald_report_turn_anonymous (fixture->report);
  rows_answer (fixture, "contact.name", "Ada");
  rows_review (fixture);
  g_assert_true (rows_is_visible (entry));
  g_assert_false (rows_is_visible (find_row (step, "contact.email")));
  g_assert_true (herald_step_show_place (step, "/answers/contact.name"));
  rows_settle ();
  g_assert_true (rows_shows (GTK_WIDGET (row), "tells who you are, and this report is anonymous"));

  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  rows_settle ();
  g_assert_true (rows_is_visible (entry));
  rows_leave (fixture);
  g_assert_false (rows_is_visible (row));
  g_assert_true (rows_shows (GTK_WIDGET (step), "Anonymous Report"));
}

static void
go_to_cb (HeraldDesk *desk,
          const char *place,
          char      **target)
{
  g_free (*target);
  *target = g_strdup (place);
}

/* Where a field is hidden by an answer, the way leads to that answer. */
static void
test_shows_the_cause (RowsFixture   *fixture,
                      gconstpointer  vendor)
{
  HeraldStep *target = add_step (fixture, "target"), *device = add_step (fixture, "device");
  g_autofree char *place = NULL;
  gulong handler = g_signal_connect (fixture->desk, "go-to", G_CALLBACK (go_to_cb), &place);

  g_assert_true (herald_step_show_place (target, "/answers/web.browser"));
  g_assert_null (place);
  g_assert_nonnull (gtk_widget_get_focus_child (GTK_WIDGET (find_row (target, "target.kind"))));

  g_assert_true (herald_step_show_place (device, "/answers/dut.last-clinical-use"));
  g_assert_cmpstr (place, ==, "/answers/target.kind");
  g_signal_handler_disconnect (fixture->desk, handler);
}

/* An earlier version takes the place of the report: the person goes on typing
 * where they were. */
static void
test_goes_back (RowsFixture   *fixture,
                gconstpointer  vendor)
{
  HeraldStep *step = add_step (fixture, "vulnerability");
  GtkWidget *view = rows_find (GTK_WIDGET (find_row (step, "vuln.description")), GTK_TYPE_TEXT_VIEW);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autofree char *earlier = NULL, *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  GError *error = NULL;

  gtk_widget_grab_focus (view);
  gtk_text_buffer_insert_at_cursor (buffer, "It is wrong", -1);
  rows_settle ();
  earlier = herald_composer_write (fixture->composer, &error);
  g_assert_no_error (error);
  gtk_text_buffer_insert_at_cursor (buffer, ", quite wrong", -1);
  rows_answer (fixture, "vuln.title", "Wrong");
  rows_settle ();

  bytes = g_bytes_new (earlier, strlen (earlier));
  g_assert_true (herald_composer_load_bytes (fixture->composer, bytes, "report", NULL, &error));
  g_assert_no_error (error);
  fixture->report = herald_composer_get_report (fixture->composer);
  rows_settle ();

  g_object_get (buffer, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "It is wrong");
  g_assert_true (gtk_window_get_focus (fixture->window) == view);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (rows_find (GTK_WIDGET (find_row (step, "vuln.title")), GTK_TYPE_ENTRY))),
                   ==, "");

  gtk_text_buffer_insert_at_cursor (buffer, ".", -1);
  rows_settle ();
  g_assert_cmpstr (herald_answer_get_text (herald_report_get_answer (fixture->report, "vuln.description")), ==, "It is wrong.");
}

/* Another report to the same vendor begins without what was said of the last. */
static void
test_begins_again (RowsFixture   *fixture,
                   gconstpointer  vendor)
{
  HeraldStep *step = add_step (fixture, "discovery");
  HeraldFieldRow *row = find_row (step, "discovery.date");
  GtkWidget *entry = rows_find (GTK_WIDGET (row), GTK_TYPE_ENTRY);

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "2026-1");
  rows_leave (fixture);
  g_assert_true (herald_field_row_has_problem (row));

  g_assert_true (herald_composer_begin (fixture->composer, vendor, FALSE, NULL));
  fixture->report = herald_composer_get_report (fixture->composer);
  rows_answer (fixture, "discovery.date", "2026-11-20");
  gtk_widget_grab_focus (entry);
  gtk_widget_grab_focus (fixture->away);
  rows_settle ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "2026-11-20");
  g_assert_cmpstr (herald_answer_get_text (herald_report_get_answer (fixture->report, "discovery.date")), ==, "2026-11-20");
  rows_answer (fixture, "discovery.date", "");
  rows_settle ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_false (herald_field_row_has_problem (row));
  g_assert_false (herald_field_row_get_visited (row));
  assert_state (step, HERALD_STEP_UNTOUCHED);
}

static void
add (const char *path,
     RowsTest    test)
{
  g_test_add (path, RowsFixture, "practice", rows_set_up, test, rows_tear_down);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/rows/section/builds-fresenius", RowsFixture, "fresenius", rows_set_up, test_builds, rows_tear_down);
  g_test_add ("/rows/section/builds-baxter", RowsFixture, "baxter", rows_set_up, test_builds, rows_tear_down);
  g_test_add ("/rows/section/builds-practice", RowsFixture, "practice", rows_set_up, test_builds, rows_tear_down);
  add ("/rows/section/tells-its-state", test_tells_its_state);
  add ("/rows/section/tells-after-leaving", test_tells_after_leaving);
  add ("/rows/section/tells-of-half-an-answer", test_tells_of_half_an_answer);
  add ("/rows/section/shows-a-place", test_shows_a_place);
  add ("/rows/section/shows-a-place-at-once", test_shows_a_place_at_once);
  add ("/rows/section/keeps-what-is-not-asked", test_keeps_what_is_not_asked);
  add ("/rows/section/says-that-nothing-is-asked", test_says_that_nothing_is_asked);
  add ("/rows/section/withholds-contact", test_withholds_contact);
  add ("/rows/section/takes-contact-out", test_takes_contact_out);
  add ("/rows/section/shows-the-cause", test_shows_the_cause);
  add ("/rows/section/goes-back", test_goes_back);
  add ("/rows/section/begins-again", test_begins_again);

  return g_test_run ();
}
