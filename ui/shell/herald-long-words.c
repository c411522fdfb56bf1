/* herald-long-words.c: text views that stay quick with words of many thousand letters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-ui"

#include "config.h"

#include <string.h>

#include "herald-long-words.h"

/* Who tells of an overflow pastes words of many thousand letters. For each line
 * that such a word fills, Pango looks through what is left of it for a place to
 * break: at 20,000 letters that takes a third of a second for each key, at
 * 100,000 more than a minute. Breaking anywhere needs no look. */
#define LONG 1000

/* Between wide characters, such as Chinese ones, a line breaks anywhere. */
static gboolean
is_in_word (gunichar c)
{
  return !g_unichar_isspace (c) && !g_unichar_iswide (c);
}

/* How many characters of a word stand before a place. */
static guint
count_before (const GtkTextIter *place)
{
  GtkTextIter iter = *place;
  guint n = 0;

  while (n < LONG && gtk_text_iter_backward_char (&iter) && is_in_word (gtk_text_iter_get_char (&iter)))
    n++;

  return n;
}

/* How many stand behind it. */
static guint
count_behind (const GtkTextIter *place)
{
  GtkTextIter iter = *place;
  guint n = 0;

  while (n < LONG && !gtk_text_iter_is_end (&iter) && is_in_word (gtk_text_iter_get_char (&iter)))
    {
      gtk_text_iter_forward_char (&iter);
      n++;
    }

  return n;
}

/* Goes on with a word of @run characters. Returns: how long the last word is, or
 * %LONG if one of them is that long */
static guint
go_on (guint       run,
       const char *text,
       const char *end)
{
  for (const char *p = text; p < end && run < LONG; p = g_utf8_next_char (p))
    run = is_in_word (g_utf8_get_char (p)) ? run + 1 : 0;

  return run;
}

static gboolean
has_long_word (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);

  return go_on (0, text, text + strlen (text)) >= LONG;
}

/* The view lays a text out as soon as it is there, so this comes before. */
static void
insert_cb (GtkTextView       *view,
           const GtkTextIter *place,
           const char        *text,
           int                length)
{
  guint run;

  if (gtk_text_view_get_wrap_mode (view) == GTK_WRAP_CHAR)
    return;

  run = go_on (count_before (place), text, text + length);
  if (run > 0 && run + count_behind (place) >= LONG)
    gtk_text_view_set_wrap_mode (view, GTK_WRAP_CHAR);
}

static void
deleted_cb (GtkTextView       *view,
            const GtkTextIter *place,
            const GtkTextIter *same,
            GtkTextBuffer     *buffer)
{
  gboolean is_long = count_before (place) + count_behind (place) >= LONG;

  if (gtk_text_view_get_wrap_mode (view) == GTK_WRAP_CHAR && !is_long)
    is_long = has_long_word (buffer);

  gtk_text_view_set_wrap_mode (view, is_long ? GTK_WRAP_CHAR : GTK_WRAP_WORD_CHAR);
}

/**
 * herald_long_words_watch:
 * @view: an empty text view that breaks lines between words where it can
 *
 * Lets lines break anywhere while there are words too long for anything else.
 */
void
herald_long_words_watch (GtkTextView *view)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (GTK_IS_TEXT_VIEW (view));
  g_return_if_fail (gtk_text_view_get_wrap_mode (view) == GTK_WRAP_WORD_CHAR);

  buffer = gtk_text_view_get_buffer (view);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_cb), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (deleted_cb), view, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}
