/* test-compat.c: whoever asks gets an answer, once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-compat.h"

typedef struct
{
  GtkWidget *parent;
  GtkWidget *dialog;
  guint      n_answers;
  gboolean   is_yes;
} Fixture;

static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  Fixture *fixture = data;

  fixture->is_yes = herald_ask_finish (result);
  fixture->n_answers++;
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }

  return NULL;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->parent = gtk_window_new ();
  g_object_add_weak_pointer (G_OBJECT (fixture->parent), (gpointer *) &fixture->parent);
  gtk_window_present (GTK_WINDOW (fixture->parent));

  herald_ask_async (GTK_WINDOW (fixture->parent), "Really?", "It is gone then.", "_Do It", TRUE, asked_cb, fixture);
  fixture->dialog = find_dialog ();
  g_assert_nonnull (fixture->dialog);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
}

/* Nothing holds on to the window or the dialog. */
static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->parent != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->parent));
  while (fixture->parent != NULL || fixture->dialog != NULL || fixture->n_answers == 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_cmpuint (fixture->n_answers, ==, 1);
}

static void
test_says_yes (Fixture       *fixture,
               gconstpointer  data)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (fixture->dialog), "safe");
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  while (fixture->n_answers == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (fixture->is_yes);
}

static void
test_takes_no_answer_for_no (Fixture       *fixture,
                             gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  while (fixture->n_answers == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_false (fixture->is_yes);
}

static void
test_goes_with_its_window (Fixture       *fixture,
                           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->parent));
  while (fixture->n_answers == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_false (fixture->is_yes);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/shell/compat/says-yes", test_says_yes);
  ADD ("/shell/compat/takes-no-answer-for-no", test_takes_no_answer_for_no);
  ADD ("/shell/compat/goes-with-its-window", test_goes_with_its_window);

  return g_test_run ();
}
