/* herald-entry.c: a line of text that nobody else is told about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include "herald-entry.h"

/* A line is one line: of several that are pasted nothing is lost but the ends. */
static void
insert_text_cb (GtkEditable *editable,
                const char  *text,
                int          length,
                int         *position,
                gpointer     unused)
{
  g_autofree char *line = NULL;

  if (length < 0)
    length = (int) strlen (text);
  if (memchr (text, '\n', (gsize) length) == NULL && memchr (text, '\r', (gsize) length) == NULL)
    return;

  line = g_strndup (text, (gsize) length);
  g_strdelimit (g_strchomp (line), "\r\n", ' ');

  g_signal_handlers_block_by_func (editable, insert_text_cb, unused);
  gtk_editable_insert_text (editable, line, -1, position);
  g_signal_handlers_unblock_by_func (editable, insert_text_cb, unused);
  g_signal_stop_emission_by_name (editable, "insert-text");
}

/**
 * herald_entry_new:
 *
 * Makes an entry for a part of a report.
 *
 * Neither spell checkers nor input methods are to remember what is typed, and
 * the toolkit's own undo is off: the program's goes over the whole report.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
herald_entry_new (void)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_input_hints (GTK_ENTRY (entry), GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK);
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "insert-text", G_CALLBACK (insert_text_cb), NULL);

  return entry;
}

/**
 * herald_entry_set_text:
 * @entry: an entry
 * @text: UTF-8 text
 *
 * Sets the text and keeps the cursor where it is, if the text is long enough.
 */
void
herald_entry_set_text (GtkEntry   *entry,
                       const char *text)
{
  GtkEditable *editable = GTK_EDITABLE (entry);
  int position;

  if (g_str_equal (gtk_editable_get_text (editable), text))
    return;

  position = gtk_editable_get_position (editable);
  gtk_editable_set_text (editable, text);
  gtk_editable_set_position (editable, MIN (position, (int) g_utf8_strlen (text, -1)));
}

/**
 * herald_entry_dup_text:
 * @entry: an entry
 *
 * Gives the text without white space around it.
 *
 * Returns: (transfer full): UTF-8 text
 */
char *
herald_entry_dup_text (GtkEntry *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

/**
 * herald_entry_dup_all:
 * @buffer: the text of a text view
 *
 * Gives all of a longer text, as it is.
 *
 * Returns: (transfer full): UTF-8 text
 */
char *
herald_entry_dup_all (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}
