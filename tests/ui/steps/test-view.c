/* test-view.c: the view of the report in progress
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-before-step.h"
#include "herald-composer-view.h"
#include "herald-review-step.h"
#include "herald-step-row.h"
#include "herald-vendor-step.h"
#include "steps-fixture.h"

static GtkWidget *
add_view (RowsFixture *fixture)
{
  GtkWidget *view = herald_composer_view_new (fixture->desk);

  gtk_widget_set_vexpand (view, TRUE);
  gtk_box_prepend (fixture->box, view);
  rows_settle ();

  return view;
}

/* The stack of steps is the one whose pages they are. */
static HeraldStep *
get_shown (GtkWidget *view)
{
  GtkWidget *stack;

  for (guint n = 0; (stack = rows_find_nth (view, GTK_TYPE_STACK, n)) != NULL; n++)
    {
      GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (stack));

      if (HERALD_IS_STEP (page))
        return HERALD_STEP (page);
    }

  g_assert_not_reached ();
}

static HeraldStepRow *
get_row (GtkWidget *view,
         guint      n)
{
  return HERALD_STEP_ROW (rows_find_nth (view, HERALD_TYPE_STEP_ROW, n));
}

static void
act (GtkWidget  *view,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (view, action, NULL));
  rows_settle ();
}

/* Every step of every shipped form is made, shown, and gone with the view. */
static void
test_makes_steps (RowsFixture   *fixture,
                  gconstpointer  vendor)
{
  gpointer view = add_view (fixture);
  GPtrArray *steps = g_ptr_array_new ();

  g_object_add_weak_pointer (view, &view);
  for (guint n = 0; get_row (view, n) != NULL; n++)
    {
      HeraldStep *step = herald_step_row_get_step (get_row (view, n));
      g_autofree char *position = NULL;

      g_assert_cmpstr (herald_step_get_title (step), !=, "");
      g_assert_true (get_shown (view) == step);
      position = g_strdup_printf ("Step %u of ", n + 1);
      g_assert_true (rows_shows (view, position));
      g_ptr_array_add (steps, step);
      act (view, "steps.next");
    }
  g_assert_cmpuint (steps->len, >, 8);

  for (guint i = 0; i < steps->len; i++)
    g_object_add_weak_pointer (steps->pdata[i], &steps->pdata[i]);
  gtk_box_remove (fixture->box, view);
  rows_settle ();
  while (view != NULL)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < steps->len; i++)
    {
      while (steps->pdata[i] != NULL)
        g_main_context_iteration (NULL, TRUE);
    }
  g_ptr_array_unref (steps);
}

static void
test_moves_freely (RowsFixture   *fixture,
                   gconstpointer  vendor)
{
  GtkWidget *view = add_view (fixture);

  g_assert_true (HERALD_IS_VENDOR_STEP (get_shown (view)));
  act (view, "steps.next");
  g_assert_true (HERALD_IS_BEFORE_STEP (get_shown (view)));
  act (view, "steps.previous");
  g_assert_true (HERALD_IS_VENDOR_STEP (get_shown (view)));

  /* Backwards from the first leads nowhere, and so does a step that is not there. */
  gtk_widget_activate_action (view, "steps.previous", NULL);
  g_assert_true (HERALD_IS_VENDOR_STEP (get_shown (view)));

  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (get_row (view, 5)))),
                           GTK_LIST_BOX_ROW (get_row (view, 5)));
  g_assert_true (get_shown (view) == herald_step_row_get_step (get_row (view, 5)));
}

/* How far a step has come is said, and not only drawn. */
static void
test_says_states (RowsFixture   *fixture,
                  gconstpointer  vendor)
{
  GtkWidget *view = add_view (fixture);
  GtkWidget *row = GTK_WIDGET (get_row (view, 1));
  HeraldStep *step = herald_step_row_get_step (HERALD_STEP_ROW (row));

  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Before You Start, Not begun");
  g_assert_true (rows_shows (row, "Not begun"));

  herald_step_set_state (step, HERALD_STEP_IN_WORK);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Before You Start, In work");
  herald_step_set_state (step, HERALD_STEP_COMPLETE);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Before You Start, Complete");
  herald_step_set_state (step, HERALD_STEP_ATTENTION);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Before You Start, Needs attention");
  g_assert_true (rows_shows (row, "Needs attention"));
}

/* A finding leads to its control, and there is a way back to where one was. */
static void
test_goes_to_a_place (RowsFixture   *fixture,
                      gconstpointer  vendor)
{
  GtkWidget *view = add_view (fixture);
  GtkWidget *back = steps_find_named (view, GTK_TYPE_BUTTON, "Back to “Review”");
  GtkWidget *focus;

  g_assert_null (back);
  while (!HERALD_IS_REVIEW_STEP (get_shown (view)))
    act (view, "steps.next");

  herald_desk_go_to (fixture->desk, "/attestations/laws");
  rows_settle ();
  g_assert_true (HERALD_IS_BEFORE_STEP (get_shown (view)));
  focus = gtk_window_get_focus (fixture->window);
  g_assert_true (GTK_IS_CHECK_BUTTON (focus));
  gtk_test_accessible_assert_property (focus, GTK_ACCESSIBLE_PROPERTY_LABEL, "I kept the law");

  back = steps_find_named (view, GTK_TYPE_BUTTON, "Back to “Review”");
  g_assert_nonnull (back);
  g_assert_true (rows_is_visible (back));
  act (view, "steps.return");
  g_assert_true (HERALD_IS_REVIEW_STEP (get_shown (view)));
  g_assert_false (rows_is_visible (back));

  /* A place that nobody has leads nowhere. */
  herald_desk_go_to (fixture->desk, "/nowhere");
  rows_settle ();
  g_assert_true (HERALD_IS_REVIEW_STEP (get_shown (view)));
}

/* A place may have a window of its own, such as the one for a key. */
static void
close_other_windows (RowsFixture *fixture)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (l->data != fixture->window)
        gtk_window_destroy (l->data);
    }
}

/* Every place that the review names can be gone to. */
static void
test_knows_every_place (RowsFixture   *fixture,
                        gconstpointer  vendor)
{
  GtkWidget *view = add_view (fixture);
  GPtrArray *findings;

  rows_review (fixture);
  findings = herald_desk_get_findings (fixture->desk);
  g_assert_cmpuint (findings->len, >, 0);

  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);
      gboolean is_known = FALSE;

      for (guint n = 0; get_row (view, n) != NULL; n++)
        is_known |= herald_step_show_place (herald_step_row_get_step (get_row (view, n)), finding->place);
      if (!is_known)
        g_test_message ("%s", finding->place);
      g_assert_true (is_known);
    }

  close_other_windows (fixture);
}

/* An earlier version of a report keeps the pages, another report does not. */
static void
test_keeps_its_steps (RowsFixture   *fixture,
                      gconstpointer  vendor)
{
  GtkWidget *view = add_view (fixture);
  HeraldStep *first = herald_step_row_get_step (get_row (view, 0));
  g_autofree char *json = herald_composer_write (fixture->composer, NULL);
  gpointer step = first;

  act (view, "steps.next");
  steps_load (fixture, json);
  g_assert_true (herald_step_row_get_step (get_row (view, 0)) == first);
  g_assert_true (HERALD_IS_BEFORE_STEP (get_shown (view)));

  g_object_add_weak_pointer (step, &step);
  g_assert_true (herald_composer_begin (fixture->composer, "baxter", FALSE, NULL));
  fixture->report = herald_composer_get_report (fixture->composer);
  rows_settle ();
  while (step != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (HERALD_IS_VENDOR_STEP (get_shown (view)));
  g_assert_true (rows_shows (view, "Baxter"));
}

/* Between two reports there is nothing to see, and nothing stays of the last. */
static void
test_lets_a_report_go (RowsFixture   *fixture,
                       gconstpointer  vendor)
{
  GtkWidget *view = add_view (fixture);
  gpointer step = herald_step_row_get_step (get_row (view, 0));

  g_object_add_weak_pointer (step, &step);
  g_assert_true (herald_composer_close (fixture->composer, NULL));
  rows_settle ();
  g_assert_null (get_row (view, 0));
  while (step != NULL)
    g_main_context_iteration (NULL, TRUE);
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

  g_test_add ("/steps/view/makes-the-steps-of-fresenius", RowsFixture, "fresenius", rows_set_up, test_makes_steps, rows_tear_down);
  g_test_add ("/steps/view/makes-the-steps-of-baxter", RowsFixture, "baxter", rows_set_up, test_makes_steps, rows_tear_down);
  add ("/steps/view/makes-the-steps-of-practice", test_makes_steps);
  add ("/steps/view/moves-freely", test_moves_freely);
  add ("/steps/view/says-how-far-a-step-has-come", test_says_states);
  add ("/steps/view/goes-to-a-place-and-back", test_goes_to_a_place);
  add ("/steps/view/knows-every-place-of-practice", test_knows_every_place);
  g_test_add ("/steps/view/knows-every-place-of-baxter", RowsFixture, "baxter", rows_set_up, test_knows_every_place, rows_tear_down);
  add ("/steps/view/keeps-its-steps-for-the-same-report", test_keeps_its_steps);
  add ("/steps/view/lets-a-report-go", test_lets_a_report_go);

  return g_test_run ();
}
