/* herald-text-row.c: a field that is answered with several lines of text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include "herald-entry.h"
#include "herald-field-row-private.h"
#include "herald-long-words.h"
#include "herald-text-row.h"

/* From a few lines to what still leaves the rest of the form in sight; then it
 * scrolls. */
#define MIN_HEIGHT 96
#define MAX_HEIGHT 320

struct _HeraldTextRow
{
  HeraldFieldRow  parent_instance;

  GtkTextView    *view;
  GtkTextBuffer  *buffer;
};

G_DEFINE_FINAL_TYPE (HeraldTextRow, herald_text_row, HERALD_TYPE_FIELD_ROW)

static void
changed_cb (HeraldFieldRow *row)
{
  HeraldTextRow *self = HERALD_TEXT_ROW (row);

  herald_field_frame_count (herald_field_row_get_frame (row), (guint) gtk_text_buffer_get_char_count (self->buffer));
  herald_field_row_edited (row);
}

/* Only what differs is replaced, so that the cursor and the lines in sight stay
 * where they are when a change elsewhere in the text is undone. */
static void
herald_text_row_load (HeraldFieldRow *row,
                      JsonNode       *answer)
{
  HeraldTextRow *self = HERALD_TEXT_ROW (row);
  g_autofree char *before = herald_entry_dup_all (self->buffer);
  const char *after = herald_answer_get_text (answer);
  gsize n_before = strlen (before), n_after = strlen (after), head = 0, tail = 0;
  GtkTextIter start, end;

  while (head < n_before && head < n_after && before[head] == after[head])
    head++;
  while (head > 0 && (before[head] & 0xc0) == 0x80)
    head--;
  if (head == n_before && head == n_after)
    return;

  while (tail < n_before - head && tail < n_after - head && before[n_before - tail - 1] == after[n_after - tail - 1])
    tail++;
  while (tail > 0 && (before[n_before - tail] & 0xc0) == 0x80)
    tail--;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, (int) g_utf8_strlen (before, (gssize) head));
  gtk_text_buffer_get_iter_at_offset (self->buffer, &end, (int) g_utf8_strlen (before, (gssize) (n_before - tail)));
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, after + head, (int) (n_after - head - tail));
}

static JsonNode *
herald_text_row_read (HeraldFieldRow  *row,
                      char           **problem)
{
  g_autofree char *text = herald_entry_dup_all (HERALD_TEXT_ROW (row)->buffer);

  return herald_answer_new_text (text);
}

static void
set_up_view (HeraldTextRow *self,
             gboolean       is_code)
{
  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_monospace (self->view, is_code);
  gtk_text_view_set_wrap_mode (self->view, is_code ? GTK_WRAP_CHAR : GTK_WRAP_WORD_CHAR);
  if (!is_code)
    herald_long_words_watch (self->view);
  gtk_text_view_set_input_hints (self->view, GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK);
}

static void
herald_text_row_constructed (GObject *object)
{
  HeraldTextRow *self = HERALD_TEXT_ROW (object);
  HeraldFieldRow *row = HERALD_FIELD_ROW (self);
  GtkWidget *window;

  G_OBJECT_CLASS (herald_text_row_parent_class)->constructed (object);

  set_up_view (self, herald_field_row_get_field (row)->kind == HERALD_FIELD_CODE);
  window = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                         "css-name", "entry", /* see rows.css */
                         "child", self->view,
                         "focusable", FALSE,
                         "hscrollbar-policy", GTK_POLICY_NEVER,
                         "min-content-height", MIN_HEIGHT,
                         "max-content-height", MAX_HEIGHT,
                         "propagate-natural-height", TRUE,
                         "overflow", GTK_OVERFLOW_HIDDEN,
                         NULL);
  gtk_widget_add_css_class (window, "answer");

  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  herald_field_frame_set_control (herald_field_row_get_frame (row), window, GTK_WIDGET (self->view));
}

static void
herald_text_row_class_init (HeraldTextRowClass *klass)
{
  HeraldFieldRowClass *row_class = HERALD_FIELD_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = herald_text_row_constructed;

  row_class->load = herald_text_row_load;
  row_class->read = herald_text_row_read;
}

static void
herald_text_row_init (HeraldTextRow *self)
{
}
