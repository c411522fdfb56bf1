/* test-choices.c: rows for choices and flags
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rows-fixture.h"

static void
assert_answer (RowsFixture *fixture,
               const char  *field,
               const char  *expected)
{
  g_autofree char *answer = rows_dup_answer (fixture, field);

  g_assert_cmpstr (answer, ==, expected);
}

static const char *
get_item (GtkDropDown *list,
          guint        index)
{
  return gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (list)), index);
}

static void
test_choice_is_named (RowsFixture   *fixture,
                      gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "product.component");
  GtkWidget *list = rows_find (GTK_WIDGET (row), GTK_TYPE_DROP_DOWN);
  GtkAccessible *button = GTK_ACCESSIBLE (gtk_widget_get_first_child (list));

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_ROLE_COMBO_BOX);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, "Affected part");

  /* That is where the focus is. */
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "optional\nWhere the vulnerability lies, as far as you can tell.");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Affected part: Not answered");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), 2);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Affected part: Firmware");
}

static void
test_choice_answers (RowsFixture   *fixture,
                     gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "product.component");
  GtkDropDown *list = GTK_DROP_DOWN (rows_find (GTK_WIDGET (row), GTK_TYPE_DROP_DOWN));

  g_assert_cmpstr (get_item (list, 0), ==, "Not answered");
  g_assert_cmpstr (get_item (list, 1), ==, "Software");
  g_assert_cmpstr (get_item (list, 6), ==, "I don’t know");
  g_assert_null (get_item (list, 7));

  gtk_drop_down_set_selected (list, 1);
  rows_settle ();
  assert_answer (fixture, "product.component", "\"software\"");

  gtk_drop_down_set_selected (list, 6);
  rows_settle ();
  assert_answer (fixture, "product.component", "{\"unknown\":true}");

  gtk_drop_down_set_selected (list, 0);
  rows_settle ();
  assert_answer (fixture, "product.component", "\"\"");
}

static void
test_choice_shows_the_report (RowsFixture   *fixture,
                              gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "product.component");
  GtkDropDown *list = GTK_DROP_DOWN (rows_find (GTK_WIDGET (row), GTK_TYPE_DROP_DOWN));
  g_autoptr(JsonNode) unknown = herald_answer_new_unknown ();

  rows_answer (fixture, "product.component", "device");
  herald_field_row_refresh (row);
  g_assert_cmpuint (gtk_drop_down_get_selected (list), ==, 3);

  g_assert_true (herald_report_set_answer (fixture->report, "product.component", unknown, NULL));
  herald_field_row_refresh (row);
  g_assert_cmpuint (gtk_drop_down_get_selected (list), ==, 6);

  rows_answer (fixture, "product.component", "");
  herald_field_row_refresh (row);
  g_assert_cmpuint (gtk_drop_down_get_selected (list), ==, 0);

  /* What is shown is not answered again. */
  rows_settle ();
  assert_answer (fixture, "product.component", "\"\"");
}

/* Where the form does not take it for an answer, it is none of the choices. */
static void
test_choice_must_be_known (RowsFixture   *fixture,
                           gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "target.kind");
  GtkDropDown *list = GTK_DROP_DOWN (rows_find (GTK_WIDGET (row), GTK_TYPE_DROP_DOWN));
  guint n_items = g_list_model_get_n_items (gtk_drop_down_get_model (list));

  g_assert_cmpuint (n_items, ==, 1 + herald_field_row_get_field (row)->choices->len);

  gtk_widget_grab_focus (GTK_WIDGET (list));
  rows_leave (fixture);
  rows_review (fixture);
  g_assert_true (rows_shows (GTK_WIDGET (row), "“What was tested” is required, and is not answered"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (list))),
                                    GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
}

static GtkToggleButton *
find_button (HeraldFieldRow *row,
             guint           n)
{
  return GTK_TOGGLE_BUTTON (rows_find_nth (GTK_WIDGET (row), GTK_TYPE_TOGGLE_BUTTON, n));
}

static void
test_flag_is_named (RowsFixture   *fixture,
                    gconstpointer  vendor)
{
  static const char * const names[] = {
    "The device must not return to patients: Not answered",
    "The device must not return to patients: Yes",
    "The device must not return to patients: No",
  };
  HeraldFieldRow *row = rows_add (fixture, "dut.must-not-return");
  GtkAccessible *group = GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (find_button (row, 0))));

  gtk_test_accessible_assert_role (group, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (group, GTK_ACCESSIBLE_PROPERTY_LABEL, "The device must not return to patients");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_button (row, i)), GTK_ACCESSIBLE_PROPERTY_LABEL, names[i]);
      gtk_test_accessible_assert_state (GTK_ACCESSIBLE (find_button (row, i)), GTK_ACCESSIBLE_STATE_PRESSED,
                                        i == 0 ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE);
    }
}

/* No is an answer, and another one than none. */
static void
test_flag_answers (RowsFixture   *fixture,
                   gconstpointer  vendor)
{
  static const char * const answers[] = { "null", "true", "false" };
  HeraldFieldRow *row = rows_add (fixture, "dut.must-not-return");

  for (guint i = 0; i < 6; i++)
    {
      gtk_toggle_button_set_active (find_button (row, (i + 1) % 3), TRUE);
      rows_settle ();
      assert_answer (fixture, "dut.must-not-return", answers[(i + 1) % 3]);
    }
}

static void
test_flag_shows_the_report (RowsFixture   *fixture,
                            gconstpointer  vendor)
{
  static const char * const answers[] = { "", "yes", "no" };
  HeraldFieldRow *row = rows_add (fixture, "dut.must-not-return");

  for (guint i = 0; i < 6; i++)
    {
      rows_answer (fixture, "dut.must-not-return", answers[(i + 2) % 3]);
      herald_field_row_refresh (row);
      for (guint j = 0; j < 3; j++)
        g_assert_cmpint (gtk_toggle_button_get_active (find_button (row, j)), ==, j == (i + 2) % 3);
    }
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

  add ("/rows/choice/is-named", test_choice_is_named);
  add ("/rows/choice/answers", test_choice_answers);
  add ("/rows/choice/shows-the-report", test_choice_shows_the_report);
  add ("/rows/choice/must-be-known", test_choice_must_be_known);
  add ("/rows/flag/is-named", test_flag_is_named);
  add ("/rows/flag/answers", test_flag_answers);
  add ("/rows/flag/shows-the-report", test_flag_shows_the_report);

  return g_test_run ();
}
