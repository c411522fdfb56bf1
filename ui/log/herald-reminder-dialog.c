/* herald-reminder-dialog.c: a calm question to the vendor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-composer-log.h"
#include "herald-entry.h"
#include "herald-reminder-dialog.h"

struct _HeraldReminderDialog
{
  AdwWindow    parent_instance;

  HeraldDesk  *desk;

  GtkButton   *seal_button;
  GtkLabel    *problem_label;
  GtkTextView *text_view;
};

G_DEFINE_FINAL_TYPE (HeraldReminderDialog, herald_reminder_dialog, ADW_TYPE_WINDOW)

static guint sealed_signal;

static void
sealed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldReminderDialog) self = data;
  g_autoptr(GError) error = NULL;

  herald_composer_seal_reminder_finish (HERALD_COMPOSER (object), result, &error);
  if (self->desk == NULL)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->seal_button), TRUE);
  if (error != NULL)
    {
      gtk_label_set_text (self->problem_label, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
      return;
    }

  herald_desk_say (self->desk, _("Sealed. Once you have sent it, add “You asked again”."));
  g_signal_emit (self, sealed_signal, 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
picked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldReminderDialog) self = data;
  g_autoptr(GListModel) files = herald_pick_finish (result);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  g_autofree char *text = NULL;

  if (file == NULL || g_file_peek_path (file) == NULL || self->desk == NULL)
    return;

  text = herald_entry_dup_all (gtk_text_view_get_buffer (self->text_view));
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->seal_button), FALSE);
  herald_composer_seal_reminder_async (herald_desk_get_composer (self->desk), text, g_file_peek_path (file), NULL,
                                       sealed_cb, g_object_ref (self));
}

static void
seal_cb (HeraldReminderDialog *self)
{
  herald_save_file_async (GTK_WINDOW (self), _("Save the Sealed Reminder"), "message.asc", picked_cb,
                          g_object_ref (self));
}

static void
herald_reminder_dialog_dispose (GObject *object)
{
  g_clear_object (&HERALD_REMINDER_DIALOG (object)->desk);

  G_OBJECT_CLASS (herald_reminder_dialog_parent_class)->dispose (object);
}

static void
herald_reminder_dialog_class_init (HeraldReminderDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_reminder_dialog_dispose;

  sealed_signal = g_signal_new ("sealed", HERALD_TYPE_REMINDER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-reminder-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldReminderDialog, seal_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldReminderDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldReminderDialog, text_view);
  gtk_widget_class_bind_template_callback (widget_class, seal_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
herald_reminder_dialog_init (HeraldReminderDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (self->text_view), FALSE);
}

/**
 * herald_reminder_dialog_new:
 * @desk: what the window works on, with a report that is kept
 *
 * Makes a dialog with a question to the vendor.
 *
 * Returns: (transfer none): the dialog, owned by the toolkit
 */
GtkWidget *
herald_reminder_dialog_new (HeraldDesk *desk)
{
  HeraldReminderDialog *self;
  g_autofree char *text = NULL;

  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  self = g_object_new (HERALD_TYPE_REMINDER_DIALOG, NULL);
  self->desk = g_object_ref (desk);
  text = herald_composer_write_reminder (herald_desk_get_composer (desk));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text, -1);

  return GTK_WIDGET (self);
}
