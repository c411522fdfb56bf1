/* test-text.c: rows for lines, versions, prose and code
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "rows-fixture.h"

static void
assert_answer (RowsFixture *fixture,
               const char  *field,
               const char  *expected)
{
  g_autofree char *answer = rows_dup_answer (fixture, field);

  g_assert_cmpstr (answer, ==, expected);
}

static void
type (GtkWidget  *widget,
      const char *text)
{
  if (GTK_IS_TEXT_VIEW (widget))
    {
      gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), text, -1);
    }
  else
    {
      int position = gtk_editable_get_position (GTK_EDITABLE (widget));

      gtk_editable_insert_text (GTK_EDITABLE (widget), text, -1, &position);
      gtk_editable_set_position (GTK_EDITABLE (widget), position);
    }
  rows_settle ();
}

static char *
dup_text (GtkWidget *widget)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (!GTK_IS_TEXT_VIEW (widget))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (widget)));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
assert_text (GtkWidget  *widget,
             const char *expected)
{
  g_autofree char *text = dup_text (widget);

  g_assert_cmpstr (text, ==, expected);
}

static void
set_cursor (GtkWidget *widget,
            int        offset)
{
  GtkTextIter iter;

  if (!GTK_IS_TEXT_VIEW (widget))
    {
      gtk_editable_set_position (GTK_EDITABLE (widget), offset);
      return;
    }

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), &iter, offset);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), &iter);
}

static int
get_cursor (GtkWidget *widget)
{
  int position;

  if (!GTK_IS_TEXT_VIEW (widget))
    return gtk_editable_get_position (GTK_EDITABLE (widget));

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "cursor-position", &position, NULL);
  return position;
}

static GtkWidget *
find_control (HeraldFieldRow *row)
{
  GtkWidget *view = rows_find (GTK_WIDGET (row), GTK_TYPE_TEXT_VIEW);

  return view != NULL ? view : rows_find (GTK_WIDGET (row), GTK_TYPE_ENTRY);
}

static const char * const fields[] = { "product.name", "product.version", "vuln.description", "web.input" };

static void
test_is_named (RowsFixture   *fixture,
               gconstpointer  vendor)
{
  static const char * const names[] = { "Product name", "Product version", "Technical description", "Input used" };

  rows_answer (fixture, "target.kind", "web");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      HeraldFieldRow *row = rows_add (fixture, fields[i]);
      GtkAccessible *control = GTK_ACCESSIBLE (find_control (row));
      g_autofree char *description = g_strdup_printf ("required\n%s", herald_field_row_get_field (row)->help);

      gtk_test_accessible_assert_role (control, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
      gtk_test_accessible_assert_property (control, GTK_ACCESSIBLE_PROPERTY_LABEL, names[i]);
      gtk_test_accessible_assert_property (control, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
      gtk_test_accessible_assert_property (control, GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE);
      gtk_test_accessible_assert_state (control, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
      g_assert_true (rows_shows (GTK_WIDGET (row), names[i]));
      g_assert_true (rows_shows (GTK_WIDGET (row), "required"));
      g_assert_true (rows_shows (GTK_WIDGET (row), herald_field_row_get_field (row)->help));
    }
}

/* Nobody but the report remembers what is typed. */
static void
test_is_private (RowsFixture   *fixture,
                 gconstpointer  vendor)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GtkWidget *control = find_control (rows_add (fixture, fields[i]));
      GtkInputHints hints;
      gboolean has_undo, is_tab_taken = FALSE, is_monospace = FALSE;

      g_object_get (control, "input-hints", &hints, NULL);
      g_assert_cmpint (hints, ==, GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK);
      if (GTK_IS_TEXT_VIEW (control))
        {
          g_object_get (control, "accepts-tab", &is_tab_taken, "monospace", &is_monospace, NULL);
          g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control)), "enable-undo", &has_undo, NULL);
        }
      else
        {
          g_object_get (gtk_editable_get_delegate (GTK_EDITABLE (control)), "enable-undo", &has_undo, NULL);
        }
      g_assert_false (has_undo);
      g_assert_false (is_tab_taken);
      g_assert_cmpint (is_monospace, ==, g_str_equal (fields[i], "web.input"));
    }
}

static void
test_answers (RowsFixture   *fixture,
              gconstpointer  vendor)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GtkWidget *control = find_control (rows_add (fixture, fields[i]));

      type (control, "Püm");
      assert_answer (fixture, fields[i], "\"Püm\"");
      type (control, "p <b>4</b>");
      assert_answer (fixture, fields[i], "\"Pümp <b>4</b>\"");
    }
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* What is pasted in pieces is one change, and is there before the next event. */
static void
test_answers_once (RowsFixture   *fixture,
                   gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "vuln.description");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_control (row)));
  guint n_changes = 0;
  gulong handler = g_signal_connect_swapped (fixture->report, "changed", G_CALLBACK (count_cb), &n_changes);

  for (guint i = 0; i < 1000; i++)
    gtk_text_buffer_insert_at_cursor (buffer, "word ", -1);
  assert_answer (fixture, "vuln.description", "\"\"");

  g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (strlen (herald_answer_get_text (herald_report_get_answer (fixture->report, "vuln.description"))), ==, 5000);
  g_signal_handler_disconnect (fixture->report, handler);
}

static void
test_flushes (RowsFixture   *fixture,
              gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "vuln.title");

  gtk_editable_set_text (GTK_EDITABLE (find_control (row)), "Typed");
  assert_answer (fixture, "vuln.title", "\"\"");
  herald_field_row_flush (row);
  assert_answer (fixture, "vuln.title", "\"Typed\"");

  gtk_editable_set_text (GTK_EDITABLE (find_control (row)), "Typed and gone");
  gtk_box_remove (fixture->box, GTK_WIDGET (row));
  assert_answer (fixture, "vuln.title", "\"Typed and gone\"");
}

static void
test_keeps_lines_together (RowsFixture   *fixture,
                           gconstpointer  vendor)
{
  type (find_control (rows_add (fixture, "product.name")), "Pump\r\nmodel 4\n");
  assert_answer (fixture, "product.name", "\"Pump  model 4\"");
}

/* An earlier version is shown, and the cursor stays where the text is the same. */
static void
test_shows_the_report (RowsFixture   *fixture,
                       gconstpointer  vendor)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      HeraldFieldRow *row = rows_add (fixture, fields[i]);
      GtkWidget *control = find_control (row);

      type (control, "Der Müller mahlt");
      set_cursor (control, 5);
      herald_field_row_refresh (row);
      g_assert_cmpint (get_cursor (control), ==, 5);

      rows_answer (fixture, fields[i], "Der Müller mahlte");
      herald_field_row_refresh (row);
      assert_text (control, "Der Müller mahlte");
      g_assert_cmpint (get_cursor (control), ==, 5);

      rows_answer (fixture, fields[i], "Der Möller mahlte");
      herald_field_row_refresh (row);
      assert_text (control, "Der Möller mahlte");

      rows_answer (fixture, fields[i], "");
      herald_field_row_refresh (row);
      assert_text (control, "");
      g_assert_cmpint (get_cursor (control), ==, 0);
    }
}

static void
test_does_not_know (RowsFixture   *fixture,
                    gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "product.version");
  GtkWidget *entry = find_control (row), *unknown = rows_find (GTK_WIDGET (row), GTK_TYPE_CHECK_BUTTON);

  g_assert_true (rows_is_visible (unknown));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (unknown), GTK_ACCESSIBLE_ROLE_CHECKBOX);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (unknown), GTK_ACCESSIBLE_PROPERTY_LABEL, "I don’t know: Product version");

  type (entry, "4.2");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (unknown), TRUE);
  rows_settle ();
  assert_answer (fixture, "product.version", "{\"unknown\":true}");
  g_assert_false (gtk_widget_is_sensitive (entry));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (unknown), FALSE);
  rows_settle ();
  assert_answer (fixture, "product.version", "\"4.2\"");
  g_assert_true (gtk_widget_is_sensitive (entry));

  g_assert_true (herald_report_set_answer (fixture->report, "product.version", herald_answer_new_unknown (), NULL));
  herald_field_row_refresh (row);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (unknown)));
  assert_text (entry, "");

  g_assert_false (rows_is_visible (rows_find (GTK_WIDGET (rows_add (fixture, "product.name")), GTK_TYPE_CHECK_BUTTON)));
}

/* Nothing is wrong before the person has left; then it is said until it is mended. */
static void
test_complains_after_leaving (RowsFixture   *fixture,
                              gconstpointer  vendor)
{
  static const char *message = "“Product name” is required, and is not answered";
  HeraldFieldRow *row = rows_add (fixture, "product.name");
  GtkWidget *entry = find_control (row);

  rows_review (fixture);
  g_assert_false (rows_shows (GTK_WIDGET (row), message));

  gtk_widget_grab_focus (entry);
  rows_settle ();
  g_assert_false (rows_shows (GTK_WIDGET (row), message));
  g_assert_false (herald_field_row_get_visited (row));

  rows_leave (fixture);
  g_assert_true (herald_field_row_get_visited (row));
  g_assert_true (rows_shows (GTK_WIDGET (row), message));
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "required\nAs it stands on the type plate, in the program or in the manual.\n"
                                       "“Product name” is required, and is not answered");

  type (entry, "Pump");
  rows_review (fixture);
  g_assert_false (rows_shows (GTK_WIDGET (row), message));
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
}

static void
test_counts (RowsFixture   *fixture,
             gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "product.name");
  GtkWidget *entry = find_control (row);
  g_autofree char *most = g_strnfill (79, 'x'), *answer = NULL;

  type (entry, most);
  g_assert_false (rows_shows (GTK_WIDGET (row), "left"));
  type (entry, "ü");
  g_assert_true (rows_shows (GTK_WIDGET (row), "20 characters left"));
  type (entry, "123456789 123456789");
  g_assert_true (rows_shows (GTK_WIDGET (row), "1 character left"));
  type (entry, "0");
  g_assert_true (rows_shows (GTK_WIDGET (row), "0 characters left"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);

  type (entry, "over");
  g_assert_true (rows_shows (GTK_WIDGET (row), "4 characters too many; nothing has been cut off"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  answer = g_strdup_printf ("\"%sü123456789 1234567890over\"", most);
  assert_answer (fixture, "product.name", answer);

  /* It is said once. */
  rows_leave (fixture);
  rows_review (fixture);
  g_assert_false (rows_shows (GTK_WIDGET (row), "longer than"));
}

/* What no report can hold stays on the screen, and what the report held in it. */
static void
test_refuses_in_words (RowsFixture   *fixture,
                       gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "vuln.description");
  GtkWidget *view = find_control (row);
  g_autofree char *much = g_strnfill (HERALD_ANSWER_MAX_CHARS, 'x');
  g_autofree char *text = NULL;

  for (gsize i = 79; i < strlen (much); i += 80)
    much[i] = '\n';
  type (view, "Short");
  type (view, much);
  assert_answer (fixture, "vuln.description", "\"Short\"");
  g_assert_false (herald_field_row_has_problem (row));

  gtk_widget_grab_focus (view);
  rows_leave (fixture);
  g_assert_true (herald_field_row_has_problem (row));
  g_assert_true (rows_shows (GTK_WIDGET (row), "Not in the report"));
  herald_field_row_refresh (row);
  text = dup_text (view);
  g_assert_cmpuint (strlen (text), ==, HERALD_ANSWER_MAX_CHARS + 5);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "Short again", -1);
  rows_settle ();
  assert_answer (fixture, "vuln.description", "\"Short again\"");
  g_assert_false (herald_field_row_has_problem (row));
  g_assert_false (rows_shows (GTK_WIDGET (row), "Not in the report"));
}

/* What the vendor does not want has no control, until it is there to take out. */
static void
test_is_not_wanted (RowsFixture   *fixture,
                    gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "contact.phone");
  GtkWidget *entry = find_control (row);

  g_assert_true (rows_shows (GTK_WIDGET (row), "not wanted"));
  g_assert_true (rows_shows (GTK_WIDGET (row), "The vendor asks not to be sent this"));
  g_assert_false (rows_is_visible (entry));

  rows_answer (fixture, "contact.phone", "555");
  herald_field_row_refresh (row);
  g_assert_true (rows_is_visible (entry));

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  rows_settle ();
  herald_field_row_refresh (row);
  g_assert_true (rows_is_visible (entry));
  rows_leave (fixture);
  g_assert_false (rows_is_visible (entry));
}

static void
test_quotes (RowsFixture   *fixture,
             gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "vuln.title");
  GtkWidget *expander = rows_find (GTK_WIDGET (row), GTK_TYPE_EXPANDER);

  g_assert_true (rows_is_visible (expander));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, "In the vendor’s words");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (gtk_expander_get_child (GTK_EXPANDER (expander)))), ==,
                   "“Begin with one line that says what is wrong.”");
  g_assert_false (rows_is_visible (rows_find (GTK_WIDGET (rows_add (fixture, "env.clock")), GTK_TYPE_EXPANDER)));
}

static void
test_is_freed (RowsFixture   *fixture,
               gconstpointer  vendor)
{
  GPtrArray *all = herald_vendor_get_fields (herald_report_get_vendor (fixture->report));

  for (guint i = 0; i < all->len; i++)
    {
      gpointer row = rows_add (fixture, ((HeraldField *) g_ptr_array_index (all, i))->id);

      g_object_add_weak_pointer (row, &row);
      gtk_box_remove (fixture->box, row);
      rows_settle ();
      g_assert_null (row);
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

  g_test_add ("/rows/text/is-named", RowsFixture, "fresenius", rows_set_up, test_is_named, rows_tear_down);
  add ("/rows/text/is-private", test_is_private);
  add ("/rows/text/answers", test_answers);
  add ("/rows/text/answers-once", test_answers_once);
  add ("/rows/text/flushes", test_flushes);
  add ("/rows/text/keeps-lines-together", test_keeps_lines_together);
  add ("/rows/text/shows-the-report", test_shows_the_report);
  add ("/rows/text/does-not-know", test_does_not_know);
  add ("/rows/text/complains-after-leaving", test_complains_after_leaving);
  add ("/rows/text/counts", test_counts);
  add ("/rows/text/refuses-in-words", test_refuses_in_words);
  add ("/rows/text/is-not-wanted", test_is_not_wanted);
  add ("/rows/text/quotes", test_quotes);
  add ("/rows/text/is-freed", test_is_freed);

  return g_test_run ();
}
