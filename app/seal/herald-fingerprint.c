/* herald-fingerprint.c: fingerprints as people pass them on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-fingerprint.h"

#define GROUP        4
#define MAX_TEXT     1024
#define SHORT_ID     8
#define LONG_ID      16
#define VERSION_3    32
#define VERSION_4    40
#define VERSION_6    64

G_DEFINE_QUARK (herald-fingerprint-error-quark, herald_fingerprint_error)

static gboolean
is_separator (gunichar character)
{
  return g_unichar_isspace (character) || character == ':' || character == '-' ||
         character == 0x2010 || character == 0x2011 || /* hyphens */
         character == 0x200b || character == 0xfeff;   /* no width, from web pages */
}

/* The digits in upper case, without what people and programs put between them;
 * NULL when there is anything else. */
static char *
collect_digits (const char *text)
{
  g_autoptr(GString) digits = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (is_separator (character))
        continue;
      if (character > 0x7f || !g_ascii_isxdigit ((char) character))
        return NULL;

      g_string_append_c (digits, g_ascii_toupper ((char) character));
    }

  return digits->len > 0 ? g_string_free (g_steal_pointer (&digits), FALSE) : NULL;
}

static const char *
skip_prefix (const char *text)
{
  static const char * const prefixes[] = { "openpgp4fpr:", "fingerprint:", "0x" };

  while (g_ascii_isspace (*text))
    text++;

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_ascii_strncasecmp (text, prefixes[i], strlen (prefixes[i])) == 0)
      {
        text += strlen (prefixes[i]);
        while (g_ascii_isspace (*text))
          text++;
      }

  return text;
}

static gboolean
check_length (gsize    length,
              GError **error)
{
  switch (length)
    {
    case VERSION_4:
    case VERSION_6:
      return TRUE;

    case SHORT_ID:
    case LONG_ID:
      g_set_error_literal (error, HERALD_FINGERPRINT_ERROR, HERALD_FINGERPRINT_ERROR_SHORT,
                           _("This is a short key id, which proves nothing, since anybody can make a key with the same one; enter all 40 digits of the fingerprint"));
      return FALSE;

    case VERSION_3:
      g_set_error_literal (error, HERALD_FINGERPRINT_ERROR, HERALD_FINGERPRINT_ERROR_LENGTH,
                           _("This is the fingerprint of a version 3 key, which can be forged; ask the vendor for a version 4 key"));
      return FALSE;

    default:
      g_set_error (error, HERALD_FINGERPRINT_ERROR, HERALD_FINGERPRINT_ERROR_LENGTH,
                   /* TRANSLATORS: the placeholder is a number of hexadecimal digits */
                   _("This fingerprint has %u digits, but a whole one has 40"), (guint) length);
      return FALSE;
    }
}

/**
 * herald_fingerprint_parse:
 * @text: a fingerprint as typed or pasted
 * @error: return location for an error
 *
 * Reads a full fingerprint.
 *
 * Spaces, colons, hyphens and line ends between the digits, the prefixes `0x` and
 * `openpgp4fpr:`, and either case are fine. Any thread.
 *
 * Returns: (transfer full): 40 digits (version 4) or 64 (versions 5 and 6), upper
 *   case; or %NULL with a %HERALD_FINGERPRINT_ERROR
 */
char *
herald_fingerprint_parse (const char  *text,
                          GError     **error)
{
  g_autofree char *digits = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (strnlen (text, MAX_TEXT + 1) <= MAX_TEXT && g_utf8_validate (text, -1, NULL))
    digits = collect_digits (skip_prefix (text));

  if (digits == NULL)
    {
      g_set_error_literal (error, HERALD_FINGERPRINT_ERROR, HERALD_FINGERPRINT_ERROR_GARBAGE,
                           _("This is not a fingerprint: it takes 40 digits from 0 to 9 and A to F"));
      return NULL;
    }

  if (!check_length (strlen (digits), error))
    return NULL;

  return g_steal_pointer (&digits);
}

/**
 * herald_fingerprint_group:
 * @fingerprint: a fingerprint without spaces
 *
 * Writes a fingerprint in groups of four, for people to compare.
 *
 * Returns: (transfer full): groups with one space between them
 */
char *
herald_fingerprint_group (const char *fingerprint)
{
  g_autoptr(GString) groups = g_string_new (NULL);

  g_return_val_if_fail (fingerprint != NULL, NULL);

  for (gsize i = 0; fingerprint[i] != '\0'; i++)
    {
      if (i > 0 && i % GROUP == 0)
        g_string_append_c (groups, ' ');
      g_string_append_c (groups, fingerprint[i]);
    }

  return g_string_free (g_steal_pointer (&groups), FALSE);
}

/**
 * herald_fingerprint_compare:
 * @fingerprint: from herald_fingerprint_parse()
 * @key: a key
 * @group: (out) (optional): where they differ, the first group of four that does,
 *   from 0
 *
 * Compares a fingerprint with that of a key.
 *
 * Only an equal one confirms the key. Vendors sometimes publish that of the
 * encryption subkey, which is worth a sentence of its own. Any thread.
 *
 * Returns: how they compare
 */
HeraldFingerprintMatch
herald_fingerprint_compare (const char *fingerprint,
                            HeraldKey  *key,
                            guint      *group)
{
  const char *own;
  gsize i = 0;

  g_return_val_if_fail (fingerprint != NULL, HERALD_FINGERPRINT_DIFFERS);
  g_return_val_if_fail (key != NULL, HERALD_FINGERPRINT_DIFFERS);

  own = herald_key_get_fingerprint (key);
  if (own[0] != '\0' && g_str_equal (own, fingerprint))
    return HERALD_FINGERPRINT_EQUAL;

  if (herald_key_has_subkey (key, fingerprint))
    return HERALD_FINGERPRINT_SUBKEY;

  while (own[i] != '\0' && own[i] == fingerprint[i])
    i++;

  if (group != NULL)
    *group = (guint) (i / GROUP);

  return HERALD_FINGERPRINT_DIFFERS;
}
