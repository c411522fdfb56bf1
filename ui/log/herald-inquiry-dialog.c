/* herald-inquiry-dialog.c: asks the vendor's server for answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-composer-follow-up.h"
#include "herald-delivery-card.h"
#include "herald-inquiry-dialog.h"
#include "herald-route-choice.h"
#include "herald-spinner.h"

/* More than any file of one key. */
#define MAX_KEY_SIZE (64 * 1024)

struct _HeraldInquiryDialog
{
  AdwWindow          parent_instance;

  HeraldDesk        *desk;
  GCancellable      *asking;   /* goes with the dialog */
  HeraldDeliverPlan *plan;     /* NULL until it is made */
  gboolean           is_busy;
  GStrv              messages; /* sealed, or NULL */
  guint              n_opened;
  GBytes            *key;      /* the secret part, or NULL: the case's */

  HeraldRouteChoice *route;
  GtkLabel          *problem_label;
  GtkPasswordEntry  *secret_entry;
  AdwBin            *ways;
  GtkButton         *ask_button;
  HeraldSpinner     *spinner;
  GtkLabel          *result_label;
  GtkBox            *open_box;
  GtkButton         *key_button;
  GtkPasswordEntry  *passphrase_entry;
  GtkButton         *open_button;
  GtkListBox        *list;
};

G_DEFINE_FINAL_TYPE (HeraldInquiryDialog, herald_inquiry_dialog, ADW_TYPE_WINDOW)

static void
say_problem (HeraldInquiryDialog *self,
             const char          *problem)
{
  gtk_label_set_text (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
}

static gboolean
has_secret (HeraldInquiryDialog *self)
{
  char *secret = herald_follow_up_read (gtk_editable_get_text (GTK_EDITABLE (self->secret_entry)), NULL);
  gboolean is_read = secret != NULL;

  if (is_read)
    herald_follow_up_free (secret);
  return is_read;
}

static void
update (HeraldInquiryDialog *self)
{
  HeraldRoute route;

  gtk_widget_set_sensitive (GTK_WIDGET (self->ask_button),
                            !self->is_busy && self->plan != NULL && *self->plan->endpoint != '\0' && has_secret (self) &&
                            herald_route_choice_get (self->route, &route, NULL));
  gtk_widget_set_sensitive (GTK_WIDGET (self->open_box), !self->is_busy);
}

static void
set_busy (HeraldInquiryDialog *self,
          gboolean             is_busy)
{
  self->is_busy = is_busy;
  herald_spinner_set_spinning (self->spinner, is_busy);
  update (self);
}

/* The answers. */

static void
add_answer (HeraldInquiryDialog *self,
            const char          *text)
{
  g_autofree char *shown = herald_text_show_hidden (text, TRUE);
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 12);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_list_box_append (self->list, label);
  gtk_widget_set_visible (GTK_WIDGET (self->list), TRUE);
}

static void open_next (HeraldInquiryDialog *self);

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldInquiryDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = herald_composer_read_answer_finish (HERALD_COMPOSER (object), result, &error);

  if (self->desk == NULL)
    return;

  set_busy (self, FALSE);
  if (text == NULL)
    {
      say_problem (self, error->message);
      return;
    }

  add_answer (self, text);
  self->n_opened++;
  open_next (self);
}

static void
open_next (HeraldInquiryDialog *self)
{
  const char *message = self->messages[self->n_opened];
  g_autoptr(GBytes) bytes = NULL;

  if (message == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->open_box), FALSE);
      return;
    }

  bytes = g_bytes_new (message, strlen (message));
  set_busy (self, TRUE);
  herald_composer_read_answer_async (herald_desk_get_composer (self->desk), self->key,
                                     gtk_editable_get_text (GTK_EDITABLE (self->passphrase_entry)), bytes, self->asking,
                                     opened_cb, g_object_ref (self));
}

static void
open_cb (HeraldInquiryDialog *self)
{
  say_problem (self, NULL);
  if (!self->is_busy && self->messages != NULL)
    open_next (self);
}

static void
key_read_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HeraldInquiryDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);

  if (self->desk == NULL)
    return;

  if (bytes == NULL)
    {
      say_problem (self, error->message);
      return;
    }

  g_clear_pointer (&self->key, g_bytes_unref);
  self->key = g_steal_pointer (&bytes);
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_entry));
}

static void
picked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldInquiryDialog) self = data;
  g_autoptr(GListModel) files = herald_pick_finish (result);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = NULL;

  if (file == NULL || self->desk == NULL)
    return;

  stream = g_file_read (file, NULL, &error);
  if (stream == NULL)
    {
      say_problem (self, error->message);
      return;
    }

  name = g_file_get_basename (file);
  gtk_button_set_use_underline (self->key_button, FALSE);
  gtk_button_set_label (self->key_button, name);
  g_input_stream_read_bytes_async (G_INPUT_STREAM (stream), MAX_KEY_SIZE, G_PRIORITY_DEFAULT, NULL,
                                   key_read_cb, g_object_ref (self));
}

static void
choose_key_cb (HeraldInquiryDialog *self)
{
  herald_pick_file_async (GTK_WINDOW (self), _("Choose the Key File"), NULL, picked_cb, g_object_ref (self));
}

/* Asking. */

static void
show_result (HeraldInquiryDialog *self)
{
  guint n = g_strv_length (self->messages);
  g_autofree char *words = NULL;
  GtkListBoxRow *row;

  if (n == 0)
    words = g_strdup (_("There is no answer yet."));
  else
    /* TRANSLATORS: %u is how many answers of the vendor there are */
    words = g_strdup_printf (ngettext ("There is %u answer.", "There are %u answers.", n), n);
  gtk_label_set_text (self->result_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->result_label), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->open_box), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->n_opened = 0;
}

static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HeraldInquiryDialog) self = data;
  g_autoptr(GError) error = NULL;
  GStrv messages = herald_composer_check_answers_finish (HERALD_COMPOSER (object), result, &error);

  if (self->desk == NULL)
    {
      g_strfreev (messages);
      return;
    }

  set_busy (self, FALSE);
  if (messages == NULL)
    {
      say_problem (self, error->message);
      return;
    }

  g_strfreev (self->messages);
  self->messages = messages;
  show_result (self);
}

static void
ask_cb (HeraldInquiryDialog *self)
{
  HeraldReport *report = herald_desk_get_report (self->desk);
  g_autoptr(GError) error = NULL;
  HeraldRoute route;
  char *secret, *key;

  say_problem (self, NULL);
  secret = herald_follow_up_read (gtk_editable_get_text (GTK_EDITABLE (self->secret_entry)), &error);
  if (secret == NULL || report == NULL || !herald_route_choice_get (self->route, &route, &error))
    {
      say_problem (self, error != NULL ? error->message : NULL);
      g_clear_pointer (&secret, herald_follow_up_free);
      return;
    }

  key = herald_follow_up_make_key (secret);
  set_busy (self, TRUE);
  herald_composer_check_answers_async (herald_desk_get_composer (self->desk), herald_report_get_vendor (report), key, &route,
                                       NULL, self->asking, asked_cb, g_object_ref (self));
  herald_follow_up_free (key);
  herald_follow_up_free (secret);
}

static void
planned_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldInquiryDialog) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldDeliverPlan) plan = herald_composer_plan_delivery_finish (HERALD_COMPOSER (object), result, &error);
  g_autofree char *host = NULL, *label = NULL;

  if (self->desk == NULL)
    return;

  if (plan == NULL || *plan->endpoint == '\0')
    {
      say_problem (self, plan == NULL ? error->message : _("The vendor’s address for direct delivery is not known."));
      return;
    }

  self->plan = g_steal_pointer (&plan);
  host = herald_delivery_card_dup_host (self->plan->endpoint);
  /* TRANSLATORS: a button; %s is the name of a server */
  label = g_strdup_printf (_("Ask %s"), host);
  gtk_button_set_label (self->ask_button, label);
  herald_route_choice_show (self->route, self->plan->endpoint, self->plan->anonymous);
  update (self);
}

static void
herald_inquiry_dialog_dispose (GObject *object)
{
  HeraldInquiryDialog *self = HERALD_INQUIRY_DIALOG (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->plan, herald_deliver_plan_free);
  g_clear_pointer (&self->messages, g_strfreev);
  g_clear_pointer (&self->key, g_bytes_unref);

  G_OBJECT_CLASS (herald_inquiry_dialog_parent_class)->dispose (object);
}

static void
herald_inquiry_dialog_finalize (GObject *object)
{
  g_object_unref (HERALD_INQUIRY_DIALOG (object)->asking);

  G_OBJECT_CLASS (herald_inquiry_dialog_parent_class)->finalize (object);
}

static void
herald_inquiry_dialog_class_init (HeraldInquiryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_inquiry_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = herald_inquiry_dialog_finalize;

  g_type_ensure (HERALD_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-inquiry-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldInquiryDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldInquiryDialog, secret_entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldInquiryDialog, ways);
  gtk_widget_class_bind_template_child (widget_class, HeraldInquiryDialog, ask_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldInquiryDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, HeraldInquiryDialog, result_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldInquiryDialog, open_box);
  gtk_widget_class_bind_template_child (widget_class, HeraldInquiryDialog, key_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldInquiryDialog, passphrase_entry);
  gtk_widget_class_bind_template_child (widget_class, HeraldInquiryDialog, open_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldInquiryDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, ask_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
herald_inquiry_dialog_init (HeraldInquiryDialog *self)
{
  self->asking = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_inquiry_dialog_new:
 * @desk: what the window works on, with a report
 *
 * Makes a dialog that asks for answers.
 *
 * It asks nobody before its button is pressed.
 *
 * Returns: (transfer none): the dialog, owned by the toolkit
 */
GtkWidget *
herald_inquiry_dialog_new (HeraldDesk *desk)
{
  HeraldInquiryDialog *self;

  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);

  self = g_object_new (HERALD_TYPE_INQUIRY_DIALOG, NULL);
  self->desk = g_object_ref (desk);
  self->route = HERALD_ROUTE_CHOICE (herald_route_choice_new (desk));
  adw_bin_set_child (self->ways, GTK_WIDGET (self->route));
  g_signal_connect_object (self->route, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_button_set_label (self->ask_button, _("Ask"));
  herald_composer_plan_delivery_async (herald_desk_get_composer (desk), self->asking, planned_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
