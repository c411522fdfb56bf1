/* herald-date-row.c: a field that is answered with a date
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include "herald-date-entry.h"
#include "herald-date-row.h"
#include "herald-field-row-private.h"

struct _HeraldDateRow
{
  HeraldFieldRow   parent_instance;

  HeraldDateEntry *date;
};

G_DEFINE_FINAL_TYPE (HeraldDateRow, herald_date_row, HERALD_TYPE_FIELD_ROW)

static void
herald_date_row_load (HeraldFieldRow *row,
                      JsonNode       *answer)
{
  herald_date_entry_load (HERALD_DATE_ROW (row)->date, herald_answer_get_text (answer));
}

static JsonNode *
herald_date_row_read (HeraldFieldRow  *row,
                      char           **problem)
{
  g_autofree char *date = herald_date_entry_read (HERALD_DATE_ROW (row)->date, problem);

  return date != NULL ? herald_answer_new_text (date) : NULL;
}

static void
herald_date_row_tidy (HeraldFieldRow *row)
{
  herald_date_entry_tidy (HERALD_DATE_ROW (row)->date);
}

static void
herald_date_row_constructed (GObject *object)
{
  HeraldDateRow *self = HERALD_DATE_ROW (object);
  HeraldFieldFrame *frame;
  GtkEntry *entry;

  G_OBJECT_CLASS (herald_date_row_parent_class)->constructed (object);

  frame = herald_field_row_get_frame (HERALD_FIELD_ROW (self));
  self->date = HERALD_DATE_ENTRY (herald_date_entry_new ());
  herald_date_entry_name (self->date, herald_field_frame_get_label (frame));

  entry = herald_date_entry_get_entry (self->date);
  g_signal_connect_object (entry, "changed", G_CALLBACK (herald_field_row_edited), self, G_CONNECT_SWAPPED);
  herald_field_frame_set_control (frame, GTK_WIDGET (self->date), GTK_WIDGET (entry));
}

static void
herald_date_row_class_init (HeraldDateRowClass *klass)
{
  HeraldFieldRowClass *row_class = HERALD_FIELD_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = herald_date_row_constructed;

  row_class->load = herald_date_row_load;
  row_class->read = herald_date_row_read;
  row_class->tidy = herald_date_row_tidy;
}

static void
herald_date_row_init (HeraldDateRow *self)
{
}
