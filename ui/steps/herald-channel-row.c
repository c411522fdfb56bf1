/* herald-channel-row.c: the truth about one way to a vendor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-channel-row.h"
#include "herald-data-text.h"
#include "herald-fingerprint.h"
#include "herald-quote.h"

/* A line with an icon, which says the same in words. */
static void
append_verdict (GtkBox     *box,
                const char *icon,
                const char *style,
                const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE,
                                   "icon-name", icon,
                                   "valign", GTK_ALIGN_START,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   NULL);

  GtkWidget *label = herald_quote_label_new (text, NULL);

  gtk_widget_add_css_class (image, style);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (box, line);
}

/* A small heading, and what is to be said under it. */
static void
append_fact (GtkBox     *box,
             const char *heading,
             const char *text)
{
  GtkWidget *fact = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = herald_quote_label_new (heading, "caption-heading");

  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (fact), label);
  gtk_box_append (GTK_BOX (fact), herald_quote_label_new (text, NULL));
  gtk_box_append (box, fact);
}

/**
 * herald_channel_has_key:
 * @vendor: a vendor
 * @confirmed: what the person confirmed for it
 *
 * Tells whether there is a key to seal with.
 *
 * Returns: %TRUE if there is, shipped or confirmed
 */
gboolean
herald_channel_has_key (HeraldVendor    *vendor,
                        HeraldConfirmed *confirmed)
{
  g_autoptr(GBytes) shipped = herald_vendor_get_shipped_key (vendor);

  return shipped != NULL || herald_confirmed_get (confirmed, HERALD_CONFIRMED_KEY) != NULL;
}

static const char *
say_who_reads (const HeraldChannel *channel,
               gboolean             has_key)
{
  if (!channel->for_reports)
    return _("Everybody on the way. An ordinary e-mail is not sealed, and no report goes there.");

  switch (channel->kind)
    {
    case HERALD_CHANNEL_EMAIL:
      return has_key
        ? _("Only the vendor: the report is sealed with the vendor’s key. The mail services on the way see who writes to whom, when, and how much.")
        : _("Nobody yet: without the vendor’s key nothing is sealed, and nothing unsealed is sent.");

    case HERALD_CHANNEL_FORM:
      return _("Whoever runs the form. HTTPS protects the answers on the way, but they are not sealed, and the website sees your network address.");

    case HERALD_CHANNEL_HTTPS:
    default:
      return has_key
        ? _("Only the vendor: the report is sealed with the vendor’s key. The server sees your network address, the time and the size.")
        : _("Nobody yet: without the vendor’s key nothing is sealed, and nothing unsealed is sent.");
    }
}

static const char *
say_kind (const HeraldChannel *channel)
{
  if (!channel->for_reports)
    return _("For questions, not for reports");

  switch (channel->kind)
    {
    case HERALD_CHANNEL_EMAIL:
      return _("The sealed report, by e-mail");
    case HERALD_CHANNEL_FORM:
      return _("Your answers, carried over to a form on the vendor’s website by hand");
    case HERALD_CHANNEL_HTTPS:
    default:
      return _("The sealed report, handed to the vendor’s server directly");
    }
}

static const char *
say_encryption (const HeraldChannel *channel)
{
  if (channel->kind != HERALD_CHANNEL_EMAIL || !channel->for_reports)
    return NULL;

  switch (channel->encryption)
    {
    case HERALD_ENCRYPTION_REQUIRED:
      return _("The vendor requires it");
    case HERALD_ENCRYPTION_REQUESTED:
      return _("The vendor asks for it");
    case HERALD_ENCRYPTION_NONE:
    default:
      return _("The vendor says nothing about it");
    }
}

/* Where it leads, and how far that can be relied on. */
static void
append_address (GtkBox              *box,
                HeraldVendor        *vendor,
                const HeraldChannel *channel,
                HeraldConfirmed     *confirmed)
{
  const char *address = herald_confirmed_get_address (confirmed, channel);
  HeraldConfirmedItem item = channel->kind == HERALD_CHANNEL_EMAIL ? HERALD_CONFIRMED_ADDRESS : HERALD_CONFIRMED_ENDPOINT;
  g_autofree char *source = herald_quote_dup_source (vendor, channel->address.source);
  g_autofree char *certainty = NULL;

  if (address == NULL)
    {
      const char *note = herald_data_text (channel->address.note);

      append_fact (box, _("Address"), *note != '\0' ? note : _("Not known"));
      append_fact (box, _("Confirmed"), _("No: the address is not known"));
      return;
    }

  if (address == channel->address.value)
    /* TRANSLATORS: %s is the title of a page and when it was read */
    certainty = g_strdup_printf (_("Stated by the vendor’s page: %s"), source);
  else
    /* TRANSLATORS: the first %s is a date, the second where it came from, such
     * as “confirmed by you” */
    certainty = g_strdup_printf (_("On %s, %s"), herald_confirmed_get_date (confirmed, item),
                                 herald_confirmed_get_from (confirmed, item));
  append_fact (box, _("Address"), address);
  append_fact (box, _("Confirmed"), certainty);
}

static void
append_words (GtkBox              *box,
              HeraldVendor        *vendor,
              const HeraldChannel *channel)
{
  GtkBox *fact;
  GtkWidget *label;

  if (*channel->wording == '\0' && *channel->note == '\0')
    return;

  fact = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  label = herald_quote_label_new (_("What the vendor says"), "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (fact, label);
  herald_quote_append (fact, vendor, channel->wording, channel->note, channel->source);
  gtk_box_append (box, GTK_WIDGET (fact));
}

static GtkWidget *
row_new (GtkBox     *box,
         const char *name)
{
  GtkWidget *row = adw_preferences_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (box));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return row;
}

/* The text of everything in a row, for those who hear it. */
static void
collect_text (GtkWidget *widget,
              GString   *text)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_text (child, text);
}

static GtkWidget *
finish_row (GtkBox *box)
{
  g_autoptr(GString) text = g_string_new (NULL);

  collect_text (GTK_WIDGET (box), text);
  return row_new (box, text->str);
}

/**
 * herald_channel_row_new:
 * @vendor: a vendor
 * @channel: one of its channels
 * @confirmed: what the person confirmed for it
 *
 * Makes a row that says what goes a way, where to, and who can read it.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_channel_row_new (HeraldVendor        *vendor,
                        const HeraldChannel *channel,
                        HeraldConfirmed     *confirmed)
{
  GtkBox *box = herald_quote_box_new ();
  const char *encryption = say_encryption (channel);
  g_autofree char *why = NULL;

  gtk_box_set_spacing (box, 9);
  gtk_box_append (box, herald_quote_label_new (herald_data_text (channel->title), "heading"));
  if (herald_channel_is_ready (channel, vendor, confirmed, &why))
    append_verdict (box, "emblem-ok-symbolic", "success", _("Ready: a report can go this way."));
  else if (channel->for_reports)
    append_verdict (box, "dialog-warning-symbolic", "warning", why);
  else
    append_verdict (box, "dialog-information-symbolic", "dim-label", why);

  append_fact (box, _("What goes there"), say_kind (channel));
  append_address (box, vendor, channel, confirmed);
  append_fact (box, _("Who can read it"), say_who_reads (channel, herald_channel_has_key (vendor, confirmed)));
  if (encryption != NULL)
    append_fact (box, _("Encryption"), encryption);
  append_words (box, vendor, channel);

  return finish_row (box);
}

static void
append_fingerprint (GtkBox     *box,
                    const char *fingerprint)
{
  g_autofree char *grouped = herald_fingerprint_group (fingerprint);
  GtkWidget *label = herald_quote_label_new (grouped, "monospace");

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_box_append (box, label);
}

static void
append_stated_keys (GtkBox       *box,
                    HeraldVendor *vendor)
{
  GPtrArray *keys = herald_vendor_get_keys (vendor);

  for (guint i = 0; i < keys->len; i++)
    {
      const HeraldVendorKey *key = g_ptr_array_index (keys, i);

      gtk_box_append (box, herald_quote_label_new (*key->file != '\0' ? _("Comes with Herald, and counts as confirmed:")
                                                                      : _("Named by the vendor’s page:"), NULL));
      append_fingerprint (box, key->fingerprint);
      herald_quote_append (box, vendor, "", "", key->source);
    }
}

/**
 * herald_channel_key_row_new:
 * @vendor: a vendor
 * @confirmed: what the person confirmed for it
 *
 * Makes a row that says which key a report is sealed with, and since when.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_channel_key_row_new (HeraldVendor    *vendor,
                            HeraldConfirmed *confirmed)
{
  const char *fingerprint = herald_confirmed_get (confirmed, HERALD_CONFIRMED_KEY);
  GtkBox *box = herald_quote_box_new ();
  g_autofree char *when = NULL;

  gtk_box_append (box, herald_quote_label_new (_("The vendor’s key"), "heading"));
  if (herald_channel_has_key (vendor, confirmed))
    append_verdict (box, "emblem-ok-symbolic", "success", _("Known: a report can be sealed so that only the vendor opens it."));
  else
    append_verdict (box, "dialog-warning-symbolic", "warning",
                    _("Not known. A report is sealed with the vendor’s key, so nothing can be sealed before one is confirmed."));

  if (fingerprint != NULL)
    {
      /* TRANSLATORS: above a key's fingerprint: the first %s is a date, the
       * second where it came from, such as “confirmed by you” */
      when = g_strdup_printf (_("On %s, %s:"), herald_confirmed_get_date (confirmed, HERALD_CONFIRMED_KEY),
                              herald_confirmed_get_from (confirmed, HERALD_CONFIRMED_KEY));
      gtk_box_append (box, herald_quote_label_new (when, NULL));
      append_fingerprint (box, fingerprint);
    }
  append_stated_keys (box, vendor);

  return finish_row (box);
}
