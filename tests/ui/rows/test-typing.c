/* test-typing.c: what a letter that is typed leaves alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-section-step.h"
#include "rows-fixture.h"

static GtkSizeRequestMode
get_mode_cb (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (gtk_widget_get_first_child (widget));
}

/* A window that is laid out again asks the widget in it how large it wants to be. */
static void
measure_cb (GtkWidget      *widget,
            GtkOrientation  orientation,
            int             for_size,
            int            *minimum,
            int            *natural,
            int            *minimum_baseline,
            int            *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
  g_object_set_data (G_OBJECT (widget), "measured", widget);
}

static void
allocate_cb (GtkWidget *widget,
             int        width,
             int        height,
             int        baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  guint *n_left = data;

  (*n_left)--;
  return *n_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Layout comes after the ticks of a frame: by the third, what was asked for
 * before the first one has been done. */
static void
wait_for_frames (GtkWidget *widget)
{
  guint n_left = 3;

  gtk_widget_add_tick_callback (widget, tick_cb, &n_left, NULL);
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* A text view learns how high a long text is while nothing else is to be done. */
static void
wait_until_still (GtkWidget *bin)
{
  do
    {
      g_object_set_data (G_OBJECT (bin), "measured", NULL);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      wait_for_frames (bin);
    }
  while (g_object_get_data (G_OBJECT (bin), "measured") != NULL);
}

static gboolean
is_laid_out_again (GtkWidget  *bin,
                   GtkWidget  *view,
                   const char *text)
{
  wait_until_still (bin);
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  wait_for_frames (bin);

  return g_object_get_data (G_OBJECT (bin), "measured") != NULL;
}

/* The window has many widgets, and a person who types many letters. */
static void
test_lays_nothing_out_for_a_letter (RowsFixture   *fixture,
                                    gconstpointer  vendor)
{
  HeraldFieldRow *row = rows_add (fixture, "vuln.description");
  GtkWidget *view = rows_find (GTK_WIDGET (row), GTK_TYPE_TEXT_VIEW), *bin = adw_bin_new ();
  guint max = herald_field_row_get_field (row)->max;
  g_autofree char *much = g_strnfill (max - 100, 'x');

  for (gsize i = 79; i < strlen (much); i += 80)
    much[i] = '\n';
  g_object_ref (fixture->box);
  gtk_window_set_child (fixture->window, bin);
  gtk_widget_set_layout_manager (bin, gtk_custom_layout_new (get_mode_cb, measure_cb, allocate_cb));
  adw_bin_set_child (ADW_BIN (bin), GTK_WIDGET (fixture->box));
  g_object_unref (fixture->box);

  g_assert_true (is_laid_out_again (bin, view, much));
  g_assert_true (rows_shows (GTK_WIDGET (row), "100 characters left"));
  g_assert_false (is_laid_out_again (bin, view, "y"));
  g_assert_true (rows_shows (GTK_WIDGET (row), "99 characters left"));
  g_assert_true (is_laid_out_again (bin, view, "\n"));
}

/* Every page shows the report, and only one of them is looked at. */
static void
test_leaves_other_pages_for_later (RowsFixture   *fixture,
                                   gconstpointer  vendor)
{
  HeraldStep *step = herald_section_step_new (fixture->desk, "product");
  GtkWidget *stack = gtk_stack_new ();

  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("Elsewhere"), "elsewhere");
  gtk_stack_add_named (GTK_STACK (stack), GTK_WIDGET (step), "product");
  gtk_box_prepend (fixture->box, stack);
  rows_settle ();

  rows_answer (fixture, "product.name", "Pump");
  rows_settle ();
  g_assert_cmpint (herald_step_get_state (step), ==, HERALD_STEP_UNTOUCHED);
  rows_review (fixture);
  g_assert_cmpint (herald_step_get_state (step), ==, HERALD_STEP_IN_WORK);

  rows_answer (fixture, "product.name", "");
  rows_settle ();
  g_assert_cmpint (herald_step_get_state (step), ==, HERALD_STEP_IN_WORK);
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "product");
  g_assert_cmpint (herald_step_get_state (step), ==, HERALD_STEP_UNTOUCHED);

  rows_answer (fixture, "product.name", "Pump");
  rows_settle ();
  g_assert_cmpint (herald_step_get_state (step), ==, HERALD_STEP_IN_WORK);
}

static void
put (GtkWidget  *view,
     const char *text,
     int         offset)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  gtk_text_buffer_insert (buffer, &iter, text, -1);
}

static void
cut (GtkWidget *view,
     int        from,
     int        to)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, to);
  gtk_text_buffer_delete (buffer, &start, &end);
}

static void
assert_wraps (GtkWidget   *view,
              GtkWrapMode  mode)
{
  g_assert_cmpint (gtk_text_view_get_wrap_mode (GTK_TEXT_VIEW (view)), ==, mode);
}

/* Who tells of an overflow pastes what overflows. */
static void
test_breaks_long_words_anywhere (RowsFixture   *fixture,
                                 gconstpointer  vendor)
{
  GtkWidget *view = rows_find (GTK_WIDGET (rows_add (fixture, "vuln.description")), GTK_TYPE_TEXT_VIEW);
  g_autofree char *much = g_strnfill (HERALD_ANSWER_MAX_CHARS / 2, 'A');
  g_autofree char *half = g_strnfill (600, 'B');

  assert_wraps (view, GTK_WRAP_WORD_CHAR);
  put (view, "Send  to port 4711, twice.", 0);
  assert_wraps (view, GTK_WRAP_WORD_CHAR);
  put (view, much, 5);
  assert_wraps (view, GTK_WRAP_CHAR);
  wait_for_frames (view);
  cut (view, 0, 1);
  assert_wraps (view, GTK_WRAP_CHAR);
  cut (view, 4, 4 + (int) strlen (much));
  assert_wraps (view, GTK_WRAP_WORD_CHAR);

  /* It grows long at its end, at its start, or where a space between two goes. */
  put (view, half, 4);
  put (view, half, 4 + 600);
  assert_wraps (view, GTK_WRAP_CHAR);
  put (view, " ", 4 + 600);
  cut (view, 0, 1);
  assert_wraps (view, GTK_WRAP_WORD_CHAR);
  put (view, half, 3);
  assert_wraps (view, GTK_WRAP_CHAR);
  cut (view, 3, 3 + 600);
  assert_wraps (view, GTK_WRAP_WORD_CHAR);
  cut (view, 3 + 600, 3 + 601);
  assert_wraps (view, GTK_WRAP_CHAR);
}

/* In Chinese there is no space to break a line at, and none is needed. */
static void
test_knows_text_without_spaces (RowsFixture   *fixture,
                                gconstpointer  vendor)
{
  GtkWidget *view = rows_find (GTK_WIDGET (rows_add (fixture, "vuln.description")), GTK_TYPE_TEXT_VIEW);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < 2000; i++)
    g_string_append (text, "漏");
  put (view, text->str, 0);
  assert_wraps (view, GTK_WRAP_WORD_CHAR);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/rows/typing/lays-nothing-out-for-a-letter", RowsFixture, "practice",
              rows_set_up, test_lays_nothing_out_for_a_letter, rows_tear_down);
  g_test_add ("/rows/typing/leaves-other-pages-for-later", RowsFixture, "practice",
              rows_set_up, test_leaves_other_pages_for_later, rows_tear_down);

  g_test_add ("/rows/typing/breaks-long-words-anywhere", RowsFixture, "practice",
              rows_set_up, test_breaks_long_words_anywhere, rows_tear_down);
  g_test_add ("/rows/typing/knows-text-without-spaces", RowsFixture, "practice",
              rows_set_up, test_knows_text_without_spaces, rows_tear_down);

  return g_test_run ();
}
