/* herald-own-view.c: bytes read as text, forwards and backwards
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include "herald-own-view.h"

static gunichar
get_unit (const HeraldOwnView *self,
          gsize                at)
{
  guint8 first = self->data[at], second = self->data[at + 1];

  return self->encoding == HERALD_OWN_UTF16_LE ? (gunichar) (first | second << 8)
                                               : (gunichar) (first << 8 | second);
}

static gunichar
get_char (const HeraldOwnView *self,
          gsize                at,
          gsize               *length)
{
  gunichar c = g_utf8_get_char_validated ((const char *) self->data + at, (gssize) (self->length - at));

  /* What is not UTF-8 is read as Latin-1, in which every byte is something. */
  if (c >= (gunichar) -2 || self->data[at] == 0)
    {
      *length = 1;
      return self->data[at];
    }

  *length = (gsize) g_unichar_to_utf8 (c, NULL);
  return c;
}

/**
 * herald_own_view_next:
 * @self: a view
 * @at: (inout): a place in it, moved behind the character
 *
 * Reads the character that begins at a place.
 *
 * Returns: a character (in UTF-16 a unit), or %HERALD_OWN_NO_CHAR at the end
 */
gunichar
herald_own_view_next (const HeraldOwnView *self,
                      gsize               *at)
{
  gsize length = 2;
  gunichar c;

  if (self->encoding != HERALD_OWN_BYTES)
    {
      if (*at + 2 > self->length)
        return HERALD_OWN_NO_CHAR;
      c = get_unit (self, *at);
    }
  else
    {
      if (*at >= self->length)
        return HERALD_OWN_NO_CHAR;
      c = get_char (self, *at, &length);
    }

  *at += length;
  return c;
}

/**
 * herald_own_view_previous:
 * @self: a view
 * @at: (inout): a place in it, moved before the character
 *
 * Reads the character that ends at a place.
 *
 * Returns: a character (in UTF-16 a unit), or %HERALD_OWN_NO_CHAR at the
 *   beginning
 */
gunichar
herald_own_view_previous (const HeraldOwnView *self,
                          gsize               *at)
{
  gsize length;

  if (self->encoding != HERALD_OWN_BYTES)
    {
      if (*at < 2)
        return HERALD_OWN_NO_CHAR;
      *at -= 2;
      return get_unit (self, *at);
    }

  if (*at == 0)
    return HERALD_OWN_NO_CHAR;

  for (gsize back = 2; back <= 4 && back <= *at && self->data[*at - 1] >= 0x80; back++)
    {
      gunichar c = get_char (self, *at - back, &length);

      if (length == back)
        {
          *at -= back;
          return c;
        }
    }

  *at -= 1;
  return self->data[*at];
}

/* Scripts that put no space between words; a name among them has no bounds. */
static gboolean
is_written_together (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;

    default:
      return FALSE;
    }
}

static gboolean
is_word (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c) || c == '_';

  return c != HERALD_OWN_NO_CHAR && (g_unichar_isalnum (c) || g_unichar_ismark (c)) && !is_written_together (c);
}

/* Digits and combining marks belong to no script of their own. */
static gboolean
is_shared (GUnicodeScript script)
{
  return script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED;
}

/* Two letters of different scripts make no word, and the bytes before a name
 * in a binary, read as UTF-16, are letters of some far script. */
static gboolean
make_a_word (gunichar edge,
             gunichar beside)
{
  GUnicodeScript one, other;

  if (!is_word (edge) || !is_word (beside))
    return FALSE;

  one = g_unichar_get_script (edge);
  other = g_unichar_get_script (beside);
  return one == other || is_shared (one) || is_shared (other);
}

static gboolean
is_hex (gunichar c)
{
  return c < 0x80 && g_ascii_isxdigit ((char) c);
}

static gboolean
is_digit (gunichar c)
{
  return c < 0x80 && g_ascii_isdigit ((char) c);
}

/* A letter before the name may be no letter of the text: “\n” in a string of a
 * program, “%2F” in an address, and what ends a colour in a terminal's log. */
static gboolean
ends_an_escape (const HeraldOwnView *self,
                gunichar             last,
                gsize                at)
{
  gunichar c = herald_own_view_previous (self, &at);

  if (c == '\\')
    return last == 'n' || last == 'r' || last == 't';
  if (is_hex (last) && is_hex (c))
    return herald_own_view_previous (self, &at) == '%';
  if (last != 'm')
    return FALSE;

  for (guint i = 0; i < 16 && (is_digit (c) || c == ';'); i++)
    c = herald_own_view_previous (self, &at);
  return c == '[' && herald_own_view_previous (self, &at) == 0x1b;
}

static gboolean
joins (const HeraldOwnView *self,
       HeraldOwnBound       bound,
       gsize                at,
       gunichar             edge,
       gunichar            (*step) (const HeraldOwnView *, gsize *))
{
  gunichar beside = step (self, &at);

  switch (bound)
    {
    case HERALD_OWN_BOUND_IPV4:
      return is_digit (beside) || (beside == '.' && is_digit (step (self, &at)));

    case HERALD_OWN_BOUND_HEX:
      return is_hex (beside) || (beside == ':' && is_hex (step (self, &at)));

    case HERALD_OWN_BOUND_WORD:
    default:
      return make_a_word (edge, beside) &&
             !(step == herald_own_view_previous && ends_an_escape (self, beside, at));
    }
}

/**
 * herald_own_view_is_bounded:
 * @self: a view
 * @bound: what may not stand beside it
 * @start: where something begins
 * @end: where it ends
 *
 * Tells whether something stands alone and is not a part of something longer.
 *
 * Returns: %TRUE if it does
 */
gboolean
herald_own_view_is_bounded (const HeraldOwnView *self,
                            HeraldOwnBound       bound,
                            gsize                start,
                            gsize                end)
{
  gsize first_at = start, last_at = end;
  gunichar first = herald_own_view_next (self, &first_at);
  gunichar last = herald_own_view_previous (self, &last_at);

  return !joins (self, bound, start, first, herald_own_view_previous) &&
         !joins (self, bound, end, last, herald_own_view_next);
}
