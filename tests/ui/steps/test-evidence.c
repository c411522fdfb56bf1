/* test-evidence.c: the files that go with a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "herald-attachment-row.h"
#include "herald-evidence-step.h"
#include "herald-substitution-list.h"
#include "steps-fixture.h"

/* Writes files into the empty folder of the test, and adds them. */
static void
add_files (GtkWidget          *step,
           const char * const *names)
{
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (g_get_tmp_dir (), names[i], NULL);
      g_autoptr(GFile) file = g_file_new_for_path (path);

      g_assert_true (g_file_set_contents (path, names[i], -1, NULL));
      g_list_store_append (files, file);
    }

  herald_evidence_step_add (HERALD_EVIDENCE_STEP (step), G_LIST_MODEL (files));
}

static GPtrArray *
wait_for (RowsFixture *fixture,
          guint        n_attachments)
{
  while (herald_report_get_attachments (fixture->report)->len != n_attachments)
    g_main_context_iteration (NULL, TRUE);
  rows_settle ();

  return herald_report_get_attachments (fixture->report);
}

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  GtkDropTarget *found = NULL;

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        found = GTK_DROP_TARGET (controller);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_drop_target (child);

  return found;
}

/* What the toolkit does when files are let go over the page. */
static void
test_takes_what_is_dropped (RowsFixture   *fixture,
                            gconstpointer  name)
{
  GtkWidget *step = steps_add (fixture, herald_evidence_step_new (fixture->desk));
  GtkDropTarget *target = find_drop_target (step);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "dropped.log", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GSList files = { .data = file };
  g_auto(GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;
  GPtrArray *attachments;

  g_assert_true (g_file_set_contents (path, "dropped", -1, NULL));
  g_assert_nonnull (target);
  g_assert_true (gdk_content_formats_contain_gtype (gtk_drop_target_get_formats (target), GDK_TYPE_FILE_LIST));

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (&files));
  g_signal_emit_by_name (target, "drop", &value, 10.0, 10.0, &is_taken);
  g_assert_true (is_taken);

  attachments = wait_for (fixture, 1);
  g_assert_cmpstr (((const HeraldAttachment *) g_ptr_array_index (attachments, 0))->name, ==, "dropped.log");
  g_assert_cmpstr (((const HeraldAttachment *) g_ptr_array_index (attachments, 0))->role, ==, "log");
}

static void
test_adds (RowsFixture   *fixture,
           gconstpointer  name)
{
  static const char * const names[] = { "poc.py", "device.log", "screen.png", "traffic.pcap", "firmware.bin", NULL };
  static const char * const roles[] = { "poc", "log", "picture", "capture", "other" };
  GtkWidget *step = steps_add (fixture, herald_evidence_step_new (fixture->desk));
  GPtrArray *attachments;

  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), ==, HERALD_STEP_UNTOUCHED);
  add_files (step, names);
  attachments = wait_for (fixture, G_N_ELEMENTS (roles));

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const HeraldAttachment *attachment = g_ptr_array_index (attachments, i);
      GtkWidget *row = rows_find_nth (step, HERALD_TYPE_ATTACHMENT_ROW, i);

      g_assert_cmpstr (attachment->name, ==, names[i]);
      g_assert_cmpstr (attachment->role, ==, roles[i]);
      g_assert_cmpstr (herald_attachment_row_get_name (HERALD_ATTACHMENT_ROW (row)), ==, names[i]);
      g_assert_true (rows_shows (row, names[i]));
    }
  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), ==, HERALD_STEP_COMPLETE);
}

static void
toast_cb (guint *n_toasts)
{
  ++*n_toasts;
}

/* A name that is taken is refused in words; the next file is added all the same. */
static void
test_refuses (RowsFixture   *fixture,
              gconstpointer  name)
{
  static const char * const first[] = { "poc.py", NULL }, * const again[] = { "poc.py", "next.log", NULL };
  GtkWidget *step = steps_add (fixture, herald_evidence_step_new (fixture->desk));
  guint n_toasts = 0;

  add_files (step, first);
  wait_for (fixture, 1);
  g_signal_connect_swapped (fixture->desk, "toast", G_CALLBACK (toast_cb), &n_toasts);
  add_files (step, again);
  wait_for (fixture, 2);
  g_assert_cmpuint (n_toasts, ==, 1);
}

/* What waits is not added any more, once the person has said so. */
static void
test_cancels (RowsFixture   *fixture,
              gconstpointer  name)
{
  static const char * const names[] = { "1.log", "2.log", "3.log", "4.log", NULL };
  GtkWidget *step = steps_add (fixture, herald_evidence_step_new (fixture->desk));
  GtkWidget *cancel = steps_find_button (step, "_Cancel");

  add_files (step, names);
  g_assert_true (gtk_widget_get_mapped (cancel));
  g_signal_emit_by_name (cancel, "clicked");
  while (gtk_widget_get_mapped (cancel))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (herald_report_get_attachments (fixture->report)->len, <=, 1);
}

/* The report is left while the first of its files is read: none of them gets into
 * the report that comes next, which may be for somebody else. */
static void
test_adds_to_one_report_only (RowsFixture   *fixture,
                              gconstpointer  name)
{
  static const char * const names[] = { "1.log", "2.log", "3.log", NULL };
  GtkWidget *step = steps_add (fixture, herald_evidence_step_new (fixture->desk));
  gpointer gone = step;
  GError *error = NULL;

  g_object_add_weak_pointer (G_OBJECT (step), &gone);
  add_files (step, names);
  herald_composer_begin (fixture->composer, "baxter", FALSE, &error);
  g_assert_no_error (error);
  fixture->report = herald_composer_get_report (fixture->composer);

  /* The worker holds the step until it has ended. */
  gtk_box_remove (fixture->box, step);
  while (gone != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (herald_report_get_attachments (fixture->report)->len, ==, 0);
}

static void
test_changes_a_role (RowsFixture   *fixture,
                     gconstpointer  name)
{
  static const char * const names[] = { "poc.py", NULL };
  GtkWidget *step = steps_add (fixture, herald_evidence_step_new (fixture->desk));
  GtkWidget *roles;

  add_files (step, names);
  wait_for (fixture, 1);
  roles = rows_find (rows_find (step, HERALD_TYPE_ATTACHMENT_ROW), GTK_TYPE_DROP_DOWN);
  gtk_test_accessible_assert_role (roles, GTK_ACCESSIBLE_ROLE_COMBO_BOX);
  gtk_test_accessible_assert_property (roles, GTK_ACCESSIBLE_PROPERTY_LABEL, "What “poc.py” is for");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (roles), 1);
  g_assert_cmpstr (((HeraldAttachment *) wait_for (fixture, 1)->pdata[0])->role, ==, "log");
}

/* Removing is one press, and can be taken back: it is offered. */
static void
test_removes (RowsFixture   *fixture,
              gconstpointer  name)
{
  static const char * const names[] = { "a.log", "b.log", NULL };
  GtkWidget *step = steps_add (fixture, herald_evidence_step_new (fixture->desk));
  GtkWidget *button;
  guint n_toasts = 0;

  add_files (step, names);
  wait_for (fixture, 2);
  g_signal_connect_swapped (fixture->desk, "toast", G_CALLBACK (toast_cb), &n_toasts);
  button = steps_find_named (step, GTK_TYPE_BUTTON, "Remove “a.log”");
  g_assert_true (gtk_widget_grab_focus (button));
  g_signal_emit_by_name (button, "clicked");
  wait_for (fixture, 1);
  g_assert_cmpuint (n_toasts, ==, 1);

  /* The focus stays in the list, and then where the next file would come from. */
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_window_get_focus (fixture->window), HERALD_TYPE_ATTACHMENT_ROW));
  button = steps_find_named (step, GTK_TYPE_BUTTON, "Remove “b.log”");
  g_assert_true (gtk_widget_grab_focus (button));
  g_signal_emit_by_name (button, "clicked");
  wait_for (fixture, 0);
  g_assert_true (gtk_window_get_focus (fixture->window) == steps_find_button (step, "_Add Files…"));
  g_assert_cmpint (herald_step_get_state (HERALD_STEP (step)), ==, HERALD_STEP_UNTOUCHED);
}

/* Only a vendor's own limits are named. */
static void
test_names_limits (RowsFixture   *fixture,
                   gconstpointer  vendor)
{
  GtkWidget *step = steps_add (fixture, herald_evidence_step_new (fixture->desk));

  if (g_str_equal (vendor, "practice"))
    g_assert_true (rows_shows (step, "each of up to 4.0 GiB"));
  else
    g_assert_true (rows_shows (step, "The vendor states no limit."));
}

static void
test_replaces_words (RowsFixture   *fixture,
                     gconstpointer  name)
{
  GtkWidget *step = steps_add (fixture, herald_evidence_step_new (fixture->desk));
  GtkWidget *list = rows_find (step, HERALD_TYPE_SUBSTITUTION_LIST);
  GtkWidget *find = steps_find_named (list, GTK_TYPE_ENTRY, "Word that nobody needs to read");
  GtkWidget *replace = steps_find_named (list, GTK_TYPE_ENTRY, "Substitute that the vendor reads");
  GtkWidget *add = steps_find_button (list, "_Replace It");
  g_autofree char *shown = NULL;

  g_assert_false (gtk_widget_get_sensitive (add));
  gtk_editable_set_text (GTK_EDITABLE (find), "st-mary");
  gtk_editable_set_text (GTK_EDITABLE (replace), "old st-mary");
  g_signal_emit_by_name (add, "clicked");
  g_assert_cmpuint (herald_report_get_substitutions (fixture->report)->len, ==, 0);
  g_assert_true (rows_shows (list, "A substitution needs"));
  gtk_test_accessible_assert_state (find, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);

  gtk_editable_set_text (GTK_EDITABLE (replace), "HOSPITAL-1");
  g_assert_false (rows_shows (list, "A substitution needs"));
  g_signal_emit_by_name (replace, "activate");
  rows_settle ();
  shown = herald_report_substitute (fixture->report, "in st-mary");
  g_assert_cmpstr (shown, ==, "in HOSPITAL-1");
  g_assert_true (rows_shows (list, "Replaced by “HOSPITAL-1”"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find)), ==, "");

  g_signal_emit_by_name (steps_find_named (list, GTK_TYPE_BUTTON, "Show “st-mary” again"), "clicked");
  rows_settle ();
  g_assert_cmpuint (herald_report_get_substitutions (fixture->report)->len, ==, 0);
  g_assert_false (rows_shows (list, "HOSPITAL-1"));
}

static void
test_shows_a_place (RowsFixture   *fixture,
                    gconstpointer  name)
{
  static const char * const names[] = { "a.log", "b.log", NULL };
  GtkWidget *step = steps_add (fixture, herald_evidence_step_new (fixture->desk));
  GtkWidget *focus;

  g_assert_true (herald_step_show_place (HERALD_STEP (step), "/attachments"));
  g_assert_true (gtk_window_get_focus (fixture->window) == steps_find_button (step, "_Add Files…"));

  add_files (step, names);
  wait_for (fixture, 2);
  g_assert_true (herald_step_show_place (HERALD_STEP (step), "/attachments/b.log"));
  focus = gtk_window_get_focus (fixture->window);
  g_assert_cmpstr (herald_attachment_row_get_name (HERALD_ATTACHMENT_ROW (focus)), ==, "b.log");
  g_assert_false (herald_step_show_place (HERALD_STEP (step), "/answers/product.name"));
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

  add ("/steps/evidence/takes-what-is-dropped", test_takes_what_is_dropped);
  add ("/steps/evidence/adds-files", test_adds);
  add ("/steps/evidence/refuses-in-words", test_refuses);
  add ("/steps/evidence/cancels", test_cancels);
  add ("/steps/evidence/adds-to-one-report-only", test_adds_to_one_report_only);
  add ("/steps/evidence/changes-a-role", test_changes_a_role);
  add ("/steps/evidence/removes", test_removes);
  add ("/steps/evidence/names-limits", test_names_limits);
  g_test_add ("/steps/evidence/names-no-limits", RowsFixture, "baxter", rows_set_up, test_names_limits, rows_tear_down);
  add ("/steps/evidence/replaces-words", test_replaces_words);
  add ("/steps/evidence/shows-a-place", test_shows_a_place);

  return g_test_run ();
}
