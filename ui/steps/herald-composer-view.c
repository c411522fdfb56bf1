/* herald-composer-view.c: the view of the report in progress
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-composer-view.h"

struct _HeraldComposerView
{
  AdwBin      parent_instance;

  HeraldDesk *desk;
};

G_DEFINE_FINAL_TYPE (HeraldComposerView, herald_composer_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_DESK = 1,
} HeraldComposerViewProperty;

static GParamSpec *properties[PROP_DESK + 1];

static void
herald_composer_view_dispose (GObject *object)
{
  HeraldComposerView *self = HERALD_COMPOSER_VIEW (object);

  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_composer_view_parent_class)->dispose (object);
}

static void
herald_composer_view_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  HeraldComposerView *self = HERALD_COMPOSER_VIEW (object);

  switch ((HeraldComposerViewProperty) property_id)
    {
    case PROP_DESK:
      self->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_composer_view_class_init (HeraldComposerViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_composer_view_dispose;
  object_class->set_property = herald_composer_view_set_property;

  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, HERALD_TYPE_DESK,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-composer-view.ui");
}

static void
herald_composer_view_init (HeraldComposerView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_composer_view_new:
 * @desk: what the window works on
 *
 * Makes the view of the report in progress.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_composer_view_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_COMPOSER_VIEW, "desk", desk, NULL);
}
