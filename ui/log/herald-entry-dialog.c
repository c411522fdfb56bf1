/* herald-entry-dialog.c: asks what happened with a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-composer-log.h"
#include "herald-date-entry.h"
#include "herald-drop-down.h"
#include "herald-entry-dialog.h"
#include "herald-entry.h"

struct _HeraldEntryDialog
{
  AdwWindow        parent_instance;

  HeraldDesk      *desk;
  GFile           *file; /* that proves it, or NULL */
  GtkDropDown     *kinds;
  HeraldDateEntry *date;

  GtkButton       *add_button;
  GtkLabel        *problem_label;
  AdwBin          *kind_bin;
  AdwBin          *date_bin;
  GtkCheckButton  *vendor_check;
  GtkBox          *reference_box;
  GtkEntry        *reference_entry;
  GtkTextView     *words_view;
  GtkButton       *file_button;
};

G_DEFINE_FINAL_TYPE (HeraldEntryDialog, herald_entry_dialog, ADW_TYPE_WINDOW)

static guint added_signal;

static const char *
get_kind (HeraldEntryDialog *self)
{
  return herald_log_kinds ()[gtk_drop_down_get_selected (self->kinds)];
}

static void
kind_changed_cb (HeraldEntryDialog *self)
{
  const char *kind = get_kind (self);

  gtk_widget_set_visible (GTK_WIDGET (self->reference_box), herald_log_kind_has_reference (kind));
  /* What the vendor did, the vendor says; the person can say otherwise. */
  gtk_check_button_set_active (self->vendor_check, herald_log_kind_is_reaction (kind) || g_str_equal (kind, "answer"));
}

static void
say_problem (HeraldEntryDialog *self,
             const char        *problem)
{
  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
}

static void
added_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HeraldEntryDialog) self = data;
  g_autoptr(GError) error = NULL;

  herald_composer_add_entry_finish (HERALD_COMPOSER (object), result, &error);
  if (self->desk == NULL)
    return;

  if (error != NULL)
    {
      say_problem (self, error->message);
      gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), TRUE);
      return;
    }

  g_signal_emit (self, added_signal, 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
add_cb (HeraldEntryDialog *self)
{
  HeraldComposer *composer = herald_desk_get_composer (self->desk);
  g_autofree char *words = herald_entry_dup_all (gtk_text_view_get_buffer (self->words_view));
  g_autofree char *problem = NULL, *reference = herald_entry_dup_text (self->reference_entry);
  g_autofree char *date = herald_date_entry_read (self->date, &problem);
  g_autoptr(GError) error = NULL;
  HeraldNewEntry entry = {
    .kind = get_kind (self),
    .date = date,
    .source = gtk_check_button_get_active (self->vendor_check) ? HERALD_LOG_VENDOR : HERALD_LOG_ME,
    .promise = "",
    .path = self->file != NULL ? g_file_peek_path (self->file) : NULL,
  };

  entry.words = words;
  entry.reference = herald_log_kind_has_reference (entry.kind) ? reference : "";

  say_problem (self, NULL);
  if (problem != NULL)
    say_problem (self, problem);
  else if (!herald_composer_check_entry (composer, &entry, &error))
    say_problem (self, error->message);
  else
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), FALSE);
      herald_composer_add_entry_async (composer, &entry, NULL, added_cb, g_object_ref (self));
    }
}

static void
picked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldEntryDialog) self = data;
  g_autoptr(GListModel) files = herald_pick_finish (result);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  g_autofree char *name = NULL;

  if (file == NULL || g_file_peek_path (file) == NULL)
    return;

  g_set_object (&self->file, file);
  name = g_file_get_basename (file);
  gtk_button_set_use_underline (self->file_button, FALSE);
  gtk_button_set_label (self->file_button, name);
}

static void
choose_file_cb (HeraldEntryDialog *self)
{
  herald_pick_file_async (GTK_WINDOW (self), _("Choose a File"), NULL, picked_cb, g_object_ref (self));
}

static void
herald_entry_dialog_dispose (GObject *object)
{
  HeraldEntryDialog *self = HERALD_ENTRY_DIALOG (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (herald_entry_dialog_parent_class)->dispose (object);
}

static void
herald_entry_dialog_class_init (HeraldEntryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_entry_dialog_dispose;

  added_signal = g_signal_new ("added", HERALD_TYPE_ENTRY_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-entry-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldEntryDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldEntryDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldEntryDialog, kind_bin);
  gtk_widget_class_bind_template_child (widget_class, HeraldEntryDialog, date_bin);
  gtk_widget_class_bind_template_child (widget_class, HeraldEntryDialog, vendor_check);
  gtk_widget_class_bind_template_child (widget_class, HeraldEntryDialog, reference_box);
  gtk_widget_class_bind_template_child (widget_class, HeraldEntryDialog, reference_entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldEntryDialog, words_view);
  gtk_widget_class_bind_template_child (widget_class, HeraldEntryDialog, file_button);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_file_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkDropDown *
make_kinds (void)
{
  const char * const *kinds = herald_log_kinds ();
  GtkStringList *titles = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  for (guint i = 0; kinds[i] != NULL; i++)
    gtk_string_list_append (titles, herald_log_kind_title (kinds[i]));

  drop_down = herald_drop_down_new (titles);
  herald_drop_down_name (GTK_DROP_DOWN (drop_down), _("What happened"));

  return GTK_DROP_DOWN (drop_down);
}

static void
herald_entry_dialog_init (HeraldEntryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (self->words_view), FALSE);

  self->kinds = make_kinds ();
  adw_bin_set_child (self->kind_bin, GTK_WIDGET (self->kinds));
  g_signal_connect_object (self->kinds, "notify::selected", G_CALLBACK (kind_changed_cb), self, G_CONNECT_SWAPPED);

  self->date = HERALD_DATE_ENTRY (herald_date_entry_new ());
  herald_date_entry_name (self->date, _("On which day"));
  adw_bin_set_child (self->date_bin, GTK_WIDGET (self->date));
  kind_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->kinds));
}

/**
 * herald_entry_dialog_new:
 * @desk: what the window works on, with a report that is kept
 *
 * Makes a dialog that asks what happened.
 *
 * Returns: (transfer none): the dialog, owned by the toolkit
 */
GtkWidget *
herald_entry_dialog_new (HeraldDesk *desk)
{
  HeraldEntryDialog *self;
  g_autoptr(HeraldTimeline) timeline = NULL;

  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  self = g_object_new (HERALD_TYPE_ENTRY_DIALOG, NULL);
  self->desk = g_object_ref (desk);
  timeline = herald_composer_get_timeline (herald_desk_get_composer (desk));
  herald_date_entry_load (self->date, timeline->today);

  return GTK_WIDGET (self);
}
