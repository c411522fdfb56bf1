/* seal-fixture.c: a report and a window for the tests of review and seal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "seal-fixture.h"

/* The toolkit finds nothing in folders of a test's own: tests/ui/run gives the
 * program a home, and each test clears it away. */
int
seal_run (int     argc,
          char  **argv,
          void  (*add_tests) (void))
{
  signal (SIGPIPE, SIG_IGN);
  gtk_test_init (&argc, &argv);
  adw_init ();
  add_tests ();

  return g_test_run ();
}

static int
remove_cb (const char        *path,
           const struct stat *status,
           int                type,
           struct FTW        *walk)
{
  return remove (path);
}

static void
clear_home (void)
{
  nftw (g_get_user_data_dir (), remove_cb, 8, FTW_DEPTH | FTW_PHYS);
}

/* Takes @composer. */
void
seal_set_up (SealFixture    *fixture,
             HeraldComposer *composer)
{
  fixture->composer = composer;
  fixture->desk = herald_desk_new (composer);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 760, 640);
}

void
seal_tear_down (SealFixture   *fixture,
                gconstpointer  data)
{
  GtkWidget *child = gtk_window_get_child (fixture->window);
  gpointer page = child, desk = fixture->desk;

  if (page != NULL)
    g_object_add_weak_pointer (page, &page);
  g_object_add_weak_pointer (desk, &desk);
  gtk_window_destroy (fixture->window);

  /* What runs in a worker holds them until it has ended. */
  while (page != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (fixture->desk);
  while (desk != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (fixture->composer);
  clear_home ();
}

void
seal_show (SealFixture *fixture,
           GtkWidget   *widget)
{
  gtk_window_set_child (fixture->window, widget);
  gtk_window_present (fixture->window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

static void
reviewed_cb (HeraldDesk *desk,
             GParamSpec *pspec,
             gboolean   *is_reviewed)
{
  *is_reviewed = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Waits until the review has been through once from now on. */
void
seal_review (SealFixture *fixture)
{
  gboolean is_reviewed = FALSE;
  gulong handler;

  seal_settle ();
  handler = g_signal_connect (fixture->desk, "notify::findings", G_CALLBACK (reviewed_cb), &is_reviewed);
  herald_desk_review (fixture->desk);
  seal_wait (is_true, &is_reviewed);
  g_signal_handler_disconnect (fixture->desk, handler);
}

void
seal_wait (SealCondition condition,
           gpointer      data)
{
  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
}

void
seal_settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

typedef gboolean (*Matcher) (GtkWidget     *widget,
                             gconstpointer  data);

static GtkWidget *
search (GtkWidget     *widget,
        Matcher        matches,
        gconstpointer  data)
{
  if (matches (widget, data))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = search (child, matches, data);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
has_id (GtkWidget     *widget,
        gconstpointer  data)
{
  return GTK_IS_BUILDABLE (widget) && g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), data) == 0;
}

static gboolean
has_type (GtkWidget     *widget,
          gconstpointer  data)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) data);
}

static gboolean
is_button (GtkWidget     *widget,
           gconstpointer  data)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_is_visible (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), data) == 0;
}

static gboolean
holds_text (GtkWidget     *widget,
            gconstpointer  data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_is_visible (widget) &&
         strstr (gtk_label_get_label (GTK_LABEL (widget)), data) != NULL;
}

/* The widget with a template's id. */
GtkWidget *
seal_find (gpointer    widget,
           const char *id)
{
  GtkWidget *found = search (widget, has_id, id);

  g_assert_nonnull (found);
  return found;
}

GtkWidget *
seal_find_type (gpointer widget,
                GType    type)
{
  GtkWidget *found = search (widget, has_type, &type);

  g_assert_nonnull (found);
  return found;
}

GtkWidget *
seal_find_button (gpointer    widget,
                  const char *label)
{
  GtkWidget *found = search (widget, is_button, label);

  g_assert_nonnull (found);
  return found;
}

/* Whether a label that can be seen holds a text. */
gboolean
seal_shows (gpointer    widget,
            const char *text)
{
  return search (widget, holds_text, text) != NULL;
}

void
seal_click (GtkWidget *button)
{
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  seal_settle ();
}
