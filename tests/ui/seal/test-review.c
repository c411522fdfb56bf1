/* test-review.c: what the review found, and what the vendor will read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-finding-list.h"
#include "herald-finding-row.h"
#include "herald-place.h"
#include "herald-preview.h"
#include "herald-review-step.h"
#include "seal-fixture.h"

static HeraldStep *
show_review (SealFixture    *fixture,
             HeraldComposer *composer)
{
  HeraldStep *step;

  seal_set_up (fixture, composer);
  step = herald_review_step_new (fixture->desk);
  seal_show (fixture, GTK_WIDGET (step));
  seal_review (fixture);

  return step;
}

static HeraldReport *
get_report (SealFixture *fixture)
{
  return herald_composer_get_report (fixture->composer);
}

/* The rows of a severity; @list stands for the group. */
static GtkListBox *
get_list (HeraldStep     *step,
          HeraldSeverity  severity)
{
  GtkWidget *group = gtk_widget_get_first_child (seal_find (step, "column"));

  while (!HERALD_IS_FINDING_LIST (group))
    group = gtk_widget_get_next_sibling (group);
  for (int i = 0; i < (int) severity; i++)
    group = gtk_widget_get_next_sibling (group);

  return GTK_LIST_BOX (seal_find (group, "list"));
}

static guint
count_of (GPtrArray      *findings,
          HeraldSeverity  severity)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += ((const HeraldFinding *) g_ptr_array_index (findings, i))->severity == severity;

  return n;
}

static void
test_names_each_finding (SealFixture   *fixture,
                         gconstpointer  data)
{
  HeraldStep *step = show_review (fixture, composer_fixture_begin ("baxter", FALSE));
  GPtrArray *findings = herald_desk_get_findings (fixture->desk);
  GtkListBox *list = get_list (step, HERALD_SEVERITY_STOP);
  int index = 0;

  g_assert_cmpuint (count_of (findings, HERALD_SEVERITY_STOP), >, 3);
  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *place = herald_place_describe (get_report (fixture), finding->place);
      g_autofree char *label = g_strdup_printf ("%s: %s", finding->message, place);
      GtkListBoxRow *row;

      if (finding->severity != HERALD_SEVERITY_STOP)
        continue;

      row = gtk_list_box_get_row_at_index (list, index++);
      g_assert_nonnull (row);
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
      g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (row)));
      g_assert_true (gtk_list_box_row_get_activatable (row));
      g_assert_true (seal_shows (row, place));
    }

  g_assert_null (gtk_list_box_get_row_at_index (list, index));
  g_assert_cmpint (herald_step_get_state (step), ==, HERALD_STEP_ATTENTION);
}

static void
went_cb (HeraldDesk *desk,
         const char *place,
         char      **taken)
{
  g_free (*taken);
  *taken = g_strdup (place);
}

static void
test_leads_to_the_place (SealFixture   *fixture,
                         gconstpointer  data)
{
  HeraldStep *step = show_review (fixture, composer_fixture_begin ("baxter", FALSE));
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (get_list (step, HERALD_SEVERITY_STOP), 0);
  g_autofree char *place = NULL;

  g_signal_connect (fixture->desk, "go-to", G_CALLBACK (went_cb), &place);
  g_assert_true (gtk_widget_activate (GTK_WIDGET (row)));
  g_assert_cmpstr (place, ==, herald_finding_row_get_place (HERALD_FINDING_ROW (row)));
}

static void
test_puts_the_focus_on_the_first_problem (SealFixture   *fixture,
                                          gconstpointer  data)
{
  HeraldStep *step = show_review (fixture, composer_fixture_begin ("baxter", FALSE));
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (get_list (step, HERALD_SEVERITY_STOP), 0);

  seal_click (seal_find (step, "first_button"));
  g_assert_true (gtk_window_get_focus (fixture->window) == GTK_WIDGET (first));

  gtk_window_set_focus (fixture->window, NULL);
  g_assert_true (herald_step_show_place (step, "/review"));
  g_assert_true (gtk_window_get_focus (fixture->window) == GTK_WIDGET (first));
  g_assert_false (herald_step_show_place (step, "/answers/product.name"));
}

static void
test_never_says_that_all_is_well (SealFixture   *fixture,
                                  gconstpointer  data)
{
  HeraldStep *step = show_review (fixture, composer_fixture_ready (FALSE));

  g_assert_cmpuint (count_of (herald_desk_get_findings (fixture->desk), HERALD_SEVERITY_STOP), ==, 0);
  g_assert_true (seal_shows (step, "Nothing Was Found That Stops It"));
  g_assert_false (seal_shows (step, "lean"));
  g_assert_cmpint (herald_step_get_state (step), ==, HERALD_STEP_COMPLETE);
}

static void
test_counts_what_was_asked_for (SealFixture   *fixture,
                                gconstpointer  data)
{
  HeraldStep *step = show_review (fixture, composer_fixture_begin ("practice", FALSE));
  GtkLevelBar *bar = GTK_LEVEL_BAR (seal_find (step, "required_bar"));
  double before = gtk_level_bar_get_value (bar);

  practice_answer (get_report (fixture), "product.name", "Rehearsal Pump 3");
  seal_settle ();
  g_assert_cmpfloat (gtk_level_bar_get_value (bar), ==, before + 1);
  g_assert_true (seal_shows (step, "that Practice vendor requires are answered"));
}

/* A report of nobody, that names a home folder. */
static HeraldComposer *
begin_traced (void)
{
  HeraldComposer *composer = composer_fixture_ready (TRUE);

  practice_answer (herald_composer_get_report (composer), "env.network", "/home/somebody/poc.py");
  return composer;
}

static GtkWidget *
get_trace (HeraldStep     *step,
           HeraldSeverity  severity)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (get_list (step, severity), 0));
}

static void
test_keeps_with_a_reason (SealFixture   *fixture,
                          gconstpointer  data)
{
  HeraldStep *step = show_review (fixture, begin_traced ());
  GtkWidget *row = get_trace (step, HERALD_SEVERITY_STOP);
  GtkWidget *done = seal_find (row, "reason_done");
  GtkWidget *entry = seal_find (row, "reason_entry");

  g_assert_cmpuint (count_of (herald_desk_get_findings (fixture->desk), HERALD_SEVERITY_STOP), ==, 1);
  seal_click (seal_find (row, "keep_button"));
  g_assert_true (gtk_widget_is_visible (entry));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), entry));
  g_assert_false (gtk_widget_get_sensitive (done));

  gtk_editable_set_text (GTK_EDITABLE (entry), "It is the account of the device");
  /* What is typed outlives a review. */
  seal_review (fixture);
  g_assert_true (get_trace (step, HERALD_SEVERITY_STOP) == row);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "It is the account of the device");

  seal_click (done);
  g_assert_cmpuint (herald_report_get_decisions (get_report (fixture))->len, ==, 1);
  seal_review (fixture);
  g_assert_null (get_trace (step, HERALD_SEVERITY_STOP));
  g_assert_true (seal_shows (step, "You keep it, because: It is the account of the device"));
  g_assert_cmpint (herald_step_get_state (step), ==, HERALD_STEP_COMPLETE);
}

static void
test_substitutes (SealFixture   *fixture,
                  gconstpointer  data)
{
  HeraldStep *step = show_review (fixture, begin_traced ());
  GtkWidget *row = get_trace (step, HERALD_SEVERITY_STOP);

  seal_click (seal_find (row, "substitute_button"));
  gtk_editable_set_text (GTK_EDITABLE (seal_find (row, "find_entry")), "/home/somebody/");
  g_assert_false (gtk_widget_get_sensitive (seal_find (row, "substitute_done")));
  gtk_editable_set_text (GTK_EDITABLE (seal_find (row, "replace_entry")), "FOLDER-1/");
  seal_click (seal_find (row, "substitute_done"));

  seal_review (fixture);
  g_assert_null (get_trace (step, HERALD_SEVERITY_STOP));
  g_assert_cmpuint (herald_report_get_substitutions (get_report (fixture))->len, ==, 1);
}

typedef struct
{
  GtkTextBuffer *buffer;
  const char    *text;
} Expectation;

static gboolean
is_shown (gpointer data)
{
  const Expectation *expected = data;
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (expected->buffer, &start, &end);
  text = gtk_text_buffer_get_text (expected->buffer, &start, &end, TRUE);
  return g_str_equal (text, expected->text);
}

static void
wait_for_preview (SealFixture *fixture,
                  HeraldStep  *step)
{
  GtkTextView *view = GTK_TEXT_VIEW (seal_find_type (step, GTK_TYPE_TEXT_VIEW));
  g_autoptr(HeraldDocument) document = herald_composer_render (fixture->composer);
  g_autofree char *text = herald_document_to_text (document);
  Expectation expected = { gtk_text_view_get_buffer (view), text };

  seal_wait (is_shown, &expected);
}

static void
test_shows_exactly_what_the_vendor_reads (SealFixture   *fixture,
                                          gconstpointer  data)
{
  HeraldStep *step = show_review (fixture, composer_fixture_ready (FALSE));
  GtkWidget *view = seal_find_type (step, GTK_TYPE_TEXT_VIEW);

  wait_for_preview (fixture, step);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, "What the vendor will read");
  g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (view)));
  g_assert_false (gtk_text_view_get_accepts_tab (GTK_TEXT_VIEW (view)));

  /* More than one byte a character, at the seam of what is replaced. */
  practice_answer (get_report (fixture), "product.name", "Pümpe <b>3</b> ñ");
  wait_for_preview (fixture, step);
  practice_answer (get_report (fixture), "product.name", "Pámpe <b>3</b> ò");
  wait_for_preview (fixture, step);
}

static GtkWidget *
new_stack (HeraldStep *step)
{
  GtkWidget *stack = gtk_stack_new ();

  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("Elsewhere"), "elsewhere");
  gtk_stack_add_named (GTK_STACK (stack), GTK_WIDGET (step), "review");
  return stack;
}

/* Somebody types on another page: a finding costs no widgets until it is looked at. */
static void
test_waits_until_it_is_seen (SealFixture   *fixture,
                             gconstpointer  data)
{
  HeraldStep *step;
  GtkListBox *list;

  seal_set_up (fixture, composer_fixture_begin ("baxter", FALSE));
  step = herald_review_step_new (fixture->desk);
  list = get_list (step, HERALD_SEVERITY_STOP);
  seal_show (fixture, new_stack (step));
  seal_review (fixture);
  g_assert_null (gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpint (herald_step_get_state (step), ==, HERALD_STEP_UNTOUCHED);

  gtk_stack_set_visible_child_name (GTK_STACK (gtk_window_get_child (fixture->window)), "review");
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpint (herald_step_get_state (step), ==, HERALD_STEP_ATTENTION);
}

/* Who is led to it arrives at a row. */
static void
test_is_up_to_date_when_led_to (SealFixture   *fixture,
                                gconstpointer  data)
{
  HeraldStep *step;

  seal_set_up (fixture, composer_fixture_begin ("baxter", FALSE));
  step = herald_review_step_new (fixture->desk);
  seal_show (fixture, new_stack (step));
  seal_review (fixture);

  g_assert_true (herald_step_show_place (step, "/review"));
  g_assert_nonnull (gtk_list_box_get_row_at_index (get_list (step, HERALD_SEVERITY_STOP), 0));
}

static void
add_tests (void)
{
#define ADD(path, test) g_test_add ("/ui/review/" path, SealFixture, NULL, NULL, test, seal_tear_down)
  ADD ("names-each-finding", test_names_each_finding);
  ADD ("leads-to-the-place", test_leads_to_the_place);
  ADD ("puts-the-focus-on-the-first-problem", test_puts_the_focus_on_the_first_problem);
  ADD ("never-says-that-all-is-well", test_never_says_that_all_is_well);
  ADD ("counts-what-was-asked-for", test_counts_what_was_asked_for);
  ADD ("keeps-with-a-reason", test_keeps_with_a_reason);
  ADD ("substitutes", test_substitutes);
  ADD ("shows-exactly-what-the-vendor-reads", test_shows_exactly_what_the_vendor_reads);
  ADD ("waits-until-it-is-seen", test_waits_until_it_is_seen);
  ADD ("is-up-to-date-when-led-to", test_is_up_to_date_when_led_to);
#undef ADD
}

int
main (int    argc,
      char **argv)
{
  return seal_run (argc, argv, add_tests);
}
