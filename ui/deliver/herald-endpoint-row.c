/* herald-endpoint-row.c: the vendor's address for direct delivery
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-composer-channels.h"
#include "herald-endpoint-row.h"
#include "herald-text.h"
#include "herald-wrap-box.h"

struct _HeraldEndpointRow
{
  GtkListBoxRow  parent_instance;

  HeraldDesk    *desk;
  char          *authority;  /* the path of a certificate, or NULL */
  gboolean       is_confirming;

  GtkLabel      *address;
  GtkButton     *edit_button;
  GtkWidget     *editor;
  GtkEditable   *entry;
  GtkLabel      *problem;
  GtkBox        *authority_box;
  GtkLabel      *authority_name;
  GtkWidget     *authority_button;
  GtkWidget     *forget_button;
  GtkEditable   *from;
  GtkBox        *buttons;
  GtkWidget     *confirm_button;
};

G_DEFINE_FINAL_TYPE (HeraldEndpointRow, herald_endpoint_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_problem (HeraldEndpointRow *self,
              const char        *text)
{
  gtk_label_set_text (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *text != '\0');
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               *text != '\0' ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
changed_cb (HeraldEndpointRow *self)
{
  show_problem (self, "");
  gtk_widget_set_sensitive (self->confirm_button,
                            !self->is_confirming && !herald_text_is_blank (gtk_editable_get_text (self->entry)));
}

static void
edit_cb (HeraldEndpointRow *self)
{
  gtk_widget_set_visible (self->editor, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
cancel_cb (HeraldEndpointRow *self)
{
  gtk_widget_set_visible (self->editor, FALSE);
  gtk_editable_set_text (self->entry, "");
  gtk_editable_set_text (self->from, "");
  herald_endpoint_row_set_authority (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->edit_button));
}

/* A certificate of the vendor's own. */

static void
picked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldEndpointRow) self = data;
  g_autoptr(GListModel) files = herald_pick_finish (result);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file == NULL || self->desk == NULL)
    return;

  if (g_file_peek_path (file) == NULL)
    show_problem (self, _("This file does not lie on this computer; copy it here first."));
  else
    herald_endpoint_row_set_authority (self, g_file_peek_path (file));
}

static void
authority_cb (HeraldEndpointRow *self)
{
  herald_pick_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Choose the Certificate"), NULL,
                          picked_cb, g_object_ref (self));
}

static void
forget_cb (HeraldEndpointRow *self)
{
  gtk_widget_grab_focus (self->authority_button);
  herald_endpoint_row_set_authority (self, NULL);
}

/* Keeping it. */

static void
confirmed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(HeraldEndpointRow) self = data;
  g_autoptr(GError) error = NULL;
  gboolean is_kept = herald_composer_confirm_endpoint_finish (HERALD_COMPOSER (source), result, &error);

  self->is_confirming = FALSE;
  if (self->desk == NULL)
    return;

  if (!is_kept)
    {
      changed_cb (self);
      show_problem (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      return;
    }

  cancel_cb (self);
  herald_desk_say (self->desk, _("The address is confirmed"));
  /* All pages look again after it. */
  herald_desk_review (self->desk);
}

static void
confirm_cb (HeraldEndpointRow *self)
{
  g_autofree char *endpoint = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  const char *from = gtk_editable_get_text (self->from);

  if (!gtk_widget_get_sensitive (self->confirm_button))
    return;

  self->is_confirming = TRUE;
  changed_cb (self);
  herald_composer_confirm_endpoint_async (herald_desk_get_composer (self->desk),
                                          herald_report_get_vendor (herald_desk_get_report (self->desk)),
                                          endpoint, self->authority,
                                          herald_text_is_blank (from) ? _("confirmed by you") : from,
                                          confirmed_cb, g_object_ref (self));
}

static void
herald_endpoint_row_dispose (GObject *object)
{
  HeraldEndpointRow *self = HERALD_ENDPOINT_ROW (object);

  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_ENDPOINT_ROW);

  G_OBJECT_CLASS (herald_endpoint_row_parent_class)->dispose (object);
}

static void
herald_endpoint_row_finalize (GObject *object)
{
  g_free (HERALD_ENDPOINT_ROW (object)->authority);

  G_OBJECT_CLASS (herald_endpoint_row_parent_class)->finalize (object);
}

static void
herald_endpoint_row_class_init (HeraldEndpointRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_endpoint_row_dispose;
  object_class->finalize = herald_endpoint_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-endpoint-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldEndpointRow, address);
  gtk_widget_class_bind_template_child (widget_class, HeraldEndpointRow, edit_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldEndpointRow, editor);
  gtk_widget_class_bind_template_child (widget_class, HeraldEndpointRow, entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldEndpointRow, problem);
  gtk_widget_class_bind_template_child (widget_class, HeraldEndpointRow, authority_box);
  gtk_widget_class_bind_template_child (widget_class, HeraldEndpointRow, authority_name);
  gtk_widget_class_bind_template_child (widget_class, HeraldEndpointRow, authority_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldEndpointRow, forget_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldEndpointRow, from);
  gtk_widget_class_bind_template_child (widget_class, HeraldEndpointRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, HeraldEndpointRow, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, authority_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
}

static void
herald_endpoint_row_init (HeraldEndpointRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  herald_wrap_box_adopt (self->buttons);
  herald_wrap_box_adopt (self->authority_box);
  herald_endpoint_row_set_authority (self, NULL);
}

/**
 * herald_endpoint_row_new:
 * @desk: what the window works on
 *
 * Makes a row.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
herald_endpoint_row_new (HeraldDesk *desk)
{
  HeraldEndpointRow *self = g_object_new (HERALD_TYPE_ENDPOINT_ROW, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

/**
 * herald_endpoint_row_show:
 * @self: a row
 * @channel: the way that it belongs to
 * @confirmed: what the person confirmed for the vendor
 *
 * Shows where direct deliveries go, in full.
 */
void
herald_endpoint_row_show (HeraldEndpointRow   *self,
                          const HeraldChannel *channel,
                          HeraldConfirmed     *confirmed)
{
  const char *endpoint = herald_confirmed_get_address (confirmed, channel);
  gboolean is_own = endpoint != NULL && endpoint != channel->address.value;
  g_autofree char *text = NULL, *spoken = NULL;

  g_return_if_fail (HERALD_IS_ENDPOINT_ROW (self));

  if (endpoint == NULL)
    text = g_strdup (_("Not known. Find it on the vendor’s page, and enter it here."));
  else if (is_own && herald_confirmed_get_file (confirmed, HERALD_CONFIRMED_CA) != NULL)
    /* TRANSLATORS: %s is an address such as https://drop.vendor.example/reports */
    text = g_strdup_printf (_("%s\nOnly a server that the authority you confirmed vouches for is trusted."), endpoint);
  else
    text = g_strdup (endpoint);

  gtk_label_set_text (self->address, text);
  /* TRANSLATORS: %s is an address, or says that it is not known */
  spoken = g_strdup_printf (_("Address for direct delivery: %s"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * herald_endpoint_row_set_authority:
 * @self: a row
 * @path: (nullable): a certificate, PEM; %NULL for none
 *
 * Sets by which certificate the server is known, once the address is confirmed.
 */
void
herald_endpoint_row_set_authority (HeraldEndpointRow *self,
                                   const char        *path)
{
  g_autofree char *base = path != NULL ? g_filename_display_basename (path) : NULL;
  g_autofree char *name = base != NULL ? herald_text_show_hidden (base, FALSE) : NULL;
  char *authority = g_strdup (path);

  g_return_if_fail (HERALD_IS_ENDPOINT_ROW (self));

  g_free (self->authority);
  self->authority = authority;
  gtk_label_set_text (self->authority_name, name != NULL ? name : _("None: the authorities that this computer trusts"));
  gtk_widget_set_visible (self->forget_button, path != NULL);
}
