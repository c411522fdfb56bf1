/* test-step.c: the step where a report goes to the vendor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-deliver-step.h"
#include "seal-fixture.h"

static gboolean
is_shown (gpointer data)
{
  return seal_shows (data, "For questions, not for reports");
}

static HeraldStep *
show_step (SealFixture    *fixture,
           HeraldComposer *composer)
{
  HeraldStep *step;

  seal_set_up (fixture, composer);
  step = herald_deliver_step_new (fixture->desk);
  seal_show (fixture, GTK_WIDGET (step));
  seal_review (fixture);
  seal_wait (is_shown, step);

  return step;
}

/* The focus goes through the whole page, and is always on something that can be seen. */
static void
test_is_walked_through (SealFixture   *fixture,
                        gconstpointer  data)
{
  HeraldStep *step = show_step (fixture, composer_fixture_ready (FALSE));
  guint n = 0;

  while (gtk_widget_child_focus (GTK_WIDGET (step), GTK_DIR_TAB_FORWARD))
    {
      GtkWidget *focus = gtk_window_get_focus (fixture->window);

      g_test_message ("%s", G_OBJECT_TYPE_NAME (focus));
      g_assert_true (gtk_widget_get_mapped (focus));
      g_assert_cmpuint (n++, <, 50);
    }

  g_assert_cmpuint (n, >, 6);
}

static void
add_tests (void)
{
  g_test_add ("/deliver/step/is-walked-through", SealFixture, NULL, NULL, test_is_walked_through, seal_tear_down);
}

int
main (int    argc,
      char **argv)
{
  return seal_run (argc, argv, add_tests);
}
