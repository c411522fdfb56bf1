/* herald-xray-inside.c: what only the vendor can read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "herald-text.h"
#include "herald-xray-inside.h"
#include "herald-xray-outside.h"

#define FOLDER "attachments/"

struct _HeraldXrayInside
{
  AdwBin      parent_instance;

  GtkLabel   *who;
  GtkLabel   *letter;
  GtkListBox *parts;
};

G_DEFINE_FINAL_TYPE (HeraldXrayInside, herald_xray_inside, ADW_TYPE_BIN)

static void
herald_xray_inside_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_XRAY_INSIDE);

  G_OBJECT_CLASS (herald_xray_inside_parent_class)->dispose (object);
}

static void
herald_xray_inside_class_init (HeraldXrayInsideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_xray_inside_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-xray-inside.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldXrayInside, who);
  gtk_widget_class_bind_template_child (widget_class, HeraldXrayInside, letter);
  gtk_widget_class_bind_template_child (widget_class, HeraldXrayInside, parts);
}

static void
herald_xray_inside_init (HeraldXrayInside *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_xray_inside_new:
 *
 * Makes an empty letter.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_xray_inside_new (void)
{
  return g_object_new (HERALD_TYPE_XRAY_INSIDE, NULL);
}

/* What a part is, and whether it is one of the report's own. */
static const char *
explain_part (const char  *name,
              const char **icon)
{
  static const struct
  {
    const char *name;
    const char *icon;
    const char *meaning;
  } parts[] = {
    { "report.txt", "x-office-document-symbolic", N_("The report, for people to read") },
    { "report.json", "text-x-generic-symbolic", N_("The report, for the vendor’s programs") },
    { "manifest.json", "view-list-symbolic", N_("A list of all parts, so that none can go missing unseen") },
    { "padding", "view-more-symbolic", N_("Filling without meaning, which hides how long the report is") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (g_str_equal (name, parts[i].name))
        {
          *icon = parts[i].icon;
          return _(parts[i].meaning);
        }
    }

  *icon = "mail-attachment-symbolic";
  return "";
}

static void
add_part (HeraldXrayInside     *self,
          const HeraldXrayPart *part)
{
  const char *icon, *meaning = explain_part (part->name, &icon);
  const char *base = g_str_has_prefix (part->name, FOLDER) ? part->name + strlen (FOLDER) : part->name;
  g_autofree char *name = herald_text_show_hidden (base, FALSE);
  g_autofree char *size = part->size > 0 ? g_format_size (part->size) : NULL;
  g_autofree char *title = NULL;

  if (size != NULL)
    /* TRANSLATORS: the first %s is the name of a file, the second its size */
    title = g_strdup_printf (_("%s · %s"), name, size);
  gtk_list_box_append (self->parts, herald_xray_line_new (icon, title != NULL ? title : name, "", meaning));
}

/**
 * herald_xray_inside_show:
 * @self: a letter
 * @xray: an envelope that was looked at
 *
 * Shows what is in an envelope.
 */
void
herald_xray_inside_show (HeraldXrayInside *self,
                         const HeraldXray *xray)
{
  g_autofree char *who = NULL, *title = NULL;
  GtkListBoxRow *row;

  g_return_if_fail (HERALD_IS_XRAY_INSIDE (self));

  while ((row = gtk_list_box_get_row_at_index (self->parts, 0)) != NULL)
    gtk_list_box_remove (self->parts, GTK_WIDGET (row));

  /* TRANSLATORS: %s is a vendor's name */
  who = g_strdup_printf (_("Only %s can read this."), xray->vendor);
  gtk_label_set_text (self->who, who);
  gtk_label_set_text (self->letter, xray->opening);

  if (*xray->title != '\0')
    {
      title = herald_text_show_hidden (xray->title, FALSE);
      gtk_list_box_append (self->parts, herald_xray_line_new ("mail-unread-symbolic", _("Subject"), title, ""));
    }
  for (guint i = 0; i < xray->inside->len; i++)
    add_part (self, g_ptr_array_index (xray->inside, i));
}
