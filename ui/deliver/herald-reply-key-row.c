/* herald-reply-key-row.c: the key that answers to a report are sealed to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-composer-follow-up.h"
#include "herald-composer-vault.h"
#include "herald-fingerprint.h"
#include "herald-reply-key-row.h"
#include "herald-wrap-box.h"
#include "herald-wrap.h"

/* The name says nothing: the file may be found by others. */
#define KEY_NAME "note.asc"

struct _HeraldReplyKeyRow
{
  GtkListBoxRow  parent_instance;

  HeraldDesk    *desk;
  GCancellable  *making;  /* while the key is made, or NULL */

  GtkLabel      *about;
  GtkWidget     *begin_button;
  GtkWidget     *editor;
  GtkEditable   *first;
  GtkEditable   *second;
  GtkLabel      *problem;
  GtkBox        *buttons;
  GtkWidget     *make_button;
};

G_DEFINE_FINAL_TYPE (HeraldReplyKeyRow, herald_reply_key_row, GTK_TYPE_LIST_BOX_ROW)

static HeraldComposer *
get_composer (HeraldReplyKeyRow *self)
{
  return herald_desk_get_composer (self->desk);
}

static void
show_problem (HeraldReplyKeyRow *self,
              const char        *text)
{
  gtk_label_set_text (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *text != '\0');
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->second), GTK_ACCESSIBLE_STATE_INVALID,
                               *text != '\0' ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static gboolean
is_twice_the_same (HeraldReplyKeyRow *self)
{
  const char *first = gtk_editable_get_text (self->first);

  return *first != '\0' && g_str_equal (first, gtk_editable_get_text (self->second));
}

static void
changed_cb (HeraldReplyKeyRow *self)
{
  gboolean differs = *gtk_editable_get_text (self->second) != '\0' && !is_twice_the_same (self);

  show_problem (self, differs ? _("The two are not the same yet.") : "");
  gtk_widget_set_sensitive (self->make_button, self->making == NULL && is_twice_the_same (self));
}

static void
begin_cb (HeraldReplyKeyRow *self)
{
  gtk_widget_set_visible (self->begin_button, FALSE);
  gtk_widget_set_visible (self->editor, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->first));
}

/* What was typed stays nowhere. */
static void
end_editing (HeraldReplyKeyRow *self)
{
  gtk_editable_set_text (self->first, "");
  gtk_editable_set_text (self->second, "");
  gtk_widget_set_visible (self->editor, FALSE);
  herald_reply_key_row_show (self);
}

static void
cancel_cb (HeraldReplyKeyRow *self)
{
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  else
    {
      end_editing (self);
      gtk_widget_grab_focus (self->begin_button);
    }
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HeraldReplyKeyRow) self = data;
  g_autoptr(GError) error = NULL;
  gboolean is_made = herald_composer_make_reply_key_finish (HERALD_COMPOSER (source), result, &error);

  g_clear_object (&self->making);
  if (self->desk == NULL)
    return;

  if (!is_made)
    {
      changed_cb (self);
      show_problem (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->first));
      return;
    }

  end_editing (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  herald_desk_say (self->desk, _("The reply key is made, and goes along with the report"));
}

/**
 * herald_reply_key_row_make:
 * @self: a row with a passphrase, typed twice
 * @path: (nullable): where the secret part goes; %NULL where the case keeps it
 *
 * Makes a key for the answers to the report.
 */
void
herald_reply_key_row_make (HeraldReplyKeyRow *self,
                           const char        *path)
{
  g_return_if_fail (HERALD_IS_REPLY_KEY_ROW (self));

  if (self->making != NULL || !is_twice_the_same (self))
    return;

  self->making = g_cancellable_new ();
  changed_cb (self);
  herald_composer_make_reply_key_async (get_composer (self), gtk_editable_get_text (self->first), path, self->making,
                                        made_cb, g_object_ref (self));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HeraldReplyKeyRow) self = data;
  g_autoptr(GListModel) files = herald_pick_finish (result);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file == NULL || self->desk == NULL || herald_desk_get_report (self->desk) == NULL)
    return;

  if (g_file_peek_path (file) != NULL)
    herald_reply_key_row_make (self, g_file_peek_path (file));
  else
    show_problem (self, _("This place does not lie on this computer; choose a folder here."));
}

static void
make_cb (HeraldReplyKeyRow *self)
{
  if (self->making != NULL || !is_twice_the_same (self))
    return;

  if (herald_composer_get_case (get_composer (self)) != NULL)
    herald_reply_key_row_make (self, NULL);
  else
    herald_save_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Save the Secret Part of the Key"),
                            KEY_NAME, saved_cb, g_object_ref (self));
}

static void
herald_reply_key_row_dispose (GObject *object)
{
  HeraldReplyKeyRow *self = HERALD_REPLY_KEY_ROW (object);

  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_REPLY_KEY_ROW);

  G_OBJECT_CLASS (herald_reply_key_row_parent_class)->dispose (object);
}

static void
herald_reply_key_row_finalize (GObject *object)
{
  g_clear_object (&HERALD_REPLY_KEY_ROW (object)->making);

  G_OBJECT_CLASS (herald_reply_key_row_parent_class)->finalize (object);
}

static void
herald_reply_key_row_class_init (HeraldReplyKeyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_reply_key_row_dispose;
  object_class->finalize = herald_reply_key_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-reply-key-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldReplyKeyRow, about);
  gtk_widget_class_bind_template_child (widget_class, HeraldReplyKeyRow, begin_button);
  gtk_widget_class_bind_template_child (widget_class, HeraldReplyKeyRow, editor);
  gtk_widget_class_bind_template_child (widget_class, HeraldReplyKeyRow, first);
  gtk_widget_class_bind_template_child (widget_class, HeraldReplyKeyRow, second);
  gtk_widget_class_bind_template_child (widget_class, HeraldReplyKeyRow, problem);
  gtk_widget_class_bind_template_child (widget_class, HeraldReplyKeyRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, HeraldReplyKeyRow, make_button);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
}

static void
herald_reply_key_row_init (HeraldReplyKeyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  herald_wrap_box_adopt (self->buttons);
  herald_wrap_button (self->begin_button);
}

/**
 * herald_reply_key_row_new:
 * @desk: a desk with a report
 *
 * Makes a row.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
herald_reply_key_row_new (HeraldDesk *desk)
{
  HeraldReplyKeyRow *self = g_object_new (HERALD_TYPE_REPLY_KEY_ROW, NULL);

  self->desk = g_object_ref (desk);
  herald_reply_key_row_show (self);
  return GTK_WIDGET (self);
}

/**
 * herald_reply_key_row_show:
 * @self: a row
 *
 * Shows whether the report has a key for answers.
 */
void
herald_reply_key_row_show (HeraldReplyKeyRow *self)
{
  const char *fingerprint;
  g_autofree char *groups = NULL, *text = NULL, *spoken = NULL;

  g_return_if_fail (HERALD_IS_REPLY_KEY_ROW (self));

  if (herald_desk_get_report (self->desk) == NULL)
    return;

  fingerprint = herald_composer_get_reply_key (get_composer (self));
  groups = fingerprint != NULL ? herald_fingerprint_group (fingerprint) : NULL;
  if (groups != NULL)
    /* TRANSLATORS: %s is a fingerprint in groups of four digits */
    text = g_strdup_printf (_("%s\nIts public part goes along inside the sealed report."), groups);
  else
    text = g_strdup (_("An OpenPGP key made for this report alone. Its public part goes along inside the sealed report, so that the vendor can seal answers to you."));

  gtk_label_set_text (self->about, text);
  gtk_widget_set_visible (self->begin_button, groups == NULL && !gtk_widget_get_visible (self->editor));
  /* TRANSLATORS: %s says which key it is, or what it is for */
  spoken = g_strdup_printf (_("Reply key: %s"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
