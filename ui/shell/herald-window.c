/* herald-window.c: the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-composer-view.h"
#include "herald-start-view.h"
#include "herald-window.h"

struct _HeraldWindow
{
  AdwApplicationWindow  parent_instance;

  HeraldDesk           *desk;

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

typedef gboolean (*Step) (HeraldComposer  *composer,
                          GError         **error);

static void
take_step (HeraldWindow *self,
           Step          step)
{
  HeraldComposer *composer = herald_desk_get_composer (self->desk);
  g_autoptr(GError) error = NULL;

  if (herald_composer_get_case (composer) != NULL && !step (composer, &error))
    herald_desk_say_error (self->desk, error);
}

static void
undo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  take_step (HERALD_WINDOW (widget), herald_composer_undo);
}

static void
redo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  take_step (HERALD_WINDOW (widget), herald_composer_redo);
}

static void
new_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  herald_start_view_show_new (HERALD_WINDOW (widget)->start_view);
}

static void
keep_reports_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  herald_start_view_show_keeping (HERALD_WINDOW (widget)->start_view);
}

static void
close_report_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  HeraldWindow *self = HERALD_WINDOW (widget);
  g_autoptr(GError) error = NULL;

  if (!herald_composer_close (herald_desk_get_composer (self->desk), &error))
    herald_desk_say_error (self->desk, error);
}

/* The reports, or the one in progress. */
static void
show_view (HeraldWindow *self)
{
  if (herald_desk_get_report (self->desk) == NULL)
    herald_start_view_refresh (self->start_view);
  gtk_stack_set_visible_child_name (self->views, herald_desk_get_report (self->desk) != NULL ? "composer" : "start");
}

static void
toast_cb (HeraldWindow *self,
          AdwToast     *toast)
{
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));
}

static void
herald_window_constructed (GObject *object)
{
  HeraldWindow *self = HERALD_WINDOW (object);

  G_OBJECT_CLASS (herald_window_parent_class)->constructed (object);

  self->start_view = HERALD_START_VIEW (herald_start_view_new (self->desk));
  gtk_stack_add_named (self->views, GTK_WIDGET (self->start_view), "start");
  gtk_stack_add_named (self->views, herald_composer_view_new (self->desk), "composer");
  show_view (self);

  g_signal_connect_object (self->desk, "report-replaced", G_CALLBACK (show_view), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
}

static void
herald_window_dispose (GObject *object)
{
  HeraldWindow *self = HERALD_WINDOW (object);

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
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = herald_window_constructed;
  object_class->dispose = herald_window_dispose;
  object_class->set_property = herald_window_set_property;

  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, HERALD_TYPE_DESK,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, HeraldWindow, views);

  gtk_widget_class_install_action (widget_class, "win.new", NULL, new_cb);
  gtk_widget_class_install_action (widget_class, "win.keep-reports", NULL, keep_reports_cb);
  gtk_widget_class_install_action (widget_class, "win.close-report", NULL, close_report_cb);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_cb);
}

static void
herald_window_init (HeraldWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
