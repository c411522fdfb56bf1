/* herald-answers-panel.c: answers for somebody without an address
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-answers-panel.h"
#include "herald-brief-copy.h"
#include "herald-compat.h"
#include "herald-composer-secret.h"
#include "herald-reply-key-row.h"
#include "herald-text.h"
#include "herald-wrap-box.h"

/* The name says nothing: the file may be found by others. */
#define SECRET_NAME "note.txt"

struct _HeraldAnswersPanel
{
  AdwBin             parent_instance;

  HeraldDesk        *desk;
  char              *secret;  /* or NULL */
  HeraldReplyKeyRow *reply_key;

  GtkListBox        *list;
  GtkSwitch         *secret_switch;
  GtkWidget         *secret_box;
  GtkBox            *groups;
  GtkBox            *buttons;
  GtkEditable       *gate;
  GtkLabel          *gate_state;
};

G_DEFINE_FINAL_TYPE (HeraldAnswersPanel, herald_answers_panel, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_CHANGED,
} HeraldAnswersPanelSignal;

static guint signals[SIGNAL_CHANGED + 1];

static gboolean
is_saved (HeraldAnswersPanel *self)
{
  return self->secret != NULL && herald_follow_up_is_saved (self->secret, gtk_editable_get_text (self->gate));
}

static void
gate_cb (HeraldAnswersPanel *self)
{
  gboolean is_empty = herald_text_is_blank (gtk_editable_get_text (self->gate));
  gboolean is_right = is_saved (self);

  gtk_label_set_text (self->gate_state,
                      is_right ? _("That is it.")
                      : is_empty ? _("The report is sent once this group is right.")
                                 : _("This is not the last group yet."));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->gate), GTK_ACCESSIBLE_STATE_INVALID,
                               is_right || is_empty ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The secret. */

static void
clear_groups (HeraldAnswersPanel *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
}

/* Read from the start to the end, whichever way the language of the screen
 * runs; two by two where there is not room for all in a line. */
static void
show_groups (HeraldAnswersPanel *self)
{
  char *shown = herald_follow_up_show (self->secret);
  g_auto(GStrv) groups = g_strsplit_set (shown, " -", -1);
  g_autofree char *spoken = NULL;
  GtkWidget *pair = NULL;

  clear_groups (self);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (groups[i]);

      gtk_widget_add_css_class (label, "herald-secret-group");
      gtk_widget_add_css_class (label, "monospace");
      gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
      gtk_widget_set_hexpand (label, TRUE);
      if (i % 2 == 0)
        {
          pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, gtk_box_get_spacing (self->groups));
          gtk_widget_set_direction (pair, GTK_TEXT_DIR_LTR);
          gtk_box_append (self->groups, pair);
        }
      gtk_box_append (GTK_BOX (pair), label);
    }
  gtk_widget_set_direction (GTK_WIDGET (self->groups), GTK_TEXT_DIR_LTR);
  herald_wrap_box_adopt (self->groups);

  /* TRANSLATORS: %s are the groups of letters and digits of a secret */
  spoken = g_strdup_printf (_("Follow-up secret: %s"), shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->groups), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  herald_follow_up_free (shown);
}

static void
forget (HeraldAnswersPanel *self)
{
  g_clear_pointer (&self->secret, herald_follow_up_free);
  clear_groups (self);
  gtk_editable_set_text (self->gate, "");
}

static void
switched_cb (HeraldAnswersPanel *self)
{
  gboolean is_on = gtk_switch_get_active (self->secret_switch);
  g_autoptr(GError) error = NULL;

  forget (self);
  if (is_on)
    {
      self->secret = herald_follow_up_new (&error);
      if (self->secret != NULL)
        show_groups (self);
      else
        herald_desk_say_error (self->desk, error);
    }

  gtk_widget_set_visible (self->secret_box, self->secret != NULL);
  gate_cb (self);
}

static void
copy_cb (HeraldAnswersPanel *self)
{
  char *shown = herald_follow_up_show (self->secret);

  herald_brief_copy (GTK_WIDGET (self), shown);
  herald_follow_up_free (shown);
  herald_desk_say (self->desk, _("Copied. It is taken off the clipboard after a minute."));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldDesk) desk = data;
  g_autoptr(GError) error = NULL;

  if (herald_composer_save_secret_finish (HERALD_COMPOSER (source), result, &error))
    herald_desk_say (desk, _("The secret is saved"));
  else
    herald_desk_say_error (desk, error);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(HeraldAnswersPanel) self = data;
  g_autoptr(GListModel) files = herald_pick_finish (result);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file == NULL || self->desk == NULL || self->secret == NULL || herald_desk_get_report (self->desk) == NULL)
    return;

  if (g_file_peek_path (file) == NULL)
    herald_desk_say (self->desk, _("This place does not lie on this computer; choose a folder here."));
  else
    herald_composer_save_secret_async (herald_desk_get_composer (self->desk), self->secret, g_file_peek_path (file),
                                       written_cb, g_object_ref (self->desk));
}

static void
save_cb (HeraldAnswersPanel *self)
{
  herald_save_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Save the Secret"), SECRET_NAME,
                          saved_cb, g_object_ref (self));
}

static void
herald_answers_panel_dispose (GObject *object)
{
  HeraldAnswersPanel *self = HERALD_ANSWERS_PANEL (object);

  g_clear_pointer (&self->secret, herald_follow_up_free);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), HERALD_TYPE_ANSWERS_PANEL);

  G_OBJECT_CLASS (herald_answers_panel_parent_class)->dispose (object);
}

static void
herald_answers_panel_class_init (HeraldAnswersPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_answers_panel_dispose;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HERALD_TYPE_ANSWERS_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldreport/Herald/ui/herald-answers-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldAnswersPanel, list);
  gtk_widget_class_bind_template_child (widget_class, HeraldAnswersPanel, secret_switch);
  gtk_widget_class_bind_template_child (widget_class, HeraldAnswersPanel, secret_box);
  gtk_widget_class_bind_template_child (widget_class, HeraldAnswersPanel, groups);
  gtk_widget_class_bind_template_child (widget_class, HeraldAnswersPanel, buttons);
  gtk_widget_class_bind_template_child (widget_class, HeraldAnswersPanel, gate);
  gtk_widget_class_bind_template_child (widget_class, HeraldAnswersPanel, gate_state);
  gtk_widget_class_bind_template_callback (widget_class, switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, gate_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
herald_answers_panel_init (HeraldAnswersPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  herald_wrap_box_adopt (self->buttons);
}

/**
 * herald_answers_panel_new:
 * @desk: what the window works on
 *
 * Makes a panel on which nothing is on.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_answers_panel_new (HeraldDesk *desk)
{
  HeraldAnswersPanel *self = g_object_new (HERALD_TYPE_ANSWERS_PANEL, NULL);

  self->desk = g_object_ref (desk);
  self->reply_key = HERALD_REPLY_KEY_ROW (herald_reply_key_row_new (desk));
  gtk_list_box_append (self->list, GTK_WIDGET (self->reply_key));
  return GTK_WIDGET (self);
}

/**
 * herald_answers_panel_refresh:
 * @self: a panel
 *
 * Shows the report as it is now.
 */
void
herald_answers_panel_refresh (HeraldAnswersPanel *self)
{
  g_return_if_fail (HERALD_IS_ANSWERS_PANEL (self));

  herald_reply_key_row_show (self->reply_key);
}

/**
 * herald_answers_panel_is_ready:
 * @self: a panel
 *
 * Tells whether what was made here would not be lost with a report that is sent.
 *
 * Returns: %FALSE while the person has not shown that the secret is saved
 */
gboolean
herald_answers_panel_is_ready (HeraldAnswersPanel *self)
{
  g_return_val_if_fail (HERALD_IS_ANSWERS_PANEL (self), FALSE);

  return self->secret == NULL || is_saved (self);
}

/**
 * herald_answers_panel_dup_hash:
 * @self: a panel
 *
 * Gives what goes along with the report of the follow-up secret.
 *
 * Returns: (transfer full) (nullable): a SHA-256, 64 lower-case hexadecimal
 *   digits; %NULL without a secret
 */
char *
herald_answers_panel_dup_hash (HeraldAnswersPanel *self)
{
  char *key, *hash;

  g_return_val_if_fail (HERALD_IS_ANSWERS_PANEL (self), NULL);

  if (self->secret == NULL)
    return NULL;

  key = herald_follow_up_make_key (self->secret);
  hash = herald_follow_up_hash_key (key);
  herald_follow_up_free (key);

  return hash;
}

/**
 * herald_answers_panel_get_secret:
 * @self: a panel
 *
 * Gives the follow-up secret.
 *
 * Returns: (transfer none) (nullable): the secret; %NULL without one
 */
const char *
herald_answers_panel_get_secret (HeraldAnswersPanel *self)
{
  g_return_val_if_fail (HERALD_IS_ANSWERS_PANEL (self), NULL);

  return self->secret;
}
