/* herald-rule-row.c: a vendor's rule, to confirm or to accept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "herald-data-text.h"
#include "herald-quote.h"
#include "herald-rule-row.h"

struct _HeraldRuleRow
{
  AdwPreferencesRow  parent_instance;

  HeraldDesk        *desk;
  HeraldVendor      *vendor; /* keeps the rule */
  const HeraldRule  *rule;
  gboolean           is_term;
  gboolean           is_outdated;

  GtkCheckButton    *check;
  GtkLabel          *title;
  GtkBox            *body;
  GtkBox            *status;
  GtkImage          *status_icon;
  GtkLabel          *status_label;
  GtkToggleButton   *unsure_button;
  GtkLabel          *unsure_label;
};

G_DEFINE_FINAL_TYPE (HeraldRuleRow, herald_rule_row, ADW_TYPE_PREFERENCES_ROW)

static void
toggled_cb (HeraldRuleRow *self)
{
  HeraldReport *report = herald_desk_get_report (self->desk);
  gboolean is_active = gtk_check_button_get_active (self->check);
  g_autoptr(GError) error = NULL;

  if (report == NULL || is_active == herald_rule_row_is_given (self))
    return;

  if (is_active && !herald_report_attest (report, self->rule->id, &error))
    herald_desk_say_error (self->desk, error);
  else if (!is_active)
    herald_report_withdraw (report, self->rule->id);
}

/* An instant as people read it; an anonymous report has only its day. */
static char *
say_when (HeraldRuleRow *self,
          const char    *at)
{
  g_autofree char *day = g_strndup (at, 10);
  g_autofree char *minute = NULL;

  if (strlen (at) < 16 || at[10] != 'T')
    return self->is_term
      /* TRANSLATORS: %s is a date */
      ? g_strdup_printf (_("Accepted on %s"), day)
      /* TRANSLATORS: %s is a date */
      : g_strdup_printf (_("Confirmed on %s"), day);

  minute = g_strndup (at + 11, 5);
  return self->is_term
    /* TRANSLATORS: the first %s is a date, the second a time in UTC */
    ? g_strdup_printf (_("Accepted on %s at %s UTC"), day, minute)
    /* TRANSLATORS: the first %s is a date, the second a time in UTC */
    : g_strdup_printf (_("Confirmed on %s at %s UTC"), day, minute);
}

static void
show_status (HeraldRuleRow *self,
             const char    *icon,
             const char    *style,
             const char    *text)
{
  const char *classes[] = { style, NULL };

  gtk_widget_set_visible (GTK_WIDGET (self->status), text != NULL);
  /* With every letter that is typed elsewhere the same is to be said again. */
  if (text == NULL || g_str_equal (gtk_label_get_label (self->status_label), text))
    return;

  gtk_image_set_from_icon_name (self->status_icon, icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->status_icon), classes);
  gtk_label_set_label (self->status_label, text);
}

static void
append_parts (HeraldRuleRow *self)
{
  for (gsize i = 0; self->rule->parts != NULL && self->rule->parts[i] != NULL; i++)
    {
      /* TRANSLATORS: an entry of a list; %s is a short sentence */
      g_autofree char *entry = g_strdup_printf (_("• %s"), herald_data_text (self->rule->parts[i]));

      gtk_box_append (self->body, herald_quote_label_new (entry, NULL));
    }
}

static void
fill (HeraldRuleRow *self)
{
  const char *title = herald_data_text (self->rule->title);
  g_autofree char *name = NULL, *description = NULL;

  herald_quote_append (self->body, self->vendor, self->rule->wording, self->rule->explanation, "");
  append_parts (self);
  if (!self->is_term && !self->rule->blocking)
    herald_quote_append (self->body, self->vendor, "", _("A report can be sealed without it."), "");
  herald_quote_append (self->body, self->vendor, "", "", self->rule->source);

  /* TRANSLATORS: %s is the short title of a vendor's legal term */
  name = self->is_term ? g_strdup_printf (_("I accept: %s"), title) : g_strdup (title);
  gtk_label_set_label (self->title, name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_label_set_label (self->unsure_label, herald_data_text (self->rule->unsure));
  gtk_widget_set_visible (GTK_WIDGET (self->unsure_button), *self->rule->unsure != '\0');

  description = herald_quote_dup_spoken (self->body);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
}

static void
herald_rule_row_dispose (GObject *object)
{
  HeraldRuleRow *self = HERALD_RULE_ROW (object);

  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_rule_row_parent_class)->dispose (object);
}

static void
herald_rule_row_finalize (GObject *object)
{
  HeraldRuleRow *self = HERALD_RULE_ROW (object);

  g_clear_pointer (&self->vendor, herald_vendor_unref);

  G_OBJECT_CLASS (herald_rule_row_parent_class)->finalize (object);
}

static void
herald_rule_row_class_init (HeraldRuleRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_rule_row_dispose;
  object_class->finalize = herald_rule_row_finalize;
  widget_class->focus = herald_quote_row_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-rule-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldRuleRow, check);
  gtk_widget_class_bind_template_child (widget_class, HeraldRuleRow, title);
  gtk_widget_class_bind_template_child (widget_class, HeraldRuleRow, body);
  gtk_widget_class_bind_template_child (widget_class, HeraldRuleRow, status);
  gtk_widget_class_bind_template_child (widget_class, HeraldRuleRow, status_icon);
  gtk_widget_class_bind_template_child (widget_class, HeraldRuleRow, status_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldRuleRow, unsure_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldRuleRow, unsure_label);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
herald_rule_row_init (HeraldRuleRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_rule_row_new:
 * @desk: a desk with a report
 * @rule: the id of a prerequisite or term of its vendor
 *
 * Makes the row of a vendor's rule.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_rule_row_new (HeraldDesk *desk,
                     const char *rule)
{
  HeraldRuleRow *self = g_object_new (HERALD_TYPE_RULE_ROW, NULL);

  self->desk = g_object_ref (desk);
  self->vendor = herald_vendor_ref (herald_report_get_vendor (herald_desk_get_report (desk)));
  self->rule = herald_vendor_find_rule (self->vendor, rule, &self->is_term);
  fill (self);
  herald_rule_row_refresh (self);

  return GTK_WIDGET (self);
}

/**
 * herald_rule_row_get_rule:
 * @self: a row
 *
 * Names the row's rule.
 *
 * Returns: (transfer none): its id
 */
const char *
herald_rule_row_get_rule (HeraldRuleRow *self)
{
  g_return_val_if_fail (HERALD_IS_RULE_ROW (self), NULL);

  return self->rule->id;
}

/**
 * herald_rule_row_refresh:
 * @self: a row
 *
 * Shows whether the rule's present wording was confirmed, and when.
 */
void
herald_rule_row_refresh (HeraldRuleRow *self)
{
  HeraldReport *report;
  const HeraldAttestation *attestation;
  g_autofree char *when = NULL;

  g_return_if_fail (HERALD_IS_RULE_ROW (self));

  report = herald_desk_get_report (self->desk);
  attestation = herald_report_get_attestation (report, self->rule, &self->is_outdated);
  gtk_check_button_set_active (self->check, attestation != NULL);

  if (attestation != NULL)
    {
      when = say_when (self, attestation->at);
      show_status (self, "emblem-ok-symbolic", "success", when);
    }
  else if (self->is_outdated)
    show_status (self, "dialog-warning-symbolic", "warning",
                 self->is_term
                   ? _("You accepted an earlier wording. The vendor has changed this sentence since: what stands here now is new. Read it again.")
                   : _("You confirmed an earlier wording. The vendor has changed this sentence since: what stands here now is new. Read it again."));
  else
    show_status (self, NULL, NULL, NULL);
}

/**
 * herald_rule_row_is_given:
 * @self: a row
 *
 * Tells whether the rule's present wording was confirmed.
 *
 * Returns: %TRUE if it was
 */
gboolean
herald_rule_row_is_given (HeraldRuleRow *self)
{
  g_return_val_if_fail (HERALD_IS_RULE_ROW (self), FALSE);

  return herald_report_get_attestation (herald_desk_get_report (self->desk), self->rule, NULL) != NULL;
}

/**
 * herald_rule_row_is_outdated:
 * @self: a row
 *
 * Tells whether an earlier wording was confirmed, and not the present one.
 *
 * Returns: %TRUE if so
 */
gboolean
herald_rule_row_is_outdated (HeraldRuleRow *self)
{
  g_return_val_if_fail (HERALD_IS_RULE_ROW (self), FALSE);

  return self->is_outdated;
}

/**
 * herald_rule_row_is_blocking:
 * @self: a row
 *
 * Tells whether nothing is sealed before the rule is confirmed.
 *
 * Returns: %TRUE if so
 */
gboolean
herald_rule_row_is_blocking (HeraldRuleRow *self)
{
  g_return_val_if_fail (HERALD_IS_RULE_ROW (self), FALSE);

  return self->is_term || self->rule->blocking;
}

/**
 * herald_rule_row_focus:
 * @self: a row
 *
 * Puts the focus on what confirms the rule.
 *
 * Returns: %FALSE if it cannot have the focus
 */
gboolean
herald_rule_row_focus (HeraldRuleRow *self)
{
  g_return_val_if_fail (HERALD_IS_RULE_ROW (self), FALSE);

  return gtk_widget_grab_focus (GTK_WIDGET (self->check));
}
