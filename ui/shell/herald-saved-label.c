/* herald-saved-label.c: whether what was typed is safe
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-saved-label.h"

struct _HeraldSavedLabel
{
  AdwBin      parent_instance;

  HeraldDesk *desk;

  GtkImage   *image;
  GtkLabel   *label;
};

G_DEFINE_FINAL_TYPE (HeraldSavedLabel, herald_saved_label, ADW_TYPE_BIN)

typedef enum
{
  PROP_DESK = 1,
} HeraldSavedLabelProperty;

static GParamSpec *properties[PROP_DESK + 1];

static void
show_state (HeraldSavedLabel    *self,
            HeraldAutosaveState  state)
{
  static const struct
  {
    const char *icon;
    const char *word;
  } words[] = {
    [HERALD_AUTOSAVE_SAVED] = { "object-select-symbolic", N_("Saved") },
    [HERALD_AUTOSAVE_SAVING] = { "content-loading-symbolic", N_("Saving…") },
    [HERALD_AUTOSAVE_FAILING] = { "dialog-warning-symbolic", N_("Not saved") },
    [HERALD_AUTOSAVE_MEMORY] = { "computer-symbolic", N_("In memory only") },
  };

  gtk_image_set_from_icon_name (self->image, words[state].icon);
  gtk_label_set_text (self->label, _(words[state].word));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _(words[state].word));
}

static void
update (HeraldSavedLabel *self)
{
  HeraldAutosave *autosave = herald_composer_get_autosave (herald_desk_get_composer (self->desk));

  if (autosave != NULL)
    show_state (self, herald_autosave_get_state (autosave));
}

static void
herald_saved_label_constructed (GObject *object)
{
  HeraldSavedLabel *self = HERALD_SAVED_LABEL (object);

  G_OBJECT_CLASS (herald_saved_label_parent_class)->constructed (object);

  g_signal_connect_object (self->desk, "saving-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
herald_saved_label_dispose (GObject *object)
{
  HeraldSavedLabel *self = HERALD_SAVED_LABEL (object);

  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_saved_label_parent_class)->dispose (object);
}

static void
herald_saved_label_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  HeraldSavedLabel *self = HERALD_SAVED_LABEL (object);

  switch ((HeraldSavedLabelProperty) property_id)
    {
    case PROP_DESK:
      self->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_saved_label_class_init (HeraldSavedLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = herald_saved_label_constructed;
  object_class->dispose = herald_saved_label_dispose;
  object_class->set_property = herald_saved_label_set_property;

  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, HERALD_TYPE_DESK,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-saved-label.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldSavedLabel, image);
  gtk_widget_class_bind_template_child (widget_class, HeraldSavedLabel, label);
}

static void
herald_saved_label_init (HeraldSavedLabel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_saved_label_new:
 * @desk: what the window works on
 *
 * Makes a label that says whether what was typed is safe.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_saved_label_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_SAVED_LABEL, "desk", desk, NULL);
}
