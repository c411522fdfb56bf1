/* herald-drop-card.c: direct delivery
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-delivery-card.h"
#include "herald-delivery-list.h"
#include "herald-drop-card.h"
#include "herald-endpoint-row.h"
#include "herald-seal-plan.h"
#include "herald-send-panel.h"
#include "herald-sending-view.h"
#include "herald-style.h"

struct _HeraldDropCard
{
  HeraldChannelCard   parent_instance;

  HeraldDeliverPlan  *plan;      /* or NULL: not known yet */
  GCancellable       *planning;  /* the newest, or NULL */
  GCancellable       *sending;   /* while something is being sent, or NULL */
  char               *path;      /* where the envelope is kept that is being sent, or NULL */

  HeraldEndpointRow  *endpoint;
  HeraldDeliveryList *deliveries;
  HeraldSendPanel    *panel;
  HeraldSendingView  *progress;
};

G_DEFINE_FINAL_TYPE (HeraldDropCard, herald_drop_card, HERALD_TYPE_CHANNEL_CARD)

static HeraldDesk *
get_desk (HeraldDropCard *self)
{
  return herald_channel_card_get_desk (HERALD_CHANNEL_CARD (self));
}

static HeraldComposer *
get_composer (HeraldDropCard *self)
{
  return herald_desk_get_composer (get_desk (self));
}

static void
show_state (HeraldDropCard *self)
{
  HeraldStepState state = herald_delivery_list_get_state (self->deliveries);
  HeraldRoute route;

  if (state == HERALD_STEP_UNTOUCHED && (self->sending != NULL || herald_send_panel_get_route (self->panel, &route, NULL)))
    state = HERALD_STEP_IN_WORK;

  herald_channel_card_set_state (HERALD_CHANNEL_CARD (self), state);
}

static void
update (HeraldDropCard *self)
{
  if (get_desk (self) == NULL)
    return;

  herald_send_panel_show (self->panel, self->plan, herald_delivery_list_get_endpoint (self->deliveries),
                          self->sending != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->deliveries), self->sending == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), self->sending != NULL);
  show_state (self);
}

/* Sending. */

static void
told_cb (HeraldDeliverPhase phase,
         guint64            done,
         guint64            total,
         gpointer           data)
{
  HeraldDropCard *self = data;

  if (get_desk (self) != NULL)
    herald_sending_view_tell (self->progress, phase, done, total);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HeraldDropCard) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *warning = NULL;
  g_autoptr(HeraldDelivery) delivery =
    herald_composer_deliver_finish (HERALD_COMPOSER (source), result, &warning, &error);

  g_clear_object (&self->sending);
  if (get_desk (self) == NULL)
    return;

  herald_sending_view_stop (self->progress);
  update (self);
  if (delivery == NULL)
    {
      herald_send_panel_fail (self->panel, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                                             ? _("Cancelled. Nothing was sent.") : error->message);
      /* What is shown here may not be so any more. */
      herald_desk_review (get_desk (self));
    }
  else
    {
      herald_send_panel_say (self->panel, warning != NULL ? warning : "");
      herald_delivery_list_take (self->deliveries, delivery, self->path);
    }
  g_clear_pointer (&self->path, g_free);
  herald_channel_card_scroll (HERALD_CHANNEL_CARD (self));
}

static void
begin (HeraldDropCard *self,
       const char     *endpoint,
       const char     *path)
{
  g_autofree char *host = herald_delivery_card_dup_host (endpoint);

  herald_send_panel_say (self->panel, "");
  self->path = g_strdup (path);
  self->sending = g_cancellable_new ();
  update (self);
  herald_sending_view_start (self->progress, host);
  herald_channel_card_scroll (HERALD_CHANNEL_CARD (self));
}

/**
 * herald_drop_card_send:
 * @self: a card on which nothing is being sent
 * @path: (nullable): where the envelope is kept; %NULL where the case keeps it
 *
 * Seals the report, keeps it, and sends it to the vendor's server, once.
 *
 * It does nothing while something is missing, such as a chosen way.
 */
void
herald_drop_card_send (HeraldDropCard *self,
                       const char     *path)
{
  g_autofree char *hash = NULL;
  HeraldSubmission submission = { .form = HERALD_ENVELOPE_BUNDLE, .path = path };

  g_return_if_fail (HERALD_IS_DROP_CARD (self));

  if (self->sending != NULL || self->plan == NULL || !self->plan->ready || !herald_send_panel_is_ready (self->panel) ||
      !herald_send_panel_get_route (self->panel, &submission.route, NULL))
    return;

  submission.endpoint = self->plan->endpoint;
  hash = herald_send_panel_dup_hash (self->panel);
  submission.follow_up = hash;
  begin (self, self->plan->endpoint, path);
  herald_composer_submit_async (get_composer (self), &submission, self->sending, told_cb, self,
                                sent_cb, g_object_ref (self));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HeraldDropCard) self = data;
  g_autoptr(GListModel) files = herald_pick_finish (result);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  /* While the person chose, the report may have been locked away, or kept. */
  if (file == NULL || get_desk (self) == NULL || herald_desk_get_report (get_desk (self)) == NULL)
    return;

  if (herald_composer_get_case (get_composer (self)) != NULL)
    herald_drop_card_send (self, NULL);
  else if (g_file_peek_path (file) != NULL)
    herald_drop_card_send (self, g_file_peek_path (file));
  else
    herald_send_panel_say (self->panel, _("This place does not lie on this computer; choose a folder here."));
}

static void
go_on (HeraldDropCard *self)
{
  if (herald_composer_get_case (get_composer (self)) != NULL)
    herald_drop_card_send (self, NULL);
  else
    herald_save_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Where the Envelope Is Kept"),
                            herald_envelope_form_get_name (HERALD_ENVELOPE_BUNDLE), saved_cb, g_object_ref (self));
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HeraldDropCard) self = data;

  if (herald_ask_finish (result) && get_desk (self) != NULL && herald_desk_get_report (get_desk (self)) != NULL)
    go_on (self);
}

/* A second envelope is a second report to whoever has the first. */
static void
send_cb (HeraldDropCard *self)
{
  HeraldStepState state = herald_delivery_list_get_state (self->deliveries);

  if (self->sending != NULL)
    return;

  if (state == HERALD_STEP_UNTOUCHED)
    go_on (self);
  else
    herald_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Send a Second Envelope?"),
                      state == HERALD_STEP_COMPLETE
                        ? _("The server has stored this report already. Sealed anew it is another envelope, which the vendor will take for another report.")
                        : _("An envelope of this report was made already. To try that one again is safe. Sealed anew it is another envelope, which the vendor may take for another report."),
                      _("_Send Another"), FALSE, asked_cb, g_object_ref (self));
}

/* The same bytes with the same key. */
static void
again_cb (HeraldDropCard     *self,
          HeraldDeliveryCard *card)
{
  const HeraldDelivery *delivery = herald_delivery_card_get_delivery (card);
  const char *path = herald_delivery_card_get_path (card);
  g_autoptr(GError) error = NULL;
  HeraldRoute route;

  if (self->sending != NULL)
    return;

  if (!herald_send_panel_get_route (self->panel, &route, &error))
    {
      herald_send_panel_ask_route (self->panel, error->message);
      return;
    }

  begin (self, delivery->endpoint, path);
  herald_composer_retry_async (get_composer (self), path == NULL ? delivery->id : NULL, path, &route, NULL,
                               self->sending, told_cb, self, sent_cb, g_object_ref (self));
}

static void
cancel_cb (HeraldDropCard *self)
{
  if (self->sending != NULL)
    g_cancellable_cancel (self->sending);
}

/* The plan. */

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldDropCard) self = data;
  g_autoptr(GError) error = NULL;
  HeraldDeliverPlan *plan = herald_composer_plan_delivery_finish (HERALD_COMPOSER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->planning);
  if (get_desk (self) == NULL)
    {
      g_clear_pointer (&plan, herald_deliver_plan_free);
      return;
    }
  if (plan == NULL)
    {
      herald_desk_say_error (get_desk (self), error);
      return;
    }

  g_clear_pointer (&self->plan, herald_deliver_plan_free);
  self->plan = plan;
  update (self);
}

static void
make_plan (HeraldDropCard *self)
{
  if (self->planning != NULL)
    g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);

  if (herald_desk_get_report (get_desk (self)) == NULL)
    return;

  self->planning = g_cancellable_new ();
  herald_composer_plan_delivery_async (get_composer (self), self->planning, planned_cb, g_object_ref (self));
}

/* The card. */

static void
herald_drop_card_show (HeraldChannelCard *card,
                       HeraldConfirmed   *confirmed)
{
  HeraldDropCard *self = HERALD_DROP_CARD (card);

  HERALD_CHANNEL_CARD_CLASS (herald_drop_card_parent_class)->show (card, confirmed);

  herald_endpoint_row_show (self->endpoint, herald_channel_card_get_channel (card), confirmed);
  make_plan (self);
  if (self->sending == NULL)
    herald_delivery_list_load (self->deliveries);
  update (self);
}

static void
herald_drop_card_constructed (GObject *object)
{
  HeraldDropCard *self = HERALD_DROP_CARD (object);
  HeraldChannelCard *card = HERALD_CHANNEL_CARD (object);
  HeraldDesk *desk = get_desk (self);

  G_OBJECT_CLASS (herald_drop_card_parent_class)->constructed (object);

  herald_style_load ("deliver.css");
  self->endpoint = HERALD_ENDPOINT_ROW (herald_endpoint_row_new (desk));
  self->deliveries = HERALD_DELIVERY_LIST (herald_delivery_list_new (desk));
  self->panel = HERALD_SEND_PANEL (herald_send_panel_new (desk));
  self->progress = HERALD_SENDING_VIEW (herald_sending_view_new ());
  g_signal_connect_object (self->deliveries, "again", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->deliveries, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "send", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->progress, "cancel", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);

  herald_channel_card_add_row (card, GTK_WIDGET (self->endpoint));
  herald_channel_card_append (card, GTK_WIDGET (self->deliveries));
  herald_channel_card_append (card, GTK_WIDGET (self->panel));
  herald_channel_card_append (card, GTK_WIDGET (self->progress));
  update (self);
}

static void
herald_drop_card_dispose (GObject *object)
{
  HeraldDropCard *self = HERALD_DROP_CARD (object);

  if (self->planning != NULL)
    g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
  g_clear_pointer (&self->plan, herald_deliver_plan_free);
  if (self->sending != NULL)
    g_cancellable_cancel (self->sending);

  G_OBJECT_CLASS (herald_drop_card_parent_class)->dispose (object);
}

static void
herald_drop_card_finalize (GObject *object)
{
  HeraldDropCard *self = HERALD_DROP_CARD (object);

  g_clear_object (&self->sending);
  g_free (self->path);

  G_OBJECT_CLASS (herald_drop_card_parent_class)->finalize (object);
}

static void
herald_drop_card_class_init (HeraldDropCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = herald_drop_card_constructed;
  object_class->dispose = herald_drop_card_dispose;
  object_class->finalize = herald_drop_card_finalize;
  HERALD_CHANNEL_CARD_CLASS (klass)->show = herald_drop_card_show;
}

static void
herald_drop_card_init (HeraldDropCard *self)
{
}

/**
 * herald_drop_card_new:
 * @desk: a desk with a report
 * @channel: the id of a channel of direct delivery
 *
 * Makes a card for direct delivery.
 *
 * Returns: (transfer floating): the card
 */
GtkWidget *
herald_drop_card_new (HeraldDesk *desk,
                      const char *channel)
{
  return g_object_new (HERALD_TYPE_DROP_CARD, "desk", desk, "channel", channel, NULL);
}
