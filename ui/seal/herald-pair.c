/* herald-pair.c: two widgets, side by side where there is room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-pair.h"

#define SPACING 18

/* As many characters as a line of each needs at least to be read with ease. */
#define COMFORTABLE_CHARS 34

struct _HeraldPair
{
  GtkWidget  parent_instance;

  GtkWidget *start;
  GtkWidget *end;
  GtkWidget *badge;
};

G_DEFINE_FINAL_TYPE (HeraldPair, herald_pair, GTK_TYPE_WIDGET)

/* It grows with the text, so that large text is not squeezed into columns. */
static int
comfortable_width (HeraldPair *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics)) * COMFORTABLE_CHARS;

  pango_font_metrics_unref (metrics);
  return width;
}

static gboolean
is_side_by_side (HeraldPair *self,
                 int         width)
{
  return width >= 2 * comfortable_width (self) + SPACING;
}

static int
measure_one (GtkWidget      *widget,
             GtkOrientation  orientation,
             int             for_size,
             gboolean        natural)
{
  int minimum, wanted;

  gtk_widget_measure (widget, orientation, for_size, &minimum, &wanted, NULL, NULL);
  return natural ? wanted : minimum;
}

/* Without a width: what is enough where there is room for everything. */
static int
measure_height (HeraldPair *self,
                int         width,
                gboolean    natural)
{
  int column = width < 0 ? -1 : (width - SPACING) / 2;

  if (width < 0 || is_side_by_side (self, width))
    return MAX (measure_one (self->start, GTK_ORIENTATION_VERTICAL, column, natural),
                measure_one (self->end, GTK_ORIENTATION_VERTICAL, column, natural));

  return measure_one (self->start, GTK_ORIENTATION_VERTICAL, width, natural) + SPACING +
         measure_one (self->end, GTK_ORIENTATION_VERTICAL, width, natural);
}

static int
minimum_width (HeraldPair *self)
{
  return MAX (measure_one (self->start, GTK_ORIENTATION_HORIZONTAL, -1, FALSE),
              measure_one (self->end, GTK_ORIENTATION_HORIZONTAL, -1, FALSE));
}

static void
herald_pair_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  HeraldPair *self = HERALD_PAIR (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = minimum_width (self);
      *natural = MAX (*minimum, 2 * comfortable_width (self) + SPACING);
      return;
    }

  *minimum = measure_height (self, for_size, FALSE);
  *natural = measure_height (self, for_size, TRUE);
}

static void
allocate (GtkWidget *widget,
          int        x,
          int        y,
          int        width,
          int        height)
{
  gtk_widget_size_allocate (widget, &(GtkAllocation) { x, y, width, height }, -1);
}

static void
herald_pair_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  HeraldPair *self = HERALD_PAIR (widget);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int badge_width = measure_one (self->badge, GTK_ORIENTATION_HORIZONTAL, -1, TRUE);
  int badge_height = measure_one (self->badge, GTK_ORIENTATION_VERTICAL, -1, TRUE);
  int column = (width - SPACING) / 2;
  int seam = height / 2;

  if (is_side_by_side (self, width))
    {
      allocate (self->start, is_mirrored ? width - column : 0, 0, column, height);
      allocate (self->end, is_mirrored ? 0 : width - column, 0, column, height);
    }
  else
    {
      int first = measure_one (self->start, GTK_ORIENTATION_VERTICAL, width, FALSE);

      seam = first + SPACING / 2;
      allocate (self->start, 0, 0, width, first);
      allocate (self->end, 0, first + SPACING, width, height - first - SPACING);
    }

  allocate (self->badge, (width - badge_width) / 2, seam - badge_height / 2, badge_width, badge_height);
}

static GtkSizeRequestMode
herald_pair_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
herald_pair_dispose (GObject *object)
{
  HeraldPair *self = HERALD_PAIR (object);

  g_clear_pointer (&self->start, gtk_widget_unparent);
  g_clear_pointer (&self->end, gtk_widget_unparent);
  g_clear_pointer (&self->badge, gtk_widget_unparent);

  G_OBJECT_CLASS (herald_pair_parent_class)->dispose (object);
}

static void
herald_pair_class_init (HeraldPairClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_pair_dispose;
  widget_class->measure = herald_pair_measure;
  widget_class->size_allocate = herald_pair_size_allocate;
  widget_class->get_request_mode = herald_pair_get_request_mode;
}

static void
herald_pair_init (HeraldPair *self)
{
}

/**
 * herald_pair_new:
 * @start: what is read first
 * @end: what is read second
 * @badge: what stands on the seam
 *
 * Puts two widgets beside each other.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_pair_new (GtkWidget *start,
                 GtkWidget *end,
                 GtkWidget *badge)
{
  HeraldPair *self = g_object_new (HERALD_TYPE_PAIR, NULL);

  self->start = start;
  self->end = end;
  self->badge = badge;
  gtk_widget_set_parent (start, GTK_WIDGET (self));
  gtk_widget_set_parent (end, GTK_WIDGET (self));
  gtk_widget_set_parent (badge, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}
