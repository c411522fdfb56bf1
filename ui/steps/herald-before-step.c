/* herald-before-step.c: what is settled before the report is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "herald-before-step.h"
#include "herald-contradiction-row.h"
#include "herald-data-text.h"
#include "herald-diversion-row.h"
#include "herald-quote.h"
#include "herald-rule-row.h"

struct _HeraldBeforeStep
{
  HeraldStep          parent_instance;

  AdwPreferencesPage *page;
  GPtrArray          *diversions;   /* (element-type HeraldDiversionRow) */
  GPtrArray          *rules;        /* (element-type HeraldRuleRow) */
};

G_DEFINE_FINAL_TYPE (HeraldBeforeStep, herald_before_step, HERALD_TYPE_STEP)

static AdwPreferencesGroup *
add_group (HeraldBeforeStep *self,
           const char       *title,
           const char       *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (self->page, group);

  return group;
}

static void
add_quotes (HeraldVendor        *vendor,
            AdwPreferencesGroup *group,
            GPtrArray           *rules,
            const char          *title)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const HeraldRule *rule = g_ptr_array_index (rules, i);

      adw_preferences_group_add (group, herald_quote_row_new (vendor, *rule->title != '\0' ? rule->title : title,
                                                              rule->wording, rule->explanation, rule->source));
    }
}

static void
add_scope (HeraldBeforeStep *self,
           HeraldVendor     *vendor)
{
  GPtrArray *in = herald_vendor_get_scope_in (vendor), *out = herald_vendor_get_scope_out (vendor);
  GPtrArray *not_for = herald_vendor_get_not_for (vendor);
  AdwPreferencesGroup *group;

  if (in->len + out->len + not_for->len == 0)
    return;

  group = add_group (self, _("Is This the Right Place?"), _("What the vendor takes here, and what belongs elsewhere."));
  add_quotes (vendor, group, in, _("Belongs here"));
  add_quotes (vendor, group, out, _("Does not belong here"));

  for (guint i = 0; i < not_for->len; i++)
    {
      const HeraldRule *rule = g_ptr_array_index (not_for, i);
      /* TRANSLATORS: %s names somebody who is not the vendor */
      g_autofree char *title = g_strdup_printf (_("Not for: %s"), herald_data_text (rule->title));

      adw_preferences_group_add (group, herald_quote_row_new (vendor, title, rule->wording, rule->explanation,
                                                              rule->source));
    }
}

static void
add_diversions (HeraldBeforeStep *self,
                HeraldVendor     *vendor)
{
  GPtrArray *diversions = herald_vendor_get_diversions (vendor);
  AdwPreferencesGroup *group;

  if (diversions->len == 0)
    return;

  group = add_group (self, _("Asked First"), _("Some matters are urgent, or belong elsewhere. No report is sealed before this is answered."));
  for (guint i = 0; i < diversions->len; i++)
    {
      const HeraldDiversion *diversion = g_ptr_array_index (diversions, i);
      GtkWidget *row = herald_diversion_row_new (herald_step_get_desk (HERALD_STEP (self)), diversion->id);

      g_ptr_array_add (self->diversions, g_object_ref (row));
      adw_preferences_group_add (group, row);
    }
}

static void
add_rules (HeraldBeforeStep *self,
           GPtrArray        *rules,
           const char       *title,
           const char       *description)
{
  AdwPreferencesGroup *group;

  if (rules->len == 0)
    return;

  group = add_group (self, title, description);
  for (guint i = 0; i < rules->len; i++)
    {
      const HeraldRule *rule = g_ptr_array_index (rules, i);
      GtkWidget *row = herald_rule_row_new (herald_step_get_desk (HERALD_STEP (self)), rule->id);

      g_ptr_array_add (self->rules, g_object_ref (row));
      adw_preferences_group_add (group, row);
    }
}

static void
add_contradictions (HeraldBeforeStep *self,
                    HeraldVendor     *vendor)
{
  GPtrArray *contradictions = herald_vendor_get_contradictions (vendor);
  AdwPreferencesGroup *group;

  if (contradictions->len == 0)
    return;

  group = add_group (self, _("Where the Vendor’s Words Disagree"), _("Both sentences as they stand, and what Herald makes of them."));
  for (guint i = 0; i < contradictions->len; i++)
    adw_preferences_group_add (group, herald_contradiction_row_new (vendor, g_ptr_array_index (contradictions, i)));
}

static void
fill (HeraldBeforeStep *self,
      HeraldVendor     *vendor)
{
  GPtrArray *forbidden = herald_vendor_get_forbidden (vendor);
  g_autofree char *language = herald_quote_dup_language (vendor);
  /* TRANSLATORS: %s is the name of a language */
  g_autofree char *quoted = g_strdup_printf (_("Confirm each rule that you kept. The vendor’s own sentences stand in quotation marks, in %s."), language);
  g_autofree char *rules = g_markup_escape_text (quoted, -1);

  add_scope (self, vendor);
  add_diversions (self, vendor);
  add_rules (self, herald_vendor_get_prerequisites (vendor), _("Rules"), rules);
  add_rules (self, herald_vendor_get_terms (vendor), _("Terms"),
             _("A term is a legal consequence of sending the report. Each has to be accepted on its own, or nothing is sealed."));
  if (forbidden->len > 0)
    add_quotes (vendor, add_group (self, _("Leave Out of the Report"), _("What the vendor does not want to receive.")),
                forbidden, "");
  add_contradictions (self, vendor);
}

static void
update_state (HeraldBeforeStep *self)
{
  guint n_given = 0, n_missing = 0;
  gboolean is_outdated = FALSE;

  for (guint i = 0; i < self->diversions->len; i++)
    if (herald_diversion_row_get_answer (g_ptr_array_index (self->diversions, i)) == HERALD_DIVERSION_UNANSWERED)
      n_missing++;
    else
      n_given++;

  for (guint i = 0; i < self->rules->len; i++)
    {
      HeraldRuleRow *row = g_ptr_array_index (self->rules, i);

      is_outdated = is_outdated || herald_rule_row_is_outdated (row);
      if (herald_rule_row_is_given (row))
        n_given++;
      else if (herald_rule_row_is_blocking (row))
        n_missing++;
    }

  herald_step_set_state (HERALD_STEP (self),
                         is_outdated ? HERALD_STEP_ATTENTION
                         : n_missing == 0 ? HERALD_STEP_COMPLETE
                         : n_given > 0 ? HERALD_STEP_IN_WORK : HERALD_STEP_UNTOUCHED);
}

static void
herald_before_step_refresh (HeraldStep *step)
{
  HeraldBeforeStep *self = HERALD_BEFORE_STEP (step);

  g_ptr_array_foreach (self->diversions, (GFunc) (void (*) (void)) herald_diversion_row_refresh, NULL);
  g_ptr_array_foreach (self->rules, (GFunc) (void (*) (void)) herald_rule_row_refresh, NULL);
  update_state (self);
}

/* The first that is still to be done, or the first of all. */
static gboolean
focus_first (HeraldBeforeStep *self)
{
  for (guint i = 0; i < self->diversions->len; i++)
    {
      HeraldDiversionRow *row = g_ptr_array_index (self->diversions, i);

      if (herald_diversion_row_get_answer (row) == HERALD_DIVERSION_UNANSWERED)
        return herald_diversion_row_focus (row);
    }

  for (guint i = 0; i < self->rules->len; i++)
    if (!herald_rule_row_is_given (g_ptr_array_index (self->rules, i)))
      return herald_rule_row_focus (g_ptr_array_index (self->rules, i));

  return gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_FORWARD);
}

static gboolean
herald_before_step_show_place (HeraldStep *step,
                               const char *place)
{
  HeraldBeforeStep *self = HERALD_BEFORE_STEP (step);

  if (g_str_equal (place, "/attestations") || g_str_equal (place, "/diversions"))
    {
      focus_first (self);
      return TRUE;
    }

  for (guint i = 0; g_str_has_prefix (place, "/diversions/") && i < self->diversions->len; i++)
    {
      HeraldDiversionRow *row = g_ptr_array_index (self->diversions, i);

      if (g_str_equal (herald_diversion_row_get_diversion (row), place + strlen ("/diversions/")))
        {
          herald_diversion_row_focus (row);
          return TRUE;
        }
    }

  for (guint i = 0; g_str_has_prefix (place, "/attestations/") && i < self->rules->len; i++)
    {
      HeraldRuleRow *row = g_ptr_array_index (self->rules, i);

      if (g_str_equal (herald_rule_row_get_rule (row), place + strlen ("/attestations/")))
        {
          herald_rule_row_focus (row);
          return TRUE;
        }
    }

  return FALSE;
}

static void
herald_before_step_constructed (GObject *object)
{
  HeraldBeforeStep *self = HERALD_BEFORE_STEP (object);
  HeraldDesk *desk = herald_step_get_desk (HERALD_STEP (self));

  G_OBJECT_CLASS (herald_before_step_parent_class)->constructed (object);

  herald_step_set_title (HERALD_STEP (self), _("Before You Start"));
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->page));
  fill (self, herald_report_get_vendor (herald_desk_get_report (desk)));
}

static void
herald_before_step_dispose (GObject *object)
{
  HeraldBeforeStep *self = HERALD_BEFORE_STEP (object);

  g_clear_pointer (&self->diversions, g_ptr_array_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);

  G_OBJECT_CLASS (herald_before_step_parent_class)->dispose (object);
}

static void
herald_before_step_class_init (HeraldBeforeStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  HeraldStepClass *step_class = HERALD_STEP_CLASS (klass);

  object_class->constructed = herald_before_step_constructed;
  object_class->dispose = herald_before_step_dispose;
  step_class->refresh = herald_before_step_refresh;
  step_class->show_place = herald_before_step_show_place;
}

static void
herald_before_step_init (HeraldBeforeStep *self)
{
  self->diversions = g_ptr_array_new_with_free_func (g_object_unref);
  self->rules = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * herald_before_step_new:
 * @desk: a desk with a report
 *
 * Makes the step in which rules are confirmed and terms accepted.
 *
 * Returns: (transfer floating): the widget
 */
HeraldStep *
herald_before_step_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_BEFORE_STEP, "desk", desk, NULL);
}
