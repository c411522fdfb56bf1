/* herald-timeline-view.c: what happened with a report, as a picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-timeline-row.h"
#include "herald-timeline-view.h"

struct _HeraldTimelineView
{
  AdwBin      parent_instance;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (HeraldTimelineView, herald_timeline_view, ADW_TYPE_BIN)

/* What is still to come, or has no date. */
static gboolean
is_ahead (const HeraldTimelineItem *item,
          const char               *today)
{
  return *item->date == '\0' || g_strcmp0 (item->date, today) > 0 ||
         (item->kind == HERALD_TIMELINE_PROMISE && g_str_equal (item->date, today));
}

static void
herald_timeline_view_class_init (HeraldTimelineViewClass *klass)
{
}

static void
herald_timeline_view_init (HeraldTimelineView *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "herald-timeline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Timeline"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

/**
 * herald_timeline_view_new:
 *
 * Makes an empty picture.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_timeline_view_new (void)
{
  return g_object_new (HERALD_TYPE_TIMELINE_VIEW, NULL);
}

/**
 * herald_timeline_view_show:
 * @self: a picture
 * @timeline: what happened, and what was promised
 *
 * Shows a timeline.
 */
void
herald_timeline_view_show (HeraldTimelineView   *self,
                           const HeraldTimeline *timeline)
{
  GtkListBoxRow *row;
  gboolean has_today = FALSE;

  g_return_if_fail (HERALD_IS_TIMELINE_VIEW (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  for (guint i = 0; i < timeline->items->len; i++)
    {
      const HeraldTimelineItem *item = g_ptr_array_index (timeline->items, i);

      if (!has_today && is_ahead (item, timeline->today))
        {
          gtk_list_box_append (self->list, herald_timeline_row_new_today (timeline->today));
          has_today = TRUE;
        }
      gtk_list_box_append (self->list, herald_timeline_row_new (item));
    }

  if (!has_today)
    gtk_list_box_append (self->list, herald_timeline_row_new_today (timeline->today));
}
