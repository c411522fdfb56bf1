/* herald-banner.c: a lasting state of a view, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-banner.h"
#include "herald-wrap.h"

struct _HeraldBanner
{
  AdwBin       parent_instance;

  GtkRevealer *revealer;
  GtkLabel    *label;
  GtkButton   *button;
};

G_DEFINE_FINAL_TYPE (HeraldBanner, herald_banner, ADW_TYPE_BIN)

typedef enum
{
  PROP_TITLE = 1,
  PROP_BUTTON_LABEL,
  PROP_ACTION_NAME,
  PROP_REVEALED,
} HeraldBannerProperty;

static GParamSpec *properties[PROP_REVEALED + 1];

static void
set_button_label (HeraldBanner *self,
                  const char   *label)
{
  gtk_button_set_label (self->button, label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL && *label != '\0');
  herald_wrap_button (GTK_WIDGET (self->button));
}

static void
herald_banner_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  HeraldBanner *self = HERALD_BANNER (object);

  switch ((HeraldBannerProperty) property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_text (self->label));
      break;
    case PROP_BUTTON_LABEL:
      g_value_set_string (value, gtk_button_get_label (self->button));
      break;
    case PROP_ACTION_NAME:
      g_value_set_string (value, gtk_actionable_get_action_name (GTK_ACTIONABLE (self->button)));
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, herald_banner_get_revealed (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_banner_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  HeraldBanner *self = HERALD_BANNER (object);

  switch ((HeraldBannerProperty) property_id)
    {
    case PROP_TITLE:
      gtk_label_set_text (self->label, g_value_get_string (value) != NULL ? g_value_get_string (value) : "");
      break;
    case PROP_BUTTON_LABEL:
      set_button_label (self, g_value_get_string (value));
      break;
    case PROP_ACTION_NAME:
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), g_value_get_string (value));
      break;
    case PROP_REVEALED:
      herald_banner_set_revealed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_banner_class_init (HeraldBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = herald_banner_get_property;
  object_class->set_property = herald_banner_set_property;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUTTON_LABEL] =
    g_param_spec_string ("button-label", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACTION_NAME] =
    g_param_spec_string ("action-name", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REVEALED] =
    g_param_spec_boolean ("revealed", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, HeraldBanner, label);
  gtk_widget_class_bind_template_child (widget_class, HeraldBanner, button);
}

static void
herald_banner_init (HeraldBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_banner_new:
 * @title: a translated sentence or two, plain text
 * @button_label: (nullable): a translated verb with a mnemonic, or %NULL for no button
 * @action_name: (nullable): what the button does
 *
 * Makes a banner, which is not revealed yet.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_banner_new (const char *title,
                   const char *button_label,
                   const char *action_name)
{
  HeraldBanner *self = g_object_new (HERALD_TYPE_BANNER, NULL);

  herald_banner_set (self, title, button_label, action_name);
  return GTK_WIDGET (self);
}

/**
 * herald_banner_set:
 * @self: a banner
 * @title: a translated sentence or two, plain text
 * @button_label: (nullable): a translated verb with a mnemonic, or %NULL for no button
 * @action_name: (nullable): what the button does
 *
 * Sets what a banner says, and what can be done about it.
 */
void
herald_banner_set (HeraldBanner *self,
                   const char   *title,
                   const char   *button_label,
                   const char   *action_name)
{
  g_return_if_fail (HERALD_IS_BANNER (self));
  g_return_if_fail (title != NULL);

  gtk_label_set_text (self->label, title);
  set_button_label (self, button_label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action_name);
}

/**
 * herald_banner_get_revealed:
 * @self: a banner
 *
 * Tells whether a banner is shown.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_banner_get_revealed (HeraldBanner *self)
{
  g_return_val_if_fail (HERALD_IS_BANNER (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}

/**
 * herald_banner_set_revealed:
 * @self: a banner
 * @revealed: whether it is shown
 *
 * Shows a banner, or hides it.
 */
void
herald_banner_set_revealed (HeraldBanner *self,
                            gboolean      revealed)
{
  g_return_if_fail (HERALD_IS_BANNER (self));

  if (herald_banner_get_revealed (self) == revealed)
    return;

  gtk_revealer_set_reveal_child (self->revealer, revealed);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}
