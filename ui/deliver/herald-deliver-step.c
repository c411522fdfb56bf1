/* herald-deliver-step.c: where the report goes to the vendor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-composer-channels.h"
#include "herald-deliver-step.h"
#include "herald-drop-card.h"
#include "herald-form-card.h"
#include "herald-mail-card.h"
#include "herald-sent-state.h"

struct _HeraldDeliverStep
{
  HeraldStep     parent_instance;

  GCancellable  *loading; /* what is confirmed is being read, or NULL */
  gboolean       is_read; /* at least once */

  GtkWidget     *blocked;
  AdwActionRow  *blocked_row;
  GtkBox        *cards;   /* of HeraldChannelCard */
};

G_DEFINE_FINAL_TYPE (HeraldDeliverStep, herald_deliver_step, HERALD_TYPE_STEP)

static HeraldDesk *
get_desk (HeraldDeliverStep *self)
{
  return herald_step_get_desk (HERALD_STEP (self));
}

static HeraldChannelCard *
next_card (HeraldDeliverStep *self,
           HeraldChannelCard *card)
{
  GtkWidget *next = card == NULL ? gtk_widget_get_first_child (GTK_WIDGET (self->cards))
                                 : gtk_widget_get_next_sibling (GTK_WIDGET (card));

  return next != NULL ? HERALD_CHANNEL_CARD (next) : NULL;
}

/* One way that the report went is enough; otherwise what needs a decision. */
static void
show_state (HeraldDeliverStep *self)
{
  static const HeraldStepState order[] = {
    HERALD_STEP_COMPLETE, HERALD_STEP_ATTENTION, HERALD_STEP_IN_WORK,
  };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (HeraldChannelCard *card = next_card (self, NULL); card != NULL; card = next_card (self, card))
      if (herald_channel_card_get_state (card) == order[i])
        {
          herald_step_set_state (HERALD_STEP (self), order[i]);
          return;
        }

  herald_step_set_state (HERALD_STEP (self), HERALD_STEP_UNTOUCHED);
}

/* Nothing leaves that is not sealed, and nothing is sealed that the review stops. */
static void
show_blocked (HeraldDeliverStep *self)
{
  guint n = herald_sent_state_count_stops (get_desk (self));
  g_autofree char *text = NULL;

  /* TRANSLATORS: %u is the number of problems that must be solved first */
  text = g_strdup_printf (ngettext ("%u thing stops this report, so it cannot be sealed and sent yet",
                                    "%u things stop this report, so it cannot be sealed and sent yet", n), n);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->blocked_row), text);
  adw_action_row_set_subtitle (self->blocked_row, _("The review shows each, and where to mend it."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->blocked_row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (self->blocked, n > 0);
}

static void
blocked_cb (HeraldDeliverStep *self)
{
  herald_desk_go_to (get_desk (self), "/review");
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldDeliverStep) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldConfirmed) confirmed =
    herald_composer_load_confirmed_finish (HERALD_COMPOSER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->loading);
  if (self->cards == NULL || herald_desk_get_report (get_desk (self)) == NULL)
    return;

  if (confirmed == NULL)
    {
      herald_desk_say_error (get_desk (self), error);
      return;
    }

  self->is_read = TRUE;
  for (HeraldChannelCard *card = next_card (self, NULL); card != NULL; card = next_card (self, card))
    herald_channel_card_show (card, confirmed);
}

static void
load (HeraldDeliverStep *self)
{
  HeraldDesk *desk = get_desk (self);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);

  if (herald_desk_get_report (desk) == NULL)
    return;

  self->loading = g_cancellable_new ();
  herald_composer_load_confirmed_async (herald_desk_get_composer (desk),
                                        herald_report_get_vendor (herald_desk_get_report (desk)),
                                        self->loading, loaded_cb, g_object_ref (self));
}

static void
herald_deliver_step_refresh (HeraldStep *step)
{
  HeraldDeliverStep *self = HERALD_DELIVER_STEP (step);

  if (herald_desk_get_report (get_desk (self)) == NULL)
    return;

  show_blocked (self);
  /* How it stands is known to the list of steps before anybody looks here. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) || !self->is_read)
    load (self);
}

static void
herald_deliver_step_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (herald_deliver_step_parent_class)->map (widget);

  herald_step_refresh (HERALD_STEP (widget));
}

static gboolean
herald_deliver_step_show_place (HeraldStep *step,
                                const char *place)
{
  return g_str_equal (place, "/deliver") && gtk_widget_child_focus (GTK_WIDGET (step), GTK_DIR_TAB_FORWARD);
}

static HeraldChannelCard *
make_card (HeraldDesk          *desk,
           const HeraldChannel *channel)
{
  if (!channel->for_reports)
    return HERALD_CHANNEL_CARD (herald_channel_card_new (desk, channel->id));

  switch (channel->kind)
    {
    case HERALD_CHANNEL_EMAIL:
      return HERALD_CHANNEL_CARD (herald_mail_card_new (desk, channel->id));

    case HERALD_CHANNEL_FORM:
      return HERALD_CHANNEL_CARD (herald_form_card_new (desk, channel->id));

    case HERALD_CHANNEL_HTTPS:
    default:
      return HERALD_CHANNEL_CARD (herald_drop_card_new (desk, channel->id));
    }
}

static void
herald_deliver_step_constructed (GObject *object)
{
  HeraldDeliverStep *self = HERALD_DELIVER_STEP (object);
  HeraldDesk *desk = get_desk (self);
  GPtrArray *channels = herald_vendor_get_channels (herald_report_get_vendor (herald_desk_get_report (desk)));

  G_OBJECT_CLASS (herald_deliver_step_parent_class)->constructed (object);

  for (guint i = 0; i < channels->len; i++)
    {
      HeraldChannelCard *card = make_card (desk, g_ptr_array_index (channels, i));

      g_signal_connect_object (card, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->cards, GTK_WIDGET (card));
    }

  herald_step_refresh (HERALD_STEP (self));
}

static void
herald_deliver_step_dispose (GObject *object)
{
  HeraldDeliverStep *self = HERALD_DELIVER_STEP (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  /* The bin is to let its child go before the template does. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_DELIVER_STEP);

  G_OBJECT_CLASS (herald_deliver_step_parent_class)->dispose (object);
}

static void
herald_deliver_step_class_init (HeraldDeliverStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HeraldStepClass *step_class = HERALD_STEP_CLASS (klass);

  object_class->constructed = herald_deliver_step_constructed;
  object_class->dispose = herald_deliver_step_dispose;
  widget_class->map = herald_deliver_step_map;
  step_class->refresh = herald_deliver_step_refresh;
  step_class->show_place = herald_deliver_step_show_place;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-deliver-step.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldDeliverStep, blocked);
  gtk_widget_class_bind_template_child (widget_class, HeraldDeliverStep, blocked_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldDeliverStep, cards);
  gtk_widget_class_bind_template_callback (widget_class, blocked_cb);
}

static void
herald_deliver_step_init (HeraldDeliverStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_deliver_step_new:
 * @desk: a desk with a report
 *
 * Makes the step where the report goes to the vendor.
 *
 * Returns: (transfer floating): the step
 */
HeraldStep *
herald_deliver_step_new (HeraldDesk *desk)
{
  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  return g_object_new (HERALD_TYPE_DELIVER_STEP, "desk", desk, "title", _("Deliver"), NULL);
}
