/* herald-seal-step.c: where the report is sealed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-composer-sealed.h"
#include "herald-seal-choice.h"
#include "herald-seal-plan.h"
#include "herald-seal-step.h"
#include "herald-sealed-view.h"
#include "herald-xray.h"

#define PULSE_MS 120

struct _HeraldSealStep
{
  HeraldStep        parent_instance;

  HeraldSealChoice *choice;
  HeraldSealedView *sealed;

  GCancellable     *sealing;   /* or NULL */
  HeraldXray       *xray;      /* of what is being sealed, or NULL */
  char             *path;      /* where it will stand, or stands */
  char             *report;    /* the id of the report that is in it */
  guint             pulse;
  gboolean          is_sealed;
  gboolean          is_changed; /* since it began to be sealed */

  GtkStack         *stack;
  GtkProgressBar   *progress;
  GtkWidget        *cancel_button;
};

G_DEFINE_FINAL_TYPE (HeraldSealStep, herald_seal_step, HERALD_TYPE_STEP)

static HeraldDesk *
get_desk (HeraldSealStep *self)
{
  return herald_step_get_desk (HERALD_STEP (self));
}

static GtkWindow *
get_window (HeraldSealStep *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
show_state (HeraldSealStep *self)
{
  HeraldStepState state = HERALD_STEP_UNTOUCHED;

  if (self->is_sealed)
    state = HERALD_STEP_COMPLETE;
  else if (herald_seal_choice_lacks_key (self->choice))
    state = HERALD_STEP_ATTENTION;

  herald_step_set_state (HERALD_STEP (self), state);
}

static gboolean
pulse_cb (gpointer data)
{
  gtk_progress_bar_pulse (HERALD_SEAL_STEP (data)->progress);
  return G_SOURCE_CONTINUE;
}

static void
end_sealing (HeraldSealStep *self,
             const char     *page)
{
  g_clear_object (&self->sealing);
  g_clear_handle_id (&self->pulse, g_source_remove);
  if (self->stack != NULL)
    gtk_stack_set_visible_child_name (self->stack, page);
}

static void
fail (HeraldSealStep *self,
      const GError   *error)
{
  gboolean is_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  end_sealing (self, "choice");
  if (self->stack == NULL)
    return;

  herald_seal_choice_say (self->choice, is_cancelled ? _("Cancelled. No file was left.") : error->message);
}

/* Another report may have taken the place of the one that was sealed. */
static gboolean
is_same_report (HeraldSealStep *self)
{
  HeraldReport *report = self->stack != NULL ? herald_desk_get_report (get_desk (self)) : NULL;

  return report != NULL && g_str_equal (herald_report_get_id (report), self->report);
}

static void
logged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldDesk) desk = data;
  g_autoptr(GError) error = NULL;

  if (!herald_composer_log_sealed_finish (HERALD_COMPOSER (source), result, &error))
    herald_desk_say_error (desk, error);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldSealStep) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldXray) xray = herald_xray_look_finish (result, &error);

  if (!is_same_report (self))
    {
      end_sealing (self, "choice");
      return;
    }
  if (xray == NULL)
    {
      fail (self, error);
      return;
    }

  self->is_sealed = !self->is_changed;
  herald_sealed_view_show (self->sealed, xray, self->path);
  herald_sealed_view_set_outdated (self->sealed, self->is_changed);
  end_sealing (self, "sealed");
  show_state (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->sealed));
}

static void
sealed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldSealStep) self = data;
  g_autoptr(GError) error = NULL;
  HeraldComposer *composer = HERALD_COMPOSER (source);

  if (!herald_composer_seal_finish (composer, result, &error))
    {
      g_clear_pointer (&self->xray, herald_xray_free);
      fail (self, error);
      return;
    }
  if (!is_same_report (self))
    {
      end_sealing (self, "choice");
      return;
    }

  herald_composer_log_sealed_async (composer, self->path, logged_cb, g_object_ref (get_desk (self)));
  herald_xray_look_async (g_steal_pointer (&self->xray), self->path, looked_cb, g_object_ref (self));
}

/**
 * herald_seal_step_seal:
 * @self: a step that nothing is being sealed on
 * @path: where the envelope will stand
 *
 * Seals the report in the form that the person chose.
 */
void
herald_seal_step_seal (HeraldSealStep *self,
                       const char     *path)
{
  HeraldComposer *composer = herald_desk_get_composer (get_desk (self));
  HeraldEnvelopeForm form = herald_seal_choice_get_form (self->choice);

  g_return_if_fail (HERALD_IS_SEAL_STEP (self));
  g_return_if_fail (path != NULL);
  g_return_if_fail (self->sealing == NULL);

  herald_seal_choice_say (self->choice, "");
  g_free (self->path);
  g_free (self->report);
  self->path = g_strdup (path);
  self->report = g_strdup (herald_report_get_id (herald_composer_get_report (composer)));
  g_clear_pointer (&self->xray, herald_xray_free);
  self->xray = herald_composer_new_xray (composer, form);
  self->is_changed = FALSE;
  self->sealing = g_cancellable_new ();
  self->pulse = g_timeout_add (PULSE_MS, pulse_cb, self);

  gtk_stack_set_visible_child_name (self->stack, "sealing");
  gtk_widget_grab_focus (self->cancel_button);
  herald_composer_seal_async (composer, form, path, self->sealing, sealed_cb, g_object_ref (self));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HeraldSealStep) self = data;
  g_autoptr(GListModel) files = herald_pick_finish (result);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  /* While the person chose, the report may have been locked away, and this page with it. */
  if (file == NULL || self->stack == NULL || self->sealing != NULL ||
      get_window (self) == NULL || herald_desk_get_report (get_desk (self)) == NULL)
    return;

  if (g_file_peek_path (file) != NULL)
    herald_seal_step_seal (self, g_file_peek_path (file));
  else
    herald_seal_choice_say (self->choice, _("This place does not lie on this computer; choose a folder here."));
}

static void
seal_cb (HeraldSealStep *self)
{
  herald_save_file_async (get_window (self), _("Save the Envelope"),
                          herald_envelope_form_get_name (herald_seal_choice_get_form (self->choice)), saved_cb, g_object_ref (self));
}

static void
cancel_cb (HeraldSealStep *self)
{
  if (self->sealing != NULL)
    g_cancellable_cancel (self->sealing);
}

static void
again_cb (HeraldSealStep *self)
{
  gtk_stack_set_visible_child_name (self->stack, "choice");
  gtk_widget_grab_focus (GTK_WIDGET (self->choice));
}

/* The step. */

/* What was sealed is not the report any more. */
static void
changed_cb (HeraldSealStep *self)
{
  self->is_changed = TRUE;
  self->is_sealed = FALSE;
  herald_sealed_view_set_outdated (self->sealed, TRUE);
  show_state (self);
}

static void
herald_seal_step_refresh (HeraldStep *step)
{
  herald_seal_choice_refresh (HERALD_SEAL_STEP (step)->choice);
}

static gboolean
herald_seal_step_show_place (HeraldStep *step,
                             const char *place)
{
  HeraldSealStep *self = HERALD_SEAL_STEP (step);
  gboolean is_key = g_str_equal (place, "/vendor/keys");

  if (!is_key && !g_str_has_prefix (place, "/vendor/channels"))
    return FALSE;

  if (self->sealing == NULL)
    gtk_stack_set_visible_child_name (self->stack, "choice");
  if (is_key)
    herald_seal_choice_confirm_key (self->choice);
  else
    herald_seal_choice_edit_address (self->choice);

  return TRUE;
}

static void
replaced_cb (HeraldSealStep *self)
{
  if (self->sealing != NULL)
    g_cancellable_cancel (self->sealing);
  self->is_sealed = FALSE;
  gtk_stack_set_visible_child_name (self->stack, self->sealing != NULL ? "sealing" : "choice");
  herald_seal_choice_say (self->choice, "");
}

static void
herald_seal_step_constructed (GObject *object)
{
  HeraldSealStep *self = HERALD_SEAL_STEP (object);
  HeraldDesk *desk = get_desk (self);

  G_OBJECT_CLASS (herald_seal_step_parent_class)->constructed (object);

  self->choice = HERALD_SEAL_CHOICE (herald_seal_choice_new (desk));
  g_signal_connect_object (self->choice, "seal", G_CALLBACK (seal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choice, "notify::lacks-key", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->choice), "choice");

  self->sealed = HERALD_SEALED_VIEW (herald_sealed_view_new (desk));
  g_signal_connect_object (self->sealed, "again", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->sealed), "sealed");

  gtk_stack_set_visible_child_name (self->stack, "choice");
  g_signal_connect_object (desk, "report-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "report-replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  herald_step_refresh (HERALD_STEP (self));
}

static void
herald_seal_step_dispose (GObject *object)
{
  HeraldSealStep *self = HERALD_SEAL_STEP (object);

  if (self->sealing != NULL)
    g_cancellable_cancel (self->sealing);
  g_clear_object (&self->sealing);
  g_clear_handle_id (&self->pulse, g_source_remove);
  /* The bin is to let its child go before the template does. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_SEAL_STEP);

  G_OBJECT_CLASS (herald_seal_step_parent_class)->dispose (object);
}

static void
herald_seal_step_finalize (GObject *object)
{
  HeraldSealStep *self = HERALD_SEAL_STEP (object);

  g_clear_pointer (&self->xray, herald_xray_free);
  g_free (self->path);
  g_free (self->report);

  G_OBJECT_CLASS (herald_seal_step_parent_class)->finalize (object);
}

static void
herald_seal_step_class_init (HeraldSealStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HeraldStepClass *step_class = HERALD_STEP_CLASS (klass);

  object_class->constructed = herald_seal_step_constructed;
  object_class->dispose = herald_seal_step_dispose;
  object_class->finalize = herald_seal_step_finalize;
  step_class->refresh = herald_seal_step_refresh;
  step_class->show_place = herald_seal_step_show_place;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-seal-step.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, progress);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
herald_seal_step_init (HeraldSealStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_seal_step_new:
 * @desk: what the window works on
 *
 * Makes the step where the report is sealed.
 *
 * Returns: (transfer floating): the step
 */
HeraldStep *
herald_seal_step_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_SEAL_STEP, "desk", desk, "title", _("Seal"), NULL);
}
