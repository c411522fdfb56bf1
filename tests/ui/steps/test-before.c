/* test-before.c: what is settled before a report is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-before-step.h"
#include "herald-diversion-row.h"
#include "herald-rule-row.h"
#include "steps-fixture.h"

static HeraldRuleRow *
find_rule (GtkWidget  *step,
           const char *rule)
{
  GtkWidget *row;

  for (guint n = 0; (row = rows_find_nth (step, HERALD_TYPE_RULE_ROW, n)) != NULL; n++)
    {
      if (g_str_equal (herald_rule_row_get_rule (HERALD_RULE_ROW (row)), rule))
        return HERALD_RULE_ROW (row);
    }

  g_assert_not_reached ();
}

static GtkCheckButton *
get_check (HeraldRuleRow *row)
{
  return GTK_CHECK_BUTTON (rows_find (GTK_WIDGET (row), GTK_TYPE_CHECK_BUTTON));
}

static gboolean
is_given (RowsFixture *fixture,
          const char  *rule)
{
  const HeraldRule *entry = herald_vendor_find_rule (herald_report_get_vendor (fixture->report), rule, NULL);

  return herald_report_get_attestation (fixture->report, entry, NULL) != NULL;
}

/* Every rule and every term of a profile has a tick of its own, and its words. */
static void
test_shows_all (RowsFixture   *fixture,
                gconstpointer  name)
{
  HeraldVendor *vendor = herald_report_get_vendor (fixture->report);
  GtkWidget *step = steps_add (fixture, herald_before_step_new (fixture->desk));
  GPtrArray *lists[] = { herald_vendor_get_prerequisites (vendor), herald_vendor_get_terms (vendor) };
  GPtrArray *quoted[] = {
    herald_vendor_get_scope_in (vendor), herald_vendor_get_scope_out (vendor), herald_vendor_get_forbidden (vendor),
  };
  GPtrArray *diversions = herald_vendor_get_diversions (vendor);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      for (guint j = 0; j < lists[i]->len; j++)
        {
          const HeraldRule *rule = g_ptr_array_index (lists[i], j);
          HeraldRuleRow *row = find_rule (step, rule->id);
          g_autofree char *label = i == 0 ? g_strdup (rule->title) : g_strdup_printf ("I accept: %s", rule->title);

          g_assert_true (rows_shows (GTK_WIDGET (row), rule->wording));
          g_assert_true (rows_shows (GTK_WIDGET (row), rule->explanation));
          for (guint k = 0; rule->parts != NULL && rule->parts[k] != NULL; k++)
            g_assert_true (rows_shows (GTK_WIDGET (row), rule->parts[k]));
          g_assert_true (rows_shows (GTK_WIDGET (row), "2026-11-21"));
          gtk_test_accessible_assert_role (get_check (row), GTK_ACCESSIBLE_ROLE_CHECKBOX);
          gtk_test_accessible_assert_property (get_check (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
          gtk_test_accessible_assert_state (get_check (row), GTK_ACCESSIBLE_STATE_CHECKED, FALSE);
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (quoted); i++)
    {
      for (guint j = 0; j < quoted[i]->len; j++)
        g_assert_true (rows_shows (step, ((HeraldRule *) g_ptr_array_index (quoted[i], j))->wording));
    }
  for (guint i = 0; i < diversions->len; i++)
    g_assert_true (rows_shows (step, ((HeraldDiversion *) g_ptr_array_index (diversions, i))->question));
}

/* Both sentences that disagree, and what is made of them. */
static void
test_shows_contradictions (RowsFixture   *fixture,
                           gconstpointer  name)
{
  HeraldVendor *vendor = herald_report_get_vendor (fixture->report);
  GtkWidget *step = steps_add (fixture, herald_before_step_new (fixture->desk));
  const HeraldContradiction *contradiction = g_ptr_array_index (herald_vendor_get_contradictions (vendor), 0);
  GtkWidget *flow = rows_find (step, GTK_TYPE_FLOW_BOX);

  g_assert_true (rows_shows (flow, "Go only as far as you must"));
  g_assert_true (rows_shows (flow, "A proof of concept helps us"));
  g_assert_true (rows_shows (step, contradiction->note));
}

static void
test_ticks (RowsFixture   *fixture,
            gconstpointer  name)
{
  GtkWidget *step = steps_add (fixture, herald_before_step_new (fixture->desk));
  HeraldRuleRow *row = find_rule (step, "laws");

  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), ==, HERALD_STEP_UNTOUCHED);
  gtk_check_button_set_active (get_check (row), TRUE);
  g_assert_true (is_given (fixture, "laws"));
  rows_settle ();
  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), ==, HERALD_STEP_IN_WORK);
  g_assert_true (rows_shows (GTK_WIDGET (row), "Confirmed on "));
  gtk_test_accessible_assert_state (get_check (row), GTK_ACCESSIBLE_STATE_CHECKED, TRUE);

  gtk_check_button_set_active (get_check (row), FALSE);
  g_assert_false (is_given (fixture, "laws"));
  rows_settle ();
  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), ==, HERALD_STEP_UNTOUCHED);
  g_assert_false (rows_shows (GTK_WIDGET (row), "Confirmed on "));
}

/* The page follows the report, whoever changes it. */
static void
test_follows (RowsFixture   *fixture,
              gconstpointer  name)
{
  GtkWidget *step = steps_add (fixture, herald_before_step_new (fixture->desk));
  HeraldRuleRow *row = find_rule (step, "laws");

  g_assert_true (herald_report_attest (fixture->report, "laws", NULL));
  rows_settle ();
  g_assert_true (gtk_check_button_get_active (get_check (row)));
  g_assert_true (herald_report_withdraw (fixture->report, "laws"));
  rows_settle ();
  g_assert_false (gtk_check_button_get_active (get_check (row)));
}

static void
test_completes (RowsFixture   *fixture,
                gconstpointer  name)
{
  HeraldVendor *vendor = herald_report_get_vendor (fixture->report);
  GtkWidget *step = steps_add (fixture, herald_before_step_new (fixture->desk));
  GPtrArray *diversions = herald_vendor_get_diversions (vendor);
  GtkWidget *row;

  for (guint n = 0; (row = rows_find_nth (step, HERALD_TYPE_RULE_ROW, n)) != NULL; n++)
    {
      if (herald_rule_row_is_blocking (HERALD_RULE_ROW (row)))
        gtk_check_button_set_active (get_check (HERALD_RULE_ROW (row)), TRUE);
    }
  rows_settle ();
  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), ==, HERALD_STEP_IN_WORK);

  for (guint i = 0; i < diversions->len; i++)
    g_assert_true (herald_report_set_diversion (fixture->report, ((HeraldDiversion *) g_ptr_array_index (diversions, i))->id,
                                                HERALD_DIVERSION_NO, NULL));
  rows_settle ();
  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), ==, HERALD_STEP_COMPLETE);
}

/* A yes leads elsewhere first, and says where. */
static void
test_diverts (RowsFixture   *fixture,
              gconstpointer  name)
{
  GtkWidget *step = steps_add (fixture, herald_before_step_new (fixture->desk));
  GtkWidget *row = rows_find (step, HERALD_TYPE_DIVERSION_ROW);
  const HeraldDiversion *diversion = herald_vendor_find_diversion (herald_report_get_vendor (fixture->report), "harm");
  GtkWidget *no = rows_find_nth (row, GTK_TYPE_CHECK_BUTTON, 0);
  GtkWidget *yes = rows_find_nth (row, GTK_TYPE_CHECK_BUTTON, 1);

  g_assert_false (rows_shows (row, diversion->advice));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (yes), TRUE);
  g_assert_cmpint (herald_report_get_diversion (fixture->report, "harm"), ==, HERALD_DIVERSION_YES);
  rows_settle ();
  g_assert_true (rows_shows (row, "Stop here"));
  g_assert_true (rows_shows (row, diversion->advice));
  gtk_test_accessible_assert_property (yes, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, diversion->question);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (no), TRUE);
  g_assert_cmpint (herald_report_get_diversion (fixture->report, "harm"), ==, HERALD_DIVERSION_NO);
  rows_settle ();
  g_assert_false (rows_shows (row, diversion->advice));
}

static void
test_helps_the_unsure (RowsFixture   *fixture,
                       gconstpointer  name)
{
  GtkWidget *step = steps_add (fixture, herald_before_step_new (fixture->desk));
  GtkWidget *row = GTK_WIDGET (find_rule (step, "no-patients"));
  GtkWidget *button = steps_find_button (row, "I Am Not _Sure");
  GtkWidget *without = steps_find_button (GTK_WIDGET (find_rule (step, "laws")), "I Am Not _Sure");

  g_assert_true (gtk_widget_get_visible (button));
  g_assert_false (gtk_widget_get_visible (without));
  g_assert_false (rows_shows (row, "leave the device as it is"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  rows_settle ();
  g_assert_true (rows_shows (row, "leave the device as it is"));
  g_assert_false (is_given (fixture, "no-patients"));
}

/* What was confirmed in other words is not confirmed. */
static void
test_tells_what_is_outdated (RowsFixture   *fixture,
                             gconstpointer  name)
{
  g_autoptr(GString) json = NULL;
  g_autofree char *zeros = g_strnfill (64, '0'), *written = NULL;
  const HeraldRule *rule = herald_vendor_find_rule (herald_report_get_vendor (fixture->report), "laws", NULL);
  const char *sha256;
  GtkWidget *step;
  HeraldRuleRow *row;

  g_assert_true (herald_report_attest (fixture->report, "laws", NULL));
  sha256 = herald_report_get_attestation (fixture->report, rule, NULL)->sha256;
  written = herald_composer_write (fixture->composer, NULL);
  json = g_string_new (written);
  g_assert_cmpuint (g_string_replace (json, sha256, zeros, 0), ==, 1);
  steps_load (fixture, json->str);

  step = steps_add (fixture, herald_before_step_new (fixture->desk));
  row = find_rule (step, "laws");
  g_assert_false (gtk_check_button_get_active (get_check (row)));
  g_assert_true (rows_shows (GTK_WIDGET (row), "has changed this sentence"));
  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), ==, HERALD_STEP_ATTENTION);

  gtk_check_button_set_active (get_check (row), TRUE);
  rows_settle ();
  g_assert_false (rows_shows (GTK_WIDGET (row), "has changed this sentence"));
  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), ==, HERALD_STEP_IN_WORK);
}

static void
test_shows_a_place (RowsFixture   *fixture,
                    gconstpointer  name)
{
  GtkWidget *step = steps_add (fixture, herald_before_step_new (fixture->desk));
  GtkWidget *diversion = rows_find (step, HERALD_TYPE_DIVERSION_ROW);

  g_assert_true (herald_step_show_place (HERALD_STEP (step), "/attestations/no-payment"));
  g_assert_true (gtk_window_get_focus (fixture->window) == GTK_WIDGET (get_check (find_rule (step, "no-payment"))));
  g_assert_true (herald_step_show_place (HERALD_STEP (step), "/diversions/harm"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), diversion));
  g_assert_false (herald_step_show_place (HERALD_STEP (step), "/answers/product.name"));
  g_assert_false (herald_step_show_place (HERALD_STEP (step), "/attestations/no-such-rule"));
}

/* From one control to the next, and out of the page at the end. */
static void
test_is_no_trap (RowsFixture   *fixture,
                 gconstpointer  name)
{
  GtkWidget *step = steps_add (fixture, herald_before_step_new (fixture->desk));
  GtkWidget *last = NULL;
  guint n = 0;

  gtk_window_set_focus (fixture->window, NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  while (gtk_widget_child_focus (step, GTK_DIR_TAB_FORWARD))
    {
      g_assert_true (gtk_window_get_focus (fixture->window) != last);
      last = gtk_window_get_focus (fixture->window);
      g_assert_cmpuint (++n, <, 100);
    }
  g_assert_cmpuint (n, >, 10);

  for (n = 0; gtk_widget_child_focus (step, GTK_DIR_TAB_BACKWARD); n++)
    g_assert_cmpuint (n, <, 100);
  g_assert_cmpuint (n, >, 10);
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

  g_test_add ("/steps/before/shows-all-of-fresenius", RowsFixture, "fresenius", rows_set_up, test_shows_all, rows_tear_down);
  g_test_add ("/steps/before/shows-all-of-baxter", RowsFixture, "baxter", rows_set_up, test_shows_all, rows_tear_down);
  add ("/steps/before/shows-all-of-practice", test_shows_all);
  add ("/steps/before/shows-contradictions", test_shows_contradictions);
  add ("/steps/before/ticks-and-takes-back", test_ticks);
  add ("/steps/before/follows-the-report", test_follows);
  add ("/steps/before/completes", test_completes);
  add ("/steps/before/diverts", test_diverts);
  add ("/steps/before/helps-the-unsure", test_helps_the_unsure);
  add ("/steps/before/tells-what-is-outdated", test_tells_what_is_outdated);
  add ("/steps/before/shows-a-place", test_shows_a_place);
  add ("/steps/before/is-no-trap-for-the-keyboard", test_is_no_trap);

  return g_test_run ();
}
