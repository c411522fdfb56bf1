/* herald-route-row.c: a way that a report could take
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-route-row.h"

struct _HeraldRouteRow
{
  AdwActionRow    parent_instance;

  char           *reveals;  /* what the way reveals */
  char           *why_not;  /* why it cannot be taken, or NULL */
  char           *note;     /* what was found out about it, or NULL */
  GtkCheckButton *check;
};

G_DEFINE_FINAL_TYPE (HeraldRouteRow, herald_route_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  SIGNAL_CHOSEN,
} HeraldRouteRowSignal;

static guint signals[SIGNAL_CHOSEN + 1];

static void
toggled_cb (HeraldRouteRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
update (HeraldRouteRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  const char *about = self->why_not != NULL ? self->why_not : self->reveals;
  g_autofree char *subtitle = self->note == NULL ? g_strdup (about) : g_strjoin ("\n", about, self->note, NULL);
  g_autofree char *spoken = g_strjoin (". ", title, subtitle, NULL);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), self->why_not == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  /* Its name the button has from the row. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
}

static void
herald_route_row_finalize (GObject *object)
{
  HeraldRouteRow *self = HERALD_ROUTE_ROW (object);

  g_free (self->reveals);
  g_free (self->why_not);
  g_free (self->note);

  G_OBJECT_CLASS (herald_route_row_parent_class)->finalize (object);
}

static void
herald_route_row_class_init (HeraldRouteRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_route_row_finalize;

  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", HERALD_TYPE_ROUTE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
herald_route_row_init (HeraldRouteRow *self)
{
  self->reveals = g_strdup ("");
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
 * herald_route_row_new:
 * @title: what the way is called
 * @group: (nullable): a row of which only one can be chosen together with this
 *
 * Makes a row.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
herald_route_row_new (const char     *title,
                      HeraldRouteRow *group)
{
  HeraldRouteRow *self = g_object_new (HERALD_TYPE_ROUTE_ROW, "title", title, NULL);

  if (group != NULL)
    gtk_check_button_set_group (self->check, group->check);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * herald_route_row_show:
 * @self: a row
 * @reveals: what the way reveals, and to whom, plain text
 * @why_not: (nullable): why it cannot be taken, a sentence
 *
 * Says what is known of the way.
 *
 * One that cannot be taken cannot be chosen, and is chosen no more.
 */
void
herald_route_row_show (HeraldRouteRow *self,
                       const char     *reveals,
                       const char     *why_not)
{
  g_return_if_fail (HERALD_IS_ROUTE_ROW (self));

  g_free (self->reveals);
  g_free (self->why_not);
  self->reveals = g_strdup (reveals);
  self->why_not = g_strdup (why_not);
  if (why_not != NULL)
    gtk_check_button_set_active (self->check, FALSE);
  update (self);
}

/**
 * herald_route_row_note:
 * @self: a row
 * @note: (nullable): what was found out about the way, a sentence
 *
 * Says what was found out when the person had it looked up.
 */
void
herald_route_row_note (HeraldRouteRow *self,
                       const char     *note)
{
  g_return_if_fail (HERALD_IS_ROUTE_ROW (self));

  g_free (self->note);
  self->note = g_strdup (note);
  update (self);
}

/**
 * herald_route_row_is_chosen:
 * @self: a row
 *
 * Tells whether the person chose this way.
 *
 * Returns: %TRUE if so
 */
gboolean
herald_route_row_is_chosen (HeraldRouteRow *self)
{
  g_return_val_if_fail (HERALD_IS_ROUTE_ROW (self), FALSE);

  return gtk_check_button_get_active (self->check);
}

/**
 * herald_route_row_set_chosen:
 * @self: a row
 * @is_chosen: whether this way shall be taken
 *
 * Chooses this way in the person's place, or no way.
 */
void
herald_route_row_set_chosen (HeraldRouteRow *self,
                             gboolean        is_chosen)
{
  g_return_if_fail (HERALD_IS_ROUTE_ROW (self));

  gtk_check_button_set_active (self->check, is_chosen);
}
