/* herald-text.c: looking at text from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-base"

#include "config.h"

#include <string.h>

#include "herald-text.h"

/**
 * herald_text_is_blank:
 * @text: UTF-8 text
 *
 * Tells whether a text has nothing that can be seen.
 *
 * Returns: %TRUE when it is empty or white space alone
 */
gboolean
herald_text_is_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_iszerowidth (c))
        return FALSE;
    }

  return TRUE;
}

/**
 * herald_text_is_hidden:
 * @character: a character
 *
 * Tells whether a character changes what others look like without being seen.
 *
 * These are the control characters except tab and line end, the bidirectional
 * controls (UAX #9), line and paragraph separators, and invisible marks such
 * as U+200B and U+FEFF. Zero-width (non-)joiners are letters in several
 * languages, and stay.
 *
 * Returns: %TRUE if it does
 */
gboolean
herald_text_is_hidden (gunichar character)
{
  if (character == '\n' || character == '\t' || character == 0x200c || character == 0x200d)
    return FALSE;

  return character < 0x20 || (character >= 0x7f && character <= 0x9f) ||
         character == 0x061c || character == 0x00ad || character == 0x180e ||
         (character >= 0x200b && character <= 0x200f) ||
         (character >= 0x2028 && character <= 0x202e) ||
         (character >= 0x2060 && character <= 0x206f) ||
         character == 0xfeff || (character >= 0xfff9 && character <= 0xfffb) ||
         (character >= 0xe0000 && character <= 0xe007f);
}

/**
 * herald_text_find_hidden:
 * @text: UTF-8 text
 *
 * Finds the first hidden character; see herald_text_is_hidden().
 *
 * A carriage return before a line feed is a line end and no find.
 *
 * Returns: (nullable): where it is, inside @text, or %NULL
 */
const char *
herald_text_find_hidden (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (p[0] == '\r' && p[1] == '\n')
        continue;
      if (herald_text_is_hidden (g_utf8_get_char (p)))
        return p;
    }

  return NULL;
}

/**
 * herald_text_show_hidden:
 * @text: text from outside, of whatever encoding
 * @keep_lines: whether line ends and tabs stay as they are
 *
 * Makes a text safe to show.
 *
 * Each hidden character becomes its number, such as `<U+202E>`, and bytes that
 * are not UTF-8 become the replacement character.
 *
 * Returns: (transfer full): UTF-8 text
 */
char *
herald_text_show_hidden (const char *text,
                         gboolean    keep_lines)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *shown = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean line = c == '\n' || c == '\t';

      if (herald_text_is_hidden (c) || (line && !keep_lines))
        g_string_append_printf (shown, "<U+%04X>", c);
      else
        g_string_append_unichar (shown, c);
    }

  return g_string_free (shown, FALSE);
}

/**
 * herald_text_replace:
 * @text: UTF-8 text
 * @find: what to look for, not empty
 * @replace: what to put in its place
 *
 * Replaces every occurrence of a text, from left to right.
 *
 * Returns: (transfer full): the new text
 */
char *
herald_text_replace (const char *text,
                     const char *find,
                     const char *replace)
{
  GString *replaced = g_string_new (NULL);
  const char *at = text, *next;

  g_return_val_if_fail (*find != '\0', g_strdup (text));

  while ((next = strstr (at, find)) != NULL)
    {
      g_string_append_len (replaced, at, next - at);
      g_string_append (replaced, replace);
      at = next + strlen (find);
    }

  g_string_append (replaced, at);
  return g_string_free (replaced, FALSE);
}

/* Names that stand for devices on Windows, with any ending. */
static gboolean
is_device_name (const char *name)
{
  static const char * const devices[] = { "CON", "PRN", "AUX", "NUL", NULL };
  static const char * const ports[] = { "COM", "LPT", NULL };
  gsize stem = strcspn (name, ".");

  for (guint i = 0; devices[i] != NULL; i++)
    {
      if (stem == 3 && g_ascii_strncasecmp (name, devices[i], 3) == 0)
        return TRUE;
    }

  for (guint i = 0; ports[i] != NULL; i++)
    {
      if (stem == 4 && g_ascii_strncasecmp (name, ports[i], 3) == 0 && g_ascii_isdigit (name[3]))
        return TRUE;
    }

  return FALSE;
}

/**
 * herald_text_is_file_name:
 * @name: a text
 *
 * Tells whether a text is a file name that is safe on every system.
 *
 * It has 1 to 150 bytes of UTF-8, does not begin with a dot or a hyphen, does
 * not end in a dot or a space, holds no separator, no hidden character and none
 * of `<>:"|?*`, and is none of the names that Windows keeps for devices.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_text_is_file_name (const char *name)
{
  gsize length = strlen (name);

  if (length == 0 || length > 150 || !g_utf8_validate (name, -1, NULL))
    return FALSE;
  if (name[0] == '.' || name[0] == '-' || name[0] == ' ' ||
      name[length - 1] == '.' || name[length - 1] == ' ')
    return FALSE;

  return strpbrk (name, "/\\<>:\"|?*\n\t") == NULL && herald_text_find_hidden (name) == NULL &&
         !is_device_name (name);
}
