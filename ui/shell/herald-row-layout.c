/* herald-row-layout.c: how a row puts its picture, its words and its switch
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <adwaita.h>

#include "herald-row-layout.h"

/* A GtkBox asks its widgets how wide they would be at their least height. Words
 * that wrap find that out by trying one width after the other, 40 times and
 * more; a page of rows takes a tenth of a second. A row knows its width, so it
 * asks for nothing but heights. */

#define SPACING 12

struct _HeraldRowLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (HeraldRowLayout, herald_row_layout, GTK_TYPE_LAYOUT_MANAGER)

/* A widget of a row, and how wide it is. */
typedef struct
{
  GtkWidget *widget;
  int        width;
} Part;

/* Lets the widgets share the width of the row, those that expand what is left.
 * Returns: (element-type Part): the widgets that are laid out */
static GArray *
share_width (GtkWidget *row,
             int        width)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autofree GtkRequestedSize *sizes = NULL;
  int rest = width, n_expand = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      Part part = { .widget = child };

      if (gtk_widget_should_layout (child))
        g_array_append_val (parts, part);
    }

  sizes = g_new0 (GtkRequestedSize, parts->len);
  rest -= SPACING * MAX ((int) parts->len - 1, 0);
  for (guint i = 0; i < parts->len; i++)
    {
      GtkWidget *child = g_array_index (parts, Part, i).widget;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &sizes[i].minimum_size, &sizes[i].natural_size, NULL, NULL);
      rest -= sizes[i].minimum_size;
      n_expand += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
    }

  rest = gtk_distribute_natural_allocation (MAX (rest, 0), parts->len, sizes);
  for (guint i = 0; i < parts->len; i++)
    {
      Part *part = &g_array_index (parts, Part, i);

      part->width = sizes[i].minimum_size;
      if (gtk_widget_compute_expand (part->widget, GTK_ORIENTATION_HORIZONTAL))
        {
          part->width += rest / n_expand;
          rest -= rest / n_expand--;
        }
    }

  return parts;
}

static GtkSizeRequestMode
herald_row_layout_get_request_mode (GtkLayoutManager *layout,
                                    GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (GtkWidget *row,
               int       *minimum,
               int       *natural)
{
  guint n_parts = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int least, wanted;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
      *minimum += least + (n_parts > 0 ? SPACING : 0);
      *natural += wanted + (n_parts > 0 ? SPACING : 0);
      n_parts++;
    }
}

static void
herald_row_layout_measure (GtkLayoutManager *layout,
                           GtkWidget        *widget,
                           GtkOrientation    orientation,
                           int               for_size,
                           int              *minimum,
                           int              *natural,
                           int              *minimum_baseline,
                           int              *natural_baseline)
{
  g_autoptr(GArray) parts = NULL;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (widget, minimum, natural);
      return;
    }

  if (for_size < 0)
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &for_size, NULL, NULL);
  parts = share_width (widget, for_size);
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      int least, wanted;

      gtk_widget_measure (part->widget, GTK_ORIENTATION_VERTICAL, part->width, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, wanted);
    }
}

static void
herald_row_layout_allocate (GtkLayoutManager *layout,
                            GtkWidget        *widget,
                            int               width,
                            int               height,
                            int               baseline)
{
  g_autoptr(GArray) parts = share_width (widget, width);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      GtkAllocation place = { is_mirrored ? width - x - part->width : x, 0, part->width, height };

      gtk_widget_size_allocate (part->widget, &place, -1);
      x += part->width + SPACING;
    }
}

static void
herald_row_layout_class_init (HeraldRowLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = herald_row_layout_get_request_mode;
  layout_class->measure = herald_row_layout_measure;
  layout_class->allocate = herald_row_layout_allocate;
}

static void
herald_row_layout_init (HeraldRowLayout *self)
{
}

static gboolean
realized_cb (GSignalInvocationHint *hint,
             guint                  n_values,
             const GValue          *values,
             gpointer               data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);
  GtkWidget *box = ADW_IS_ACTION_ROW (widget) ? gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)) : NULL;

  if (GTK_IS_BOX (box))
    gtk_widget_set_layout_manager (box, g_object_new (HERALD_TYPE_ROW_LAYOUT, NULL));

  return TRUE;
}

/**
 * herald_row_layout_use:
 *
 * Makes every AdwActionRow put its parts in this way.
 *
 * Call it once, before there is a widget.
 */
void
herald_row_layout_use (void)
{
  /* The signal is there once the class is. */
  g_autoptr(GTypeClass) klass = g_type_class_ref (GTK_TYPE_WIDGET);

  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, realized_cb, NULL, NULL);
}
