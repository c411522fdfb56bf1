/* rows-fixture.c: a report and a window for the tests of rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "rows-fixture.h"

void
rows_set_up (RowsFixture   *fixture,
             gconstpointer  vendor)
{
  g_autofree char *state = g_build_filename (g_get_user_data_dir (), "herald", NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GError *error = NULL;

  fixture->composer = herald_composer_new (state);
  g_assert_true (herald_composer_begin (fixture->composer, vendor, FALSE, &error));
  g_assert_no_error (error);
  fixture->report = herald_composer_get_report (fixture->composer);
  fixture->desk = herald_desk_new (fixture->composer);

  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->box = GTK_BOX (box);
  fixture->away = gtk_button_new_with_label ("Away");
  gtk_box_append (fixture->box, fixture->away);
  gtk_window_set_child (fixture->window, box);
  gtk_window_set_default_size (fixture->window, 480, 640);
  gtk_window_present (fixture->window);
  gtk_widget_grab_focus (fixture->away);
}

void
rows_tear_down (RowsFixture   *fixture,
                gconstpointer  vendor)
{
  gpointer window = fixture->window, desk = fixture->desk;

  g_object_add_weak_pointer (window, &window);
  g_object_add_weak_pointer (desk, &desk);
  gtk_window_destroy (fixture->window);
  rows_settle ();
  g_assert_null (window);

  /* A review under way holds it until it has ended. */
  g_object_unref (fixture->desk);
  while (desk != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (fixture->composer);
}

HeraldFieldRow *
rows_add (RowsFixture *fixture,
          const char  *field)
{
  const HeraldField *entry = herald_vendor_find_field (herald_report_get_vendor (fixture->report), field);
  GtkWidget *row;

  g_assert_nonnull (entry);
  row = herald_field_row_new (fixture->desk, entry);
  gtk_box_prepend (fixture->box, row);
  rows_settle ();

  return HERALD_FIELD_ROW (row);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type,
      guint     *n)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*n)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, n);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The first widget of a type in a tree, or NULL. */
GtkWidget *
rows_find (GtkWidget *widget,
           GType      type)
{
  return rows_find_nth (widget, type, 0);
}

GtkWidget *
rows_find_nth (GtkWidget *widget,
               GType      type,
               guint      n)
{
  return find (widget, type, &n);
}

/* Whether a label that can be seen holds a text. */
gboolean
rows_shows (GtkWidget  *widget,
            const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  if (GTK_IS_INSCRIPTION (widget) && gtk_inscription_get_text (GTK_INSCRIPTION (widget)) != NULL &&
      strstr (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (rows_shows (child, text))
        return TRUE;
    }

  return FALSE;
}

/* Lets happen what waits to happen. */
void
rows_settle (void)
{
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

/* The person goes on to something else. */
void
rows_leave (RowsFixture *fixture)
{
  g_assert_true (gtk_widget_grab_focus (fixture->away));
  rows_settle ();
}

void
rows_answer (RowsFixture *fixture,
             const char  *field,
             const char  *text)
{
  const HeraldField *entry = herald_vendor_find_field (herald_report_get_vendor (fixture->report), field);
  g_autoptr(JsonNode) answer = NULL;
  GError *error = NULL;

  g_assert_nonnull (entry);
  answer = herald_answer_parse (entry, text, &error);
  g_assert_no_error (error);
  g_assert_true (herald_report_set_answer (fixture->report, field, answer, &error));
  g_assert_no_error (error);
}

static void
reviewed_cb (gboolean *is_reviewed)
{
  *is_reviewed = TRUE;
}

/* Lets the review run, and the row or the step at the top show what it found. */
void
rows_review (RowsFixture *fixture)
{
  GtkWidget *top = gtk_widget_get_first_child (GTK_WIDGET (fixture->box));
  gboolean is_reviewed = FALSE;
  gulong handler = g_signal_connect_swapped (fixture->desk, "notify::findings", G_CALLBACK (reviewed_cb), &is_reviewed);

  rows_settle ();
  herald_desk_review (fixture->desk);
  while (!is_reviewed)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (fixture->desk, handler);

  if (HERALD_IS_FIELD_ROW (top))
    herald_field_row_refresh (HERALD_FIELD_ROW (top));
}

/* Whether a widget is there to be seen, as far as it and what it is in go. */
gboolean
rows_is_visible (gpointer widget)
{
  for (GtkWidget *part = widget; part != NULL; part = gtk_widget_get_parent (part))
    {
      if (!gtk_widget_get_visible (part))
        return FALSE;
    }

  return TRUE;
}

/* The answer as JSON. */
char *
rows_dup_answer (RowsFixture *fixture,
                 const char  *field)
{
  return json_to_string (herald_report_get_answer (fixture->report, field), FALSE);
}
