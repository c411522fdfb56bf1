/* herald-confirm-row.c: where the person confirms an address of a vendor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-composer-keys.h"
#include "herald-confirm-row.h"
#include "herald-data-text.h"
#include "herald-quote.h"

struct _HeraldConfirmRow
{
  AdwPreferencesRow    parent_instance;

  HeraldDesk          *desk;
  HeraldVendor        *vendor; /* keeps the channel */
  const HeraldChannel *channel;
  HeraldConfirmedItem  item;
  char                *kept;   /* what was confirmed before, or empty */

  GtkLabel            *title;
  GtkEntry            *entry;
  GtkButton           *button;
  GtkBox              *problem;
  GtkLabel            *problem_label;
  GtkLabel            *help;
};

G_DEFINE_FINAL_TYPE (HeraldConfirmRow, herald_confirm_row, ADW_TYPE_PREFERENCES_ROW)

typedef enum
{
  SIGNAL_CONFIRMED,
} HeraldConfirmRowSignal;

static guint signals[SIGNAL_CONFIRMED + 1];

static void
set_problem (HeraldConfirmRow *self,
             const char       *problem)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  gtk_label_set_label (self->problem_label, problem != NULL ? problem : "");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
changed_cb (HeraldConfirmRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  set_problem (self, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), *text != '\0' && !g_str_equal (text, self->kept));
}

static void
confirmed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(HeraldConfirmRow) self = data;
  g_autoptr(GError) error = NULL;
  gboolean is_kept = herald_composer_confirm_finish (HERALD_COMPOSER (object), result, &error);

  if (self->desk == NULL)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), TRUE);
  if (!is_kept)
    {
      set_problem (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      return;
    }

  herald_desk_say (self->desk, _("The address is confirmed"));
  herald_desk_review (self->desk);
  g_signal_emit (self, signals[SIGNAL_CONFIRMED], 0);
}

static void
confirm_cb (HeraldConfirmRow *self)
{
  g_autofree char *value = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*value == '\0')
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), value);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), FALSE);
  herald_composer_confirm_value_async (herald_desk_get_composer (self->desk), self->vendor, self->item, value,
                                       confirmed_cb, g_object_ref (self));
}

static void
fill (HeraldConfirmRow *self)
{
  gboolean is_mail = self->channel->kind == HERALD_CHANNEL_EMAIL;
  const char *title = is_mail ? _("The vendor’s e-mail _address") : _("The vendor’s _endpoint");
  g_autofree char *name = g_strdup (is_mail ? _("The vendor’s e-mail address") : _("The vendor’s endpoint"));
  const char *note = herald_data_text (self->channel->address.note);
  g_autofree char *help = g_strjoin ("\n", is_mail
    ? _("Take it from the vendor’s own page. It counts as confirmed by you.")
    : _("An address that begins with “https://”. Take it from the vendor’s own page. It counts as confirmed by you."),
    *note != '\0' ? note : NULL, NULL);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->help, help);
  gtk_entry_set_input_purpose (self->entry, is_mail ? GTK_INPUT_PURPOSE_EMAIL : GTK_INPUT_PURPOSE_URL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, help,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);
}

static void
herald_confirm_row_dispose (GObject *object)
{
  HeraldConfirmRow *self = HERALD_CONFIRM_ROW (object);

  g_clear_object (&self->desk);

  G_OBJECT_CLASS (herald_confirm_row_parent_class)->dispose (object);
}

static void
herald_confirm_row_finalize (GObject *object)
{
  HeraldConfirmRow *self = HERALD_CONFIRM_ROW (object);

  g_clear_pointer (&self->vendor, herald_vendor_unref);
  g_free (self->kept);

  G_OBJECT_CLASS (herald_confirm_row_parent_class)->finalize (object);
}

static void
herald_confirm_row_class_init (HeraldConfirmRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_confirm_row_dispose;
  object_class->finalize = herald_confirm_row_finalize;
  widget_class->focus = herald_quote_row_focus;

  signals[SIGNAL_CONFIRMED] =
    g_signal_new ("confirmed", HERALD_TYPE_CONFIRM_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-confirm-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldConfirmRow, title);
  gtk_widget_class_bind_template_child (widget_class, HeraldConfirmRow, entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldConfirmRow, button);
  gtk_widget_class_bind_template_child (widget_class, HeraldConfirmRow, problem);
  gtk_widget_class_bind_template_child (widget_class, HeraldConfirmRow, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldConfirmRow, help);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
}

static void
herald_confirm_row_init (HeraldConfirmRow *self)
{
  self->kept = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  changed_cb (self);
}

/**
 * herald_confirm_row_new:
 * @desk: what the window works on
 * @vendor: a vendor
 * @channel: one of its channels for reports, by e-mail or to an endpoint
 *
 * Makes a row in which the person confirms where a channel leads.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_confirm_row_new (HeraldDesk          *desk,
                        HeraldVendor        *vendor,
                        const HeraldChannel *channel)
{
  HeraldConfirmRow *self = g_object_new (HERALD_TYPE_CONFIRM_ROW, NULL);

  self->desk = g_object_ref (desk);
  self->vendor = herald_vendor_ref (vendor);
  self->channel = channel;
  self->item = channel->kind == HERALD_CHANNEL_EMAIL ? HERALD_CONFIRMED_ADDRESS : HERALD_CONFIRMED_ENDPOINT;
  fill (self);

  return GTK_WIDGET (self);
}

/**
 * herald_confirm_row_get_channel:
 * @self: a row
 *
 * Gives the channel that the row is about.
 *
 * Returns: (transfer none): the channel
 */
const HeraldChannel *
herald_confirm_row_get_channel (HeraldConfirmRow *self)
{
  g_return_val_if_fail (HERALD_IS_CONFIRM_ROW (self), NULL);

  return self->channel;
}

/**
 * herald_confirm_row_show:
 * @self: a row
 * @confirmed: what the person confirmed for the vendor
 *
 * Shows what was confirmed, unless the person is at another value.
 */
void
herald_confirm_row_show (HeraldConfirmRow *self,
                         HeraldConfirmed  *confirmed)
{
  const char *value = herald_confirmed_get (confirmed, self->item);
  gboolean is_untouched = g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->kept);

  if (value == NULL)
    value = "";
  if (g_str_equal (value, self->kept))
    return;

  g_free (self->kept);
  self->kept = g_strdup (value);
  if (is_untouched)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), value);
  changed_cb (self);
}

/**
 * herald_confirm_row_focus:
 * @self: a row
 *
 * Puts the focus on the entry.
 *
 * Returns: %FALSE if it cannot have the focus
 */
gboolean
herald_confirm_row_focus (HeraldConfirmRow *self)
{
  g_return_val_if_fail (HERALD_IS_CONFIRM_ROW (self), FALSE);

  return gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
