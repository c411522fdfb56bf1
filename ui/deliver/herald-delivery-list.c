/* herald-delivery-list.c: the deliveries of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-delivery-card.h"
#include "herald-delivery-list.h"

struct _HeraldDeliveryList
{
  AdwBin        parent_instance;

  HeraldDesk   *desk;
  GCancellable *loading; /* the newest, or NULL */

  GtkBox       *cards;   /* of HeraldDeliveryCard, the newest first */
};

G_DEFINE_FINAL_TYPE (HeraldDeliveryList, herald_delivery_list, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_AGAIN,
  SIGNAL_CHANGED,
} HeraldDeliveryListSignal;

static guint signals[SIGNAL_CHANGED + 1];

static HeraldDeliveryCard *
next_card (HeraldDeliveryList *self,
           HeraldDeliveryCard *card)
{
  GtkWidget *next = card == NULL ? gtk_widget_get_first_child (GTK_WIDGET (self->cards))
                                 : gtk_widget_get_next_sibling (GTK_WIDGET (card));

  return next != NULL ? HERALD_DELIVERY_CARD (next) : NULL;
}

static HeraldDeliveryCard *
find_card (HeraldDeliveryList *self,
           const char         *id)
{
  for (HeraldDeliveryCard *card = next_card (self, NULL); card != NULL; card = next_card (self, card))
    if (g_str_equal (herald_delivery_card_get_delivery (card)->id, id))
      return card;

  return NULL;
}

static void
again_cb (HeraldDeliveryList *self,
          HeraldDeliveryCard *card)
{
  g_signal_emit (self, signals[SIGNAL_AGAIN], 0, card);
}

static void
show (HeraldDeliveryList   *self,
      const HeraldDelivery *delivery,
      const char           *path)
{
  HeraldDeliveryCard *card = find_card (self, delivery->id);

  if (card != NULL)
    {
      herald_delivery_card_show (card, delivery);
      return;
    }

  card = HERALD_DELIVERY_CARD (herald_delivery_card_new (delivery, path));
  g_signal_connect_object (card, "again", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
  gtk_box_prepend (self->cards, GTK_WIDGET (card));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldDeliveryList) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) deliveries =
    herald_composer_list_deliveries_finish (HERALD_COMPOSER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->loading);
  if (self->desk == NULL)
    return;

  if (deliveries == NULL)
    {
      herald_desk_say_error (self->desk, error);
      return;
    }

  for (guint i = deliveries->len; i > 0; i--)
    show (self, g_ptr_array_index (deliveries, i - 1), NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
herald_delivery_list_dispose (GObject *object)
{
  HeraldDeliveryList *self = HERALD_DELIVERY_LIST (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_DELIVERY_LIST);

  G_OBJECT_CLASS (herald_delivery_list_parent_class)->dispose (object);
}

static void
herald_delivery_list_class_init (HeraldDeliveryListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_delivery_list_dispose;

  signals[SIGNAL_AGAIN] =
    g_signal_new ("again", HERALD_TYPE_DELIVERY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  HERALD_TYPE_DELIVERY_CARD);
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HERALD_TYPE_DELIVERY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-delivery-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldDeliveryList, cards);
}

static void
herald_delivery_list_init (HeraldDeliveryList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_delivery_list_new:
 * @desk: what the window works on
 *
 * Makes a list without a delivery.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_delivery_list_new (HeraldDesk *desk)
{
  HeraldDeliveryList *self = g_object_new (HERALD_TYPE_DELIVERY_LIST, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

/**
 * herald_delivery_list_load:
 * @self: a list
 *
 * Looks up what the report's case knows of deliveries, if it is kept in one.
 *
 * What was being sent when the program stopped is unknown.
 */
void
herald_delivery_list_load (HeraldDeliveryList *self)
{
  HeraldComposer *composer = herald_desk_get_composer (self->desk);

  g_return_if_fail (HERALD_IS_DELIVERY_LIST (self));

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);

  if (herald_composer_get_case (composer) == NULL)
    return;

  self->loading = g_cancellable_new ();
  herald_composer_list_deliveries_async (composer, self->loading, loaded_cb, g_object_ref (self));
}

/**
 * herald_delivery_list_take:
 * @self: a list
 * @delivery: one that has just ended; copied
 * @path: (nullable): its envelope, where that is a file
 *
 * Shows what a delivery came to, and puts the focus on it.
 */
void
herald_delivery_list_take (HeraldDeliveryList   *self,
                           const HeraldDelivery *delivery,
                           const char           *path)
{
  g_return_if_fail (HERALD_IS_DELIVERY_LIST (self));

  show (self, delivery, path);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  gtk_widget_grab_focus (GTK_WIDGET (find_card (self, delivery->id)));
}

/**
 * herald_delivery_list_get_state:
 * @self: a list
 *
 * Tells what the deliveries have brought.
 *
 * Returns: complete where one was accepted; otherwise what the newest came to:
 *   attention where a person has to decide
 */
HeraldStepState
herald_delivery_list_get_state (HeraldDeliveryList *self)
{
  HeraldDeliveryCard *newest = next_card (self, NULL);
  HeraldDeliveryState state;

  g_return_val_if_fail (HERALD_IS_DELIVERY_LIST (self), HERALD_STEP_UNTOUCHED);

  for (HeraldDeliveryCard *card = newest; card != NULL; card = next_card (self, card))
    if (herald_delivery_card_get_delivery (card)->state == HERALD_DELIVERY_ACCEPTED)
      return HERALD_STEP_COMPLETE;

  if (newest == NULL)
    return HERALD_STEP_UNTOUCHED;

  state = herald_delivery_card_get_delivery (newest)->state;
  return state == HERALD_DELIVERY_UNKNOWN || state == HERALD_DELIVERY_REFUSED ? HERALD_STEP_ATTENTION
                                                                              : HERALD_STEP_IN_WORK;
}

/**
 * herald_delivery_list_get_endpoint:
 * @self: a list
 *
 * Gives where an envelope went that can be sent again.
 *
 * Returns: (transfer none) (nullable): the endpoint; %NULL where there is none
 */
const char *
herald_delivery_list_get_endpoint (HeraldDeliveryList *self)
{
  g_return_val_if_fail (HERALD_IS_DELIVERY_LIST (self), NULL);

  for (HeraldDeliveryCard *card = next_card (self, NULL); card != NULL; card = next_card (self, card))
    if (herald_delivery_card_can_try_again (card))
      return herald_delivery_card_get_delivery (card)->endpoint;

  return NULL;
}
