/* test-log.c: what happened with a report, on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-composer-log.h"
#include "herald-entry-dialog.h"
#include "herald-inquiry-dialog.h"
#include "herald-log-step.h"
#include "herald-reminder-dialog.h"
#include "herald-timeline-row.h"
#include "start-fixture.h"

/* Pages read the log in a worker; what it reads is there when it has ended. */
static void
refresh (GtkWidget *step)
{
  herald_step_refresh (HERALD_STEP (step));
  for (guint idle = 0; idle < 20; )
    {
      if (g_main_context_iteration (NULL, FALSE))
        idle = 0;
      else
        {
          idle++;
          g_usleep (5000);
        }
    }
}

/* A report of the practice vendor, kept or not, and its step in a window. */
static GtkWidget *
show_step (StartFixture *fixture,
           gboolean      is_kept)
{
  GtkWidget *step;
  GError *error = NULL;

  start_fixture_make_vault (fixture);
  herald_composer_begin (fixture->composer, "practice", FALSE, &error);
  g_assert_no_error (error);
  if (is_kept)
    herald_composer_keep (fixture->composer, &error);
  g_assert_no_error (error);

  step = GTK_WIDGET (herald_log_step_new (fixture->desk));
  start_fixture_show (fixture, step);
  refresh (step);
  return step;
}

static guint
count_rows (GtkWidget *step)
{
  guint n = 0;

  while (start_find (step, HERALD_TYPE_TIMELINE_ROW, n) != NULL)
    n++;

  return n;
}

static void
test_has_none_in_memory (StartFixture  *fixture,
                         gconstpointer  data)
{
  GtkWidget *step = show_step (fixture, FALSE);

  start_wait (start_shows (step, "No Log in Memory"));
  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), ==, HERALD_STEP_UNTOUCHED);

  herald_composer_keep (fixture->composer, NULL);
  start_wait (!start_shows (step, "No Log in Memory"));
}

static void
test_names_every_point (StartFixture  *fixture,
                        gconstpointer  data)
{
  GtkWidget *step = show_step (fixture, TRUE), *row;
  g_autoptr(HeraldTimeline) timeline = herald_composer_get_timeline (fixture->composer);

  /* The present is a point too. */
  g_assert_cmpuint (count_rows (step), ==, timeline->items->len + 1);
  for (guint n = 0; (row = start_find (step, HERALD_TYPE_TIMELINE_ROW, n)) != NULL; n++)
    {
      gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL));
      g_assert_true (gtk_widget_get_focusable (row));
    }
}

static void
test_shows_what_is_promised (StartFixture  *fixture,
                             gconstpointer  data)
{
  GtkWidget *step = show_step (fixture, TRUE);
  g_autoptr(HeraldTimeline) timeline = herald_composer_get_timeline (fixture->composer);
  HeraldNewEntry entry = { "delivered", timeline->today, HERALD_LOG_ME, "", "", "", NULL };
  guint before = count_rows (step);
  GError *error = NULL;

  herald_composer_add_entry (fixture->composer, &entry, &error);
  g_assert_no_error (error);
  refresh (step);
  g_assert_cmpuint (count_rows (step), ==, before + 1);
  g_assert_true (start_shows (step, "They received it"));
  g_assert_true (start_shows (step, "By "));
  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), ==, HERALD_STEP_IN_WORK);
}

static GtkWidget *
show_dialog (StartFixture *fixture,
             GtkWidget    *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (fixture->window));
  gtk_window_present (GTK_WINDOW (dialog));
  start_wait (gtk_widget_get_mapped (dialog));

  return dialog;
}

static void
added_cb (gboolean *is_added)
{
  *is_added = TRUE;
}

static void
test_adds_an_entry (StartFixture  *fixture,
                    gconstpointer  data)
{
  GtkWidget *step = show_step (fixture, TRUE), *dialog;
  guint before = count_rows (step);
  gboolean is_added = FALSE;

  dialog = show_dialog (fixture, herald_entry_dialog_new (fixture->desk));
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_signal_connect_swapped (dialog, "added", G_CALLBACK (added_cb), &is_added);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (start_find (dialog, GTK_TYPE_TEXT_VIEW, 0))),
                            "By courier", -1);
  g_signal_emit_by_name (start_find_button (dialog, "_Add"), "clicked");
  start_wait (is_added && dialog == NULL);

  refresh (step);
  g_assert_cmpuint (count_rows (step), ==, before + 1);
  g_assert_true (start_shows (step, "You sent it"));
  g_assert_true (start_shows (step, "By courier"));
}

static void
test_says_what_is_wrong (StartFixture  *fixture,
                         gconstpointer  data)
{
  GtkWidget *dialog, *problem = NULL;

  show_step (fixture, TRUE);
  dialog = show_dialog (fixture, herald_entry_dialog_new (fixture->desk));
  gtk_editable_set_text (GTK_EDITABLE (start_find (dialog, GTK_TYPE_ENTRY, 0)), "2199-01-01");
  g_signal_emit_by_name (start_find_button (dialog, "_Add"), "clicked");
  for (guint n = 0; (problem = start_find (dialog, GTK_TYPE_LABEL, n)) != NULL; n++)
    {
      if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (problem)) == GTK_ACCESSIBLE_ROLE_ALERT)
        break;
    }

  start_wait (gtk_widget_get_visible (problem));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (problem)), !=, "");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_asks_when_it_can (StartFixture  *fixture,
                       gconstpointer  data)
{
  GtkWidget *dialog, *button;

  show_step (fixture, TRUE);
  dialog = show_dialog (fixture, herald_inquiry_dialog_new (fixture->desk));
  button = start_find_button (dialog, "Ask");
  /* Nobody has confirmed an address of the practice vendor's server. */
  start_wait (start_shows (dialog, "The vendor’s address for direct delivery is not known."));
  g_assert_false (gtk_widget_get_sensitive (button));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_writes_a_reminder (StartFixture  *fixture,
                        gconstpointer  data)
{
  GtkWidget *dialog;
  GtkTextBuffer *buffer;

  show_step (fixture, TRUE);
  dialog = show_dialog (fixture, herald_reminder_dialog_new (fixture->desk));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (start_find (dialog, GTK_TYPE_TEXT_VIEW, 0)));
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), >, 40);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();

#define ADD(path, function) \
  g_test_add (path, StartFixture, NULL, start_fixture_set_up, function, start_fixture_tear_down)
  ADD ("/log/has-none-in-memory", test_has_none_in_memory);
  ADD ("/log/names-every-point", test_names_every_point);
  ADD ("/log/shows-what-is-promised", test_shows_what_is_promised);
  ADD ("/log/adds-an-entry", test_adds_an_entry);
  ADD ("/log/says-what-is-wrong", test_says_what_is_wrong);
  ADD ("/log/asks-when-it-can", test_asks_when_it_can);
  ADD ("/log/writes-a-reminder", test_writes_a_reminder);
#undef ADD

  return g_test_run ();
}
