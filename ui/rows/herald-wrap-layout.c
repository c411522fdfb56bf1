/* herald-wrap-layout.c: widgets beside each other, or below where there is no room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-wrap-layout.h"

struct _HeraldWrapLayout
{
  GtkLayoutManager parent_instance;

  int              spacing;
  int              column;  /* how wide each wants to be at least */
};

G_DEFINE_FINAL_TYPE (HeraldWrapLayout, herald_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* One line: its widgets from the first on, and the width that they want. */
typedef struct
{
  GtkWidget *first;
  guint      n_widgets;
  int        width;
} Line;

static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static GtkWidget *
next_of (GtkWidget *child)
{
  return skip_hidden (gtk_widget_get_next_sibling (child));
}

static int
width_of (HeraldWrapLayout *self,
          GtkWidget        *child)
{
  int width;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return MAX (width, self->column);
}

/* Takes as many widgets from @first on as @width has room for, but one. */
static Line
take_line (HeraldWrapLayout *self,
           GtkWidget        *first,
           int               width)
{
  Line line = { .first = first, .n_widgets = 1, .width = width_of (self, first) };

  for (GtkWidget *child = next_of (first); child != NULL; child = next_of (child))
    {
      int more = self->spacing + width_of (self, child);

      if (line.width + more > width)
        break;
      line.width += more;
      line.n_widgets++;
    }

  return line;
}

/* How wide a widget of a line is: what it wants, and an equal part of the rest. */
static int
share_of (HeraldWrapLayout *self,
          const Line       *line,
          guint             index,
          GtkWidget        *child,
          int               width)
{
  int wanted = width_of (self, child), rest = width - line->width;
  int n = (int) line->n_widgets, part;

  if (rest < 0)
    return wanted + rest;

  part = rest / n;
  return wanted + part + ((int) index < rest % n ? 1 : 0);
}

/* Lays the lines out in @width, or only tells how high they are together. */
static int
lay_out (HeraldWrapLayout *self,
         GtkWidget        *widget,
         int               width,
         gboolean          is_final)
{
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget));
  int y = 0;

  while (child != NULL)
    {
      Line line = take_line (self, child, width);
      int x = 0, height = 0;

      for (guint pass = 0; pass < (is_final ? 2 : 1); pass++)
        {
          child = line.first;
          for (guint i = 0; i < line.n_widgets; i++, child = next_of (child))
            {
              int share = share_of (self, &line, i, child, width), wanted;

              if (pass == 0)
                {
                  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, share, NULL, &wanted, NULL, NULL);
                  height = MAX (height, wanted);
                  continue;
                }

              gtk_widget_size_allocate (child, &(GtkAllocation) { is_mirrored ? width - x - share : x, y, share, height }, -1);
              x += share + self->spacing;
            }
        }

      y += height + (child != NULL ? self->spacing : 0);
    }

  return y;
}

static GtkSizeRequestMode
herald_wrap_layout_get_request_mode (GtkLayoutManager *layout,
                                     GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
herald_wrap_layout_measure (GtkLayoutManager *layout,
                            GtkWidget        *widget,
                            GtkOrientation    orientation,
                            int               for_size,
                            int              *minimum,
                            int              *natural,
                            int              *minimum_baseline,
                            int              *natural_baseline)
{
  HeraldWrapLayout *self = HERALD_WRAP_LAYOUT (layout);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = lay_out (self, widget, for_size < 0 ? G_MAXINT / 2 : for_size, FALSE);
      return;
    }

  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget)); child != NULL; child = next_of (child))
    {
      int least;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural += width_of (self, child) + (*natural > 0 ? self->spacing : 0);
    }
}

static void
herald_wrap_layout_allocate (GtkLayoutManager *layout,
                             GtkWidget        *widget,
                             int               width,
                             int               height,
                             int               baseline)
{
  lay_out (HERALD_WRAP_LAYOUT (layout), widget, width, TRUE);
}

static void
herald_wrap_layout_class_init (HeraldWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = herald_wrap_layout_get_request_mode;
  layout_class->measure = herald_wrap_layout_measure;
  layout_class->allocate = herald_wrap_layout_allocate;
}

static void
herald_wrap_layout_init (HeraldWrapLayout *self)
{
}

/**
 * herald_wrap_layout_new_box:
 * @spacing: pixels between widgets, and between lines of them
 * @column: how many pixels wide each is at least, where there is room
 *
 * Makes a box that lays its widgets out in this way.
 *
 * Returns: (transfer floating): the widget, a #GtkBox
 */
GtkWidget *
herald_wrap_layout_new_box (int spacing,
                            int column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  HeraldWrapLayout *layout = g_object_new (HERALD_TYPE_WRAP_LAYOUT, NULL);

  layout->spacing = spacing;
  layout->column = column;
  gtk_widget_set_layout_manager (box, GTK_LAYOUT_MANAGER (layout));
  return box;
}
