/* herald-spinner.c: a spinner for what takes longer than half a second
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-spinner.h"

#define DELAY_MS 500

struct _HeraldSpinner
{
  AdwBin      parent_instance;

  GtkSpinner *spinner;
  gboolean    spinning;
  guint       timer;
};

G_DEFINE_FINAL_TYPE (HeraldSpinner, herald_spinner, ADW_TYPE_BIN)

typedef enum
{
  PROP_SPINNING = 1,
} HeraldSpinnerProperty;

static GParamSpec *properties[PROP_SPINNING + 1];

static gboolean
timer_cb (gpointer data)
{
  HeraldSpinner *self = data;

  self->timer = 0;
  gtk_spinner_start (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);

  return G_SOURCE_REMOVE;
}

static void
herald_spinner_dispose (GObject *object)
{
  HeraldSpinner *self = HERALD_SPINNER (object);

  g_clear_handle_id (&self->timer, g_source_remove);

  G_OBJECT_CLASS (herald_spinner_parent_class)->dispose (object);
}

static void
herald_spinner_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  HeraldSpinner *self = HERALD_SPINNER (object);

  switch ((HeraldSpinnerProperty) property_id)
    {
    case PROP_SPINNING:
      g_value_set_boolean (value, self->spinning);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_spinner_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch ((HeraldSpinnerProperty) property_id)
    {
    case PROP_SPINNING:
      herald_spinner_set_spinning (HERALD_SPINNER (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_spinner_class_init (HeraldSpinnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = herald_spinner_dispose;
  object_class->get_property = herald_spinner_get_property;
  object_class->set_property = herald_spinner_set_property;

  properties[PROP_SPINNING] =
    g_param_spec_boolean ("spinning", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
herald_spinner_init (HeraldSpinner *self)
{
  GtkWidget *spinner = gtk_spinner_new ();

  self->spinner = GTK_SPINNER (spinner);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Working"),
                                  -1);
  gtk_widget_set_size_request (spinner, 16, 16);
  gtk_widget_set_visible (spinner, FALSE);
  adw_bin_set_child (ADW_BIN (self), spinner);
}

/**
 * herald_spinner_new:
 *
 * Makes a spinner at rest.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_spinner_new (void)
{
  return g_object_new (HERALD_TYPE_SPINNER, NULL);
}

/**
 * herald_spinner_set_spinning:
 * @self: a spinner
 * @spinning: whether something is under way
 *
 * Shows that something is under way, once it has taken half a second.
 */
void
herald_spinner_set_spinning (HeraldSpinner *self,
                             gboolean       spinning)
{
  g_return_if_fail (HERALD_IS_SPINNER (self));

  if (self->spinning == spinning)
    return;

  self->spinning = spinning;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (spinning)
    self->timer = g_timeout_add (DELAY_MS, timer_cb, self);
  else
    {
      gtk_spinner_stop (self->spinner);
      gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPINNING]);
}
