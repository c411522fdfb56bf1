/* herald-json-gate.c: the strict gate before the JSON parser
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-base"

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-json.h"

/* json-glib accepts comments, single quotes, trailing values and duplicate
 * members, and recurses without a bound. So nothing reaches it that has not
 * passed this reader, which follows RFC 8259 to the letter and keeps its own
 * stack. */

#define MAX_DEPTH 16

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  const char *fault;          /* what is wrong at @at, translated */
  guint       depth;
  char        closers[MAX_DEPTH];
  GHashTable *members[MAX_DEPTH]; /* names seen so far in each open object */
} Gate;

static gboolean
fail (Gate       *gate,
      const char *fault)
{
  if (gate->fault == NULL)
    gate->fault = fault;

  return FALSE;
}

static void
skip_space (Gate *gate)
{
  while (gate->at < gate->end && memchr (" \t\r\n", *gate->at, 4) != NULL)
    gate->at++;
}

static gboolean
take (Gate *gate,
      char  wanted)
{
  if (gate->at >= gate->end || *gate->at != wanted)
    return FALSE;

  gate->at++;
  return TRUE;
}

static gboolean
read_hex4 (Gate  *gate,
           guint *unit)
{
  *unit = 0;
  if (gate->end - gate->at < 4)
    return fail (gate, _("a \\u escape needs four hexadecimal digits"));

  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (gate->at[i]);

      if (digit < 0)
        return fail (gate, _("a \\u escape needs four hexadecimal digits"));
      *unit = *unit << 4 | (guint) digit;
    }

  gate->at += 4;
  return TRUE;
}

static gboolean
read_unicode_escape (Gate    *gate,
                     GString *text)
{
  guint unit, low;

  if (!read_hex4 (gate, &unit))
    return FALSE;
  if (unit == 0)
    return fail (gate, _("a NUL character is not allowed"));
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return fail (gate, _("half a surrogate pair is not a character"));

  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      if (!take (gate, '\\') || !take (gate, 'u') || !read_hex4 (gate, &low) ||
          low < 0xdc00 || low > 0xdfff)
        return fail (gate, _("half a surrogate pair is not a character"));
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }

  g_string_append_unichar (text, unit);
  return TRUE;
}

static gboolean
read_escape (Gate    *gate,
             GString *text)
{
  static const char escapes[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (take (gate, 'u'))
    return read_unicode_escape (gate, text);

  if (gate->at >= gate->end || *gate->at == '\0' ||
      (found = strchr (escapes, *gate->at)) == NULL)
    return fail (gate, _("this is not an escape that JSON knows"));

  g_string_append_c (text, meanings[found - escapes]);
  gate->at++;
  return TRUE;
}

/* Reads a string and gives its text, which only member names need. */
static gboolean
read_string (Gate    *gate,
             GString *text)
{
  g_string_truncate (text, 0);
  if (!take (gate, '"'))
    return fail (gate, _("a string was expected here"));

  while (gate->at < gate->end)
    {
      const char *run = gate->at;

      while (gate->at < gate->end && (guchar) *gate->at >= 0x20 &&
             *gate->at != '"' && *gate->at != '\\')
        gate->at++;
      g_string_append_len (text, run, gate->at - run);

      if (take (gate, '"'))
        return TRUE;
      if (!take (gate, '\\'))
        break;
      if (!read_escape (gate, text))
        return FALSE;
    }

  return fail (gate, gate->at < gate->end
                       ? _("a control character is not allowed in a string")
                       : _("the file ends in the middle of a string"));
}

static gboolean
skip_digits (Gate *gate)
{
  const char *start = gate->at;

  while (gate->at < gate->end && g_ascii_isdigit (*gate->at))
    gate->at++;

  return gate->at > start;
}

/* A whole number that json-glib would wrap around is refused here. */
static gboolean
fits (const char *start,
      const char *end)
{
  char digits[32];

  if (end - start >= (gssize) sizeof digits)
    return FALSE;

  memcpy (digits, start, (gsize) (end - start));
  digits[end - start] = '\0';
  return g_ascii_string_to_signed (digits, 10, G_MININT64, G_MAXINT64, NULL, NULL) ||
         (strpbrk (digits, ".eE") != NULL && isfinite (g_ascii_strtod (digits, NULL)));
}

static gboolean
read_number (Gate *gate)
{
  const char *start = gate->at;

  take (gate, '-');
  if (!take (gate, '0') && !skip_digits (gate))
    return fail (gate, _("a value was expected here"));
  if (take (gate, '.') && !skip_digits (gate))
    return fail (gate, _("this number is not complete"));
  if (take (gate, 'e') || take (gate, 'E'))
    {
      if (!take (gate, '+'))
        take (gate, '-');
      if (!skip_digits (gate))
        return fail (gate, _("this number is not complete"));
    }

  if (!fits (start, gate->at))
    return fail (gate, _("this number is too large"));

  return TRUE;
}

static gboolean
read_literal (Gate *gate)
{
  static const char * const literals[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (literals); i++)
    {
      gsize length = strlen (literals[i]);

      if ((gsize) (gate->end - gate->at) >= length &&
          memcmp (gate->at, literals[i], length) == 0)
        {
          gate->at += length;
          return TRUE;
        }
    }

  return read_number (gate);
}

static gboolean
open_container (Gate *gate,
                char  closer)
{
  if (gate->depth == MAX_DEPTH)
    return fail (gate, _("it is nested too deeply"));

  gate->at++;
  gate->closers[gate->depth] = closer;
  gate->members[gate->depth] = closer == '}'
    ? g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL)
    : NULL;
  gate->depth++;
  return TRUE;
}

static void
close_container (Gate *gate)
{
  gate->depth--;
  g_clear_pointer (&gate->members[gate->depth], g_hash_table_unref);
}

static gboolean
read_member_name (Gate    *gate,
                  GString *text)
{
  GHashTable *members = gate->members[gate->depth - 1];
  const char *start = gate->at;

  if (!read_string (gate, text))
    return FALSE;
  if (!g_hash_table_add (members, g_strdup (text->str)))
    {
      gate->at = start;
      return fail (gate, _("this member stands there twice"));
    }

  skip_space (gate);
  if (!take (gate, ':'))
    return fail (gate, _("a colon was expected here"));

  skip_space (gate);
  return TRUE;
}

/* After a value: closes what ends here, and says whether another follows. */
static gboolean
read_after_value (Gate     *gate,
                  GString  *text,
                  gboolean *more)
{
  for (;;)
    {
      skip_space (gate);
      *more = FALSE;
      if (gate->depth == 0)
        return TRUE;

      if (take (gate, gate->closers[gate->depth - 1]))
        {
          close_container (gate);
          continue;
        }

      if (!take (gate, ','))
        return fail (gate, gate->at < gate->end
                             ? _("a comma or a closing bracket was expected here")
                             : _("the file ends too early"));

      skip_space (gate);
      *more = TRUE;
      return gate->closers[gate->depth - 1] != '}' || read_member_name (gate, text);
    }
}

/* Opens a container, or reads a plain value. *@ended is set after a value,
 * also after an empty container. */
static gboolean
read_value (Gate     *gate,
            GString  *text,
            gboolean *ended)
{
  *ended = TRUE;
  if (gate->at >= gate->end)
    return fail (gate, _("the file ends too early"));

  switch (*gate->at)
    {
    case '"':
      return read_string (gate, text);

    case '{':
    case '[':
      if (!open_container (gate, *gate->at == '{' ? '}' : ']'))
        return FALSE;
      skip_space (gate);
      if (take (gate, gate->closers[gate->depth - 1]))
        {
          close_container (gate);
          return TRUE;
        }
      *ended = FALSE;
      return gate->closers[gate->depth - 1] != '}' || read_member_name (gate, text);

    default:
      return read_literal (gate);
    }
}

static gboolean
read_document (Gate *gate)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gboolean more = TRUE;

  skip_space (gate);
  while (more)
    {
      gboolean ended;

      if (!read_value (gate, text, &ended))
        return FALSE;
      if (ended && !read_after_value (gate, text, &more))
        return FALSE;
    }

  return gate->at == gate->end ||
         fail (gate, _("nothing may follow the first value"));
}

static void
set_syntax_error (const Gate  *gate,
                  GError     **error)
{
  guint line = 1, column = 1;

  for (const char *p = gate->start; p < gate->at; p++)
    {
      column = *p == '\n' ? 1 : column + 1;
      line += *p == '\n';
    }

  g_set_error (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_SYNTAX,
               /* TRANSLATORS: the first %u is a line, the second a
                * column of a file, and %s says what is wrong there, such as “a comma was expected here” */
               _("line %u, column %u: %s"), line, column, gate->fault);
}

/**
 * herald_json_check:
 * @data: bytes from outside
 * @length: their number
 * @error: return location for an error
 *
 * Checks that bytes are one JSON text by RFC 8259, in UTF-8.
 *
 * Stricter than the standard where it leaves a choice: no byte order mark, no
 * duplicate member, no NUL, no lone surrogate, at most 16 levels. Memory and
 * time are bounded by @length; the stack is not used.
 *
 * Returns: %TRUE, or %FALSE with a %HERALD_JSON_ERROR_SYNTAX that names line
 *   and column (in bytes)
 */
gboolean
herald_json_check (const char  *data,
                   gsize        length,
                   GError     **error)
{
  Gate gate = { .start = data, .at = data, .end = data + length };
  gboolean good;

  if (!g_utf8_validate_len (data, length, &gate.at))
    good = fail (&gate, gate.at < gate.end && *gate.at == '\0'
                          ? _("a NUL character is not allowed")
                          : _("this is not UTF-8 text"));
  else
    {
      gate.at = data;
      good = read_document (&gate);
    }

  while (gate.depth > 0)
    close_container (&gate);
  if (!good)
    set_syntax_error (&gate, error);

  return good;
}
