/* test-lists.c: rows for links, people and parties
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-list-entry.h"
#include "rows-fixture.h"

static void
assert_answer (RowsFixture *fixture,
               const char  *field,
               const char  *expected)
{
  g_autofree char *answer = rows_dup_answer (fixture, field);

  g_assert_cmpstr (answer, ==, expected);
}

static GtkWidget *
find_entry (HeraldFieldRow *row,
            guint           entry,
            guint           part)
{
  GtkWidget *widget = rows_find_nth (GTK_WIDGET (row), HERALD_TYPE_LIST_ENTRY, entry);

  return widget != NULL ? rows_find_nth (widget, GTK_TYPE_ENTRY, part) : NULL;
}

static void
type (HeraldFieldRow *row,
      guint           entry,
      guint           part,
      const char     *text)
{
  gtk_widget_grab_focus (find_entry (row, entry, part));
  gtk_editable_set_text (GTK_EDITABLE (find_entry (row, entry, part)), text);
  rows_settle ();
}

static guint
count_entries (HeraldFieldRow *row)
{
  guint n = 0;

  while (rows_find_nth (GTK_WIDGET (row), HERALD_TYPE_LIST_ENTRY, n) != NULL)
    n++;

  return n;
}

/* The button that adds is the last one. */
static GtkWidget *
find_add (HeraldFieldRow *row)
{
  GtkWidget *found = NULL, *button;

  for (guint n = 0; (button = rows_find_nth (GTK_WIDGET (row), GTK_TYPE_BUTTON, n)) != NULL; n++)
    {
      if (rows_shows (button, "Add"))
        found = button;
    }

  return found;
}

static void
click_add (HeraldFieldRow *row)
{
  g_signal_emit_by_name (find_add (row), "clicked");
  rows_settle ();
}

static GtkWidget *
find_remove (HeraldFieldRow *row,
             guint           entry)
{
  GtkWidget *widget = rows_find_nth (GTK_WIDGET (row), HERALD_TYPE_LIST_ENTRY, entry), *button;

  for (guint n = 0; (button = rows_find_nth (widget, GTK_TYPE_BUTTON, n)) != NULL; n++)
    {
      if (g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (button)), "user-trash-symbolic") == 0)
        return button;
    }

  g_assert_not_reached ();
}

static void
click_remove (HeraldFieldRow *row,
              guint           entry)
{
  g_signal_emit_by_name (find_remove (row, entry), "clicked");
  rows_settle ();
}

static void
toast_cb (HeraldDesk *desk,
          AdwToast   *toast,
          GString    *titles)
{
  g_string_append_printf (titles, "%s %s\n", adw_toast_get_title (toast), adw_toast_get_action_name (toast));
}

static void
test_is_named (RowsFixture   *fixture,
               gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "disclosure.prior");
  GtkWidget *list;

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_add (row)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Parties that already know: Add Party");
  click_add (row);
  click_add (row);

  g_assert_true (rows_shows (GTK_WIDGET (row), "Party 2"));
  g_assert_true (rows_shows (GTK_WIDGET (row), "What is shared"));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (find_entry (row, 1, 0)), GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_entry (row, 1, 0)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Parties that already know, Party 2: Name");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_entry (row, 1, 1)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Parties that already know, Party 2: Date");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_remove (row, 1)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Remove Parties that already know, Party 2");
  list = rows_find_nth (rows_find_nth (GTK_WIDGET (row), HERALD_TYPE_LIST_ENTRY, 1), GTK_TYPE_DROP_DOWN, 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (list)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Parties that already know, Party 2: Kind: Somebody else");

  /* What is left is counted anew. */
  click_remove (row, 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_entry (row, 0, 0)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Parties that already know, Party 1: Name");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (list)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Parties that already know, Party 1: Kind: Somebody else");
}

static void
test_links_answer (RowsFixture   *fixture,
                   gconstpointer  vendor)
{
  HeraldFieldRow *row;

  rows_answer (fixture, "target.kind", "web");
  row = rows_add (fixture, "web.urls");
  g_assert_cmpuint (count_entries (row), ==, 0);

  click_add (row);
  assert_answer (fixture, "web.urls", "[]");
  type (row, 0, 0, " https://a.example/ ");
  assert_answer (fixture, "web.urls", "[\"https://a.example/\"]");

  click_add (row);
  click_add (row);
  type (row, 2, 0, "https://c.example/");
  assert_answer (fixture, "web.urls", "[\"https://a.example/\",\"https://c.example/\"]");

  /* Showing the same again takes no empty line away. */
  herald_field_row_refresh (row);
  g_assert_cmpuint (count_entries (row), ==, 3);
}

/* Of a list that is pasted each line is a link of its own. */
static void
test_links_are_pasted (RowsFixture   *fixture,
                       gconstpointer  vendor)
{
  HeraldFieldRow *row;

  rows_answer (fixture, "target.kind", "web");
  row = rows_add (fixture, "web.urls");
  click_add (row);
  type (row, 0, 0, "https://a.example/\r\n\n  https://b.example/\nhttps://c.example/\n");
  assert_answer (fixture, "web.urls", "[\"https://a.example/\",\"https://b.example/\",\"https://c.example/\"]");
  g_assert_cmpuint (count_entries (row), ==, 3);
}

static void
test_people_answer (RowsFixture   *fixture,
                    gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "credit.people");

  click_add (row);
  type (row, 0, 0, "Ada");
  assert_answer (fixture, "credit.people", "[{\"name\":\"Ada\"}]");
  type (row, 0, 1, "Lab");
  type (row, 0, 2, "ada@lab.example");
  type (row, 0, 3, "555");
  assert_answer (fixture, "credit.people",
                 "[{\"name\":\"Ada\",\"organization\":\"Lab\",\"email\":\"ada@lab.example\",\"phone\":\"555\"}]");

  /* Without a name nothing is lost, and it is said. */
  type (row, 0, 0, "");
  assert_answer (fixture, "credit.people",
                 "[{\"name\":\"\",\"organization\":\"Lab\",\"email\":\"ada@lab.example\",\"phone\":\"555\"}]");
  rows_review (fixture);
  g_assert_false (rows_shows (GTK_WIDGET (row), "has no name"));
  rows_leave (fixture);
  g_assert_true (rows_shows (GTK_WIDGET (row), "Entry 1 of “People to credit” has no name; give it one, or remove it"));
}

static void
test_parties_answer (RowsFixture   *fixture,
                     gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "disclosure.prior");
  GtkDropDown *list;

  click_add (row);
  assert_answer (fixture, "disclosure.prior", "[]");
  type (row, 0, 0, "Example Centre");
  list = GTK_DROP_DOWN (rows_find (GTK_WIDGET (row), GTK_TYPE_DROP_DOWN));
  gtk_drop_down_set_selected (list, 1);
  type (row, 0, 1, "2026-11-2");
  type (row, 0, 2, "All");
  assert_answer (fixture, "disclosure.prior",
                 "[{\"party\":\"Example Centre\",\"kind\":\"coordinator\",\"date\":\"2026-11-02\",\"shared\":\"All\"}]");
}

/* The rest of the party is kept while its date is none. */
static void
test_party_has_half_a_date (RowsFixture   *fixture,
                            gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "disclosure.prior");

  click_add (row);
  type (row, 0, 0, "Example Centre");
  type (row, 0, 1, "soon");
  rows_leave (fixture);
  assert_answer (fixture, "disclosure.prior", "[{\"party\":\"Example Centre\",\"kind\":\"other\"}]");
  g_assert_true (rows_shows (GTK_WIDGET (row), "Not in the report yet: a date is a day of the calendar"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_entry (row, 0, 1))), ==, "soon");
  herald_field_row_refresh (row);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_entry (row, 0, 1))), ==, "soon");
}

static void
test_removes (RowsFixture   *fixture,
              gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "credit.people");
  g_autoptr(GString) titles = g_string_new (NULL);
  gulong handler = g_signal_connect (fixture->desk, "toast", G_CALLBACK (toast_cb), titles);

  rows_answer (fixture, "credit.people", "[{\"name\":\"Ada\"},{\"name\":\"Bob\"},{\"name\":\"Eve\"}]");
  herald_field_row_refresh (row);
  g_assert_cmpuint (count_entries (row), ==, 3);

  click_remove (row, 1);
  assert_answer (fixture, "credit.people", "[{\"name\":\"Ada\"},{\"name\":\"Eve\"}]");
  g_assert_cmpstr (titles->str, ==, "Person removed win.undo\n");
  g_assert_true (gtk_widget_get_focus_child (rows_find_nth (GTK_WIDGET (row), HERALD_TYPE_LIST_ENTRY, 1)) != NULL);

  click_remove (row, 1);
  click_remove (row, 0);
  assert_answer (fixture, "credit.people", "[]");
  g_assert_true (gtk_window_get_focus (fixture->window) == find_add (row));

  /* There is nothing to undo where nothing was. */
  g_string_truncate (titles, 0);
  click_add (row);
  click_remove (row, 0);
  g_assert_cmpstr (titles->str, ==, "");
  g_signal_handler_disconnect (fixture->desk, handler);
}

static void
test_shows_the_report (RowsFixture   *fixture,
                       gconstpointer  vendor)
{
  static const char *one = "[{\"party\":\"A\",\"kind\":\"vendor\",\"date\":\"2026-11-01\",\"shared\":\"x\"}]";
  static const char *two = "[{\"party\":\"B\",\"kind\":\"regulator\"},{\"party\":\"C\",\"kind\":\"other\"}]";
  HeraldFieldRow *row = rows_add (fixture, "disclosure.intended");
  GtkWidget *kept;

  rows_answer (fixture, "disclosure.intended", two);
  herald_field_row_refresh (row);
  kept = find_entry (row, 0, 0);
  gtk_widget_grab_focus (kept);
  gtk_editable_set_position (GTK_EDITABLE (kept), 1);

  rows_answer (fixture, "disclosure.intended", one);
  herald_field_row_refresh (row);
  g_assert_cmpuint (count_entries (row), ==, 1);
  g_assert_true (find_entry (row, 0, 0) == kept);
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (kept)), ==, 1);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (kept)))));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_entry (row, 0, 0))), ==, "A");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_entry (row, 0, 1))), ==, "2026-11-01");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_entry (row, 0, 2))), ==, "x");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (rows_find (GTK_WIDGET (row), GTK_TYPE_DROP_DOWN))), ==, 2);

  /* Nothing was changed by showing it. */
  rows_settle ();
  assert_answer (fixture, "disclosure.intended", one);
}

static void
test_is_full (RowsFixture   *fixture,
              gconstpointer  vendor)
{
  g_autoptr(GString) links = g_string_new (NULL);
  HeraldFieldRow *row;

  rows_answer (fixture, "target.kind", "web");
  for (guint i = 0; i < HERALD_FIELD_MAX_ENTRIES; i++)
    g_string_append_printf (links, "https://%u.example/\n", i);
  rows_answer (fixture, "web.urls", links->str);

  row = rows_add (fixture, "web.urls");
  g_assert_cmpuint (count_entries (row), ==, HERALD_FIELD_MAX_ENTRIES);
  g_assert_false (gtk_widget_is_sensitive (find_add (row)));
  click_remove (row, 0);
  g_assert_true (gtk_widget_is_sensitive (find_add (row)));
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

  add ("/rows/list/is-named", test_is_named);
  add ("/rows/list/links-answer", test_links_answer);
  add ("/rows/list/links-are-pasted", test_links_are_pasted);
  add ("/rows/list/people-answer", test_people_answer);
  add ("/rows/list/parties-answer", test_parties_answer);
  add ("/rows/list/party-has-half-a-date", test_party_has_half_a_date);
  add ("/rows/list/removes", test_removes);
  add ("/rows/list/shows-the-report", test_shows_the_report);
  add ("/rows/list/is-full", test_is_full);

  return g_test_run ();
}
