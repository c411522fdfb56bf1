/* herald-seal-step.c: where the report is sealed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "herald-address-row.h"
#include "herald-compat.h"
#include "herald-composer-sealed.h"
#include "herald-fingerprint-view.h"
#include "herald-form-row.h"
#include "herald-key-page.h"
#include "herald-mail-limit.h"
#include "herald-seal-plan.h"
#include "herald-seal-step.h"
#include "herald-sealed-view.h"
#include "herald-xray.h"

#define PULSE_MS 120

struct _HeraldSealStep
{
  HeraldStep        parent_instance;

  HeraldSealPlan   *plan;          /* or NULL: not known yet */
  GCancellable     *planning;      /* the newest, or NULL */
  HeraldFormRow    *rows[HERALD_ENVELOPE_N_FORMS];
  HeraldAddressRow *address_row;
  HeraldSealedView *sealed;

  GCancellable     *sealing;       /* or NULL */
  HeraldXray       *xray;          /* of what is being sealed */
  char             *path;          /* where it will stand, or stands */
  guint             pulse;
  gboolean          is_sealed;

  GtkStack         *stack;
  GtkWidget        *blocked;
  GtkLabel         *blocked_label;
  GtkWidget        *review_button;
  GtkListBox       *recipient;
  AdwActionRow     *key_row;
  GtkButton        *key_button;
  GtkListBox       *forms;
  GtkWidget        *limit;
  GtkImage         *limit_icon;
  GtkLabel         *limit_label;
  GtkWidget        *seal_button;
  GtkLabel         *problem;
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

static HeraldEnvelopeForm
get_form (HeraldSealStep *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    {
      if (herald_form_row_is_chosen (self->rows[i]))
        return (HeraldEnvelopeForm) i;
    }

  return HERALD_ENVELOPE_BUNDLE;
}

/* What stops it. */

static guint
count_stops (HeraldSealStep *self)
{
  GPtrArray *findings = herald_desk_get_findings (get_desk (self));
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += ((const HeraldFinding *) g_ptr_array_index (findings, i))->severity == HERALD_SEVERITY_STOP;

  return n;
}

static void
show_blocked (HeraldSealStep *self)
{
  guint n = count_stops (self);
  const char *why_not = self->plan != NULL ? self->plan->why_not[get_form (self)] : NULL;
  g_autofree char *text = NULL;

  if (n > 0)
    /* TRANSLATORS: %u is the number of problems that must be solved first */
    text = g_strdup_printf (ngettext ("%u thing stops this report, so it cannot be sealed yet.",
                                      "%u things stop this report, so it cannot be sealed yet.", n), n);
  else if (why_not != NULL)
    text = g_strdup (why_not);

  gtk_label_set_text (self->blocked_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->blocked, text != NULL);
  gtk_widget_set_visible (self->review_button, n > 0);
  gtk_widget_set_sensitive (self->seal_button, text == NULL && self->plan != NULL && self->plan->key != NULL);
}

static void
show_state (HeraldSealStep *self)
{
  HeraldStepState state = HERALD_STEP_UNTOUCHED;

  if (self->is_sealed)
    state = HERALD_STEP_COMPLETE;
  else if (self->plan != NULL && self->plan->key == NULL)
    state = HERALD_STEP_ATTENTION;

  herald_step_set_state (HERALD_STEP (self), state);
}

/* The plan. */

static void
show_key (HeraldSealStep *self)
{
  const char *name = herald_vendor_get_name (herald_report_get_vendor (herald_desk_get_report (get_desk (self))));
  g_autofree char *subtitle = NULL, *groups = NULL, *title = NULL, *spoken = NULL;

  /* TRANSLATORS: %s is a vendor's name */
  title = g_strdup_printf (_("Key of %s"), name);
  if (self->plan->key == NULL)
    subtitle = g_strdup (self->plan->why_no_key);
  else
    {
      groups = herald_fingerprint_group (herald_key_get_fingerprint (self->plan->key));
      if (self->plan->key_is_shipped)
        /* TRANSLATORS: %s is a fingerprint in groups of four digits */
        subtitle = g_strdup_printf (_("%s\nCame with Herald"), groups);
      else
        /* TRANSLATORS: the first %s is a fingerprint in groups of four digits, the second a date */
        subtitle = g_strdup_printf (_("%s\nConfirmed by you on %s"), groups, self->plan->key_date);
    }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key_row), title);
  adw_action_row_set_subtitle (self->key_row, subtitle);
  adw_action_row_set_icon_name (self->key_row, self->plan->key != NULL ? "channel-secure-symbolic"
                                                                       : "dialog-error-symbolic");
  gtk_button_set_label (self->key_button, self->plan->key != NULL ? _("Cha_nge…") : _("Co_nfirm a Key…"));
  spoken = g_strjoin (". ", title, subtitle, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->key_row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
show_limit (HeraldSealStep *self)
{
  HeraldEnvelopeForm form = get_form (self);
  gboolean is_mail = form == HERALD_ENVELOPE_EML || form == HERALD_ENVELOPE_DRAFT;
  gboolean is_large = FALSE;
  g_autofree char *text = is_mail && self->plan != NULL
                            ? herald_mail_limit_describe (self->plan->sizes[form], &is_large) : NULL;

  gtk_widget_set_visible (self->limit, text != NULL);
  gtk_label_set_text (self->limit_label, text != NULL ? text : "");
  gtk_image_set_from_icon_name (self->limit_icon, is_large ? "dialog-warning-symbolic" : "dialog-information-symbolic");
}

/* The form that was chosen may be one that cannot be had any more. */
static void
choose_possible_form (HeraldSealStep *self)
{
  static const HeraldEnvelopeForm preferred[] = {
    HERALD_ENVELOPE_DRAFT, HERALD_ENVELOPE_BUNDLE, HERALD_ENVELOPE_EML, HERALD_ENVELOPE_ASC,
  };

  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    {
      if (herald_form_row_is_chosen (self->rows[i]) && self->plan->why_not[i] == NULL)
        return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (preferred); i++)
    {
      if (self->plan->why_not[preferred[i]] == NULL)
        {
          herald_form_row_choose (self->rows[preferred[i]]);
          return;
        }
    }
}

static void
show_plan (HeraldSealStep *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    herald_form_row_set_facts (self->rows[i], self->plan->why_not[i], self->plan->sizes[i]);

  choose_possible_form (self);
  show_key (self);
  gtk_widget_set_visible (GTK_WIDGET (self->address_row), self->plan->takes_mail);
  herald_address_row_set_address (self->address_row, self->plan->address, self->plan->address_from);
  show_limit (self);
  show_blocked (self);
  show_state (self);
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldSealStep) self = data;
  g_autoptr(GError) error = NULL;
  HeraldSealPlan *plan = herald_composer_plan_seal_finish (HERALD_COMPOSER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->planning);
  if (plan == NULL)
    {
      herald_desk_say_error (get_desk (self), error);
      return;
    }

  g_clear_pointer (&self->plan, herald_seal_plan_free);
  self->plan = plan;
  if (herald_desk_get_report (get_desk (self)) != NULL)
    show_plan (self);
}

static void
make_plan (HeraldSealStep *self)
{
  if (self->planning != NULL)
    g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);

  self->planning = g_cancellable_new ();
  herald_composer_plan_seal_async (herald_desk_get_composer (get_desk (self)), self->planning,
                                   planned_cb, g_object_ref (self));
}

static void
chosen_cb (HeraldSealStep *self)
{
  if (self->plan == NULL)
    return;

  show_limit (self);
  show_blocked (self);
}

static void
review_cb (HeraldSealStep *self)
{
  herald_desk_go_to (get_desk (self), "/review");
}

static void
key_cb (HeraldSealStep *self)
{
  HeraldKeyPage *page = herald_key_page_present (get_window (self), get_desk (self));

  g_signal_connect_object (page, "confirmed", G_CALLBACK (make_plan), self, G_CONNECT_SWAPPED);
}

/* Sealing. */

static gboolean
pulse_cb (gpointer data)
{
  gtk_progress_bar_pulse (HERALD_SEAL_STEP (data)->progress);
  return G_SOURCE_CONTINUE;
}

static void
show_problem (HeraldSealStep *self,
              const char     *text)
{
  gtk_label_set_text (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *text != '\0');
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

  end_sealing (self, "plan");
  if (self->stack == NULL)
    return;

  show_problem (self, is_cancelled ? _("Cancelled. No file was left.") : error->message);
  gtk_widget_grab_focus (GTK_WIDGET (self->problem));
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

  if (self->stack == NULL || herald_desk_get_report (get_desk (self)) == NULL)
    return;

  if (xray == NULL)
    {
      fail (self, error);
      return;
    }

  self->is_sealed = TRUE;
  herald_sealed_view_show (self->sealed, xray, self->path);
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
  if (self->stack == NULL)
    return;

  if (herald_composer_get_report (composer) != NULL)
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
  HeraldEnvelopeForm form = get_form (self);

  g_return_if_fail (HERALD_IS_SEAL_STEP (self));
  g_return_if_fail (path != NULL);
  g_return_if_fail (self->sealing == NULL);

  show_problem (self, "");
  g_free (self->path);
  self->path = g_strdup (path);
  g_clear_pointer (&self->xray, herald_xray_free);
  self->xray = herald_composer_new_xray (composer, form);
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

  if (file == NULL || self->stack == NULL || self->sealing != NULL)
    return;

  if (g_file_peek_path (file) != NULL)
    herald_seal_step_seal (self, g_file_peek_path (file));
  else
    show_problem (self, _("This place does not lie on this computer; choose a folder here."));
}

static void
seal_cb (HeraldSealStep *self)
{
  herald_save_file_async (get_window (self), _("Save the Envelope"),
                          herald_envelope_form_get_name (get_form (self)), saved_cb, g_object_ref (self));
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
  gtk_stack_set_visible_child_name (self->stack, "plan");
  gtk_widget_child_focus (GTK_WIDGET (self->forms), GTK_DIR_TAB_FORWARD);
}

/* The step. */

static void
herald_seal_step_refresh (HeraldStep *step)
{
  HeraldSealStep *self = HERALD_SEAL_STEP (step);

  show_blocked (self);
  /* Another vendor, another key: a plan nobody looks at can wait. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) || self->plan == NULL)
    make_plan (self);
}

static gboolean
herald_seal_step_show_place (HeraldStep *step,
                             const char *place)
{
  HeraldSealStep *self = HERALD_SEAL_STEP (step);

  if (g_str_equal (place, "/vendor/keys"))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->key_button));
      key_cb (self);
      return TRUE;
    }

  if (g_str_has_prefix (place, "/vendor/channels"))
    {
      gtk_stack_set_visible_child_name (self->stack, "plan");
      if (gtk_widget_get_visible (GTK_WIDGET (self->address_row)))
        herald_address_row_edit (self->address_row);
      return TRUE;
    }

  return FALSE;
}

static void
replaced_cb (HeraldSealStep *self)
{
  if (self->sealing != NULL)
    g_cancellable_cancel (self->sealing);
  self->is_sealed = FALSE;
  gtk_stack_set_visible_child_name (self->stack, self->sealing != NULL ? "sealing" : "plan");
  show_problem (self, "");
}

static void
herald_seal_step_map (GtkWidget *widget)
{
  HeraldSealStep *self = HERALD_SEAL_STEP (widget);

  GTK_WIDGET_CLASS (herald_seal_step_parent_class)->map (widget);

  if (herald_desk_get_report (get_desk (self)) != NULL)
    make_plan (self);
}

static void
herald_seal_step_constructed (GObject *object)
{
  HeraldSealStep *self = HERALD_SEAL_STEP (object);
  HeraldDesk *desk = get_desk (self);

  G_OBJECT_CLASS (herald_seal_step_parent_class)->constructed (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    {
      self->rows[i] = HERALD_FORM_ROW (herald_form_row_new ((HeraldEnvelopeForm) i, i > 0 ? self->rows[0] : NULL));
      g_signal_connect_object (self->rows[i], "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->forms, GTK_WIDGET (self->rows[i]));
    }

  self->address_row = HERALD_ADDRESS_ROW (herald_address_row_new (desk));
  gtk_widget_set_visible (GTK_WIDGET (self->address_row), FALSE);
  g_signal_connect_object (self->address_row, "confirmed", G_CALLBACK (make_plan), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->recipient, GTK_WIDGET (self->address_row));

  self->sealed = HERALD_SEALED_VIEW (herald_sealed_view_new (desk));
  g_signal_connect_object (self->sealed, "again", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->sealed), "sealed");

  g_signal_connect_object (desk, "report-replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  herald_step_refresh (HERALD_STEP (self));
}

static void
herald_seal_step_dispose (GObject *object)
{
  HeraldSealStep *self = HERALD_SEAL_STEP (object);

  if (self->planning != NULL)
    g_cancellable_cancel (self->planning);
  if (self->sealing != NULL)
    g_cancellable_cancel (self->sealing);
  g_clear_object (&self->planning);
  g_clear_object (&self->sealing);
  g_clear_handle_id (&self->pulse, g_source_remove);
  g_clear_pointer (&self->plan, herald_seal_plan_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_SEAL_STEP);

  G_OBJECT_CLASS (herald_seal_step_parent_class)->dispose (object);
}

static void
herald_seal_step_finalize (GObject *object)
{
  HeraldSealStep *self = HERALD_SEAL_STEP (object);

  g_clear_pointer (&self->xray, herald_xray_free);
  g_free (self->path);

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
  widget_class->map = herald_seal_step_map;
  step_class->refresh = herald_seal_step_refresh;
  step_class->show_place = herald_seal_step_show_place;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-seal-step.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, blocked);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, blocked_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, review_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, recipient);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, key_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, key_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, forms);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, limit);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, limit_icon);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, limit_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, seal_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, problem);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, progress);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealStep, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, review_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, seal_cb);
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
