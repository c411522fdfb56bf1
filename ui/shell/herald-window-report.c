/* herald-window-report.c: what the window does with the report in progress
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-anonymous-button.h"
#include "herald-export.h"
#include "herald-history-window.h"
#include "herald-keep-dialog.h"
#include "herald-window-private.h"

static void
keep_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);

  herald_keep_dialog_run (GTK_WINDOW (self), herald_window_get_desk (self));
}

static void
save_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);
  HeraldAutosave *autosave = herald_composer_get_autosave (herald_desk_get_composer (herald_window_get_desk (self)));
  g_autoptr(GError) error = NULL;

  if (autosave != NULL && !herald_autosave_flush (autosave, &error))
    herald_desk_say_error (herald_window_get_desk (self), error);
}

static void
history_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  herald_history_window_present (GTK_WINDOW (widget), herald_window_get_desk (HERALD_WINDOW (widget)));
}

static void
export_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  herald_export_ask (GTK_WINDOW (widget), herald_window_get_desk (HERALD_WINDOW (widget)), NULL);
}

static void
anonymous_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  herald_anonymous_ask (GTK_WINDOW (widget), herald_window_get_desk (HERALD_WINDOW (widget)));
}

static void
undo_report (HeraldWindow *self,
             HeraldCase   *kept)
{
  HeraldDesk *desk = herald_window_get_desk (self);
  HeraldComposer *composer = herald_desk_get_composer (desk);
  HeraldMemoryHistory *history = herald_window_get_history (self);
  gboolean was_anonymous = herald_report_get_anonymous (herald_composer_get_report (composer));
  g_autoptr(GError) error = NULL;

  /* What was typed last is a change too. */
  if (herald_composer_write_case (composer, &error) &&
      !(kept != NULL ? herald_case_can_undo (kept) : herald_memory_history_can_undo (history)))
    herald_desk_say (desk, _("Nothing to undo"));
  else if (error != NULL ||
           !(kept != NULL ? herald_composer_undo (composer, &error) : herald_memory_history_undo (history, &error)))
    herald_desk_say_error (desk, error);
  else if (!was_anonymous && herald_report_get_anonymous (herald_composer_get_report (composer)))
    herald_desk_say (desk, _("Anonymous again: who writes it is forgotten"));
}

static void
undo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);
  HeraldDesk *desk = herald_window_get_desk (self);

  if (herald_desk_get_report (desk) != NULL)
    undo_report (self, herald_composer_get_case (herald_desk_get_composer (desk)));
  else if (!herald_start_view_undo (herald_window_get_start_view (self)))
    herald_desk_say (desk, _("Nothing to undo"));
}

static void
redo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);
  HeraldDesk *desk = herald_window_get_desk (self);
  HeraldComposer *composer = herald_desk_get_composer (desk);
  HeraldCase *kept = herald_composer_get_case (composer);
  HeraldMemoryHistory *history = herald_window_get_history (self);
  g_autoptr(GError) error = NULL;

  if (herald_composer_write_case (composer, &error) &&
      !(kept != NULL ? herald_case_can_redo (kept) : herald_memory_history_can_redo (history)))
    herald_desk_say (desk, _("Nothing to redo"));
  else if (error != NULL ||
           !(kept != NULL ? herald_composer_redo (composer, &error) : herald_memory_history_redo (history, &error)))
    herald_desk_say_error (desk, error);
}

/* Adds the actions that need a report. */
void
herald_window_install_report_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.keep", NULL, keep_cb);
  gtk_widget_class_install_action (klass, "win.save", NULL, save_cb);
  gtk_widget_class_install_action (klass, "win.history", NULL, history_cb);
  gtk_widget_class_install_action (klass, "win.export", NULL, export_cb);
  gtk_widget_class_install_action (klass, "win.anonymous", NULL, anonymous_cb);
  gtk_widget_class_install_action (klass, "win.undo", NULL, undo_cb);
  gtk_widget_class_install_action (klass, "win.redo", NULL, redo_cb);
}

/* Switches them on and off. */
void
herald_window_update_report_actions (HeraldWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  HeraldDesk *desk = herald_window_get_desk (self);
  gboolean has_report = herald_desk_get_report (desk) != NULL;
  gboolean is_kept = has_report && herald_composer_get_case (herald_desk_get_composer (desk)) != NULL;

  gtk_widget_action_set_enabled (widget, "win.redo", has_report);
  gtk_widget_action_set_enabled (widget, "win.export", has_report);
  gtk_widget_action_set_enabled (widget, "win.anonymous", has_report);
  gtk_widget_action_set_enabled (widget, "win.save", is_kept);
  gtk_widget_action_set_enabled (widget, "win.history", is_kept);
  gtk_widget_action_set_enabled (widget, "win.keep", has_report && !is_kept);
}

/* What the task switcher shows. */
void
herald_window_update_title (HeraldWindow *self)
{
  HeraldReport *report = herald_desk_get_report (herald_window_get_desk (self));
  g_autofree char *title = NULL;

  if (report != NULL && !herald_report_get_anonymous (report))
    {
      g_autofree char *vendor =
        herald_text_show_hidden (herald_vendor_get_name (herald_report_get_vendor (report)), FALSE);

      /* TRANSLATORS: the title of the window; %s is the name of a vendor */
      title = g_strdup_printf (_("Report for %s"), vendor);
    }

  gtk_window_set_title (GTK_WINDOW (self), title != NULL ? title : "Herald");
}
