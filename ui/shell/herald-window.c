/* herald-window.c: the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-brief-copy.h"
#include "herald-compat.h"
#include "herald-composer-view.h"
#include "herald-first-frame.h"
#include "herald-incoming.h"
#include "herald-key-page.h"
#include "herald-leave.h"
#include "herald-settings.h"
#include "herald-start-view.h"
#include "herald-window-private.h"
#include "herald-wrap.h"

typedef void (*Then) (HeraldWindow *self);

struct _HeraldWindow
{
  AdwApplicationWindow  parent_instance;

  HeraldDesk           *desk;
  HeraldMemoryHistory  *history; /* of what is kept nowhere else */
  HeraldIdleWatch      *idle;
  GFile                *waiting; /* to be opened once that is possible, or NULL */
  Then                  then;    /* what comes after the report in progress is closed, or NULL */
  gboolean              is_leaving; /* the person is asked what shall become of it */
  gboolean              may_close;

  AdwToastOverlay      *toasts;
  GtkStack             *views;
  HeraldStartView      *start_view;
};

G_DEFINE_FINAL_TYPE (HeraldWindow, herald_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_DESK = 1,
} HeraldWindowProperty;

static GParamSpec *properties[PROP_DESK + 1];

static void
left_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  HeraldWindow *self = HERALD_WINDOW (object);

  self->is_leaving = FALSE;
  if (herald_leave_finish (result))
    return;

  /* The person stays. */
  self->then = NULL;
  g_clear_object (&self->waiting);
}

/* Closes the report in progress, if there is one, and goes on with @then once
 * the reports are shown. */
static void
leave (HeraldWindow *self,
       Then          then)
{
  if (self->is_leaving)
    return;
  if (herald_desk_get_report (self->desk) == NULL)
    {
      then (self);
      return;
    }

  self->then = then;
  self->is_leaving = TRUE;
  herald_leave_async (GTK_WINDOW (self), self->desk, left_cb, NULL);
}

static void
then_show_reports (HeraldWindow *self)
{
}

static void
then_new (HeraldWindow *self)
{
  herald_start_view_show_new (self->start_view);
}

/* A file waits until the person has said how reports are kept, or unlocked them. */
static void
then_open (HeraldWindow *self)
{
  g_autoptr(GFile) file = NULL;

  if (self->waiting == NULL || !herald_start_view_is_ready (self->start_view))
    return;

  file = g_steal_pointer (&self->waiting);
  herald_incoming_import (self->desk, file);
}

static void
then_close (HeraldWindow *self)
{
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
close_report_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  leave (HERALD_WINDOW (widget), then_show_reports);
}

static void
new_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  leave (HERALD_WINDOW (widget), then_new);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  HeraldWindow *self = HERALD_WINDOW (object);
  g_autoptr(GListModel) files = herald_pick_finish (result);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL && self->desk != NULL)
    herald_window_open_file (self, file);
}

static void
open_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Reports"));
  gtk_file_filter_add_pattern (filter, "*.herald.json");
  herald_pick_file_async (GTK_WINDOW (widget), _("Open a Report File"), filter, opened_cb, NULL);
}

static void
keep_reports_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  herald_start_view_show_keeping (HERALD_WINDOW (widget)->start_view);
}

static void
search_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  herald_start_view_search (HERALD_WINDOW (widget)->start_view);
}

/* What can be done now; the menu leaves out the rest. */
static void
update_actions (HeraldWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  HeraldComposer *composer = herald_desk_get_composer (self->desk);
  gboolean has_report = herald_desk_get_report (self->desk) != NULL;
  gboolean is_ready = has_report || herald_start_view_is_ready (self->start_view);

  gtk_widget_action_set_enabled (widget, "win.new", is_ready);
  gtk_widget_action_set_enabled (widget, "win.open", is_ready);
  gtk_widget_action_set_enabled (widget, "win.close-report", has_report);
  gtk_widget_action_set_enabled (widget, "win.search", !has_report);
  gtk_widget_action_set_enabled (widget, "win.lock",
                                 herald_vault_is_unlocked (herald_composer_get_vault (composer)));
  herald_window_update_report_actions (self);
}

/* The reports, or the one in progress. */
static void
show_view (HeraldWindow *self)
{
  gboolean has_report = herald_desk_get_report (self->desk) != NULL;
  Then then = g_steal_pointer (&self->then);

  if (!has_report)
    herald_start_view_refresh (self->start_view);
  else if (gtk_stack_get_child_by_name (self->views, "composer") == NULL)
    gtk_stack_add_named (self->views, herald_composer_view_new (self->desk), "composer");
  gtk_stack_set_visible_child_name (self->views, has_report ? "composer" : "start");

  herald_window_update_title (self);
  update_actions (self);
  if (!has_report && then != NULL)
    then (self);
}

static void
page_changed_cb (HeraldWindow *self)
{
  update_actions (self);
  if (herald_desk_get_report (self->desk) == NULL)
    then_open (self);
}

static void
toast_cb (HeraldWindow *self,
          AdwToast     *toast)
{
  herald_wrap_add_toast (self->toasts, toast);
}

/* Saves and closes what is kept in the vault, and locks it; or all is as it was. */
static gboolean
lock (HeraldWindow  *self,
      GError       **error)
{
  herald_start_view_settle (self->start_view);
  if (!herald_composer_lock (herald_desk_get_composer (self->desk), error))
    return FALSE;

  herald_brief_copy_end (gtk_widget_get_display (GTK_WIDGET (self)));
  if (herald_desk_get_report (self->desk) == NULL)
    herald_start_view_refresh (self->start_view);
  update_actions (self);
  return TRUE;
}

static void
lock_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);
  g_autoptr(GError) error = NULL;

  if (!lock (self, &error))
    herald_desk_say_error (self->desk, error);
}

/* What could not be locked is tried again, and told once. */
static gboolean
idle_cb (HeraldWindow *self,
         gboolean      is_again)
{
  g_autoptr(GError) error = NULL;

  if (!herald_vault_is_unlocked (herald_composer_get_vault (herald_desk_get_composer (self->desk))) ||
      lock (self, &error))
    return TRUE;

  if (!is_again)
    herald_desk_say_error (self->desk, error);
  return FALSE;
}

static gboolean
drop_cb (HeraldWindow *self,
         const GValue *value,
         double        x,
         double        y)
{
  g_autoptr(GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL || herald_desk_get_report (self->desk) != NULL)
    return FALSE;

  herald_window_open_file (self, files->data);
  return TRUE;
}

static gboolean
herald_window_close_request (GtkWindow *window)
{
  HeraldWindow *self = HERALD_WINDOW (window);

  if (!self->may_close && herald_desk_get_report (self->desk) != NULL)
    {
      leave (self, then_close);
      return TRUE;
    }

  herald_start_view_settle (self->start_view);
  herald_settings_keep_size (GTK_WINDOW (self));

  return GTK_WINDOW_CLASS (herald_window_parent_class)->close_request (window);
}

static void
herald_window_constructed (GObject *object)
{
  HeraldWindow *self = HERALD_WINDOW (object);

  G_OBJECT_CLASS (herald_window_parent_class)->constructed (object);

  self->history = herald_memory_history_new (herald_desk_get_composer (self->desk));
  self->start_view = HERALD_START_VIEW (herald_start_view_new (self->desk));
  gtk_stack_add_named (self->views, GTK_WIDGET (self->start_view), "start");

  g_signal_connect_object (self->desk, "report-replaced", G_CALLBACK (show_view), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "report-changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "saving-changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start_view, "notify::page", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->idle, "idle", G_CALLBACK (idle_cb), self, G_CONNECT_SWAPPED);

  herald_settings_keep_selection (GTK_WINDOW (self));
  herald_settings_restore_size (GTK_WINDOW (self));
  herald_first_frame_then (GTK_WIDGET (self), G_CALLBACK (show_view));
  update_actions (self);
}

static void
herald_window_dispose (GObject *object)
{
  HeraldWindow *self = HERALD_WINDOW (object);

  g_clear_object (&self->idle);
  g_clear_object (&self->history);
  g_clear_object (&self->waiting);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_window_parent_class)->dispose (object);
}

static void
herald_window_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  HeraldWindow *self = HERALD_WINDOW (object);

  switch ((HeraldWindowProperty) property_id)
    {
    case PROP_DESK:
      self->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_window_class_init (HeraldWindowClass *klass)
{
  static const struct
  {
    const char              *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.new", new_cb },
    { "win.open", open_cb },
    { "win.close-report", close_report_cb },
    { "win.keep-reports", keep_reports_cb },
    { "win.search", search_cb },
    { "win.lock", lock_cb },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = herald_window_constructed;
  object_class->dispose = herald_window_dispose;
  object_class->set_property = herald_window_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = herald_window_close_request;

  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, HERALD_TYPE_DESK,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, HeraldWindow, views);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  herald_window_install_report_actions (widget_class);
}

static void
herald_window_init (HeraldWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));

  self->idle = herald_idle_watch_new ();
  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

/**
 * herald_window_new:
 * @application: the program
 * @desk: what the window works on
 *
 * Makes the window.
 *
 * Returns: (transfer none): the window, owned by the toolkit
 */
GtkWindow *
herald_window_new (GtkApplication *application,
                   HeraldDesk     *desk)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_WINDOW, "application", application, "desk", desk, NULL);
}

/**
 * herald_window_get_desk:
 * @self: the window
 *
 * Gives what the window works on.
 *
 * Returns: (transfer none): the desk
 */
HeraldDesk *
herald_window_get_desk (HeraldWindow *self)
{
  g_return_val_if_fail (HERALD_IS_WINDOW (self), NULL);

  return self->desk;
}

/* What undoes for a report that is in memory only. */
HeraldMemoryHistory *
herald_window_get_history (HeraldWindow *self)
{
  return self->history;
}

/* Who knows whether the person is there. */
HeraldIdleWatch *
herald_window_get_idle_watch (HeraldWindow *self)
{
  return self->idle;
}

/* Where the reports are. */
HeraldStartView *
herald_window_get_start_view (HeraldWindow *self)
{
  return self->start_view;
}

/**
 * herald_window_open_file:
 * @self: the window
 * @file: a report file, or one that may hold a vendor's key
 *
 * Opens a file that the person chose, dropped, or opened from outside.
 */
void
herald_window_open_file (HeraldWindow *self,
                         GFile        *file)
{
  g_return_if_fail (HERALD_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (!herald_incoming_is_key (file))
    {
      g_set_object (&self->waiting, file);
      leave (self, then_open);
    }
  else if (herald_desk_get_report (self->desk) != NULL && g_file_peek_path (file) != NULL)
    herald_key_page_read (herald_key_page_present (GTK_WINDOW (self), self->desk), g_file_peek_path (file));
  else
    herald_desk_say (self->desk, _("Open the report that this key is for, then open the key again"));
}
