/* herald-seal-choice.c: what the person chooses before sealing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-address-row.h"
#include "herald-fingerprint.h"
#include "herald-form-row.h"
#include "herald-key-page.h"
#include "herald-mail-limit.h"
#include "herald-seal-choice.h"
#include "herald-seal-plan.h"

struct _HeraldSealChoice
{
  AdwBin            parent_instance;

  HeraldDesk       *desk;
  HeraldSealPlan   *plan;          /* or NULL: not known yet */
  GCancellable     *planning;      /* the newest, or NULL */
  HeraldFormRow    *rows[HERALD_ENVELOPE_N_FORMS];
  HeraldAddressRow *address_row;
  HeraldKeyPage    *key_page;      /* weak: while it is open */

  GtkWidget        *blocked;
  AdwActionRow     *blocked_row;
  GtkWidget        *blocked_arrow;
  GtkListBox       *recipient;
  AdwActionRow     *key_row;
  GtkListBox       *forms;
  GtkWidget        *limit;
  GtkImage         *limit_icon;
  GtkLabel         *limit_label;
  GtkWidget        *seal_button;
  GtkWidget        *problem;
  GtkLabel         *problem_label;
};

G_DEFINE_FINAL_TYPE (HeraldSealChoice, herald_seal_choice, ADW_TYPE_BIN)

typedef enum
{
  PROP_LACKS_KEY = 1,
} HeraldSealChoiceProperty;

static GParamSpec *properties[PROP_LACKS_KEY + 1];

typedef enum
{
  SIGNAL_SEAL,
} HeraldSealChoiceSignal;

static guint signals[SIGNAL_SEAL + 1];

/**
 * herald_seal_choice_get_form:
 * @self: a choice
 *
 * Gives the form that the person chose.
 *
 * Returns: the form
 */
HeraldEnvelopeForm
herald_seal_choice_get_form (HeraldSealChoice *self)
{
  g_return_val_if_fail (HERALD_IS_SEAL_CHOICE (self), HERALD_ENVELOPE_BUNDLE);

  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    {
      if (herald_form_row_is_chosen (self->rows[i]))
        return (HeraldEnvelopeForm) i;
    }

  return HERALD_ENVELOPE_BUNDLE;
}

/* What stops it. */

static guint
count_stops (HeraldSealChoice *self)
{
  GPtrArray *findings = herald_desk_get_findings (self->desk);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += ((const HeraldFinding *) g_ptr_array_index (findings, i))->severity == HERALD_SEVERITY_STOP;

  return n;
}

static void
show_blocked (HeraldSealChoice *self)
{
  guint n = count_stops (self);
  const char *why_not = self->plan != NULL ? self->plan->why_not[herald_seal_choice_get_form (self)] : NULL;
  g_autofree char *text = NULL;

  if (n > 0)
    /* TRANSLATORS: %u is the number of problems that must be solved first */
    text = g_strdup_printf (ngettext ("%u thing stops this report, so it cannot be sealed yet",
                                      "%u things stop this report, so it cannot be sealed yet", n), n);
  else if (why_not != NULL)
    text = g_strdup (why_not);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->blocked_row), text != NULL ? text : "");
  adw_action_row_set_subtitle (self->blocked_row, n > 0 ? _("The review shows each, and where to mend it.") : "");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->blocked_row), n > 0);
  gtk_widget_set_visible (self->blocked_arrow, n > 0);
  gtk_widget_set_visible (self->blocked, text != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->blocked_row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "", -1);
  gtk_widget_set_sensitive (self->seal_button, text == NULL && self->plan != NULL && self->plan->key != NULL);
}

/* The plan. */

static void
show_key (HeraldSealChoice *self)
{
  const char *name = herald_vendor_get_name (herald_report_get_vendor (herald_desk_get_report (self->desk)));
  g_autofree char *subtitle = NULL, *groups = NULL, *title = NULL, *spoken = NULL;

  /* TRANSLATORS: %s is a vendor's name */
  title = g_strdup_printf (_("Key of %s"), name);
  if (self->plan->key == NULL)
    /* TRANSLATORS: %s says why there is no key */
    subtitle = g_strdup_printf (_("%s. Choose the vendor’s key, and confirm it."), self->plan->why_no_key);
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
  spoken = g_strjoin (". ", title, subtitle, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->key_row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
show_limit (HeraldSealChoice *self)
{
  HeraldEnvelopeForm form = herald_seal_choice_get_form (self);
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
choose_possible_form (HeraldSealChoice *self)
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
show_plan (HeraldSealChoice *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    herald_form_row_set_facts (self->rows[i], self->plan->why_not[i], self->plan->sizes[i]);

  choose_possible_form (self);
  show_key (self);
  gtk_widget_set_visible (GTK_WIDGET (self->address_row), self->plan->takes_mail);
  herald_address_row_set_address (self->address_row, self->plan->address, self->plan->address_from);
  show_limit (self);
  show_blocked (self);
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldSealChoice) self = data;
  g_autoptr(GError) error = NULL;
  HeraldSealPlan *plan = herald_composer_plan_seal_finish (HERALD_COMPOSER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->planning);
  if (self->desk == NULL)
    {
      g_clear_pointer (&plan, herald_seal_plan_free);
      return;
    }
  if (plan == NULL)
    {
      herald_desk_say_error (self->desk, error);
      return;
    }

  g_clear_pointer (&self->plan, herald_seal_plan_free);
  self->plan = plan;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LACKS_KEY]);
  if (herald_desk_get_report (self->desk) != NULL)
    show_plan (self);
}

static void
make_plan (HeraldSealChoice *self)
{
  if (self->planning != NULL)
    g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);

  /* What was confirmed may be known only once the report has been closed. */
  if (herald_desk_get_report (self->desk) == NULL)
    return;

  self->planning = g_cancellable_new ();
  herald_composer_plan_seal_async (herald_desk_get_composer (self->desk), self->planning,
                                   planned_cb, g_object_ref (self));
}

static void
chosen_cb (HeraldSealChoice *self)
{
  if (self->plan == NULL)
    return;

  show_limit (self);
  show_blocked (self);
}

static void
review_cb (HeraldSealChoice *self)
{
  herald_desk_go_to (self->desk, "/review");
}

static void
key_cb (HeraldSealChoice *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->key_page != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->key_page));
      return;
    }

  g_set_weak_pointer (&self->key_page, herald_key_page_present (window, self->desk));
  g_signal_connect_object (self->key_page, "confirmed", G_CALLBACK (make_plan), self, G_CONNECT_SWAPPED);
}

static void
seal_cb (HeraldSealChoice *self)
{
  g_signal_emit (self, signals[SIGNAL_SEAL], 0);
}

static void
herald_seal_choice_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (herald_seal_choice_parent_class)->map (widget);

  herald_seal_choice_refresh (HERALD_SEAL_CHOICE (widget));
}

static gboolean
herald_seal_choice_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (HERALD_SEAL_CHOICE (widget)->forms), GTK_DIR_TAB_FORWARD);
}

static void
herald_seal_choice_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  HeraldSealChoice *self = HERALD_SEAL_CHOICE (object);

  switch ((HeraldSealChoiceProperty) property_id)
    {
    case PROP_LACKS_KEY:
      g_value_set_boolean (value, herald_seal_choice_lacks_key (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_seal_choice_dispose (GObject *object)
{
  HeraldSealChoice *self = HERALD_SEAL_CHOICE (object);

  if (self->planning != NULL)
    g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
  g_clear_pointer (&self->plan, herald_seal_plan_free);
  g_clear_weak_pointer (&self->key_page);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_SEAL_CHOICE);

  G_OBJECT_CLASS (herald_seal_choice_parent_class)->dispose (object);
}

static void
herald_seal_choice_class_init (HeraldSealChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_seal_choice_dispose;
  object_class->get_property = herald_seal_choice_get_property;
  widget_class->map = herald_seal_choice_map;
  widget_class->grab_focus = herald_seal_choice_grab_focus;

  properties[PROP_LACKS_KEY] =
    g_param_spec_boolean ("lacks-key", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_SEAL] =
    g_signal_new ("seal", HERALD_TYPE_SEAL_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-seal-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldSealChoice, blocked);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealChoice, blocked_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealChoice, blocked_arrow);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealChoice, recipient);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealChoice, key_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealChoice, forms);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealChoice, limit);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealChoice, limit_icon);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealChoice, limit_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealChoice, seal_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealChoice, problem);
  gtk_widget_class_bind_template_child (widget_class, HeraldSealChoice, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, review_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, seal_cb);
}

static void
herald_seal_choice_init (HeraldSealChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    {
      self->rows[i] = HERALD_FORM_ROW (herald_form_row_new ((HeraldEnvelopeForm) i, i > 0 ? self->rows[0] : NULL));
      g_signal_connect_object (self->rows[i], "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->forms, GTK_WIDGET (self->rows[i]));
    }
}

/**
 * herald_seal_choice_new:
 * @desk: what the window works on
 *
 * Makes a choice.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_seal_choice_new (HeraldDesk *desk)
{
  HeraldSealChoice *self = g_object_new (HERALD_TYPE_SEAL_CHOICE, NULL);

  self->desk = g_object_ref (desk);
  self->address_row = HERALD_ADDRESS_ROW (herald_address_row_new (desk));
  gtk_widget_set_visible (GTK_WIDGET (self->address_row), FALSE);
  g_signal_connect_object (self->address_row, "confirmed", G_CALLBACK (make_plan), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->recipient, GTK_WIDGET (self->address_row));

  return GTK_WIDGET (self);
}

/**
 * herald_seal_choice_refresh:
 * @self: a choice
 *
 * Shows the report as it is now.
 *
 * Whom it goes to is looked up again, unless nobody looks at it.
 */
void
herald_seal_choice_refresh (HeraldSealChoice *self)
{
  g_return_if_fail (HERALD_IS_SEAL_CHOICE (self));

  if (herald_desk_get_report (self->desk) == NULL)
    return;

  show_blocked (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) || self->plan == NULL)
    make_plan (self);
}

/**
 * herald_seal_choice_say:
 * @self: a choice
 * @text: why nothing was sealed, plain text; empty to take it away
 *
 * Tells why nothing was sealed.
 */
void
herald_seal_choice_say (HeraldSealChoice *self,
                        const char       *text)
{
  g_return_if_fail (HERALD_IS_SEAL_CHOICE (self));

  gtk_label_set_text (self->problem_label, text);
  gtk_widget_set_visible (self->problem, *text != '\0');
  if (*text != '\0')
    gtk_widget_grab_focus (self->problem);
}

/**
 * herald_seal_choice_confirm_key:
 * @self: a choice
 *
 * Lets the person confirm the vendor's key.
 */
void
herald_seal_choice_confirm_key (HeraldSealChoice *self)
{
  g_return_if_fail (HERALD_IS_SEAL_CHOICE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
  key_cb (self);
}

/**
 * herald_seal_choice_edit_address:
 * @self: a choice
 *
 * Lets the person enter the vendor's e-mail address, where it takes mail.
 */
void
herald_seal_choice_edit_address (HeraldSealChoice *self)
{
  g_return_if_fail (HERALD_IS_SEAL_CHOICE (self));

  if (self->plan == NULL || self->plan->takes_mail)
    herald_address_row_edit (self->address_row);
}

/**
 * herald_seal_choice_lacks_key:
 * @self: a choice
 *
 * Tells whether there is no key to seal to.
 *
 * Returns: %FALSE also while that is not known yet
 */
gboolean
herald_seal_choice_lacks_key (HeraldSealChoice *self)
{
  g_return_val_if_fail (HERALD_IS_SEAL_CHOICE (self), FALSE);

  return self->plan != NULL && self->plan->key == NULL;
}
