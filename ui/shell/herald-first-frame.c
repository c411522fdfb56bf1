/* herald-first-frame.c: what can wait until the window is on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <malloc.h>

#include "herald-first-frame.h"

typedef struct
{
  GCallback then;
  gboolean  is_drawn;
} FirstFrame;

/* Style sheets and layouts take memory for a moment, which nothing needs later. */
static gboolean
tidy_cb (gpointer data)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  return G_SOURCE_REMOVE;
}

/* The first call is for the frame that shows the widget. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  FirstFrame *frame = data;

  if (!frame->is_drawn)
    {
      frame->is_drawn = TRUE;
      return G_SOURCE_CONTINUE;
    }

  ((void (*) (GtkWidget *)) frame->then) (widget);
  g_idle_add_full (G_PRIORITY_LOW, tidy_cb, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * herald_first_frame_then:
 * @widget: a window that is not shown yet
 * @then: what to do then, a function that takes the widget alone
 *
 * Does something once the window is on the screen.
 *
 * A page has many words, and laying them out takes longer than all else at the
 * start; so the window is there at once, and its page in the frame after.
 */
void
herald_first_frame_then (GtkWidget *widget,
                         GCallback  then)
{
  FirstFrame *frame;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  frame = g_new0 (FirstFrame, 1);
  frame->then = then;
  gtk_widget_add_tick_callback (widget, tick_cb, frame, g_free);
}
