/* herald-decoder.c: the texts, ids and numbers of a data file
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

/**
 * herald_decoder_open:
 * @self: a decoder
 * @value: a value
 * @required: names of the members that must be there
 * @optional: (nullable): names of those that may be
 *
 * Begins to read an object, which has these members and no others.
 *
 * Returns: %TRUE if its members can be read
 */
gboolean
herald_decoder_open (HeraldDecoder         *self,
                     const HeraldJsonValue *value,
                     const char * const    *required,
                     const char * const    *optional)
{
  if (self->error != NULL)
    return FALSE;

  return herald_json_expect_object (value, required, optional, &self->error);
}

/**
 * herald_decoder_refuse:
 * @self: a decoder
 * @value: the value that is wrong
 * @expected: what it should have been, as half a sentence, translated
 *
 * Keeps an error, unless there was one before.
 *
 * Returns: %FALSE, for its caller to return
 */
gboolean
herald_decoder_refuse (HeraldDecoder         *self,
                       const HeraldJsonValue *value,
                       const char            *expected)
{
  if (self->error == NULL)
    herald_json_refuse (value, expected, &self->error);

  return FALSE;
}

static void
refuse_few (HeraldDecoder         *self,
            const HeraldJsonValue *value,
            guint                  min_length)
{
  g_autofree char *expected = g_strdup_printf (
    /* TRANSLATORS: %u is the least number of entries that a list must have */
    ngettext ("at least %u entry was expected", "at least %u entries were expected", min_length), min_length);

  herald_decoder_refuse (self, value, expected);
}

/**
 * herald_decoder_count:
 * @self: a decoder
 * @array: a value that may be absent
 * @min_length: how many elements it must have
 * @max_length: how many it may have
 *
 * Begins to read a list.
 *
 * Returns: the number of its elements; 0 where it is absent or wrong
 */
guint
herald_decoder_count (HeraldDecoder         *self,
                      const HeraldJsonValue *array,
                      guint                  min_length,
                      guint                  max_length)
{
  if (self->error != NULL || array->node == NULL ||
      !herald_json_expect_array (array, max_length, &self->error))
    return 0;

  if (herald_json_length (array) < min_length)
    {
      refuse_few (self, array, min_length);
      return 0;
    }

  return herald_json_length (array);
}

/**
 * herald_decoder_names:
 * @self: a decoder
 * @object: a value that may be absent
 * @min_length: how many members it must have
 * @max_length: how many it may have
 *
 * Begins to read an object whose members are called as they like.
 *
 * Returns: (transfer container): their names in order, owned by the object;
 *   empty where it is absent or wrong
 */
GList *
herald_decoder_names (HeraldDecoder         *self,
                      const HeraldJsonValue *object,
                      guint                  min_length,
                      guint                  max_length)
{
  g_autoptr(GList) names = NULL;
  guint length;

  if (self->error != NULL || object->node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (object->node))
    {
      herald_decoder_refuse (self, object, _("an object was expected"));
      return NULL;
    }

  names = json_object_get_members (json_node_get_object (object->node));
  length = g_list_length (names);
  if (length < min_length)
    {
      refuse_few (self, object, min_length);
      return NULL;
    }
  if (length > max_length)
    {
      g_autofree char *expected = g_strdup_printf (
        /* TRANSLATORS: %u is the largest number of members that an object may have */
        ngettext ("at most %u entry was expected", "at most %u entries were expected", max_length), max_length);

      herald_decoder_refuse (self, object, expected);
      return NULL;
    }

  return g_steal_pointer (&names);
}

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
 * Tells whether a text is an id: up to 32 small letters, digits and hyphens,
 * a letter first.
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
 * Tells whether a text is the id of a field or word: up to 64 characters,
 * ids of any length with dots between them.
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

/**
 * herald_decoder_truth:
 * @self: a decoder
 * @value: a value that may be absent
 *
 * Reads `true` or `false`.
 *
 * Returns: the truth; %FALSE where it is absent or wrong
 */
gboolean
herald_decoder_truth (HeraldDecoder         *self,
                      const HeraldJsonValue *value)
{
  gboolean truth = FALSE;

  if (self->error == NULL && value->node != NULL)
    herald_json_get_boolean (value, &truth, &self->error);

  return truth;
}

/**
 * herald_decoder_number:
 * @self: a decoder
 * @value: a value that may be absent
 * @minimum: the least it may be
 * @maximum: the most it may be
 *
 * Reads a whole number.
 *
 * Returns: the number; 0 where it is absent or wrong
 */
gint64
herald_decoder_number (HeraldDecoder         *self,
                       const HeraldJsonValue *value,
                       gint64                 minimum,
                       gint64                 maximum)
{
  gint64 number = 0;

  if (self->error == NULL && value->node != NULL)
    herald_json_get_integer (value, minimum, maximum, &number, &self->error);

  return number;
}

/**
 * herald_decoder_choice:
 * @self: a decoder
 * @value: a value that may be absent
 * @choices: words
 *
 * Reads one of some words.
 *
 * Returns: the index of the word; 0 where it is absent or wrong
 */
int
herald_decoder_choice (HeraldDecoder         *self,
                       const HeraldJsonValue *value,
                       const char * const    *choices)
{
  int choice = 0;

  if (self->error == NULL && value->node != NULL)
    herald_json_get_choice (value, choices, &choice, &self->error);

  return choice;
}

/**
 * herald_decoder_unique:
 * @self: a decoder
 * @value: where @text stands
 * @seen: (element-type utf8 utf8): the texts so far, to which a copy is added
 * @text: an id or word
 *
 * Refuses what stands there for the second time.
 *
 * Returns: %TRUE if there was no error until now
 */
gboolean
herald_decoder_unique (HeraldDecoder         *self,
                       const HeraldJsonValue *value,
                       GHashTable            *seen,
                       const char            *text)
{
  if (self->error != NULL)
    return FALSE;

  if (!g_hash_table_add (seen, g_strdup (text)))
    {
      g_autofree char *expected = g_strdup_printf (
        /* TRANSLATORS: %s is an id, such as “product.name” */
        _("“%s” stands there twice"), text);

      return herald_decoder_refuse (self, value, expected);
    }

  return TRUE;
}
