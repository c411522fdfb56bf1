/* test-sections.c: the steps for the sections of a form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

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

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/rows/section/builds-fresenius", RowsFixture, "fresenius", rows_set_up, test_builds, rows_tear_down);
  g_test_add ("/rows/section/builds-baxter", RowsFixture, "baxter", rows_set_up, test_builds, rows_tear_down);
  g_test_add ("/rows/section/builds-practice", RowsFixture, "practice", rows_set_up, test_builds, rows_tear_down);

  return g_test_run ();
}
