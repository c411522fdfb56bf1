/* start-fixture.c: what the tests of the start view and the shell share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "herald-settings.h"
#include "start-fixture.h"

/* What opens the vault of start_fixture_make_vault(). */
const guint8 start_fixture_secret[HERALD_SLOT_SECRET_SIZE] = { 1, 2, 3 };

static void
toast_cb (StartFixture *self,
          AdwToast     *toast)
{
  g_set_object (&self->toast, toast);
}

void
start_fixture_set_up (StartFixture  *self,
                      gconstpointer  data)
{
  herald_settings_set_keeping (HERALD_KEEPING_ASK);
  self->folder = g_dir_make_tmp ("herald-start-XXXXXX", NULL);
  self->composer = herald_composer_new (self->folder);
  self->desk = herald_desk_new (self->composer);
  g_signal_connect_swapped (self->desk, "toast", G_CALLBACK (toast_cb), self);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      remove_tree (inner);
    }

  g_remove (path);
}

/* Nothing stays behind: neither pages nor what they work on. */
void
start_fixture_tear_down (StartFixture  *self,
                         gconstpointer  data)
{
  if (self->window != NULL)
    {
      GtkWidget *window = self->window;

      g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &self->window);
      gtk_window_destroy (GTK_WINDOW (window));
      start_wait (self->window == NULL);
    }

  g_clear_object (&self->toast);
  g_signal_handlers_disconnect_by_data (self->desk, self);
  herald_composer_abandon (self->composer);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_object_add_weak_pointer (G_OBJECT (self->desk), (gpointer *) &self->desk);
  g_object_unref (self->desk);
  start_wait (self->desk == NULL);

  /* A worker lets go of what it worked for a moment after it has said so. */
  g_object_add_weak_pointer (G_OBJECT (self->composer), (gpointer *) &self->composer);
  g_object_unref (self->composer);
  while (self->composer != NULL)
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }

  remove_tree (self->folder);
  g_free (self->folder);
}

void
start_fixture_show (StartFixture *self,
                    GtkWidget    *child)
{
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (self->window), child);
  gtk_window_present (GTK_WINDOW (self->window));
  start_wait (gtk_window_is_active (GTK_WINDOW (self->window)) || gtk_widget_get_mapped (child));
}

/* An open vault, without the time that a passphrase takes. */
void
start_fixture_make_vault (StartFixture *self)
{
  HeraldSlotKey key = { .kind = HERALD_SLOT_SECRET, .secret = start_fixture_secret };
  GError *error = NULL;

  herald_vault_create (herald_composer_get_vault (self->composer), &key, &error);
  g_assert_no_error (error);
}

/* The id of some vendor: which one does not matter. */
char *
start_fixture_any_vendor (StartFixture *self)
{
  GPtrArray *vendors = herald_vendor_catalog_get_vendors (herald_composer_get_vendors (self->composer));

  return g_strdup (herald_vendor_get_id (g_ptr_array_index (vendors, vendors->len - 1)));
}

/* The id of a new case that is closed again. */
char *
start_fixture_add_case (StartFixture *self,
                        const char   *vendor,
                        const char   *title)
{
  g_autoptr(JsonNode) answer = herald_answer_new_text (title);
  GError *error = NULL;
  char *id;

  herald_composer_begin (self->composer, vendor, FALSE, &error);
  g_assert_no_error (error);
  herald_report_set_answer (herald_composer_get_report (self->composer), "vuln.title", answer, &error);
  g_assert_no_error (error);
  herald_composer_keep (self->composer, &error);
  g_assert_no_error (error);

  id = g_strdup (herald_case_get_id (herald_composer_get_case (self->composer)));
  herald_composer_close (self->composer, &error);
  g_assert_no_error (error);
  return id;
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

GtkWidget *
start_find (GtkWidget *widget,
            GType      type,
            guint      n)
{
  return find (widget, type, &n);
}

GtkWidget *
start_find_button (GtkWidget  *widget,
                   const char *label)
{
  GtkWidget *button;

  for (guint n = 0; (button = start_find (widget, GTK_TYPE_BUTTON, n)) != NULL; n++)
    {
      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
        return button;
    }

  return NULL;
}

/* Whether the person sees a text, or a part of one. */
gboolean
start_shows (GtkWidget  *widget,
             const char *text)
{
  GtkWidget *label;

  for (guint n = 0; (label = start_find (widget, GTK_TYPE_LABEL, n)) != NULL; n++)
    {
      if (gtk_widget_get_mapped (label) && strstr (gtk_label_get_text (GTK_LABEL (label)), text) != NULL)
        return TRUE;
    }

  return FALSE;
}

GtkWidget *
start_find_row (GtkWidget  *widget,
                const char *title)
{
  GtkWidget *row;

  for (guint n = 0; (row = start_find (widget, ADW_TYPE_PREFERENCES_ROW, n)) != NULL; n++)
    {
      if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title) == 0)
        return row;
    }

  return NULL;
}

/* Whether a widget or something in it has the focus. */
gboolean
start_has_focus (GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}
