/* herald-quote.c: what vendors say, as it is shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-data-text.h"
#include "herald-quote.h"
#include "herald-text.h"

/**
 * herald_quote_dup_source:
 * @vendor: a vendor
 * @source: the id of one of its profile's sources, or empty
 *
 * Says where a fact of a profile was read, and when.
 *
 * Returns: (transfer full): plain text; empty where no source is named
 */
char *
herald_quote_dup_source (HeraldVendor *vendor,
                         const char   *source)
{
  GPtrArray *sources = herald_vendor_get_sources (vendor);

  for (guint i = 0; i < sources->len; i++)
    {
      const HeraldSource *entry = g_ptr_array_index (sources, i);

      if (g_str_equal (entry->id, source))
        /* TRANSLATORS: where a fact was read and when: the first %s is the
         * title of a page, the second a date */
        return g_strdup_printf (_("%s, read on %s"), entry->title, entry->seen);
    }

  return g_strdup ("");
}

/**
 * herald_quote_dup_language:
 * @vendor: a vendor
 *
 * Names the language in which a vendor's own sentences are quoted.
 *
 * Returns: (transfer full): its name on the screen, or its tag where we have none
 */
char *
herald_quote_dup_language (HeraldVendor *vendor)
{
  static const struct
  {
    const char *tag;
    const char *name;
  } languages[] = {
    { "de", N_("German") },   { "en", N_("English") },  { "es", N_("Spanish") },
    { "fr", N_("French") },   { "it", N_("Italian") },  { "ja", N_("Japanese") },
    { "nl", N_("Dutch") },    { "pt", N_("Portuguese") }, { "zh", N_("Chinese") },
  };
  const char *tag = herald_vendor_get_language (vendor);

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_has_prefix (tag, languages[i].tag) && (tag[2] == '\0' || tag[2] == '-'))
      return g_strdup (_(languages[i].name));

  return g_strdup (tag);
}

/**
 * herald_quote_label_new:
 * @text: plain text, which may come from a file
 * @style: (nullable): a style class of the platform
 *
 * Makes a label of text that wraps, can be selected with the pointer, and is no markup.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_quote_label_new (const char *text,
                        const char *style)
{
  g_autofree char *shown = herald_text_show_hidden (text, TRUE);

  return g_object_new (GTK_TYPE_LABEL,
                       "label", shown,
                       "xalign", 0.0f,
                       "wrap", TRUE,
                       "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "css-classes", (const char *[]) { style, NULL },
                       NULL);
}

/* The sentence in the language that it is in, for shaping and for speech. */
static GtkWidget *
wording_new (HeraldVendor *vendor,
             const char   *wording)
{
  /* TRANSLATORS: %s is a sentence of a vendor, in the vendor's own language;
   * only the marks of quotation are yours */
  g_autofree char *quoted = g_strdup_printf (_("“%s”"), wording);
  GtkWidget *label = herald_quote_label_new (quoted, NULL);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes,
                          pango_attr_language_new (pango_language_from_string (herald_vendor_get_language (vendor))));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  pango_attr_list_unref (attributes);

  return label;
}

/**
 * herald_quote_append:
 * @box: a vertical box
 * @vendor: a vendor
 * @wording: its own sentence, or empty
 * @explanation: ours, as the data file has it, or empty
 * @source: the id of the source, or empty
 *
 * Appends a vendor's own words, what they mean, and where they were read.
 */
void
herald_quote_append (GtkBox       *box,
                     HeraldVendor *vendor,
                     const char   *wording,
                     const char   *explanation,
                     const char   *source)
{
  g_autofree char *from = herald_quote_dup_source (vendor, source);

  if (*wording != '\0')
    gtk_box_append (box, wording_new (vendor, wording));
  if (*explanation != '\0')
    gtk_box_append (box, herald_quote_label_new (herald_data_text (explanation), NULL));
  if (*from != '\0')
    {
      GtkWidget *label = herald_quote_label_new (from, "caption");

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (box, label);
    }
}

/**
 * herald_quote_box_new:
 *
 * Makes the box in a row of a list, with the margins of the platform's rows.
 *
 * Returns: (transfer floating): the widget
 */
GtkBox *
herald_quote_box_new (void)
{
  return g_object_new (GTK_TYPE_BOX,
                       "orientation", GTK_ORIENTATION_VERTICAL,
                       "spacing", 6,
                       "margin-top", 12,
                       "margin-bottom", 12,
                       "margin-start", 12,
                       "margin-end", 12,
                       NULL);
}

/**
 * herald_quote_row_new:
 * @vendor: a vendor
 * @title: our short title, as the data file has it, or empty
 * @wording: the vendor's own sentence, or empty
 * @explanation: ours, as the data file has it, or empty
 * @source: the id of the source, or empty
 *
 * Makes a row of a list that quotes a vendor.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_quote_row_new (HeraldVendor *vendor,
                      const char   *title,
                      const char   *wording,
                      const char   *explanation,
                      const char   *source)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkBox *box = herald_quote_box_new ();
  g_autofree char *spoken = NULL;

  if (*title != '\0')
    gtk_box_append (box, herald_quote_label_new (herald_data_text (title), "heading"));
  herald_quote_append (box, vendor, wording, explanation, source);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (box));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  spoken = herald_quote_dup_spoken (box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return row;
}

/**
 * herald_quote_dup_spoken:
 * @box: a box of labels
 *
 * Collects the text of a row, for those who hear it instead of seeing it.
 *
 * Returns: (transfer full): the text, a line for each label
 */
char *
herald_quote_dup_spoken (GtkBox *box)
{
  GString *spoken = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_LABEL (child))
        continue;
      if (spoken->len > 0)
        g_string_append_c (spoken, '\n');
      g_string_append (spoken, gtk_label_get_text (GTK_LABEL (child)));
    }

  return g_string_free (spoken, FALSE);
}

/**
 * herald_quote_row_focus:
 * @widget: a row of a list with controls in it
 * @direction: where the focus moves
 *
 * Moves the focus among the controls in a row, never to the row itself.
 *
 * It is the virtual function of such rows: the toolkit's own would stop at
 * each row once more.
 *
 * Returns: %FALSE when the focus leaves the row
 */
gboolean
herald_quote_row_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  GtkWidget *child = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget));

  return child != NULL && gtk_widget_child_focus (child, direction);
}
