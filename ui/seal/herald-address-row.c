/* herald-address-row.c: the vendor's e-mail address
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-address-row.h"
#include "herald-composer-keys.h"
#include "herald-wrap-box.h"

struct _HeraldAddressRow
{
  GtkListBoxRow  parent_instance;

  HeraldDesk    *desk;

  GtkLabel      *address;
  GtkButton     *edit_button;
  GtkWidget     *editor;
  GtkBox        *buttons;
  GtkEditable   *entry;
  GtkLabel      *address_problem;
  GtkEditable   *from;
  GtkWidget     *confirm_button;
};

G_DEFINE_FINAL_TYPE (HeraldAddressRow, herald_address_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  SIGNAL_CONFIRMED,
} HeraldAddressRowSignal;

static guint signals[SIGNAL_CONFIRMED + 1];

static void
show_problem (HeraldAddressRow *self,
              const char       *text)
{
  gtk_label_set_text (self->address_problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->address_problem), *text != '\0');
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               *text != '\0' ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
changed_cb (HeraldAddressRow *self)
{
  show_problem (self, "");
  gtk_widget_set_sensitive (self->confirm_button,
                            !herald_text_is_blank (gtk_editable_get_text (self->entry)));
}

static void
edit_cb (HeraldAddressRow *self)
{
  gtk_widget_set_visible (self->editor, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
cancel_cb (HeraldAddressRow *self)
{
  gtk_widget_set_visible (self->editor, FALSE);
  gtk_editable_set_text (self->entry, "");
  gtk_editable_set_text (self->from, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->edit_button));
}

static void
confirmed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(HeraldAddressRow) self = data;
  g_autoptr(GError) error = NULL;
  gboolean is_kept = herald_composer_confirm_finish (HERALD_COMPOSER (source), result, &error);

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
  herald_desk_review (self->desk);
  g_signal_emit (self, signals[SIGNAL_CONFIRMED], 0);
}

static void
confirm_cb (HeraldAddressRow *self)
{
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  if (!gtk_widget_get_sensitive (self->confirm_button))
    return;

  gtk_widget_set_sensitive (self->confirm_button, FALSE);
  herald_composer_confirm_address_async (herald_desk_get_composer (self->desk),
                                         herald_report_get_vendor (herald_desk_get_report (self->desk)),
                                         address, gtk_editable_get_text (self->from),
                                         confirmed_cb, g_object_ref (self));
}

static void
herald_address_row_dispose (GObject *object)
{
  HeraldAddressRow *self = HERALD_ADDRESS_ROW (object);

  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_ADDRESS_ROW);

  G_OBJECT_CLASS (herald_address_row_parent_class)->dispose (object);
}

static void
herald_address_row_class_init (HeraldAddressRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_address_row_dispose;

  signals[SIGNAL_CONFIRMED] =
    g_signal_new ("confirmed", HERALD_TYPE_ADDRESS_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-address-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldAddressRow, address);
  gtk_widget_class_bind_template_child (widget_class, HeraldAddressRow, edit_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldAddressRow, editor);
  gtk_widget_class_bind_template_child (widget_class, HeraldAddressRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, HeraldAddressRow, entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldAddressRow, address_problem);
  gtk_widget_class_bind_template_child (widget_class, HeraldAddressRow, from);
  gtk_widget_class_bind_template_child (widget_class, HeraldAddressRow, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
}

static void
herald_address_row_init (HeraldAddressRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  herald_wrap_box_adopt (self->buttons);
}

/**
 * herald_address_row_new:
 * @desk: what the window works on
 *
 * Makes a row.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
herald_address_row_new (HeraldDesk *desk)
{
  HeraldAddressRow *self = g_object_new (HERALD_TYPE_ADDRESS_ROW, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

/**
 * herald_address_row_set_address:
 * @self: a row
 * @address: the address; empty where it is not known
 * @from: where the person has it from; may be empty
 *
 * Shows where mail to the vendor goes.
 */
void
herald_address_row_set_address (HeraldAddressRow *self,
                                const char       *address,
                                const char       *from)
{
  g_autofree char *text = NULL, *spoken = NULL;

  g_return_if_fail (HERALD_IS_ADDRESS_ROW (self));

  if (*address == '\0')
    text = g_strdup (_("Not known. Find it on the vendor’s page, and enter it here."));
  else if (*from != '\0')
    /* TRANSLATORS: the first %s is an e-mail address, the second where the person has it from */
    text = g_strdup_printf (_("%s (confirmed by you, from: %s)"), address, from);
  else
    text = g_strdup (address);

  gtk_label_set_text (self->address, text);
  /* TRANSLATORS: %s is an e-mail address, or says that it is not known */
  spoken = g_strdup_printf (_("E-mail address: %s"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * herald_address_row_edit:
 * @self: a row
 *
 * Lets the person enter the address.
 */
void
herald_address_row_edit (HeraldAddressRow *self)
{
  g_return_if_fail (HERALD_IS_ADDRESS_ROW (self));

  edit_cb (self);
}
