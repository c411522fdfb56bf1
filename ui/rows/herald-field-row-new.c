/* herald-field-row-new.c: which row a field has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-choice-row.h"
#include "herald-date-row.h"
#include "herald-flag-row.h"
#include "herald-line-row.h"
#include "herald-list-row.h"
#include "herald-text-row.h"
#include "herald-time-row.h"

static GType
find_type (HeraldFieldKind kind)
{
  switch (kind)
    {
    case HERALD_FIELD_LINE:
    case HERALD_FIELD_VERSION:
      return HERALD_TYPE_LINE_ROW;

    case HERALD_FIELD_PROSE:
    case HERALD_FIELD_CODE:
      return HERALD_TYPE_TEXT_ROW;

    case HERALD_FIELD_DATE:
      return HERALD_TYPE_DATE_ROW;

    case HERALD_FIELD_TIME:
      return HERALD_TYPE_TIME_ROW;

    case HERALD_FIELD_CHOICE:
      return HERALD_TYPE_CHOICE_ROW;

    case HERALD_FIELD_FLAG:
      return HERALD_TYPE_FLAG_ROW;

    case HERALD_FIELD_LINKS:
    case HERALD_FIELD_PEOPLE:
    case HERALD_FIELD_PARTIES:
      return HERALD_TYPE_LIST_ROW;

    default:
      g_return_val_if_reached (HERALD_TYPE_LINE_ROW);
    }
}

/**
 * herald_field_row_new:
 * @desk: what the window works on, with a report
 * @field: a field of the report's form, which is copied
 *
 * Makes the row for a field.
 *
 * It shows the answer at once; whoever owns it calls herald_field_row_refresh()
 * when the report or the findings have changed.
 *
 * Returns: (transfer floating): the widget, a #HeraldFieldRow
 */
GtkWidget *
herald_field_row_new (HeraldDesk        *desk,
                      const HeraldField *field)
{
  GtkWidget *self;

  g_return_val_if_fail (HERALD_IS_DESK (desk), NULL);
  g_return_val_if_fail (field != NULL, NULL);

  self = g_object_new (find_type (field->kind), "desk", desk, "field", field, NULL);
  herald_field_row_refresh (HERALD_FIELD_ROW (self));

  return self;
}

/**
 * herald_field_row_find:
 * @rows: (element-type HeraldFieldRow): rows
 * @field: a field's id
 *
 * Finds the row of a field among others.
 *
 * Returns: (transfer none) (nullable): the row, or %NULL if there is none
 */
HeraldFieldRow *
herald_field_row_find (GPtrArray  *rows,
                       const char *field)
{
  for (guint i = 0; i < rows->len; i++)
    {
      HeraldFieldRow *row = g_ptr_array_index (rows, i);

      if (g_str_equal (herald_field_row_get_field (row)->id, field))
        return row;
    }

  return NULL;
}
