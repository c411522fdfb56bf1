/* herald-key-row.c: one key of a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-fingerprint.h"
#include "herald-key-row.h"
#include "herald-text.h"

struct _HeraldKeyRow
{
  AdwActionRow    parent_instance;

  HeraldKey      *key;
  GtkCheckButton *check;
};

G_DEFINE_FINAL_TYPE (HeraldKeyRow, herald_key_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  SIGNAL_CHOSEN,
} HeraldKeyRowSignal;

static guint signals[SIGNAL_CHOSEN + 1];

static void
toggled_cb (HeraldKeyRow *self)
{
  if (gtk_check_button_get_active (self->check))
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
herald_key_row_dispose (GObject *object)
{
  HeraldKeyRow *self = HERALD_KEY_ROW (object);

  g_clear_pointer (&self->key, herald_key_unref);

  G_OBJECT_CLASS (herald_key_row_parent_class)->dispose (object);
}

static void
herald_key_row_class_init (HeraldKeyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = herald_key_row_dispose;

  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", HERALD_TYPE_KEY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
herald_key_row_init (HeraldKeyRow *self)
{
  self->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->check), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
}

/**
 * herald_key_row_new:
 * @key: a key
 * @group: (nullable): a row of which only one can be chosen together with this
 *
 * Makes a row.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
herald_key_row_new (HeraldKey    *key,
                    HeraldKeyRow *group)
{
  HeraldKeyRow *self = g_object_new (HERALD_TYPE_KEY_ROW, NULL);
  const char * const *user_ids = herald_key_get_user_ids (key);
  const char *fingerprint = herald_key_get_fingerprint (key);
  g_autofree char *title = herald_text_show_hidden (user_ids[0] != NULL ? user_ids[0] : _("A key without a name"), FALSE);
  g_autofree char *groups = herald_fingerprint_group (fingerprint);
  g_autofree char *subtitle = NULL, *spoken = NULL;

  if (herald_key_is_usable (key))
    subtitle = g_strdup (groups);
  else
    /* TRANSLATORS: the first %s is a fingerprint, the second says why the key cannot be used */
    subtitle = g_strdup_printf (_("%s\nNot usable: %s"), groups, herald_key_get_reason (key));

  self->key = herald_key_ref (key);
  if (group != NULL)
    gtk_check_button_set_group (self->check, group->check);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);

  spoken = g_strconcat (title, "\n", subtitle, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return GTK_WIDGET (self);
}

/**
 * herald_key_row_get_key:
 * @self: a row
 *
 * Gives the key in the row.
 *
 * Returns: (transfer none): the key
 */
HeraldKey *
herald_key_row_get_key (HeraldKeyRow *self)
{
  g_return_val_if_fail (HERALD_IS_KEY_ROW (self), NULL);

  return self->key;
}

/**
 * herald_key_row_is_chosen:
 * @self: a row
 *
 * Tells whether the person chose this key.
 *
 * Returns: %TRUE if so
 */
gboolean
herald_key_row_is_chosen (HeraldKeyRow *self)
{
  g_return_val_if_fail (HERALD_IS_KEY_ROW (self), FALSE);

  return gtk_check_button_get_active (self->check);
}
