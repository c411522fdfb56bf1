/* test-answers.c: the follow-up secret and the reply key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-answers-panel.h"
#include "herald-brief-copy.h"
#include "herald-composer-follow-up.h"
#include "herald-reply-key-row.h"
#include "seal-fixture.h"

static HeraldAnswersPanel *
show_panel (SealFixture *fixture)
{
  GtkWidget *panel;

  seal_set_up (fixture, composer_fixture_ready (TRUE));
  panel = herald_answers_panel_new (fixture->desk);
  seal_show (fixture, panel);

  return HERALD_ANSWERS_PANEL (panel);
}

static void
turn (HeraldAnswersPanel *panel,
      gboolean            is_on)
{
  gtk_switch_set_active (GTK_SWITCH (seal_find (panel, "secret_switch")), is_on);
}

static void
test_is_off_at_first (SealFixture   *fixture,
                      gconstpointer  data)
{
  HeraldAnswersPanel *panel = show_panel (fixture);
  g_autofree char *hash = herald_answers_panel_dup_hash (panel);

  g_assert_null (hash);
  g_assert_null (herald_answers_panel_get_secret (panel));
  g_assert_true (herald_answers_panel_is_ready (panel));
  g_assert_false (gtk_widget_is_visible (seal_find (panel, "secret_box")));
}

static void
test_waits_until_it_is_saved (SealFixture   *fixture,
                              gconstpointer  data)
{
  HeraldAnswersPanel *panel = show_panel (fixture);
  GtkEditable *gate = GTK_EDITABLE (seal_find (panel, "gate"));
  g_autofree char *secret = NULL, *last = NULL, *key = NULL, *expected = NULL, *hash = NULL, *spoken = NULL, *shown = NULL;

  turn (panel, TRUE);
  secret = g_strdup (herald_answers_panel_get_secret (panel));
  g_assert_nonnull (secret);
  g_assert_false (herald_answers_panel_is_ready (panel));

  shown = herald_follow_up_show (secret);
  spoken = g_strdup_printf ("Follow-up secret: %s", shown);
  gtk_test_accessible_assert_property (seal_find (panel, "groups"), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken);
  for (guint i = 0; i < HERALD_FOLLOW_UP_N_GROUPS; i++)
    {
      g_autofree char *group = g_strndup (secret + i * HERALD_FOLLOW_UP_GROUP_LENGTH, HERALD_FOLLOW_UP_GROUP_LENGTH);

      g_assert_true (seal_shows (panel, group));
    }

  gtk_editable_set_text (gate, "22222");
  g_assert_false (herald_answers_panel_is_ready (panel));
  gtk_test_accessible_assert_state (gate, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  last = g_ascii_strdown (secret + HERALD_FOLLOW_UP_LENGTH - HERALD_FOLLOW_UP_GROUP_LENGTH, -1);
  gtk_editable_set_text (gate, last);
  g_assert_true (herald_answers_panel_is_ready (panel));

  /* What goes out is a hash, and the secret is not in it. */
  key = herald_follow_up_make_key (secret);
  expected = herald_follow_up_hash_key (key);
  hash = herald_answers_panel_dup_hash (panel);
  g_assert_cmpstr (hash, ==, expected);
  g_assert_cmpuint (strlen (hash), ==, 64);
}

static void
test_forgets_what_is_turned_off (SealFixture   *fixture,
                                 gconstpointer  data)
{
  HeraldAnswersPanel *panel = show_panel (fixture);
  g_autofree char *first = NULL, *hash = NULL;

  turn (panel, TRUE);
  first = g_strdup (herald_answers_panel_get_secret (panel));
  turn (panel, FALSE);
  g_assert_null (herald_answers_panel_get_secret (panel));
  hash = herald_answers_panel_dup_hash (panel);
  g_assert_null (hash);
  g_assert_true (herald_answers_panel_is_ready (panel));

  turn (panel, TRUE);
  g_assert_cmpstr (herald_answers_panel_get_secret (panel), !=, first);
}

static void
test_is_copied_for_a_moment (SealFixture   *fixture,
                             gconstpointer  data)
{
  HeraldAnswersPanel *panel = show_panel (fixture);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (panel));
  g_autofree char *types = NULL;

  turn (panel, TRUE);
  seal_click (seal_find_button (panel, "Cop_y"));
  g_assert_true (gdk_clipboard_is_local (clipboard));
  g_assert_nonnull (gdk_clipboard_get_content (clipboard));
  types = gdk_content_formats_to_string (gdk_clipboard_get_formats (clipboard));
  g_assert_nonnull (strstr (types, "passwordManagerHint"));

  herald_brief_copy_end (gtk_widget_get_display (GTK_WIDGET (panel)));
  g_assert_null (gdk_clipboard_get_content (clipboard));

  /* What somebody else copied stays. */
  seal_click (seal_find_button (panel, "Cop_y"));
  gdk_clipboard_set_text (clipboard, "other");
  herald_brief_copy_end (gtk_widget_get_display (GTK_WIDGET (panel)));
  g_assert_nonnull (gdk_clipboard_get_content (clipboard));
}

static gboolean
has_key (gpointer data)
{
  return herald_composer_get_reply_key (data) != NULL;
}

static void
test_makes_a_reply_key (SealFixture   *fixture,
                        gconstpointer  data)
{
  HeraldAnswersPanel *panel = show_panel (fixture);
  HeraldReplyKeyRow *row = HERALD_REPLY_KEY_ROW (seal_find_type (panel, HERALD_TYPE_REPLY_KEY_ROW));
  GtkWidget *make = seal_find (row, "make_button");
  g_autofree char *path = composer_fixture_path ("note.asc");
  g_autoptr(GBytes) secret = NULL;

  seal_click (seal_find (row, "begin_button"));
  gtk_editable_set_text (GTK_EDITABLE (seal_find (row, "first")), "correct horse");
  gtk_editable_set_text (GTK_EDITABLE (seal_find (row, "second")), "correct hors");
  g_assert_false (gtk_widget_get_sensitive (make));
  g_assert_true (seal_shows (row, "not the same"));
  gtk_editable_set_text (GTK_EDITABLE (seal_find (row, "second")), "correct horse");
  g_assert_true (gtk_widget_get_sensitive (make));

  herald_reply_key_row_make (row, path);
  herald_reply_key_row_make (row, path);
  seal_wait (has_key, fixture->composer);
  seal_settle ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (seal_find (row, "first"))), ==, "");
  g_assert_false (gtk_widget_is_visible (seal_find (row, "begin_button")));
  g_assert_true (seal_shows (row, "goes along inside the sealed report"));
  secret = composer_fixture_read (path);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (secret, NULL), (gssize) g_bytes_get_size (secret), "PRIVATE KEY"));
}

static void
add_tests (void)
{
#define ADD(path, test) g_test_add ("/deliver/answers/" path, SealFixture, NULL, NULL, test, seal_tear_down)
  ADD ("is-off-at-first", test_is_off_at_first);
  ADD ("waits-until-it-is-saved", test_waits_until_it_is_saved);
  ADD ("forgets-what-is-turned-off", test_forgets_what_is_turned_off);
  ADD ("is-copied-for-a-moment", test_is_copied_for_a_moment);
  ADD ("makes-a-reply-key", test_makes_a_reply_key);
#undef ADD
}

int
main (int    argc,
      char **argv)
{
  return seal_run (argc, argv, add_tests);
}
