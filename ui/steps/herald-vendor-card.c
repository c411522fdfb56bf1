/* herald-vendor-card.c: a vendor in the list of vendors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "herald-quote.h"
#include "herald-roving.h"
#include "herald-vendor-card.h"

struct _HeraldVendorCard
{
  GtkListBoxRow  parent_instance;

  HeraldVendor  *vendor;
  char          *folded; /* name and what it covers, to search in */
};

G_DEFINE_FINAL_TYPE (HeraldVendorCard, herald_vendor_card, GTK_TYPE_LIST_BOX_ROW)

static const char *
say_kind (HeraldChannelKind kind)
{
  switch (kind)
    {
    case HERALD_CHANNEL_EMAIL:
      return _("E-mail");
    case HERALD_CHANNEL_FORM:
      return _("Web form");
    case HERALD_CHANNEL_HTTPS:
    default:
      return _("Direct delivery");
    }
}

/* The kinds of ways that take reports, each once. */
static char *
say_channels (HeraldVendor *vendor)
{
  GPtrArray *channels = herald_vendor_get_channels (vendor);
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < channels->len; i++)
    {
      const HeraldChannel *channel = g_ptr_array_index (channels, i);

      if (channel->for_reports && !g_ptr_array_find (words, say_kind (channel->kind), NULL))
        g_ptr_array_add (words, (gpointer) say_kind (channel->kind));
    }

  if (words->len == 0)
    return g_strdup (_("No way for reports is known"));

  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

static void
append_caption (GtkBox     *box,
                const char *text)
{
  GtkWidget *label = herald_quote_label_new (text, "caption");

  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (box, label);
}

static void
fill (HeraldVendorCard *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  const char *name = herald_vendor_get_name (self->vendor);
  g_autofree char *covers = g_strjoinv (", ", (char **) herald_vendor_get_covers (self->vendor));
  g_autofree char *channels = say_channels (self->vendor);
  g_autofree char *text = g_strjoin (" ", name, covers, NULL);
  g_autofree char *spoken = NULL;

  gtk_widget_set_margin_top (GTK_WIDGET (box), 9);
  gtk_widget_set_margin_bottom (GTK_WIDGET (box), 9);
  gtk_box_append (box, herald_quote_label_new (name, "heading"));
  if (!g_str_equal (covers, name))
    append_caption (box, covers);
  append_caption (box, channels);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (box));

  self->folded = g_utf8_casefold (text, -1);
  spoken = herald_quote_dup_spoken (box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
herald_vendor_card_finalize (GObject *object)
{
  HeraldVendorCard *self = HERALD_VENDOR_CARD (object);

  g_clear_pointer (&self->vendor, herald_vendor_unref);
  g_free (self->folded);

  G_OBJECT_CLASS (herald_vendor_card_parent_class)->finalize (object);
}

static void
herald_vendor_card_class_init (HeraldVendorCardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_vendor_card_finalize;
}

static void
herald_vendor_card_init (HeraldVendorCard *self)
{
  herald_roving_add_row (GTK_LIST_BOX_ROW (self));
}

/**
 * herald_vendor_card_new:
 * @vendor: a vendor
 *
 * Makes the card of a vendor.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_vendor_card_new (HeraldVendor *vendor)
{
  HeraldVendorCard *self;

  g_return_val_if_fail (vendor != NULL, NULL);

  self = g_object_new (HERALD_TYPE_VENDOR_CARD, NULL);
  self->vendor = herald_vendor_ref (vendor);
  fill (self);

  return GTK_WIDGET (self);
}

/**
 * herald_vendor_card_get_vendor:
 * @self: a card
 *
 * Gives the card's vendor.
 *
 * Returns: (transfer none): the vendor
 */
HeraldVendor *
herald_vendor_card_get_vendor (HeraldVendorCard *self)
{
  g_return_val_if_fail (HERALD_IS_VENDOR_CARD (self), NULL);

  return self->vendor;
}

/**
 * herald_vendor_card_matches:
 * @self: a card
 * @words: what the person looks for
 *
 * Tells whether every word occurs in the vendor's name or what it covers.
 *
 * Returns: %TRUE if they do; also for no words
 */
gboolean
herald_vendor_card_matches (HeraldVendorCard *self,
                            const char       *words)
{
  g_autofree char *folded = NULL;
  g_auto(GStrv) parts = NULL;

  g_return_val_if_fail (HERALD_IS_VENDOR_CARD (self), FALSE);

  folded = g_utf8_casefold (words, -1);
  parts = g_strsplit (folded, " ", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    if (strstr (self->folded, parts[i]) == NULL)
      return FALSE;

  return TRUE;
}
