/* herald-line-row.c: a field that is answered with one line of text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-entry.h"
#include "herald-field-row-private.h"
#include "herald-line-row.h"

struct _HeraldLineRow
{
  HeraldFieldRow  parent_instance;

  GtkEntry       *entry;
};

G_DEFINE_FINAL_TYPE (HeraldLineRow, herald_line_row, HERALD_TYPE_FIELD_ROW)

static void
changed_cb (HeraldFieldRow *row)
{
  HeraldLineRow *self = HERALD_LINE_ROW (row);

  herald_field_frame_count (herald_field_row_get_frame (row), gtk_entry_get_text_length (self->entry));
  herald_field_row_edited (row);
}

static void
herald_line_row_load (HeraldFieldRow *row,
                      JsonNode       *answer)
{
  herald_entry_set_text (HERALD_LINE_ROW (row)->entry, herald_answer_get_text (answer));
}

static JsonNode *
herald_line_row_read (HeraldFieldRow  *row,
                      char           **problem)
{
  return herald_answer_new_text (gtk_editable_get_text (GTK_EDITABLE (HERALD_LINE_ROW (row)->entry)));
}

static void
herald_line_row_constructed (GObject *object)
{
  HeraldLineRow *self = HERALD_LINE_ROW (object);
  HeraldFieldRow *row = HERALD_FIELD_ROW (self);

  G_OBJECT_CLASS (herald_line_row_parent_class)->constructed (object);

  self->entry = GTK_ENTRY (herald_entry_new ());
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  herald_field_frame_set_control (herald_field_row_get_frame (row), GTK_WIDGET (self->entry), GTK_WIDGET (self->entry));
}

static void
herald_line_row_class_init (HeraldLineRowClass *klass)
{
  HeraldFieldRowClass *row_class = HERALD_FIELD_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = herald_line_row_constructed;

  row_class->load = herald_line_row_load;
  row_class->read = herald_line_row_read;
}

static void
herald_line_row_init (HeraldLineRow *self)
{
}
