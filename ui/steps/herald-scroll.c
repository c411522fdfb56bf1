/* herald-scroll.c: brings what has the focus into view
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-scroll.h"

/* How much of the page stays visible above and below. */
#define SURROUNDINGS 48

static void
scroll_to (GtkWidget *focus,
           gboolean   is_entered)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (focus, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  GtkWidget *child;
  graphene_rect_t bounds;

  /* A text that scrolls in itself stands on a page that scrolls too. */
  for (GtkWidget *outer = scrolled; outer != NULL; )
    {
      outer = gtk_widget_get_ancestor (gtk_widget_get_parent (outer), GTK_TYPE_SCROLLED_WINDOW);
      if (outer != NULL)
        scrolled = outer;
    }

  child = scrolled == NULL ? NULL : gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled));
  if (GTK_IS_VIEWPORT (child))
    child = gtk_viewport_get_child (GTK_VIEWPORT (child));
  if (child == NULL || !gtk_widget_compute_bounds (focus, child, &bounds))
    return;

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  /* A page is read from the top, as long as its first control can be seen there. */
  if (is_entered && bounds.origin.y + SURROUNDINGS < gtk_adjustment_get_page_size (adjustment))
    gtk_adjustment_set_value (adjustment, 0);
  else
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y - SURROUNDINGS,
                               bounds.origin.y + bounds.size.height + SURROUNDINGS);
}

/* What is done once positions are known, which is after the page was laid out. */
typedef struct
{
  gboolean is_entered;
  guint    n_ticks;
} Visit;

#define VISIT_DATA "herald-visit"

static gboolean
tick_cb (GtkWidget     *page,
         GdkFrameClock *clock,
         gpointer       data)
{
  Visit *visit = data;
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus;

  if (g_object_get_data (G_OBJECT (page), VISIT_DATA) != visit)
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_width (page) == 0 || ++visit->n_ticks < 2)
    return G_SOURCE_CONTINUE;

  g_object_set_data (G_OBJECT (page), VISIT_DATA, NULL);
  if (root == NULL || !gtk_widget_get_mapped (page))
    return G_SOURCE_REMOVE;

  /* Where the toolkit put the focus before there were positions is any place. */
  if (visit->is_entered)
    {
      gtk_root_set_focus (root, NULL);
      gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
    }

  focus = gtk_root_get_focus (root);
  if (focus != NULL && gtk_widget_is_ancestor (focus, page))
    scroll_to (focus, visit->is_entered);

  return G_SOURCE_REMOVE;
}

/* The last visit counts: a jump to a place on a page that was just entered. */
static void
visit_page (GtkWidget *page,
            gboolean   is_entered)
{
  Visit *visit = g_new0 (Visit, 1);

  visit->is_entered = is_entered;
  g_object_set_data (G_OBJECT (page), VISIT_DATA, visit);
  gtk_widget_add_tick_callback (page, tick_cb, visit, g_free);
}

/**
 * herald_scroll_to_focus:
 * @page: a page that scrolls, or holds one that does
 *
 * Scrolls to what has the focus on a page, as soon as the page is laid out.
 *
 * The toolkit does so only on a page that was visible before.
 */
void
herald_scroll_to_focus (GtkWidget *page)
{
  g_return_if_fail (GTK_IS_WIDGET (page));

  visit_page (page, FALSE);
}

/**
 * herald_scroll_enter:
 * @page: a page that the person went to
 *
 * Puts the focus on the first control of a page, as soon as the page is laid out.
 *
 * Which one is the first the toolkit knows by their positions only.
 */
void
herald_scroll_enter (GtkWidget *page)
{
  g_return_if_fail (GTK_IS_WIDGET (page));

  visit_page (page, TRUE);
}
