/* herald-channel-card.c: one way to the vendor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-channel-card.h"
#include "herald-channel-row.h"
#include "herald-data-text.h"
#include "herald-scroll.h"

typedef struct
{
  HeraldDesk          *desk;
  HeraldVendor        *vendor;
  const HeraldChannel *channel; /* the vendor's */
  char                *shown;   /* what is confirmed, as text to compare with; or NULL */
  HeraldStepState      state;

  GtkBox              *box;
  GtkListBox          *truth;
  GtkWidget           *row;     /* of what is known, or NULL */
} HeraldChannelCardPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (HeraldChannelCard, herald_channel_card, ADW_TYPE_BIN)

typedef enum
{
  PROP_DESK = 1,
  PROP_CHANNEL,
  PROP_STATE,
} HeraldChannelCardProperty;

static GParamSpec *properties[PROP_STATE + 1];

static HeraldChannelCardPrivate *
get_private (HeraldChannelCard *self)
{
  return herald_channel_card_get_instance_private (self);
}

/* What is known of the way is made anew only when that is something else: the
 * focus may be on it. */
static void
herald_channel_card_real_show (HeraldChannelCard *self,
                               HeraldConfirmed   *confirmed)
{
  HeraldChannelCardPrivate *priv = get_private (self);
  g_autoptr(JsonNode) json = herald_confirmed_to_json (confirmed);
  g_autofree char *text = json_to_string (json, FALSE);

  if (g_strcmp0 (text, priv->shown) == 0)
    return;

  g_free (priv->shown);
  priv->shown = g_steal_pointer (&text);

  if (priv->row != NULL)
    gtk_list_box_remove (priv->truth, priv->row);
  priv->row = herald_channel_row_new (priv->vendor, priv->channel, confirmed);
  gtk_list_box_prepend (priv->truth, priv->row);
}

static const HeraldChannel *
find_channel (HeraldVendor *vendor,
              const char   *id)
{
  GPtrArray *channels = herald_vendor_get_channels (vendor);

  for (guint i = 0; i < channels->len; i++)
    {
      const HeraldChannel *channel = g_ptr_array_index (channels, i);

      if (g_str_equal (channel->id, id))
        return channel;
    }

  return NULL;
}

static void
herald_channel_card_constructed (GObject *object)
{
  HeraldChannelCardPrivate *priv = get_private (HERALD_CHANNEL_CARD (object));

  G_OBJECT_CLASS (herald_channel_card_parent_class)->constructed (object);

  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->truth), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  herald_data_text (priv->channel->title), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (object), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  herald_data_text (priv->channel->title), -1);
}

static void
herald_channel_card_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  HeraldChannelCardPrivate *priv = get_private (HERALD_CHANNEL_CARD (object));

  switch ((HeraldChannelCardProperty) property_id)
    {
    case PROP_DESK:
      g_value_set_object (value, priv->desk);
      break;
    case PROP_CHANNEL:
      g_value_set_string (value, priv->channel->id);
      break;
    case PROP_STATE:
      g_value_set_enum (value, (gint) priv->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_channel_card_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  HeraldChannelCardPrivate *priv = get_private (HERALD_CHANNEL_CARD (object));

  switch ((HeraldChannelCardProperty) property_id)
    {
    case PROP_DESK:
      priv->desk = g_value_dup_object (value);
      priv->vendor = herald_vendor_ref (herald_report_get_vendor (herald_desk_get_report (priv->desk)));
      break;
    case PROP_CHANNEL:
      priv->channel = find_channel (priv->vendor, g_value_get_string (value));
      g_assert (priv->channel != NULL);
      break;
    case PROP_STATE:
      herald_channel_card_set_state (HERALD_CHANNEL_CARD (object), (HeraldStepState) g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
herald_channel_card_dispose (GObject *object)
{
  HeraldChannelCardPrivate *priv = get_private (HERALD_CHANNEL_CARD (object));

  g_clear_object (&priv->desk);

  G_OBJECT_CLASS (herald_channel_card_parent_class)->dispose (object);
}

static void
herald_channel_card_finalize (GObject *object)
{
  HeraldChannelCardPrivate *priv = get_private (HERALD_CHANNEL_CARD (object));

  g_clear_pointer (&priv->vendor, herald_vendor_unref);
  g_free (priv->shown);

  G_OBJECT_CLASS (herald_channel_card_parent_class)->finalize (object);
}

static void
herald_channel_card_class_init (HeraldChannelCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = herald_channel_card_constructed;
  object_class->get_property = herald_channel_card_get_property;
  object_class->set_property = herald_channel_card_set_property;
  object_class->dispose = herald_channel_card_dispose;
  object_class->finalize = herald_channel_card_finalize;
  klass->show = herald_channel_card_real_show;

  /* The desk comes first: it has the vendor whose channel it is. */
  properties[PROP_DESK] =
    g_param_spec_object ("desk", NULL, NULL, HERALD_TYPE_DESK,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHANNEL] =
    g_param_spec_string ("channel", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, HERALD_TYPE_STEP_STATE, HERALD_STEP_UNTOUCHED,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
herald_channel_card_init (HeraldChannelCard *self)
{
  HeraldChannelCardPrivate *priv = get_private (self);

  priv->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  priv->truth = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (priv->truth, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (priv->truth), "boxed-list");
  gtk_box_append (priv->box, GTK_WIDGET (priv->truth));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (priv->box));
}

/**
 * herald_channel_card_new:
 * @desk: a desk with a report
 * @channel: the id of one of the vendor's channels
 *
 * Makes a card for a way that nothing is done on.
 *
 * Returns: (transfer floating): the card, empty until it is shown
 */
GtkWidget *
herald_channel_card_new (HeraldDesk *desk,
                         const char *channel)
{
  return g_object_new (HERALD_TYPE_CHANNEL_CARD, "desk", desk, "channel", channel, NULL);
}

/**
 * herald_channel_card_get_desk:
 * @self: a card
 *
 * Gives what the window works on.
 *
 * Returns: (transfer none) (nullable): the desk; %NULL once the card is gone
 */
HeraldDesk *
herald_channel_card_get_desk (HeraldChannelCard *self)
{
  g_return_val_if_fail (HERALD_IS_CHANNEL_CARD (self), NULL);

  return get_private (self)->desk;
}

/**
 * herald_channel_card_get_vendor:
 * @self: a card
 *
 * Gives the vendor that the way leads to.
 *
 * Returns: (transfer none): the vendor
 */
HeraldVendor *
herald_channel_card_get_vendor (HeraldChannelCard *self)
{
  g_return_val_if_fail (HERALD_IS_CHANNEL_CARD (self), NULL);

  return get_private (self)->vendor;
}

/**
 * herald_channel_card_get_channel:
 * @self: a card
 *
 * Gives the way.
 *
 * Returns: (transfer none): the channel
 */
const HeraldChannel *
herald_channel_card_get_channel (HeraldChannelCard *self)
{
  g_return_val_if_fail (HERALD_IS_CHANNEL_CARD (self), NULL);

  return get_private (self)->channel;
}

/**
 * herald_channel_card_add_row:
 * @self: a card
 * @row: a row of a list
 *
 * Adds a row below what is known of the way.
 */
void
herald_channel_card_add_row (HeraldChannelCard *self,
                             GtkWidget         *row)
{
  g_return_if_fail (HERALD_IS_CHANNEL_CARD (self));

  gtk_list_box_append (get_private (self)->truth, row);
}

/**
 * herald_channel_card_append:
 * @self: a card
 * @widget: what is done on the way
 *
 * Appends something below the truth.
 */
void
herald_channel_card_append (HeraldChannelCard *self,
                            GtkWidget         *widget)
{
  g_return_if_fail (HERALD_IS_CHANNEL_CARD (self));

  gtk_box_append (get_private (self)->box, widget);
}

/**
 * herald_channel_card_scroll:
 * @self: a card
 *
 * Scrolls to what has the focus, once it is laid out.
 */
void
herald_channel_card_scroll (HeraldChannelCard *self)
{
  GtkWidget *step = gtk_widget_get_ancestor (GTK_WIDGET (self), HERALD_TYPE_STEP);

  if (step != NULL)
    herald_scroll_to_focus (step);
}

/**
 * herald_channel_card_get_state:
 * @self: a card
 *
 * Tells how far the report has come on this way.
 *
 * Returns: the state
 */
HeraldStepState
herald_channel_card_get_state (HeraldChannelCard *self)
{
  g_return_val_if_fail (HERALD_IS_CHANNEL_CARD (self), HERALD_STEP_UNTOUCHED);

  return get_private (self)->state;
}

/**
 * herald_channel_card_set_state:
 * @self: a card
 * @state: how far the report has come on this way
 *
 * Sets how far the report has come.
 */
void
herald_channel_card_set_state (HeraldChannelCard *self,
                               HeraldStepState    state)
{
  HeraldChannelCardPrivate *priv = get_private (self);

  g_return_if_fail (HERALD_IS_CHANNEL_CARD (self));

  if (priv->state == state)
    return;

  priv->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * herald_channel_card_show:
 * @self: a card
 * @confirmed: what the person confirmed for the vendor
 *
 * Shows the report, the case and what is confirmed as they are now.
 */
void
herald_channel_card_show (HeraldChannelCard *self,
                          HeraldConfirmed   *confirmed)
{
  g_return_if_fail (HERALD_IS_CHANNEL_CARD (self));
  g_return_if_fail (confirmed != NULL);

  HERALD_CHANNEL_CARD_GET_CLASS (self)->show (self, confirmed);
}
