/* herald-step.c: one page of the composer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-step.h"

typedef struct
{
  HeraldDesk      *desk;
  char            *title;
  HeraldStepState  state;
  gboolean         is_outdated; /* the report changed while nobody looked */
} HeraldStepPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HeraldStep, herald_step, ADW_TYPE_BIN)

G_DEFINE_ENUM_TYPE (HeraldStepState, herald_step_state,
                    G_DEFINE_ENUM_VALUE (HERALD_STEP_UNTOUCHED, "untouched"),
                    G_DEFINE_ENUM_VALUE (HERALD_STEP_IN_WORK, "in-work"),
                    G_DEFINE_ENUM_VALUE (HERALD_STEP_COMPLETE, "complete"),
                    G_DEFINE_ENUM_VALUE (HERALD_STEP_ATTENTION, "attention"))

typedef enum
{
  PROP_DESK = 1,
  PROP_TITLE,
  PROP_STATE,
} HeraldStepProperty;

static GParamSpec *properties[PROP_STATE + 1];

/* While somebody types on one page, the others wait for the review that
 * follows, or for somebody who looks at them. */
static void
changed_cb (HeraldStep *self)
{
  HeraldStepPrivate *priv = herald_step_get_instance_private (self);

  priv->is_outdated = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    herald_step_refresh (self);
}

static void
catch_up (HeraldStep *self)
{
  HeraldStepPrivate *priv = herald_step_get_instance_private (self);

  if (priv->is_outdated)
    herald_step_refresh (self);
}

static void
herald_step_map (GtkWidget *widget)
{
  catch_up (HERALD_STEP (widget));

  GTK_WIDGET_CLASS (herald_step_parent_class)->map (widget);
}

static void
herald_step_constructed (GObject *object)
{
  HeraldStep *self = HERALD_STEP (object);
  HeraldStepPrivate *priv = herald_step_get_instance_private (self);

  G_OBJECT_CLASS (herald_step_parent_class)->constructed (object);

  g_signal_connect_object (priv->desk, "report-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->desk, "report-replaced", G_CALLBACK (herald_step_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->desk, "notify::findings", G_CALLBACK (herald_step_refresh), self, G_CONNECT_SWAPPED);
}

static void
herald_step_dispose (GObject *object)
{
  HeraldStepPrivate *priv = herald_step_get_instance_private (HERALD_STEP (object));

  g_clear_object (&priv->desk);
  g_clear_pointer (&priv->title, g_free);

  G_OBJECT_CLASS (herald_step_parent_class)->dispose (object);
}

static void
herald_step_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  HeraldStepPrivate *priv = herald_step_get_instance_private (HERALD_STEP (object));

  switch ((HeraldStepProperty) property_id)
    {
    case PROP_DESK:
      g_value_set_object (value, priv->desk);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_STATE:
      g_value_set_enum (value, priv->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_step_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  HeraldStep *self = HERALD_STEP (object);
  HeraldStepPrivate *priv = herald_step_get_instance_private (self);

  switch ((HeraldStepProperty) property_id)
    {
    case PROP_DESK:
      priv->desk = g_value_dup_object (value);
      break;
    case PROP_TITLE:
      herald_step_set_title (self, g_value_get_string (value));
      break;
    case PROP_STATE:
      herald_step_set_state (self, g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_step_class_init (HeraldStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = herald_step_constructed;
  object_class->dispose = herald_step_dispose;
  object_class->get_property = herald_step_get_property;
  object_class->set_property = herald_step_set_property;

  GTK_WIDGET_CLASS (klass)->map = herald_step_map;

  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, HERALD_TYPE_DESK,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, HERALD_TYPE_STEP_STATE, HERALD_STEP_UNTOUCHED,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
herald_step_init (HeraldStep *self)
{
  HeraldStepPrivate *priv = herald_step_get_instance_private (self);

  priv->title = g_strdup ("");
}

/**
 * herald_step_get_desk:
 * @self: a step
 *
 * Gives what the step works on.
 *
 * Returns: (transfer none): the desk
 */
HeraldDesk *
herald_step_get_desk (HeraldStep *self)
{
  HeraldStepPrivate *priv = herald_step_get_instance_private (self);

  g_return_val_if_fail (HERALD_IS_STEP (self), NULL);

  return priv->desk;
}

/**
 * herald_step_get_title:
 * @self: a step
 *
 * Gives the step's name in the list of steps.
 *
 * Returns: (transfer none): the name, plain text
 */
const char *
herald_step_get_title (HeraldStep *self)
{
  HeraldStepPrivate *priv = herald_step_get_instance_private (self);

  g_return_val_if_fail (HERALD_IS_STEP (self), NULL);

  return priv->title;
}

/**
 * herald_step_set_title:
 * @self: a step
 * @title: plain text
 *
 * Sets the step's name in the list of steps.
 */
void
herald_step_set_title (HeraldStep *self,
                       const char *title)
{
  HeraldStepPrivate *priv = herald_step_get_instance_private (self);

  g_return_if_fail (HERALD_IS_STEP (self));
  g_return_if_fail (title != NULL);

  if (g_str_equal (priv->title, title))
    return;

  g_free (priv->title);
  priv->title = g_strdup (title);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * herald_step_get_state:
 * @self: a step
 *
 * Tells how far the step has come.
 *
 * Returns: the state
 */
HeraldStepState
herald_step_get_state (HeraldStep *self)
{
  HeraldStepPrivate *priv = herald_step_get_instance_private (self);

  g_return_val_if_fail (HERALD_IS_STEP (self), HERALD_STEP_UNTOUCHED);

  return priv->state;
}

/**
 * herald_step_set_state:
 * @self: a step
 * @state: how far it has come
 *
 * Sets how far the step has come.
 *
 * Only the step itself knows, from the report and the findings.
 */
void
herald_step_set_state (HeraldStep      *self,
                       HeraldStepState  state)
{
  HeraldStepPrivate *priv = herald_step_get_instance_private (self);

  g_return_if_fail (HERALD_IS_STEP (self));

  if (priv->state == state)
    return;

  priv->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * herald_step_refresh:
 * @self: a step
 *
 * Shows the report as it is now.
 */
void
herald_step_refresh (HeraldStep *self)
{
  HeraldStepPrivate *priv = herald_step_get_instance_private (self);

  g_return_if_fail (HERALD_IS_STEP (self));

  priv->is_outdated = FALSE;

  /* Between two reports there is nothing to show. */
  if (herald_desk_get_report (priv->desk) != NULL)
    HERALD_STEP_GET_CLASS (self)->refresh (self);
}

/**
 * herald_step_show_place:
 * @self: a step
 * @place: of a finding, such as `/answers/product.name`
 *
 * Puts the focus on a place of the report.
 *
 * Returns: %FALSE when the place is not on this step
 */
gboolean
herald_step_show_place (HeraldStep *self,
                        const char *place)
{
  g_return_val_if_fail (HERALD_IS_STEP (self), FALSE);

  catch_up (self);
  return HERALD_STEP_GET_CLASS (self)->show_place != NULL && HERALD_STEP_GET_CLASS (self)->show_place (self, place);
}
