/* herald-log-step.c: what happened with the report since, and what comes next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-composer-log.h"
#include "herald-entry-dialog.h"
#include "herald-inquiry-dialog.h"
#include "herald-log-step.h"
#include "herald-reminder-dialog.h"
#include "herald-timeline-view.h"

struct _HeraldLogStep
{
  HeraldStep          parent_instance;

  GtkStack           *stack;
  GtkLabel           *state_label;
  GtkLabel           *next_label;
  GtkButton          *remind_button;
  HeraldTimelineView *view;
  GtkButton          *add_button;
  GtkButton          *ask_button;
  GtkWidget          *ask_child;
  GtkButton          *text_button;
  GtkButton          *ics_button;
};

G_DEFINE_FINAL_TYPE (HeraldLogStep, herald_log_step, HERALD_TYPE_STEP)

static HeraldComposer *
get_composer (HeraldLogStep *self)
{
  HeraldDesk *desk = herald_step_get_desk (HERALD_STEP (self));

  return desk == NULL ? NULL : herald_desk_get_composer (desk);
}

static HeraldStepState
find_state (const HeraldTimeline *timeline)
{
  switch (timeline->next)
    {
    case HERALD_NEXT_FIND_OUT:
    case HERALD_NEXT_FOLLOW_UP:
    case HERALD_NEXT_COORDINATOR:
      return HERALD_STEP_ATTENTION;
    case HERALD_NEXT_WAIT:
      return HERALD_STEP_IN_WORK;
    case HERALD_NEXT_NOTHING:
      return HERALD_STEP_COMPLETE;
    case HERALD_NEXT_DELIVER:
    default:
      return HERALD_STEP_UNTOUCHED;
    }
}

/* Only a server has answers for who left no address. */
static void
show_ask (HeraldLogStep *self)
{
  HeraldReport *report = herald_desk_get_report (herald_step_get_desk (HERALD_STEP (self)));
  gboolean has_server = report != NULL &&
                        herald_vendor_find_channel (herald_report_get_vendor (report), HERALD_CHANNEL_HTTPS) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->ask_button), has_server);
  gtk_widget_set_visible (self->ask_child, has_server);
}

static void
show_timeline (HeraldLogStep        *self,
               const HeraldTimeline *timeline)
{
  herald_step_set_state (HERALD_STEP (self), find_state (timeline));
  gtk_label_set_text (self->state_label, timeline->state_title);
  gtk_label_set_text (self->next_label, timeline->next_words);
  gtk_widget_set_visible (GTK_WIDGET (self->remind_button),
                          timeline->next == HERALD_NEXT_FOLLOW_UP || timeline->next == HERALD_NEXT_COORDINATOR);
  herald_timeline_view_show (self->view, timeline);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HeraldLogStep) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldTimeline) timeline = herald_composer_read_timeline_finish (HERALD_COMPOSER (object), result, &error);
  HeraldDesk *desk = herald_step_get_desk (HERALD_STEP (self));

  if (desk == NULL)
    return;

  if (timeline != NULL)
    show_timeline (self, timeline);
  else
    herald_desk_say_error (desk, error);
}

static void
herald_log_step_refresh (HeraldStep *step)
{
  HeraldLogStep *self = HERALD_LOG_STEP (step);
  HeraldComposer *composer = get_composer (self);
  gboolean has_log = composer != NULL && herald_composer_get_case (composer) != NULL;

  show_ask (self);
  gtk_stack_set_visible_child_name (self->stack, has_log ? "log" : "none");
  if (has_log)
    herald_composer_read_timeline_async (composer, read_cb, g_object_ref (self));
  else
    herald_step_set_state (step, HERALD_STEP_UNTOUCHED);
}

/* Deliveries are logged while another page is shown. */
static void
herald_log_step_map (GtkWidget *widget)
{
  herald_step_refresh (HERALD_STEP (widget));

  GTK_WIDGET_CLASS (herald_log_step_parent_class)->map (widget);
}

static void
add_cb (HeraldLogStep *self)
{
  GtkWidget *dialog = herald_entry_dialog_new (herald_step_get_desk (HERALD_STEP (self)));

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  g_signal_connect_object (dialog, "added", G_CALLBACK (herald_step_refresh), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
ask_cb (HeraldLogStep *self)
{
  GtkWidget *dialog = herald_inquiry_dialog_new (herald_step_get_desk (HERALD_STEP (self)));

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
remind_cb (HeraldLogStep *self)
{
  GtkWidget *dialog = herald_reminder_dialog_new (herald_step_get_desk (HERALD_STEP (self)));

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  g_signal_connect_object (dialog, "sealed", G_CALLBACK (herald_step_refresh), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HeraldLogStep) self = data;
  HeraldDesk *desk = herald_step_get_desk (HERALD_STEP (self));
  g_autoptr(GError) error = NULL;

  if (!herald_composer_save_timeline_finish (HERALD_COMPOSER (object), result, &error) && desk != NULL)
    herald_desk_say_error (desk, error);
  else if (desk != NULL)
    herald_desk_say (desk, _("Saved in clear"));
}

static void
save (HeraldLogStep      *self,
      GAsyncResult       *result,
      HeraldTimelineForm  form)
{
  g_autoptr(GListModel) files = herald_pick_finish (result);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  HeraldComposer *composer = get_composer (self);

  if (file == NULL || g_file_peek_path (file) == NULL || composer == NULL)
    return;

  herald_composer_save_timeline_async (composer, form, g_file_peek_path (file), saved_cb, g_object_ref (self));
}

static void
text_picked_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(HeraldLogStep) self = data;

  save (self, result, HERALD_TIMELINE_AS_TEXT);
}

static void
ics_picked_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr(HeraldLogStep) self = data;

  save (self, result, HERALD_TIMELINE_AS_ICS);
}

static void
save_text_cb (HeraldLogStep *self)
{
  herald_save_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                          _("Save the Log as Text"), "log.txt", text_picked_cb, g_object_ref (self));
}

static void
save_ics_cb (HeraldLogStep *self)
{
  herald_save_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                          _("Save Dates for a Calendar"), "dates.ics", ics_picked_cb, g_object_ref (self));
}

/* A report that was in memory only may be kept from now on. */
static void
saving_cb (HeraldLogStep *self)
{
  HeraldComposer *composer = get_composer (self);
  gboolean has_log = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "log");

  if (composer != NULL && has_log != (herald_composer_get_case (composer) != NULL))
    herald_step_refresh (HERALD_STEP (self));
}

static void
herald_log_step_constructed (GObject *object)
{
  HeraldDesk *desk = herald_step_get_desk (HERALD_STEP (object));

  G_OBJECT_CLASS (herald_log_step_parent_class)->constructed (object);

  g_signal_connect_object (desk, "saving-changed", G_CALLBACK (saving_cb), object, G_CONNECT_SWAPPED);
}

static void
herald_log_step_class_init (HeraldLogStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = herald_log_step_constructed;
  widget_class->map = herald_log_step_map;
  HERALD_STEP_CLASS (klass)->refresh = herald_log_step_refresh;

  g_type_ensure (HERALD_TYPE_TIMELINE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-log-step.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldLogStep, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldLogStep, state_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldLogStep, next_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldLogStep, remind_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldLogStep, view);
  gtk_widget_class_bind_template_child (widget_class, HeraldLogStep, add_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldLogStep, ask_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldLogStep, ask_child);
  gtk_widget_class_bind_template_child (widget_class, HeraldLogStep, text_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldLogStep, ics_button);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_cb);
  gtk_widget_class_bind_template_callback (widget_class, remind_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_text_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_ics_cb);
}

static void
herald_log_step_init (HeraldLogStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_log_step_new:
 * @desk: what the window works on, with a report
 *
 * Makes the step that follows what happens with the report.
 *
 * Returns: (transfer floating): the step
 */
HeraldStep *
herald_log_step_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_LOG_STEP,
                       "desk", desk,
                       "title", _("Follow-Up"),
                       NULL);
}
