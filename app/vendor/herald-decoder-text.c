/* herald-decoder-text.c: the texts and ids of a data file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vendor"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-address.h"
#include "herald-date.h"
#include "herald-decoder.h"
#include "herald-text.h"

#define MAX_ID   32
#define MAX_PATH 64

/* The text of a string; NULL after an error and where the value is absent. */
static const char *
take_string (HeraldDecoder         *self,
             const HeraldJsonValue *value,
             gsize                  max_chars)
{
  if (self->error != NULL || value->node == NULL)
    return NULL;

  return herald_json_get_string (value, max_chars, &self->error);
}

/**
 * herald_decoder_text:
 * @self: a decoder
 * @value: a value that may be absent
 * @max_chars: how many characters it may have
 * @flags: what else it may be
 *
 * Reads a text for people, in which nothing is hidden.
 *
 * Returns: (transfer full): the text; empty where it is absent or wrong
 */
char *
herald_decoder_text (HeraldDecoder         *self,
                     const HeraldJsonValue *value,
                     gsize                  max_chars,
                     HeraldDecoderFlags     flags)
{
  const char *text = take_string (self, value, max_chars);
  const char *hidden;

  if (text == NULL)
    return g_strdup ("");

  hidden = herald_text_find_hidden (text);
  if (hidden != NULL)
    {
      g_autofree char *expected = g_strdup_printf (
        /* TRANSLATORS: %04X is the number of a character, such as 202E */
        _("a text without the hidden character U+%04X was expected"), g_utf8_get_char (hidden));

      herald_decoder_refuse (self, value, expected);
    }
  else if ((flags & HERALD_DECODER_EMPTY) == 0 && herald_text_is_blank (text))
    herald_decoder_refuse (self, value, _("a text that is not empty was expected"));
  else if ((flags & HERALD_DECODER_LINE) != 0 && strpbrk (text, "\n\t") != NULL)
    herald_decoder_refuse (self, value, _("a text of one line was expected"));

  return g_strdup (self->error == NULL ? text : "");
}

/**
 * herald_decoder_texts:
 * @self: a decoder
 * @array: a value that may be absent
 * @min_length: how many texts it must hold
 * @max_length: how many it may hold
 *
 * Reads a list of short texts.
 *
 * Returns: (transfer full): the texts; none where the list is absent or wrong
 */
char **
herald_decoder_texts (HeraldDecoder         *self,
                      const HeraldJsonValue *array,
                      guint                  min_length,
                      guint                  max_length)
{
  guint length = herald_decoder_count (self, array, min_length, max_length);
  char **texts = g_new0 (char *, length + 1);

  for (guint i = 0; i < length; i++)
    texts[i] = herald_decoder_text (self, HERALD_ELEMENT (array, i), HERALD_DECODER_SHORT, HERALD_DECODER_LINE);

  return texts;
}

static gsize
id_length (const char *text)
{
  if (!g_ascii_islower (text[0]))
    return 0;

  return strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-");
}

/**
 * herald_decoder_is_id:
 * @text: a text
 *
 * Tells whether a text is an id.
 *
 * It has up to 32 small letters, digits and hyphens, a letter first.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_decoder_is_id (const char *text)
{
  gsize length = id_length (text);

  return length > 0 && length <= MAX_ID && text[length] == '\0';
}

/**
 * herald_decoder_is_path:
 * @text: a text
 *
 * Tells whether a text is the id of a field or word.
 *
 * It has up to 64 characters: ids of any length with dots between them.
 *
 * Returns: %TRUE if it is
 */
gboolean
herald_decoder_is_path (const char *text)
{
  const char *at = text;

  if (strlen (text) > MAX_PATH)
    return FALSE;

  for (;;)
    {
      gsize length = id_length (at);

      if (length == 0)
        return FALSE;
      at += length;
      if (*at == '\0')
        return TRUE;
      if (*at++ != '.')
        return FALSE;
    }
}

/* Reads a text of which a function says whether it is good. */
static char *
read_checked (HeraldDecoder         *self,
              const HeraldJsonValue *value,
              gboolean             (*is_good) (const char *text),
              const char            *expected)
{
  const char *text = take_string (self, value, HERALD_DECODER_WORDING);

  if (text != NULL && !is_good (text))
    {
      herald_decoder_refuse (self, value, expected);
      text = NULL;
    }

  return g_strdup (text != NULL ? text : "");
}

/**
 * herald_decoder_id:
 * @self: a decoder
 * @value: a value that may be absent
 *
 * Reads an id; see herald_decoder_is_id().
 *
 * Returns: (transfer full): the id; empty where it is absent or wrong
 */
char *
herald_decoder_id (HeraldDecoder         *self,
                   const HeraldJsonValue *value)
{
  return read_checked (self, value, herald_decoder_is_id,
                       _("an id of at most 32 small letters, digits and hyphens was expected"));
}

/**
 * herald_decoder_path:
 * @self: a decoder
 * @value: a value that may be absent
 *
 * Reads the id of a field or word; see herald_decoder_is_path().
 *
 * Returns: (transfer full): the id; empty where it is absent or wrong
 */
char *
herald_decoder_path (HeraldDecoder         *self,
                     const HeraldJsonValue *value)
{
  return read_checked (self, value, herald_decoder_is_path,
                       _("an id such as “product.name” was expected"));
}

/**
 * herald_decoder_date:
 * @self: a decoder
 * @value: a value that may be absent
 *
 * Reads a calendar date.
 *
 * Returns: (transfer full): `YYYY-MM-DD`; empty where it is absent or wrong
 */
char *
herald_decoder_date (HeraldDecoder         *self,
                     const HeraldJsonValue *value)
{
  return read_checked (self, value, herald_date_is_date,
                       _("a date such as “2026-11-21” was expected"));
}

/**
 * herald_decoder_url:
 * @self: a decoder
 * @value: a value that may be absent or `null`
 *
 * Reads the address of a page.
 *
 * Returns: (transfer full): the address; empty where it is absent, `null` or
 *   wrong
 */
char *
herald_decoder_url (HeraldDecoder         *self,
                    const HeraldJsonValue *value)
{
  if (herald_json_is_null (value))
    return g_strdup ("");

  return read_checked (self, value, herald_address_is_page,
                       _("an address that begins with “https://” was expected"));
}

/**
 * herald_decoder_hex:
 * @self: a decoder
 * @value: a value
 * @length: how many digits it has
 * @upper_case: whether its letters are capital
 *
 * Reads a fingerprint or hash in hexadecimal digits.
 *
 * Returns: (transfer full): the digits; empty where they are wrong
 */
char *
herald_decoder_hex (HeraldDecoder         *self,
                    const HeraldJsonValue *value,
                    gsize                  length,
                    gboolean               upper_case)
{
  const char *digits = upper_case ? "0123456789ABCDEF" : "0123456789abcdef";
  const char *text = take_string (self, value, HERALD_DECODER_WORDING);

  if (text != NULL && (strlen (text) != length || strspn (text, digits) != length))
    {
      g_autofree char *expected = g_strdup_printf (
        /* TRANSLATORS: %zu is a number of digits */
        _("%zu hexadecimal digits were expected"), length);

      herald_decoder_refuse (self, value, expected);
      text = NULL;
    }

  return g_strdup (text != NULL ? text : "");
}
