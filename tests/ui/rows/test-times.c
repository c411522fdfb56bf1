/* test-times.c: rows for dates and times
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rows-fixture.h"

static void
set_up (RowsFixture   *fixture,
        gconstpointer  vendor)
{
  rows_set_up (fixture, vendor);
  rows_answer (fixture, "target.kind", "web");
}

static void
assert_answer (RowsFixture *fixture,
               const char  *field,
               const char  *expected)
{
  g_assert_cmpstr (herald_answer_get_text (herald_report_get_answer (fixture->report, field)), ==, expected);
}

static void
type (GtkWidget  *entry,
      const char *text)
{
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  rows_settle ();
}

static void
test_date_is_named (RowsFixture   *fixture,
                    gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "web.date");
  GtkAccessible *entry = GTK_ACCESSIBLE (rows_find (GTK_WIDGET (row), GTK_TYPE_ENTRY));
  GtkWidget *button = rows_find (GTK_WIDGET (row), GTK_TYPE_MENU_BUTTON);

  gtk_test_accessible_assert_role (entry, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL, "Date of the test");
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "required\nThe day on which you used the service.");

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Calendar: Date of the test");
}

static void
test_date_answers (RowsFixture   *fixture,
                   gconstpointer  vendor)
{
  static const struct { const char *typed, *answer; } dates[] = {
    { "2026-11-21", "2026-11-21" }, { " 2026-11-21 ", "2026-11-21" }, { "2026-1-5", "2026-01-05" },
    { "2026/01/05", "2026-01-05" }, { "2026.1.5", "2026-01-05" }, { "2024-02-29", "2024-02-29" }, { "", "" },
  };
  HeraldFieldRow *row = rows_add (fixture, "web.date");
  GtkWidget *entry = rows_find (GTK_WIDGET (row), GTK_TYPE_ENTRY);

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      type (entry, dates[i].typed);
      assert_answer (fixture, "web.date", dates[i].answer);
      rows_leave (fixture);
      assert_answer (fixture, "web.date", dates[i].answer);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, dates[i].answer);
      g_assert_false (herald_field_row_has_problem (row));
    }
}

/* What is no date is told, and not lost; the report does not go on with a date
 * that is not on the screen any more. */
static void
test_date_is_half_typed (RowsFixture   *fixture,
                         gconstpointer  vendor)
{
  static const char * const typed[] = { "2026-11-2x", "2026-11", "2026-02-30", "1066-10-14", "21.11.2026", "2026-11/21", "soon" };
  HeraldFieldRow *row = rows_add (fixture, "web.date");
  GtkWidget *entry = rows_find (GTK_WIDGET (row), GTK_TYPE_ENTRY);

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      type (entry, "2026-11-20");
      type (entry, typed[i]);
      assert_answer (fixture, "web.date", "2026-11-20");
      g_assert_false (rows_shows (GTK_WIDGET (row), "Not in the report yet"));

      rows_leave (fixture);
      assert_answer (fixture, "web.date", "");
      g_assert_true (herald_field_row_has_problem (row));
      g_assert_true (rows_shows (GTK_WIDGET (row), "Not in the report yet: a date is a day of the calendar, such as 2026-11-21"));
      gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);

      herald_field_row_refresh (row);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, typed[i]);
    }

  type (entry, "2026-11-21");
  assert_answer (fixture, "web.date", "2026-11-21");
  g_assert_false (herald_field_row_has_problem (row));
  g_assert_false (rows_shows (GTK_WIDGET (row), "Not in the report yet"));
}

/* An earlier version of the report takes the place of what was half typed. */
static void
test_date_is_undone (RowsFixture   *fixture,
                     gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "web.date");
  GtkWidget *entry = rows_find (GTK_WIDGET (row), GTK_TYPE_ENTRY);

  type (entry, "2026-11");
  rows_leave (fixture);
  g_assert_true (herald_field_row_has_problem (row));

  rows_answer (fixture, "web.date", "2026-11-20");
  herald_field_row_refresh (row);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "2026-11-20");
  g_assert_false (herald_field_row_has_problem (row));
}

static void
test_date_has_a_calendar (RowsFixture   *fixture,
                          gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "web.date");
  GtkWidget *entry = rows_find (GTK_WIDGET (row), GTK_TYPE_ENTRY);
  GtkMenuButton *button = GTK_MENU_BUTTON (rows_find (GTK_WIDGET (row), GTK_TYPE_MENU_BUTTON));
  g_autoptr(GDateTime) day = g_date_time_new_utc (2026, 11, 7, 12, 0, 0);
  GtkCalendar *calendar;

  type (entry, "2026-11-20");
  gtk_menu_button_popup (button);
  rows_settle ();
  calendar = GTK_CALENDAR (rows_find (GTK_WIDGET (row), GTK_TYPE_CALENDAR));
  g_assert_nonnull (calendar);
  g_assert_cmpint (g_date_time_get_day_of_month (gtk_calendar_get_date (calendar)), ==, 20);
  assert_answer (fixture, "web.date", "2026-11-20");
  g_assert_false (herald_field_row_get_visited (row));

  gtk_calendar_select_day (calendar, day);
  rows_settle ();
  assert_answer (fixture, "web.date", "2026-11-07");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (button))));
}

static void
test_time_is_named (RowsFixture   *fixture,
                    gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "web.time");
  GtkWidget *list = rows_find (GTK_WIDGET (row), GTK_TYPE_DROP_DOWN);
  GtkAccessible *entry = GTK_ACCESSIBLE (rows_find (GTK_WIDGET (row), GTK_TYPE_ENTRY));

  gtk_test_accessible_assert_role (entry, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL, "Time of the test");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, "Offset from UTC: Time of the test");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (list)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Offset from UTC: Time of the test: Choose an offset");
}

static void
choose (GtkWidget  *list,
        const char *offset)
{
  GtkStringList *items = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (list)));

  for (guint i = 0; gtk_string_list_get_string (items, i) != NULL; i++)
    {
      if (g_str_equal (gtk_string_list_get_string (items, i), offset))
        {
          gtk_drop_down_set_selected (GTK_DROP_DOWN (list), i);
          rows_settle ();
          return;
        }
    }

  g_assert_not_reached ();
}

/* The offset is never guessed: it would say where the person is. */
static void
test_time_answers (RowsFixture   *fixture,
                   gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "web.time");
  GtkWidget *entry = rows_find (GTK_WIDGET (row), GTK_TYPE_ENTRY), *list = rows_find (GTK_WIDGET (row), GTK_TYPE_DROP_DOWN);

  type (entry, "1:05");
  assert_answer (fixture, "web.time", "");
  rows_leave (fixture);
  g_assert_true (rows_shows (GTK_WIDGET (row), "Not in the report yet: choose the offset from UTC beside it"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "01:05");

  choose (list, "UTC+02:00");
  assert_answer (fixture, "web.time", "01:05+02:00");
  g_assert_false (rows_shows (GTK_WIDGET (row), "Not in the report yet"));
  g_assert_true (rows_shows (GTK_WIDGET (row), "= 23:05 UTC on the day before"));

  choose (list, "UTC−03:30");
  assert_answer (fixture, "web.time", "01:05-03:30");
  g_assert_true (rows_shows (GTK_WIDGET (row), "= 04:35 UTC"));
  type (entry, "22.00");
  assert_answer (fixture, "web.time", "22:00-03:30");
  g_assert_true (rows_shows (GTK_WIDGET (row), "= 01:30 UTC on the day after"));

  choose (list, "UTC");
  assert_answer (fixture, "web.time", "22:00Z");
  g_assert_false (rows_shows (GTK_WIDGET (row), "= 22:00 UTC"));

  type (entry, "24:00");
  rows_leave (fixture);
  assert_answer (fixture, "web.time", "");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "24:00");
  g_assert_true (rows_shows (GTK_WIDGET (row), "Not in the report yet: a time has hours and minutes, such as 14:05"));
}

static void
test_time_is_pasted (RowsFixture   *fixture,
                     gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "web.time");
  GtkWidget *entry = rows_find (GTK_WIDGET (row), GTK_TYPE_ENTRY);

  type (entry, "14:05+05:45");
  assert_answer (fixture, "web.time", "14:05+05:45");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "14:05");
  type (entry, "12:05Z");
  assert_answer (fixture, "web.time", "12:05Z");
}

static void
test_time_shows_the_report (RowsFixture   *fixture,
                            gconstpointer  vendor)
{
  static const char * const times[] = { "10:00Z", "10:00+01:00", "09:30-09:30", "09:30+05:17", "23:59+14:00" };
  HeraldFieldRow *row = rows_add (fixture, "web.time");
  GtkWidget *entry = rows_find (GTK_WIDGET (row), GTK_TYPE_ENTRY);

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *clock = g_strndup (times[i], 5);

      rows_answer (fixture, "web.time", times[i]);
      herald_field_row_refresh (row);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, clock);

      /* Nothing was changed by showing it; typing keeps the offset. */
      rows_settle ();
      assert_answer (fixture, "web.time", times[i]);
      type (entry, "00:00");
      type (entry, clock);
      assert_answer (fixture, "web.time", times[i]);
    }

  rows_answer (fixture, "web.time", "");
  herald_field_row_refresh (row);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static void
add (const char *path,
     RowsTest    test)
{
  g_test_add (path, RowsFixture, "fresenius", set_up, test, rows_tear_down);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/rows/date/is-named", test_date_is_named);
  add ("/rows/date/answers", test_date_answers);
  add ("/rows/date/is-half-typed", test_date_is_half_typed);
  add ("/rows/date/is-undone", test_date_is_undone);
  add ("/rows/date/has-a-calendar", test_date_has_a_calendar);
  add ("/rows/time/is-named", test_time_is_named);
  add ("/rows/time/answers", test_time_answers);
  add ("/rows/time/is-pasted", test_time_is_pasted);
  add ("/rows/time/shows-the-report", test_time_shows_the_report);

  return g_test_run ();
}
