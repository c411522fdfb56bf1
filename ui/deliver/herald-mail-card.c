/* herald-mail-card.c: a draft for the person's mail program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-address-row.h"
#include "herald-compat.h"
#include "herald-composer-log.h"
#include "herald-hand-off.h"
#include "herald-mail-card.h"
#include "herald-sent-state.h"
#include "herald-style.h"
#include "herald-wrap-box.h"

struct _HeraldMailCard
{
  HeraldChannelCard  parent_instance;

  GCancellable      *making;    /* while it is sealed, or NULL */
  HeraldHandOff     *hand_off;  /* what the mail program was given, until the person says what came of it; or NULL */
  gboolean           is_sent;   /* as the person said; a report that no case keeps has no log */
  gboolean           has_address;

  HeraldAddressRow  *address;
  GtkWidget         *todo;
  GtkLabel          *todo_label;
  GtkWidget         *sent_button;
  GtkWidget         *hand_box;
  GtkWidget         *hand_button;
  GtkLabel          *hand_label;
  GtkWidget         *working;
  GtkWidget         *cancel_button;
  GtkWidget         *problem;
  GtkLabel          *problem_label;
};

G_DEFINE_FINAL_TYPE (HeraldMailCard, herald_mail_card, HERALD_TYPE_CHANNEL_CARD)

static HeraldDesk *
get_desk (HeraldMailCard *self)
{
  return herald_channel_card_get_desk (HERALD_CHANNEL_CARD (self));
}

static void
say (HeraldMailCard *self,
     const char     *text)
{
  gtk_label_set_text (self->problem_label, text);
  gtk_widget_set_visible (self->problem, *text != '\0');
  if (*text != '\0')
    gtk_widget_grab_focus (self->problem);
}

static void
update (HeraldMailCard *self)
{
  HeraldStepState state = self->is_sent ? HERALD_STEP_COMPLETE : herald_sent_state_get (get_desk (self));
  const char *text = _("An ordinary message with the sealed report attached. Nothing is sent before you press Send there.");

  if (self->hand_off != NULL)
    state = HERALD_STEP_IN_WORK;

  if (!self->has_address)
    text = _("The vendor’s address is missing.");
  else if (herald_sent_state_is_stopped (get_desk (self)))
    text = _("Something stops this report, so it cannot be sealed and sent yet. The review shows what.");

  gtk_label_set_text (self->hand_label, text);
  gtk_widget_set_sensitive (self->hand_button, self->has_address && !herald_sent_state_is_stopped (get_desk (self)));
  gtk_widget_set_visible (self->hand_box, self->making == NULL && self->hand_off == NULL);
  gtk_widget_set_visible (self->working, self->making != NULL);
  gtk_widget_set_visible (self->todo, self->hand_off != NULL && self->making == NULL);
  herald_channel_card_set_state (HERALD_CHANNEL_CARD (self), state);
}

/* What came of it. */

static void
end_todo (HeraldMailCard *self,
          gboolean        is_sent)
{
  self->is_sent |= is_sent;
  g_clear_pointer (&self->hand_off, herald_hand_off_free);
  update (self);
  gtk_widget_grab_focus (self->hand_button);
}

static void
logged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldMailCard) self = data;
  g_autoptr(GError) error = NULL;
  gboolean is_logged = herald_composer_add_entry_finish (HERALD_COMPOSER (source), result, &error);

  if (get_desk (self) == NULL)
    return;

  gtk_widget_set_sensitive (self->sent_button, TRUE);
  if (is_logged)
    end_todo (self, TRUE);
  else
    say (self, error->message);
}

/* The words are of no report: an address, the name of a file, a digest. */
static void
sent_cb (HeraldMailCard *self)
{
  HeraldComposer *composer = herald_desk_get_composer (get_desk (self));
  /* TRANSLATORS: the first %s is an e-mail address, the second the name of a
   * file, the third its SHA-256 */
  g_autofree char *words = g_strdup_printf (_("By e-mail to %s, with the sealed report “%s” (SHA-256 %s)."),
                                            self->hand_off->address, self->hand_off->attachment, self->hand_off->sha256);
  const HeraldNewEntry entry = {
    .kind = "sent", .date = "", .source = HERALD_LOG_ME, .promise = "", .reference = "", .words = words,
  };

  say (self, "");
  if (herald_composer_get_case (composer) != NULL)
    herald_composer_add_entry_async (composer, &entry, NULL, logged_cb, g_object_ref (self));
  else
    end_todo (self, TRUE);
  gtk_widget_set_sensitive (self->sent_button, herald_composer_get_case (composer) == NULL);
}

static void
not_sent_cb (HeraldMailCard *self)
{
  say (self, "");
  end_todo (self, FALSE);
}

/* The hand-off. */

static void
show_todo (HeraldMailCard *self)
{
  g_autofree char *size = g_format_size_full (self->hand_off->attachment_size, G_FORMAT_SIZE_LONG_FORMAT);
  g_autofree char *text = g_strdup_printf (
    /* TRANSLATORS: the first %s is an e-mail address, the second a subject, the
     * third the name of a file, the fourth its size */
    _("A message to %s with the subject “%s” is open in your mail program. Attached is “%s”, %s; only that is sealed, so write nothing of the report around it. Look whether it is attached, press Send there, and say here what you did."),
    self->hand_off->address, self->hand_off->subject, self->hand_off->attachment, size);

  gtk_label_set_text (self->todo_label, text);
  update (self);
  gtk_widget_grab_focus (self->todo);
  herald_channel_card_scroll (HERALD_CHANNEL_CARD (self));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldMailCard) self = data;
  g_autoptr(GError) error = NULL;

  if (!herald_mail_portal_open_finish (result, &error) && get_desk (self) != NULL)
    say (self, error->message);
}

/* In a sandbox no other program can open our files; the portal takes one along. */
static void
open_draft (HeraldMailCard *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr(GFile) file = g_file_new_for_path (self->hand_off->path);
  g_autofree char *uri = g_file_get_uri (file);

  if (self->hand_off->way == HERALD_HAND_OFF_ATTACHMENT)
    herald_mail_portal_open_async (self->hand_off, NULL, "", NULL, opened_cb, g_object_ref (self));
  else
    herald_open_uri (window, uri);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HeraldMailCard) self = data;
  g_autoptr(GError) error = NULL;
  HeraldHandOff *hand_off = herald_composer_hand_off_finish (HERALD_COMPOSER (source), result, &error);

  g_clear_object (&self->making);
  if (get_desk (self) == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    {
      g_clear_pointer (&hand_off, herald_hand_off_free);
      return;
    }

  if (hand_off == NULL)
    {
      update (self);
      say (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? _("Cancelled. No file was left.")
                                                                           : error->message);
      return;
    }

  g_clear_pointer (&self->hand_off, herald_hand_off_free);
  self->hand_off = hand_off;
  show_todo (self);
  open_draft (self);
}

static void
hand_cb (HeraldMailCard *self)
{
  HeraldHandOffWay way = herald_mail_portal_is_needed () ? HERALD_HAND_OFF_ATTACHMENT : HERALD_HAND_OFF_DRAFT;

  if (self->making != NULL || self->hand_off != NULL)
    return;

  say (self, "");
  self->making = g_cancellable_new ();
  update (self);
  gtk_widget_grab_focus (self->cancel_button);
  herald_composer_hand_off_async (herald_desk_get_composer (get_desk (self)), way, self->making,
                                  made_cb, g_object_ref (self));
}

static void
cancel_cb (HeraldMailCard *self)
{
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
}

/* The card. */

static void
herald_mail_card_show (HeraldChannelCard *card,
                       HeraldConfirmed   *confirmed)
{
  HeraldMailCard *self = HERALD_MAIL_CARD (card);
  const HeraldChannel *channel = herald_channel_card_get_channel (card);
  const char *address = herald_confirmed_get_address (confirmed, channel);
  gboolean is_own = address != NULL && address != channel->address.value;
  const char *from = is_own ? herald_confirmed_get_from (confirmed, HERALD_CONFIRMED_ADDRESS) : "";

  HERALD_CHANNEL_CARD_CLASS (herald_mail_card_parent_class)->show (card, confirmed);

  herald_address_row_set_address (self->address, address != NULL ? address : "", from);
  self->has_address = address != NULL;
  update (self);
}

static void
make_widgets (HeraldMailCard *self)
{
  g_autoptr(GtkBuilder) builder =
    gtk_builder_new_from_resource ("/io/github/heraldreport/Herald/ui/herald-mail-card.ui");
  GtkWidget *not_sent_button = GTK_WIDGET (gtk_builder_get_object (builder, "not_sent_button"));

  self->todo = GTK_WIDGET (gtk_builder_get_object (builder, "todo"));
  self->todo_label = GTK_LABEL (gtk_builder_get_object (builder, "todo_label"));
  self->sent_button = GTK_WIDGET (gtk_builder_get_object (builder, "sent_button"));
  self->hand_box = GTK_WIDGET (gtk_builder_get_object (builder, "hand_box"));
  self->hand_button = GTK_WIDGET (gtk_builder_get_object (builder, "hand_button"));
  self->hand_label = GTK_LABEL (gtk_builder_get_object (builder, "hand_label"));
  self->working = GTK_WIDGET (gtk_builder_get_object (builder, "working"));
  self->cancel_button = GTK_WIDGET (gtk_builder_get_object (builder, "cancel_button"));
  self->problem = GTK_WIDGET (gtk_builder_get_object (builder, "problem"));
  self->problem_label = GTK_LABEL (gtk_builder_get_object (builder, "problem_label"));
  self->address = HERALD_ADDRESS_ROW (herald_address_row_new (get_desk (self)));

  herald_channel_card_add_row (HERALD_CHANNEL_CARD (self), GTK_WIDGET (self->address));
  herald_wrap_box_adopt (GTK_BOX (gtk_builder_get_object (builder, "todo_buttons")));
  herald_channel_card_append (HERALD_CHANNEL_CARD (self), GTK_WIDGET (gtk_builder_get_object (builder, "below")));

  g_signal_connect_object (self->hand_button, "clicked", G_CALLBACK (hand_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cancel_button, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sent_button, "clicked", G_CALLBACK (sent_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (not_sent_button, "clicked", G_CALLBACK (not_sent_cb), self, G_CONNECT_SWAPPED);
}

static void
herald_mail_card_constructed (GObject *object)
{
  G_OBJECT_CLASS (herald_mail_card_parent_class)->constructed (object);

  herald_style_load ("deliver.css");
  make_widgets (HERALD_MAIL_CARD (object));
  update (HERALD_MAIL_CARD (object));
}

static void
herald_mail_card_dispose (GObject *object)
{
  HeraldMailCard *self = HERALD_MAIL_CARD (object);

  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_pointer (&self->hand_off, herald_hand_off_free);

  G_OBJECT_CLASS (herald_mail_card_parent_class)->dispose (object);
}

static void
herald_mail_card_finalize (GObject *object)
{
  g_clear_object (&HERALD_MAIL_CARD (object)->making);

  G_OBJECT_CLASS (herald_mail_card_parent_class)->finalize (object);
}

static void
herald_mail_card_class_init (HeraldMailCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = herald_mail_card_constructed;
  object_class->dispose = herald_mail_card_dispose;
  object_class->finalize = herald_mail_card_finalize;
  HERALD_CHANNEL_CARD_CLASS (klass)->show = herald_mail_card_show;
}

static void
herald_mail_card_init (HeraldMailCard *self)
{
}

/**
 * herald_mail_card_new:
 * @desk: a desk with a report
 * @channel: the id of a channel that is an e-mail address for reports
 *
 * Makes a card for the person's mail program.
 *
 * Returns: (transfer floating): the card
 */
GtkWidget *
herald_mail_card_new (HeraldDesk *desk,
                      const char *channel)
{
  return g_object_new (HERALD_TYPE_MAIL_CARD, "desk", desk, "channel", channel, NULL);
}
