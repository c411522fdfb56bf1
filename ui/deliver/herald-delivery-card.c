/* herald-delivery-card.c: a delivery and what it came to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-delivery-card.h"
#include "herald-quote.h"
#include "herald-text.h"
#include "herald-wrap.h"

struct _HeraldDeliveryCard
{
  AdwBin          parent_instance;

  HeraldDelivery *delivery;
  char           *shown;    /* the same, as text to compare with */
  char           *path;     /* of its envelope, or NULL where the case keeps it */

  GtkImage       *icon;
  GtkLabel       *title;
  GtkLabel       *text;
  GtkBox         *facts;
  GtkWidget      *actions;
  GtkButton      *again_button;
};

G_DEFINE_FINAL_TYPE (HeraldDeliveryCard, herald_delivery_card, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_AGAIN,
} HeraldDeliveryCardSignal;

static guint signals[SIGNAL_AGAIN + 1];

static void
again_cb (HeraldDeliveryCard *self)
{
  g_signal_emit (self, signals[SIGNAL_AGAIN], 0);
}

/* A hyphen at the end of a line would be taken for a part of it. */
static void
keep_letters (GtkLabel *label)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
  pango_attr_list_unref (attributes);
}

static void
add_fact (HeraldDeliveryCard *self,
          const char         *heading,
          const char         *text,
          const char         *style)
{
  GtkWidget *fact, *label, *value;

  if (*text == '\0')
    return;

  fact = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  label = herald_quote_label_new (heading, "caption-heading");
  value = herald_quote_label_new (text, style);
  gtk_widget_add_css_class (label, "dim-label");
  keep_letters (GTK_LABEL (value));
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, heading, -1);
  gtk_box_append (GTK_BOX (fact), label);
  gtk_box_append (GTK_BOX (fact), value);
  gtk_box_append (self->facts, fact);
}

/* What one would need to ask the vendor about it. */
static void
show_facts (HeraldDeliveryCard *self)
{
  const HeraldDelivery *delivery = self->delivery;
  g_autofree char *date = g_strndup (delivery->changed, strlen ("YYYY-MM-DD"));
  g_autofree char *attempts = g_strdup_printf (
    /* TRANSLATORS: %u is how many times something was sent, the %s a date */
    ngettext ("%u attempt, on %s", "%u attempts, the last on %s", delivery->attempts), delivery->attempts, date);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    gtk_box_remove (self->facts, child);

  if (delivery->receipt != NULL)
    add_fact (self, _("Receipt"), delivery->receipt->id, "monospace");
  add_fact (self, _("Sent to"), delivery->endpoint, NULL);
  if (delivery->state != HERALD_DELIVERY_ACCEPTED)
    add_fact (self, _("Key of this delivery"), delivery->key, "monospace");
  add_fact (self, _("SHA-256 of the envelope"), delivery->sha256, "monospace");
  add_fact (self, _("Attempts"), attempts, NULL);
}

/* What a server stored; that anybody received it, no server can tell. */
static char *
say_text (const HeraldDelivery *delivery)
{
  const HeraldReceipt *receipt = delivery->receipt;
  g_autofree char *size = g_format_size_full (delivery->size, G_FORMAT_SIZE_LONG_FORMAT);
  g_autofree char *stored = NULL, *promised = NULL;

  if (delivery->state != HERALD_DELIVERY_ACCEPTED || receipt == NULL)
    return herald_delivery_describe (delivery);

  /* TRANSLATORS: the first %s is a size with its bytes, the second a date */
  stored = g_strdup_printf (_("The server stored %s on %s."), size, receipt->received_on);
  if (*receipt->ack_by != '\0')
    /* TRANSLATORS: %s is a date */
    promised = g_strdup_printf (_("The vendor wants to answer by %s."), receipt->ack_by);

  return g_strjoin (" ", stored, _("Nobody need have read it yet."), promised, NULL);
}

static const char *
get_icon (HeraldDeliveryState state)
{
  switch (state)
    {
    case HERALD_DELIVERY_ACCEPTED:
      return "emblem-ok-symbolic";

    case HERALD_DELIVERY_REFUSED:
      return "dialog-error-symbolic";

    case HERALD_DELIVERY_UNKNOWN:
    case HERALD_DELIVERY_SENDING:
      return "dialog-question-symbolic";

    case HERALD_DELIVERY_READY:
    case HERALD_DELIVERY_NOT_DELIVERED:
    default:
      return "dialog-information-symbolic";
    }
}

static const char *
get_style (HeraldDeliveryState state)
{
  switch (state)
    {
    case HERALD_DELIVERY_ACCEPTED:
      return "success";

    case HERALD_DELIVERY_REFUSED:
      return "error";

    case HERALD_DELIVERY_UNKNOWN:
    case HERALD_DELIVERY_SENDING:
      return "warning";

    case HERALD_DELIVERY_READY:
    case HERALD_DELIVERY_NOT_DELIVERED:
    default:
      return "dim-label";
    }
}

static void
show_again (HeraldDeliveryCard *self)
{
  g_autofree char *host = herald_delivery_card_dup_host (self->delivery->endpoint);
  /* TRANSLATORS: a button; %s is the name of a server */
  g_autofree char *label = g_strdup_printf (_("Try Again at %s"), host);

  gtk_button_set_label (self->again_button, label);
  herald_wrap_button (GTK_WIDGET (self->again_button));
  gtk_widget_set_visible (self->actions, herald_delivery_card_can_try_again (self));
}

static void
herald_delivery_card_finalize (GObject *object)
{
  HeraldDeliveryCard *self = HERALD_DELIVERY_CARD (object);

  herald_delivery_free (self->delivery);
  g_free (self->shown);
  g_free (self->path);

  G_OBJECT_CLASS (herald_delivery_card_parent_class)->finalize (object);
}

static void
herald_delivery_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_DELIVERY_CARD);

  G_OBJECT_CLASS (herald_delivery_card_parent_class)->dispose (object);
}

static void
herald_delivery_card_class_init (HeraldDeliveryCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_delivery_card_dispose;
  object_class->finalize = herald_delivery_card_finalize;

  signals[SIGNAL_AGAIN] =
    g_signal_new ("again", HERALD_TYPE_DELIVERY_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-delivery-card.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldDeliveryCard, icon);
  gtk_widget_class_bind_template_child (widget_class, HeraldDeliveryCard, title);
  gtk_widget_class_bind_template_child (widget_class, HeraldDeliveryCard, text);
  gtk_widget_class_bind_template_child (widget_class, HeraldDeliveryCard, facts);
  gtk_widget_class_bind_template_child (widget_class, HeraldDeliveryCard, actions);
  gtk_widget_class_bind_template_child (widget_class, HeraldDeliveryCard, again_button);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
herald_delivery_card_init (HeraldDeliveryCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_delivery_card_new:
 * @delivery: a delivery; copied
 * @path: (nullable): its envelope, where that is a file; %NULL where the case keeps it
 *
 * Makes a card.
 *
 * Returns: (transfer floating): the card
 */
GtkWidget *
herald_delivery_card_new (const HeraldDelivery *delivery,
                          const char           *path)
{
  HeraldDeliveryCard *self = g_object_new (HERALD_TYPE_DELIVERY_CARD, NULL);

  self->path = g_strdup (path);
  herald_delivery_card_show (self, delivery);

  return GTK_WIDGET (self);
}

/**
 * herald_delivery_card_show:
 * @self: a card
 * @delivery: the same delivery, as it stands now; copied
 *
 * Shows what a delivery came to.
 */
void
herald_delivery_card_show (HeraldDeliveryCard   *self,
                           const HeraldDelivery *delivery)
{
  const char *title = herald_delivery_get_title (delivery);
  g_autofree char *text = say_text (delivery);
  g_autofree char *now = herald_delivery_write (delivery);

  g_return_if_fail (HERALD_IS_DELIVERY_CARD (self));

  /* The focus may be on it. */
  if (g_strcmp0 (now, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&now);
  g_clear_pointer (&self->delivery, herald_delivery_free);
  self->delivery = herald_delivery_copy (delivery);

  gtk_image_set_from_icon_name (self->icon, get_icon (delivery->state));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char *[]) { get_style (delivery->state), NULL });
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->text), *text != '\0');
  show_facts (self);
  show_again (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

/**
 * herald_delivery_card_get_delivery:
 * @self: a card
 *
 * Gives the delivery as it was shown last.
 *
 * Returns: (transfer none): the delivery
 */
const HeraldDelivery *
herald_delivery_card_get_delivery (HeraldDeliveryCard *self)
{
  g_return_val_if_fail (HERALD_IS_DELIVERY_CARD (self), NULL);

  return self->delivery;
}

/**
 * herald_delivery_card_get_path:
 * @self: a card
 *
 * Gives the envelope, where it is a file.
 *
 * Returns: (transfer none) (nullable): its path; %NULL where the case keeps it
 */
const char *
herald_delivery_card_get_path (HeraldDeliveryCard *self)
{
  g_return_val_if_fail (HERALD_IS_DELIVERY_CARD (self), NULL);

  return self->path;
}

/**
 * herald_delivery_card_can_try_again:
 * @self: a card
 *
 * Tells whether another attempt with the same envelope could come to something else.
 *
 * What the vendor refused in the words of the contract it refuses for good; what
 * went wrong on the way there, such as a wrong clock, can be mended.
 *
 * Returns: %TRUE if it could
 */
gboolean
herald_delivery_card_can_try_again (HeraldDeliveryCard *self)
{
  g_return_val_if_fail (HERALD_IS_DELIVERY_CARD (self), FALSE);

  return self->delivery->state != HERALD_DELIVERY_ACCEPTED && self->delivery->state != HERALD_DELIVERY_SENDING &&
         !(self->delivery->state == HERALD_DELIVERY_REFUSED && self->delivery->reason == HERALD_DELIVERY_STATUS);
}

/**
 * herald_delivery_card_dup_host:
 * @endpoint: an endpoint
 *
 * Gives the name of a server, for a button that names it.
 *
 * Returns: (transfer full): the name
 */
char *
herald_delivery_card_dup_host (const char *endpoint)
{
  g_autoptr(GUri) uri = g_uri_parse (endpoint, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autofree char *shown = herald_text_show_hidden (host != NULL ? host : endpoint, FALSE);

  return g_steal_pointer (&shown);
}
