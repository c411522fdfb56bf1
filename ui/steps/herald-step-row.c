/* herald-step-row.c: a step in the list of steps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-roving.h"
#include "herald-step-row.h"

struct _HeraldStepRow
{
  GtkListBoxRow  parent_instance;

  HeraldStep    *step;

  GtkImage      *icon;
  GtkLabel      *title;
  GtkLabel      *words;
};

G_DEFINE_FINAL_TYPE (HeraldStepRow, herald_step_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  PROP_STEP = 1,
} HeraldStepRowProperty;

static GParamSpec *properties[PROP_STEP + 1];

/* How each state looks and what it is called. */
static const struct
{
  const char *icon;
  const char *words;
  const char *style;
} states[] = {
  [HERALD_STEP_UNTOUCHED] = { "radio-symbolic", N_("Not begun"), "dim-label" },
  [HERALD_STEP_IN_WORK] = { "document-edit-symbolic", N_("In work"), "accent" },
  [HERALD_STEP_COMPLETE] = { "emblem-ok-symbolic", N_("Complete"), "success" },
  [HERALD_STEP_ATTENTION] = { "dialog-warning-symbolic", N_("Needs attention"), "warning" },
};

static void
update (HeraldStepRow *self)
{
  HeraldStepState state = herald_step_get_state (self->step);
  const char *title = herald_step_get_title (self->step);
  const char *words = _(states[state].words);
  const char *classes[] = { states[state].style, NULL };
  /* TRANSLATORS: read aloud: the first %s is a step such as “Evidence”, the
   * second how far it has come, such as “Complete” */
  g_autofree char *label = g_strdup_printf (_("%s, %s"), title, words);

  gtk_image_set_from_icon_name (self->icon, states[state].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
herald_step_row_constructed (GObject *object)
{
  HeraldStepRow *self = HERALD_STEP_ROW (object);

  G_OBJECT_CLASS (herald_step_row_parent_class)->constructed (object);

  g_signal_connect_object (self->step, "notify::title", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->step, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
herald_step_row_dispose (GObject *object)
{
  HeraldStepRow *self = HERALD_STEP_ROW (object);

  g_clear_object (&self->step);

  G_OBJECT_CLASS (herald_step_row_parent_class)->dispose (object);
}

static void
herald_step_row_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  HeraldStepRow *self = HERALD_STEP_ROW (object);

  switch ((HeraldStepRowProperty) property_id)
    {
    case PROP_STEP:
      self->step = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_step_row_class_init (HeraldStepRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = herald_step_row_constructed;
  object_class->dispose = herald_step_row_dispose;
  object_class->set_property = herald_step_row_set_property;

  properties[PROP_STEP] =
    g_param_spec_object ("step", NULL, NULL, HERALD_TYPE_STEP,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldStepRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HeraldStepRow, title);
  gtk_widget_class_bind_template_child (widget_class, HeraldStepRow, words);
}

static void
herald_step_row_init (HeraldStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  herald_roving_add_row (GTK_LIST_BOX_ROW (self));
}

/**
 * herald_step_row_new:
 * @step: a step
 *
 * Makes the row of a step in the list of steps.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_step_row_new (HeraldStep *step)
{
  g_return_val_if_fail (HERALD_IS_STEP (step), NULL);

  return g_object_new (HERALD_TYPE_STEP_ROW, "step", step, NULL);
}

/**
 * herald_step_row_get_step:
 * @self: a row
 *
 * Gives the row's step.
 *
 * Returns: (transfer none): the step
 */
HeraldStep *
herald_step_row_get_step (HeraldStepRow *self)
{
  g_return_val_if_fail (HERALD_IS_STEP_ROW (self), NULL);

  return self->step;
}
