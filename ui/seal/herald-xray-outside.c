/* herald-xray-outside.c: what is written on an envelope
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "herald-fingerprint.h"
#include "herald-row-layout.h"
#include "herald-xray-outside.h"

#define HIDDEN_RECIPIENT "0000000000000000"

struct _HeraldXrayOutside
{
  AdwBin      parent_instance;

  GtkLabel   *stamp;
  GtkListBox *facts;
};

G_DEFINE_FINAL_TYPE (HeraldXrayOutside, herald_xray_outside, ADW_TYPE_BIN)

static void
herald_xray_outside_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_XRAY_OUTSIDE);

  G_OBJECT_CLASS (herald_xray_outside_parent_class)->dispose (object);
}

static void
herald_xray_outside_class_init (HeraldXrayOutsideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_xray_outside_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-xray-outside.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldXrayOutside, stamp);
  gtk_widget_class_bind_template_child (widget_class, HeraldXrayOutside, facts);
}

static void
herald_xray_outside_init (HeraldXrayOutside *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_xray_outside_new:
 *
 * Makes an envelope with nothing written on it.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_xray_outside_new (void)
{
  return g_object_new (HERALD_TYPE_XRAY_OUTSIDE, NULL);
}

/* What stands on an envelope is shown as it is: no hyphen is put where a line
 * ends. */
static GtkWidget *
new_label (const char *text,
           gboolean    is_dim)
{
  GtkWidget *label = gtk_label_new (text);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (is_dim)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
    }

  return label;
}

/**
 * herald_xray_line_new:
 * @icon: (nullable): the name of an icon
 * @name: what it is
 * @value: what is there; may be empty
 * @meaning: what that means, a sentence; may be empty
 *
 * Makes a line of either side.
 *
 * Returns: (transfer floating): a row of a list
 */
GtkWidget *
herald_xray_line_new (const char *icon,
                      const char *name,
                      const char *value,
                      const char *meaning)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *shown = herald_text_show_hidden (value, TRUE);
  g_autofree char *spoken = g_strjoin (". ", name, *value != '\0' ? value : meaning,
                                       *value != '\0' && *meaning != '\0' ? meaning : NULL, NULL);

  gtk_widget_set_layout_manager (line, g_object_new (HERALD_TYPE_ROW_LAYOUT, NULL));
  gtk_widget_set_hexpand (texts, TRUE);
  if (icon != NULL)
    {
      GtkWidget *image = gtk_image_new_from_icon_name (icon);

      gtk_widget_set_valign (image, GTK_ALIGN_START);
      gtk_widget_set_margin_top (image, 2);
      gtk_box_append (GTK_BOX (line), image);
    }

  gtk_box_append (GTK_BOX (texts), new_label (name, *value != '\0'));
  if (*value != '\0')
    gtk_box_append (GTK_BOX (texts), new_label (shown, FALSE));
  if (*meaning != '\0')
    gtk_box_append (GTK_BOX (texts), new_label (meaning, TRUE));
  gtk_box_append (GTK_BOX (line), texts);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return row;
}

/* What a header gives away; NULL for those that are only for programs. */
static const char *
explain_header (const char       *name,
                const char       *value,
                const HeraldXray *xray)
{
  if (g_ascii_strcasecmp (name, "From") == 0)
    return _("Who writes: your address, as you gave it in the report");
  if (g_ascii_strcasecmp (name, "To") == 0)
    return _("Whom it is for");
  if (g_ascii_strcasecmp (name, "Subject") == 0)
    return g_str_equal (value, "[...]") ? _("The real subject is inside") : _("It says nothing of what is inside");
  if (g_ascii_strcasecmp (name, "Date") == 0)
    return xray->is_anonymous ? _("The day alone, without the time") : _("When it was sealed, in universal time");

  return NULL;
}

static void
add_line (HeraldXrayOutside *self,
          const char        *name,
          const char        *value,
          const char        *meaning)
{
  gtk_list_box_append (self->facts, herald_xray_line_new (NULL, name, value, meaning));
}

/* Names of headers are words of a protocol, and stay as they are. */
static void
add_headers (HeraldXrayOutside *self,
             const HeraldXray  *xray)
{
  GStrv headers = xray->outside->headers;
  gboolean has_sender = FALSE;

  for (guint i = 0; headers[i] != NULL; i += 2)
    has_sender = has_sender || g_ascii_strcasecmp (headers[i], "From") == 0;
  if (headers[0] != NULL && !has_sender)
    add_line (self, "From", _("Nobody"), _("No sender stands on it"));

  for (guint i = 0; headers[i] != NULL; i += 2)
    {
      const char *meaning = explain_header (headers[i], headers[i + 1], xray);

      if (meaning != NULL)
        add_line (self, headers[i], headers[i + 1], meaning);
    }
}

static void
add_technical_headers (HeraldXrayOutside *self,
                       const HeraldXray  *xray)
{
  GStrv headers = xray->outside->headers;
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; headers[i] != NULL; i += 2)
    {
      if (explain_header (headers[i], headers[i + 1], xray) == NULL)
        g_string_append_printf (lines, "%s%s: %s", lines->len > 0 ? "\n" : "", headers[i], headers[i + 1]);
    }

  if (lines->len > 0)
    add_line (self, _("Lines for programs, made at random or the same for every report"), "", lines->str);
}

static void
add_recipients (HeraldXrayOutside        *self,
                const HeraldEnvelopeView *outside)
{
  for (guint i = 0; outside->recipients[i] != NULL; i++)
    {
      g_autofree char *groups = herald_fingerprint_group (outside->recipients[i]);

      if (g_str_equal (outside->recipients[i], HIDDEN_RECIPIENT))
        add_line (self, _("Sealed To"), _("A hidden key"), "");
      else
        add_line (self, _("Sealed To the Key"), groups,
                  _("Whoever knows the vendor’s key can tell from this number whom it is for"));
    }
}

static void
add_names (HeraldXrayOutside        *self,
           const HeraldEnvelopeView *outside)
{
  g_autofree char *names = g_strjoinv (", ", outside->names);

  if (*names != '\0')
    add_line (self, _("Names of Files"), names, _("The same for every report"));
}

/**
 * herald_xray_outside_show:
 * @self: an envelope
 * @xray: an envelope that was looked at
 *
 * Shows what is written on an envelope.
 */
void
herald_xray_outside_show (HeraldXrayOutside *self,
                          const HeraldXray  *xray)
{
  g_autofree char *size = g_format_size (xray->outside->size);
  g_autofree char *bytes = g_format_size_full (xray->outside->size, G_FORMAT_SIZE_LONG_FORMAT);
  GtkListBoxRow *row;

  g_return_if_fail (HERALD_IS_XRAY_OUTSIDE (self));

  while ((row = gtk_list_box_get_row_at_index (self->facts, 0)) != NULL)
    gtk_list_box_remove (self->facts, GTK_WIDGET (row));

  gtk_label_set_text (self->stamp, size);
  add_headers (self, xray);
  add_recipients (self, xray->outside);
  add_names (self, xray->outside);

  add_line (self, _("Size"), bytes, _("Filled up, so that reports of many lengths have the same"));
  add_technical_headers (self, xray);
}
