/* test-environment.c: the tester's machine, and the device under test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-environment-step.h"
#include "steps-fixture.h"

static void
fill_in (GtkWidget *step)
{
  GtkWidget *button = steps_find_button (step, "_Fill In…");

  g_signal_emit_by_name (button, "clicked");
  while (gtk_widget_get_mapped (button))
    g_main_context_iteration (NULL, TRUE);
  rows_settle ();
}

static gboolean
is_empty (RowsFixture *fixture)
{
  GPtrArray *fields = herald_vendor_get_fields (herald_report_get_vendor (fixture->report));

  for (guint i = 0; i < fields->len; i++)
    {
      if (!herald_answer_is_empty (herald_report_get_answer (fixture->report, ((HeraldField *) fields->pdata[i])->id)))
        return FALSE;
    }

  return TRUE;
}

/* Each fact stands there word for word; none is in the report before it is
 * taken over, and none ever that was turned off. */
static void
test_fills_in (RowsFixture   *fixture,
               gconstpointer  name)
{
  GtkWidget *step = steps_add (fixture, herald_environment_step_new (fixture->desk));
  g_autoptr(GPtrArray) items = herald_composer_capture (FALSE, NULL);
  g_autofree char *off = NULL;
  guint n_taken = 0;

  fill_in (step);
  g_assert_true (is_empty (fixture));

  for (guint i = 0; i < items->len; i++)
    {
      const HeraldEnvironmentItem *item = g_ptr_array_index (items, i);
      const HeraldField *field = herald_composer_find_field_for (fixture->composer, item);
      g_autofree char *spoken = g_strdup_printf ("%s: %s", item->label, item->value);
      GtkWidget *toggle;

      if (field == NULL || !herald_report_asks (fixture->report, field))
        continue;

      toggle = steps_find_named (step, GTK_TYPE_SWITCH, spoken);
      g_assert_nonnull (toggle);
      gtk_test_accessible_assert_role (toggle, GTK_ACCESSIBLE_ROLE_SWITCH);
      g_assert_true (gtk_switch_get_active (GTK_SWITCH (toggle)));
      g_assert_true (rows_shows (step, item->value));
      if (off == NULL)
        {
          off = g_strdup (field->id);
          gtk_switch_set_active (GTK_SWITCH (toggle), FALSE);
        }
    }
  g_assert_nonnull (off);

  g_signal_emit_by_name (steps_find_button (step, "_Take Over"), "clicked");
  rows_settle ();
  g_assert_true (gtk_widget_get_mapped (steps_find_button (step, "_Fill In…")));
  for (guint i = 0; i < items->len; i++)
    {
      const HeraldEnvironmentItem *item = g_ptr_array_index (items, i);
      const HeraldField *field = herald_composer_find_field_for (fixture->composer, item);
      JsonNode *answer;

      if (field == NULL || !herald_report_asks (fixture->report, field))
        continue;

      answer = herald_report_get_answer (fixture->report, field->id);
      if (g_str_equal (field->id, off))
        g_assert_true (herald_answer_is_empty (answer));
      else
        g_assert_cmpstr (herald_answer_get_text (answer), ==, item->value);
      n_taken++;
    }
  g_assert_cmpuint (n_taken, >, 1);
  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), !=, HERALD_STEP_UNTOUCHED);
}

/* What the person has answered is not replaced unless they say so. */
static void
test_keeps_answers (RowsFixture   *fixture,
                    gconstpointer  name)
{
  GtkWidget *step = steps_add (fixture, herald_environment_step_new (fixture->desk));
  GtkWidget *toggle;
  gboolean is_off = FALSE;

  rows_answer (fixture, "env.kernel", "One of my own");
  rows_settle ();
  fill_in (step);
  for (guint n = 0; (toggle = rows_find_nth (step, GTK_TYPE_SWITCH, n)) != NULL; n++)
    {
      GtkWidget *row = gtk_widget_get_ancestor (toggle, ADW_TYPE_ACTION_ROW);

      if (row != NULL && rows_shows (row, "in the place of the answer that is there now"))
        {
          is_off = !gtk_switch_get_active (GTK_SWITCH (toggle));
          g_assert_true (is_off);
        }
    }
  g_assert_true (is_off);

  g_signal_emit_by_name (steps_find_button (step, "_Take Over"), "clicked");
  g_assert_cmpstr (herald_answer_get_text (herald_report_get_answer (fixture->report, "env.kernel")), ==, "One of my own");
}

static void
test_discards (RowsFixture   *fixture,
               gconstpointer  name)
{
  GtkWidget *step = steps_add (fixture, herald_environment_step_new (fixture->desk));

  fill_in (step);
  g_signal_emit_by_name (steps_find_button (step, "_Discard"), "clicked");
  rows_settle ();
  g_assert_true (gtk_widget_get_mapped (steps_find_button (step, "_Fill In…")));
  g_assert_false (gtk_widget_get_mapped (steps_find_button (step, "_Take Over")));
  g_assert_true (is_empty (fixture));
}

/* What was found for a report with a name is not for an anonymous one. */
static void
test_forgets (RowsFixture   *fixture,
              gconstpointer  name)
{
  GtkWidget *step = steps_add (fixture, herald_environment_step_new (fixture->desk));

  fill_in (step);
  herald_report_turn_anonymous (fixture->report);
  rows_settle ();
  g_assert_true (gtk_widget_get_mapped (steps_find_button (step, "_Fill In…")));
  g_assert_false (gtk_widget_get_mapped (steps_find_button (step, "_Take Over")));
}

/* The device has a part of its own, which says when nothing is asked of it. */
static void
test_keeps_apart (RowsFixture   *fixture,
                  gconstpointer  name)
{
  GtkWidget *step = steps_add (fixture, herald_environment_step_new (fixture->desk));

  g_assert_true (rows_shows (step, "Your Machine"));
  g_assert_true (rows_shows (step, "Device Under Test"));
  rows_answer (fixture, "target.kind", "web");
  rows_settle ();
  g_assert_true (rows_shows (step, "Nothing is asked for here."));
  rows_answer (fixture, "target.kind", "device");
  rows_settle ();
  g_assert_false (rows_shows (step, "Nothing is asked for here."));

  g_assert_true (herald_environment_step_has_section ("tester"));
  g_assert_true (herald_environment_step_has_section ("device"));
  g_assert_false (herald_environment_step_has_section ("product"));
}

static void
test_shows_a_place (RowsFixture   *fixture,
                    gconstpointer  name)
{
  GtkWidget *step = steps_add (fixture, herald_environment_step_new (fixture->desk));
  GtkWidget *row;

  g_assert_true (herald_step_show_place (HERALD_STEP (step), "/answers/env.os-version"));
  row = gtk_widget_get_ancestor (gtk_window_get_focus (fixture->window), HERALD_TYPE_FIELD_ROW);
  g_assert_cmpstr (herald_field_row_get_field (HERALD_FIELD_ROW (row))->id, ==, "env.os-version");
  g_assert_false (herald_step_show_place (HERALD_STEP (step), "/answers/product.name"));
  g_assert_false (herald_step_show_place (HERALD_STEP (step), "/answers/no-such-field"));
  g_assert_false (herald_step_show_place (HERALD_STEP (step), "/attachments"));
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

  add ("/steps/environment/fills-in-what-is-chosen", test_fills_in);
  add ("/steps/environment/keeps-what-is-answered", test_keeps_answers);
  add ("/steps/environment/discards", test_discards);
  add ("/steps/environment/forgets-when-anonymous", test_forgets);
  add ("/steps/environment/keeps-machine-and-device-apart", test_keeps_apart);
  add ("/steps/environment/shows-a-place", test_shows_a_place);

  return g_test_run ();
}
