/* herald-header.c: the values of mail headers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <string.h>

#include "herald-text.h"

#include "herald-header.h"

#define MAX_LINE      78 /* RFC 5322 §2.1.1 */
#define MAX_WORD_LINE 76 /* of a line with an encoded word, RFC 2047 §2 */

#define WORD_START "=?UTF-8?Q?"
#define WORD_END   "?="

/**
 * herald_header_is_text:
 * @text: a text
 *
 * Tells whether a text can be the value of a header.
 *
 * It is UTF-8 without control characters and without the separators that some
 * readers take for a line end after decoding. A tab is white space.
 *
 * Returns: %TRUE if it can
 */
gboolean
herald_header_is_text (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((g_unichar_iscntrl (c) && c != '\t') || c == 0x2028 || c == 0x2029)
        return FALSE;
    }

  return TRUE;
}

/**
 * herald_header_fold:
 * @name: the header's name
 * @value: ASCII words with one space between two of them
 *
 * Breaks a value into lines of at most 78 bytes where its spaces let it.
 *
 * Returns: (transfer full): the value, to be written after the name, a colon
 *   and a space
 */
char *
herald_header_fold (const char *name,
                    const char *value)
{
  g_auto (GStrv) words = g_strsplit (value, " ", -1);
  GString *folded = g_string_new (NULL);
  gsize column = strlen (name) + strlen (":");

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = strlen (words[i]);

      if (i > 0 && column + 1 + length > MAX_LINE)
        {
          g_string_append (folded, "\r\n ");
          column = 0;
        }
      else if (i > 0)
        g_string_append_c (folded, ' ');

      g_string_append (folded, words[i]);
      column += 1 + length;
    }

  return g_string_free (folded, FALSE);
}

/* A plain value comes back from every reader as it was: it cannot be taken for
 * an encoded word, folds between any two words, and has no line that is too
 * long. */
static gboolean
is_plain (const char *text)
{
  gsize length = strlen (text), word = 0;

  if (!g_str_is_ascii (text) || strstr (text, "=?") != NULL || strstr (text, "  ") != NULL)
    return FALSE;
  if (length > 0 && (text[0] == ' ' || text[length - 1] == ' '))
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      word = *p == ' ' ? 0 : word + 1;
      if (word > MAX_LINE / 2)
        return FALSE;
    }

  return TRUE;
}

/* What is not to be seen has no place in a subject, where it can only mislead. */
static char *
show_as_spaces (const char *text)
{
  GString *shown = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (shown, c == '\t' || herald_text_is_hidden (c) ? ' ' : c);
    }

  return g_string_free (shown, FALSE);
}

/* Letters and digits as they are, a space as an underscore, the rest in
 * hexadecimal (RFC 2047 §4.2). Base64 would be shorter in some languages, but
 * GMime, and so notmuch, loses what follows a padded word. */
static void
quote_character (const char *character,
                 gsize       length,
                 GString    *quoted)
{
  g_string_truncate (quoted, 0);

  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isalnum (character[i]))
        g_string_append_c (quoted, character[i]);
      else if (character[i] == ' ')
        g_string_append_c (quoted, '_');
      else
        g_string_append_printf (quoted, "=%02X", (guint8) character[i]);
    }
}

/**
 * herald_header_encode:
 * @name: the header's name
 * @text: text for which herald_header_is_text() is true
 *
 * Writes a text as an unstructured header value, folded.
 *
 * Where plain ASCII would not come back unchanged, it is RFC 2047 words. A tab
 * and whatever cannot be seen become a space; see herald_text_is_hidden().
 *
 * Returns: (transfer full): the value, to be written after the name, a colon
 *   and a space
 */
char *
herald_header_encode (const char *name,
                      const char *text)
{
  g_autofree char *spaced = show_as_spaces (text);
  g_autoptr (GString) quoted = g_string_new (NULL);
  gsize column = strlen (name) + strlen (": " WORD_START WORD_END);
  GString *encoded;

  if (is_plain (spaced))
    return herald_header_fold (name, spaced);

  encoded = g_string_new (WORD_START);
  for (const char *at = spaced, *next; *at != '\0'; at = next)
    {
      next = g_utf8_next_char (at);
      quote_character (at, next - at, quoted);

      /* A word ends between two characters, never inside one (§5). */
      if (column + quoted->len > MAX_WORD_LINE)
        {
          g_string_append (encoded, WORD_END "\r\n " WORD_START);
          column = strlen (" " WORD_START WORD_END);
        }

      g_string_append_len (encoded, quoted->str, (gssize) quoted->len);
      column += quoted->len;
    }

  g_string_append (encoded, WORD_END);
  return g_string_free (encoded, FALSE);
}

/**
 * herald_header_date:
 * @seconds: a point in time, in seconds since 1970-01-01T00:00:00Z
 *
 * Writes the value of a Date header, always in UTC (RFC 5322 §3.3).
 *
 * The zone is “+0000”; “-0000” would say that the sender hides their own.
 *
 * Returns: (transfer full): the value
 */
char *
herald_header_date (gint64 seconds)
{
  static const char * const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char * const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return g_strdup_printf ("%s, %d %s %d %02d:%02d:%02d +0000",
                          days[g_date_time_get_day_of_week (time) - 1],
                          g_date_time_get_day_of_month (time),
                          months[g_date_time_get_month (time) - 1],
                          g_date_time_get_year (time),
                          g_date_time_get_hour (time),
                          g_date_time_get_minute (time),
                          g_date_time_get_second (time));
}
