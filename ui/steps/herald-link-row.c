/* herald-link-row.c: a page of a vendor’s, opened on request only
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-data-text.h"
#include "herald-link-row.h"
#include "herald-quote.h"
#include "herald-text.h"

static const char *
say_what (const char *link)
{
  if (g_str_equal (link, "advisories"))
    return _("Advisories, to see whether yours is known already");
  if (g_str_equal (link, "privacy"))
    return _("Privacy policy");
  if (g_str_equal (link, "contact"))
    return _("Contact for everything else");

  return link;
}

static void
open_cb (GtkWidget *button)
{
  herald_open_uri (GTK_WINDOW (gtk_widget_get_root (button)), g_object_get_data (G_OBJECT (button), "herald-address"));
}

/* Says where it leads before it is pressed. */
static GtkWidget *
button_new (const char *address)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Open in Browser"));
  /* TRANSLATORS: %s is an address on the web */
  g_autofree char *label = g_strdup_printf (_("Open %s in the browser"), address);

  g_object_set_data_full (G_OBJECT (button), "herald-address", g_strdup (address), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect (button, "clicked", G_CALLBACK (open_cb), NULL);

  return button;
}

/**
 * herald_link_row_new:
 * @vendor: a vendor
 * @link: one of its links
 *
 * Makes a row with the address of a page, or why it is not known.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_link_row_new (HeraldVendor     *vendor,
                     const HeraldLink *link)
{
  const char *note = herald_data_text (link->url.note);
  g_autofree char *address = link->url.value == NULL ? NULL : herald_text_show_hidden (link->url.value, FALSE);
  g_autofree char *text = g_strjoin ("\n", address != NULL ? address : _("Its address is not known."),
                                     *note != '\0' ? note : NULL, NULL);
  GtkWidget *row = herald_quote_row_new (vendor, say_what (link->id), "", text, link->url.source);

  if (link->url.value != NULL && g_str_has_prefix (link->url.value, "https://"))
    gtk_box_append (GTK_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))), button_new (link->url.value));

  return row;
}
