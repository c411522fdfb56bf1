/* herald-form-card.c: a form on the vendor's website
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-courier-window.h"
#include "herald-form-card.h"
#include "herald-quote.h"
#include "herald-sent-state.h"
#include "herald-wrap.h"

struct _HeraldFormCard
{
  HeraldChannelCard  parent_instance;

  GtkWidget         *courier;  /* weak: while it is open */
};

G_DEFINE_FINAL_TYPE (HeraldFormCard, herald_form_card, HERALD_TYPE_CHANNEL_CARD)

static void
sent_cb (HeraldFormCard *self)
{
  HeraldDesk *desk = herald_channel_card_get_desk (HERALD_CHANNEL_CARD (self));

  if (desk != NULL)
    herald_channel_card_set_state (HERALD_CHANNEL_CARD (self), herald_sent_state_get (desk));
}

/* One is enough: it knows which answers were carried over. */
static void
open_cb (HeraldFormCard *self)
{
  if (self->courier == NULL)
    {
      g_set_weak_pointer (&self->courier,
                          herald_courier_window_new (herald_channel_card_get_desk (HERALD_CHANNEL_CARD (self))));
      g_signal_connect_object (self->courier, "sent", G_CALLBACK (sent_cb), self, G_CONNECT_SWAPPED);
    }

  gtk_window_present (GTK_WINDOW (self->courier));
}

static void
herald_form_card_show (HeraldChannelCard *card,
                       HeraldConfirmed   *confirmed)
{
  HERALD_CHANNEL_CARD_CLASS (herald_form_card_parent_class)->show (card, confirmed);

  herald_channel_card_set_state (card, herald_sent_state_get (herald_channel_card_get_desk (card)));
}

static void
herald_form_card_constructed (GObject *object)
{
  HeraldFormCard *self = HERALD_FORM_CARD (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("Open the _Courier…"));
  GtkWidget *label = herald_quote_label_new (_("It stands beside your browser with one answer after the other to copy. No machine fills the form, and you press Send there."), "dim-label");

  G_OBJECT_CLASS (herald_form_card_parent_class)->constructed (object);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  herald_wrap_button (button);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), label);
  herald_channel_card_append (HERALD_CHANNEL_CARD (self), box);
}

static void
herald_form_card_dispose (GObject *object)
{
  g_clear_weak_pointer (&HERALD_FORM_CARD (object)->courier);

  G_OBJECT_CLASS (herald_form_card_parent_class)->dispose (object);
}

static void
herald_form_card_class_init (HeraldFormCardClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = herald_form_card_constructed;
  G_OBJECT_CLASS (klass)->dispose = herald_form_card_dispose;
  HERALD_CHANNEL_CARD_CLASS (klass)->show = herald_form_card_show;
}

static void
herald_form_card_init (HeraldFormCard *self)
{
}

/**
 * herald_form_card_new:
 * @desk: a desk with a report
 * @channel: the id of a channel that is a form
 *
 * Makes a card for a form on the vendor's website.
 *
 * Returns: (transfer floating): the card
 */
GtkWidget *
herald_form_card_new (HeraldDesk *desk,
                      const char *channel)
{
  return g_object_new (HERALD_TYPE_FORM_CARD, "desk", desk, "channel", channel, NULL);
}
