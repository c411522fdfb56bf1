/* herald-bytes.c: numbers, least byte first, and texts in bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include "herald-bytes.h"

/**
 * herald_bytes_take:
 * @self: bytes
 * @length: how many are wanted
 *
 * Takes some bytes off the front.
 *
 * Returns: them, or %NULL when there are fewer; then, and ever after, @self is
 *   short
 */
const guint8 *
herald_bytes_take (HeraldBytes *self,
                   gsize        length)
{
  const guint8 *taken = self->at;

  if (self->is_short || length > self->length)
    {
      self->is_short = TRUE;
      return NULL;
    }

  if (length > 0)
    self->at += length;
  self->length -= length;
  return taken;
}

static guint64
take_number (HeraldBytes *self,
             gsize        length)
{
  const guint8 *taken = herald_bytes_take (self, length);
  guint64 value = 0;

  for (gsize i = length; taken != NULL && i > 0; i--)
    value = value << 8 | taken[i - 1];

  return value;
}

/**
 * herald_bytes_take_32:
 * @self: bytes
 *
 * Takes a number of four bytes.
 *
 * Returns: the number, 0 when @self is short
 */
guint32
herald_bytes_take_32 (HeraldBytes *self)
{
  return (guint32) take_number (self, 4);
}

/**
 * herald_bytes_take_64:
 * @self: bytes
 *
 * Takes a number of eight bytes.
 *
 * Returns: the number, 0 when @self is short
 */
guint64
herald_bytes_take_64 (HeraldBytes *self)
{
  return take_number (self, 8);
}

/**
 * herald_bytes_take_text:
 * @self: bytes
 * @length: of the text in bytes
 *
 * Takes a text.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL if it is short or no UTF-8
 */
char *
herald_bytes_take_text (HeraldBytes *self,
                        gsize        length)
{
  const char *taken = (const char *) herald_bytes_take (self, length);

  if (taken == NULL || !g_utf8_validate_len (taken, length, NULL))
    return NULL;

  return g_strndup (taken, length);
}

/**
 * herald_bytes_take_flat:
 * @self: bytes
 *
 * Takes a text with its length, one byte, before it.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL if it is short or no UTF-8
 */
char *
herald_bytes_take_flat (HeraldBytes *self)
{
  const guint8 *length = herald_bytes_take (self, 1);

  return length != NULL ? herald_bytes_take_text (self, *length) : NULL;
}

/**
 * herald_bytes_put:
 * @array: bytes
 * @data: more of them
 * @length: how many
 *
 * Puts bytes at the end.
 */
void
herald_bytes_put (GByteArray *array,
                  const void *data,
                  gsize       length)
{
  g_byte_array_append (array, data, (guint) length);
}

static void
put_number (GByteArray *array,
            guint64     value,
            gsize       length)
{
  for (gsize i = 0; i < length; i++)
    herald_bytes_put_8 (array, (guint8) (value >> 8 * i));
}

/**
 * herald_bytes_put_8:
 * @array: bytes
 * @value: one more
 *
 * Puts one byte at the end.
 */
void
herald_bytes_put_8 (GByteArray *array,
                    guint8      value)
{
  g_byte_array_append (array, &value, 1);
}

/**
 * herald_bytes_put_32:
 * @array: bytes
 * @value: a number
 *
 * Puts a number of four bytes at the end.
 */
void
herald_bytes_put_32 (GByteArray *array,
                     guint32     value)
{
  put_number (array, value, 4);
}

/**
 * herald_bytes_put_64:
 * @array: bytes
 * @value: a number
 *
 * Puts a number of eight bytes at the end.
 */
void
herald_bytes_put_64 (GByteArray *array,
                     guint64     value)
{
  put_number (array, value, 8);
}

/**
 * herald_bytes_put_flat:
 * @array: bytes
 * @text: UTF-8 of at most 255 bytes
 *
 * Puts a text with its length at the end.
 */
void
herald_bytes_put_flat (GByteArray *array,
                       const char *text)
{
  gsize length = strlen (text);

  g_assert (length <= G_MAXUINT8);
  herald_bytes_put_8 (array, (guint8) length);
  herald_bytes_put (array, text, length);
}
