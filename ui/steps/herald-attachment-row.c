/* herald-attachment-row.c: a file that goes with the report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-attachment-row.h"
#include "herald-text.h"

struct _HeraldAttachmentRow
{
  AdwActionRow  parent_instance;

  HeraldDesk   *desk;
  char         *name;
  GtkDropDown  *roles;
};

G_DEFINE_FINAL_TYPE (HeraldAttachmentRow, herald_attachment_row, ADW_TYPE_ACTION_ROW)

static const char * const role_ids[] = HERALD_ATTACHMENT_ROLES;

static const char *
say_role (const char *role)
{
  static const struct
  {
    const char *role;
    const char *words;
  } words[] = {
    { "poc", N_("Proof of concept") },
    { "log", N_("Log") },
    { "picture", N_("Picture") },
    { "capture", N_("Network capture") },
    { "other", N_("Something else") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].role, role))
      return _(words[i].words);

  return role;
}

static void
role_cb (HeraldAttachmentRow *self)
{
  HeraldReport *report = herald_desk_get_report (self->desk);
  guint index = gtk_drop_down_get_selected (self->roles);
  g_autoptr(GError) error = NULL;

  if (report != NULL && index < G_N_ELEMENTS (role_ids) - 1 &&
      !herald_report_set_role (report, self->name, role_ids[index], &error))
    herald_desk_say_error (self->desk, error);
}

static void
remove_cb (HeraldAttachmentRow *self)
{
  g_autoptr(HeraldAttachmentRow) alive = g_object_ref (self);
  HeraldReport *report = herald_desk_get_report (self->desk);
  g_autoptr(GError) error = NULL;
  g_autofree char *shown = herald_text_show_hidden (self->name, FALSE);
  /* TRANSLATORS: %s is the name of a file */
  g_autofree char *text = g_strdup_printf (_("“%s” does not go with the report any more"), shown);

  if (report == NULL)
    return;

  if (herald_report_detach (report, self->name, &error))
    herald_desk_offer_undo (self->desk, text);
  else
    herald_desk_say_error (self->desk, error);
}

static void
add_roles (HeraldAttachmentRow *self,
           const char          *role)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);
  g_autofree char *label = NULL;

  for (gsize i = 0; role_ids[i] != NULL; i++)
    gtk_string_list_append (list, say_role (role_ids[i]));

  self->roles = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL));
  for (guint i = 0; role_ids[i] != NULL; i++)
    if (g_str_equal (role_ids[i], role))
      gtk_drop_down_set_selected (self->roles, i);

  /* TRANSLATORS: %s is the name of a file */
  label = g_strdup_printf (_("What “%s” is for"), self->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->roles), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->roles), _("What the file is for"));
  gtk_widget_set_valign (GTK_WIDGET (self->roles), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->roles, "notify::selected", G_CALLBACK (role_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->roles));
}

static void
add_button (HeraldAttachmentRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* TRANSLATORS: %s is the name of a file */
  g_autofree char *label = g_strdup_printf (_("Remove “%s”"), self->name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (button, _("Remove"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

static void
herald_attachment_row_dispose (GObject *object)
{
  HeraldAttachmentRow *self = HERALD_ATTACHMENT_ROW (object);

  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_attachment_row_parent_class)->dispose (object);
}

static void
herald_attachment_row_finalize (GObject *object)
{
  HeraldAttachmentRow *self = HERALD_ATTACHMENT_ROW (object);

  g_free (self->name);

  G_OBJECT_CLASS (herald_attachment_row_parent_class)->finalize (object);
}

static void
herald_attachment_row_class_init (HeraldAttachmentRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = herald_attachment_row_dispose;
  object_class->finalize = herald_attachment_row_finalize;
}

static void
herald_attachment_row_init (HeraldAttachmentRow *self)
{
}

/**
 * herald_attachment_row_new:
 * @desk: a desk with a report
 * @attachment: one of its attachments
 *
 * Makes the row of a file that goes with the report.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_attachment_row_new (HeraldDesk             *desk,
                           const HeraldAttachment *attachment)
{
  HeraldAttachmentRow *self = g_object_new (HERALD_TYPE_ATTACHMENT_ROW, NULL);
  g_autofree char *shown = herald_text_show_hidden (attachment->name, FALSE);
  g_autofree char *size = g_format_size (attachment->size);
  /* TRANSLATORS: read aloud: the first %s is the name of a file, the second its
   * size, the third what it is for */
  g_autofree char *label = g_strdup_printf (_("%s, %s, %s"), shown, size, say_role (attachment->role));

  self->desk = g_object_ref (desk);
  self->name = g_strdup (attachment->name);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), shown);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), size);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  add_roles (self, attachment->role);
  add_button (self);

  return GTK_WIDGET (self);
}

/**
 * herald_attachment_row_get_name:
 * @self: a row
 *
 * Names the row's attachment.
 *
 * Returns: (transfer none): the attachment's name
 */
const char *
herald_attachment_row_get_name (HeraldAttachmentRow *self)
{
  g_return_val_if_fail (HERALD_IS_ATTACHMENT_ROW (self), NULL);

  return self->name;
}
