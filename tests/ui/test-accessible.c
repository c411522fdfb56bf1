/* test-accessible.c: what screen readers are told, where the toolkit tells them wrongly
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gtk/gtk.h>

#include "herald-accessible.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *stack;
  GtkWidget *first;
  GtkWidget *second;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = gtk_window_new ();
  fixture->stack = gtk_stack_new ();
  fixture->first = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  fixture->second = gtk_button_new_with_mnemonic ("_Seal the report");
  gtk_stack_add_named (GTK_STACK (fixture->stack), fixture->first, "first");
  gtk_stack_add_named (GTK_STACK (fixture->stack), fixture->second, "second");
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->stack);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
show (Fixture *fixture)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
assert_hidden (GtkWidget *widget,
               gboolean   is_hidden)
{
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, is_hidden);
}

static void
test_hides_pages_that_are_not_shown (Fixture       *fixture,
                                     gconstpointer  data)
{
  show (fixture);
  assert_hidden (fixture->first, FALSE);
  assert_hidden (fixture->second, TRUE);

  gtk_stack_set_visible_child (GTK_STACK (fixture->stack), fixture->second);
  assert_hidden (fixture->first, TRUE);
  assert_hidden (fixture->second, FALSE);

  gtk_stack_set_visible_child (GTK_STACK (fixture->stack), fixture->first);
  assert_hidden (fixture->first, FALSE);
  assert_hidden (fixture->second, TRUE);
}

static void
test_drops_mnemonics_from_names (Fixture       *fixture,
                                 gconstpointer  data)
{
  GtkWidget *check = gtk_check_button_new_with_mnemonic ("I _agree to snake__case");

  gtk_box_append (GTK_BOX (fixture->first), check);
  show (fixture);
  gtk_stack_set_visible_child (GTK_STACK (fixture->stack), fixture->second);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "I agree to snake_case");
  gtk_check_button_set_label (GTK_CHECK_BUTTON (check), "I _disagree");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, "I disagree");

  /* What is left is what the button's label says. */
  gtk_button_set_label (GTK_BUTTON (fixture->second), "_Open the report");
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (fixture->second), GTK_ACCESSIBLE_PROPERTY_LABEL));
}

static void
test_keeps_names_that_were_given (Fixture       *fixture,
                                  gconstpointer  data)
{
  GtkWidget *button = gtk_button_new_with_mnemonic ("_Remove");
  GtkWidget *check = gtk_check_button_new_with_mnemonic ("_Keep");

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Remove the first link", -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, "Keep the first link", -1);
  gtk_box_append (GTK_BOX (fixture->first), button);
  gtk_box_append (GTK_BOX (fixture->first), check);
  show (fixture);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Remove the first link");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, "Keep the first link");
}

static void
test_names_the_button_of_a_drop_down (Fixture       *fixture,
                                      gconstpointer  data)
{
  static const char *words[] = { "one", "two", NULL };
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (words);
  GtkWidget *button = gtk_widget_get_first_child (drop_down);

  gtk_box_append (GTK_BOX (fixture->first), drop_down);
  show (fixture);

  gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY, drop_down, NULL);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  if (gtk_get_minor_version () >= 10)
    {
      g_print ("1..0 # SKIP this toolkit needs no help\n");
      return 0;
    }
  herald_accessible_mend ();

  g_test_add ("/ui/accessible/hides-pages-that-are-not-shown", Fixture, NULL,
              set_up, test_hides_pages_that_are_not_shown, tear_down);
  g_test_add ("/ui/accessible/drops-mnemonics-from-names", Fixture, NULL,
              set_up, test_drops_mnemonics_from_names, tear_down);
  g_test_add ("/ui/accessible/keeps-names-that-were-given", Fixture, NULL,
              set_up, test_keeps_names_that_were_given, tear_down);
  g_test_add ("/ui/accessible/names-the-button-of-a-drop-down", Fixture, NULL,
              set_up, test_names_the_button_of_a_drop_down, tear_down);

  return g_test_run ();
}
