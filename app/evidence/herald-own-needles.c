/* herald-own-needles.c: literals as the bytes that are looked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <string.h>

#include "herald-own-needles.h"
#include "herald-own-pattern.h"

static void
add_needle (GArray                 *needles,
            const void             *bytes,
            gsize                   length,
            HeraldOwnEncoding       encoding,
            const HeraldOwnLiteral *literal,
            guint                   pattern)
{
  HeraldOwnNeedle needle = {
    .length = length,
    .encoding = encoding,
    .literal = literal,
    .pattern = pattern,
  };

  if (length == 0 || length > HERALD_OWN_MAX_NEEDLE)
    return;

  needle.bytes = g_memdup2 (bytes, length);
  g_array_append_val (needles, needle);
}

static void
add_utf16 (GArray                 *needles,
           const char             *text,
           const HeraldOwnLiteral *literal,
           guint                   pattern)
{
  glong n_units;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &n_units, NULL);
  g_autofree guint8 *bytes = g_malloc (2 * (gsize) n_units + 1);

  for (glong i = 0; i < n_units; i++)
    {
      bytes[2 * i] = (guint8) (units[i] & 0xff);
      bytes[2 * i + 1] = (guint8) (units[i] >> 8);
    }
  add_needle (needles, bytes, 2 * (gsize) n_units, HERALD_OWN_UTF16_LE, literal, pattern);

  for (glong i = 0; i < n_units; i++)
    {
      bytes[2 * i] = (guint8) (units[i] >> 8);
      bytes[2 * i + 1] = (guint8) (units[i] & 0xff);
    }
  add_needle (needles, bytes, 2 * (gsize) n_units, HERALD_OWN_UTF16_BE, literal, pattern);
}

static void
add_latin1 (GArray                 *needles,
            const char             *text,
            const HeraldOwnLiteral *literal)
{
  g_autoptr(GString) latin = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c > 0xff)
        return;
      g_string_append_c (latin, (char) c);
    }

  add_needle (needles, latin->str, latin->len, HERALD_OWN_BYTES, literal, 0);
}

static void
add_text (GArray                 *needles,
          const char             *text,
          const HeraldOwnLiteral *literal,
          guint                   pattern)
{
  add_needle (needles, text, strlen (text), HERALD_OWN_BYTES, literal, pattern);
  add_utf16 (needles, text, literal, pattern);
  if (!g_str_is_ascii (text))
    add_latin1 (needles, text, literal);
}

/* Capitals letter by letter; g_utf8_strup() makes “SS” of “ß”, as few do. */
static char *
to_capitals (const char *text)
{
  GString *capitals = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (capitals, g_unichar_toupper (g_utf8_get_char (p)));

  return g_string_free (capitals, FALSE);
}

/* ASCII letters are folded by the classes; others are looked for as they are,
 * all small and all capital, composed and decomposed. */
static void
add_literal (GArray                 *needles,
             const HeraldOwnLiteral *literal)
{
  g_autofree char *lower = NULL;
  g_autofree char *upper = NULL;
  g_autofree char *capitals = NULL;
  const char *texts[4];
  g_autoptr(GHashTable) added = NULL;

  if (g_str_is_ascii (literal->text))
    {
      add_text (needles, literal->text, literal, 0);
      return;
    }

  lower = g_utf8_strdown (literal->text, -1);
  upper = g_utf8_strup (literal->text, -1);
  capitals = to_capitals (literal->text);
  texts[0] = literal->text;
  texts[1] = lower;
  texts[2] = upper;
  texts[3] = capitals;
  added = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char *composed = g_utf8_normalize (texts[i], -1, G_NORMALIZE_DEFAULT_COMPOSE);
      char *decomposed = g_utf8_normalize (texts[i], -1, G_NORMALIZE_DEFAULT);

      if (g_hash_table_add (added, composed))
        add_text (needles, composed, literal, 0);
      if (g_hash_table_add (added, decomposed))
        add_text (needles, decomposed, literal, 0);
    }
}

static void
clear_needle (gpointer data)
{
  g_free (((HeraldOwnNeedle *) data)->bytes);
}

/**
 * herald_own_needles_new:
 * @literals: (element-type HeraldOwnLiteral): literals, which outlive the needles
 *
 * Writes literals, and the anchors of all patterns, in every encoding.
 *
 * Returns: (transfer full) (element-type HeraldOwnNeedle): needles
 */
GArray *
herald_own_needles_new (GPtrArray *literals)
{
  GArray *needles = g_array_new (FALSE, FALSE, sizeof (HeraldOwnNeedle));

  g_array_set_clear_func (needles, clear_needle);
  for (guint i = 0; i < literals->len; i++)
    add_literal (needles, g_ptr_array_index (literals, i));
  for (guint i = 0; i < herald_own_pattern_count (); i++)
    add_text (needles, herald_own_pattern_get_anchor (i), NULL, i);

  return needles;
}
