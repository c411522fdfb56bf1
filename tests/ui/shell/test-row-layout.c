/* test-row-layout.c: where a row puts its parts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "herald-row-layout.h"

#define WORDS "You type a passphrase whenever Herald starts. Nobody can restore it: without it, the reports stay closed."

typedef struct
{
  GtkWidget *window;
  GtkWidget *row;
  GtkWidget *picture;
  GtkWidget *choice;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  direction)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_set_default_direction (GPOINTER_TO_INT (direction));
  fixture->window = gtk_window_new ();
  fixture->row = adw_action_row_new ();
  fixture->picture = gtk_image_new_from_icon_name ("dialog-password-symbolic");
  fixture->choice = gtk_switch_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fixture->row), "Passphrase");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (fixture->row), WORDS);
  adw_action_row_add_prefix (ADW_ACTION_ROW (fixture->row), fixture->picture);
  adw_action_row_add_suffix (ADW_ACTION_ROW (fixture->row), fixture->choice);
  gtk_widget_set_valign (fixture->choice, GTK_ALIGN_CENTER);
  gtk_list_box_append (GTK_LIST_BOX (list), fixture->row);
  gtk_window_set_child (GTK_WINDOW (fixture->window), list);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  direction)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
show (Fixture *fixture,
      int      width)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 300);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static graphene_rect_t
place_of (Fixture   *fixture,
          GtkWidget *part)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (part, fixture->row, &place));
  return place;
}

/* The label with the subtitle: the one with the most letters. */
static GtkWidget *
find_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), WORDS))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_words (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_keeps_order (Fixture       *fixture,
                  gconstpointer  direction)
{
  graphene_rect_t picture, words, choice;
  gboolean is_mirrored = GPOINTER_TO_INT (direction) == GTK_TEXT_DIR_RTL;

  show (fixture, 500);
  picture = place_of (fixture, fixture->picture);
  words = place_of (fixture, find_words (fixture->row));
  choice = place_of (fixture, fixture->choice);

  if (is_mirrored)
    {
      graphene_rect_t first = choice;

      choice = picture;
      picture = first;
    }
  g_assert_cmpfloat (picture.origin.x, >=, 0);
  g_assert_cmpfloat (picture.origin.x + picture.size.width, <=, words.origin.x);
  g_assert_cmpfloat (words.origin.x + words.size.width, <=, choice.origin.x);
  g_assert_cmpfloat (choice.origin.x + choice.size.width, <=, 500);
}

/* A narrow row is a high one, and nothing of the words is cut. */
static void
test_wraps_words (Fixture       *fixture,
                  gconstpointer  direction)
{
  GtkWidget *words = find_words (fixture->row);
  int wide, narrow;

  g_object_set (fixture->row, "subtitle-lines", 0, NULL);
  show (fixture, 900);
  wide = gtk_widget_get_height (words);
  gtk_widget_measure (fixture->row, GTK_ORIENTATION_VERTICAL, 300, &narrow, NULL, NULL, NULL);
  g_assert_cmpint (narrow, >, gtk_widget_get_height (fixture->row));
  g_assert_cmpint (gtk_widget_get_height (fixture->row), >=, wide);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (words))));
}

static void
test_is_the_rows (Fixture       *fixture,
                  gconstpointer  direction)
{
  GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (fixture->row));

  show (fixture, 500);
  g_assert_true (HERALD_IS_ROW_LAYOUT (gtk_widget_get_layout_manager (box)));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();
  herald_row_layout_use ();

#define ADD(name, direction, function) \
  g_test_add (name, Fixture, GINT_TO_POINTER (direction), set_up, function, tear_down)
  ADD ("/ui/row-layout/is-the-rows", GTK_TEXT_DIR_LTR, test_is_the_rows);
  ADD ("/ui/row-layout/keeps-order", GTK_TEXT_DIR_LTR, test_keeps_order);
  ADD ("/ui/row-layout/keeps-order-mirrored", GTK_TEXT_DIR_RTL, test_keeps_order);
  ADD ("/ui/row-layout/wraps-words", GTK_TEXT_DIR_LTR, test_wraps_words);
#undef ADD

  return g_test_run ();
}
