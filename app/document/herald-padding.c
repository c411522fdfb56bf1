/* herald-padding.c: sizes that do not tell
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include "herald-padding.h"

/**
 * herald_padme:
 * @length: a number of bytes
 *
 * Rounds a length up to one that many other lengths share.
 *
 * Padmé keeps as many leading bits as it takes to write the length's exponent,
 * which costs at most 12 % and leaks O(log log n) bits; below 16 KiB all lengths
 * are one. A padded length stays as it is.
 *
 * Source: Nikitin and others, “Reducing Metadata Leakage from Encrypted Files
 * and Communication with PURBs”, 2019, algorithm 1.
 *
 * Returns: a number of bytes, at least @length
 */
guint64
herald_padme (guint64 length)
{
  guint exponent;
  guint bits;
  guint64 mask;

  if (length <= HERALD_PADDING_FLOOR)
    return HERALD_PADDING_FLOOR;

  exponent = 63 - (guint) __builtin_clzll (length);
  bits = 32 - (guint) __builtin_clz (exponent);
  mask = (G_GUINT64_CONSTANT (1) << (exponent - bits)) - 1;

  /* Nothing is this long; the sum must not wrap all the same. */
  if (length > G_MAXUINT64 - mask)
    return length;

  return (length + mask) & ~mask;
}

/**
 * herald_pad_text:
 * @text: UTF-8 text
 *
 * Pads a text with line ends, which nobody minds at the end of a report.
 *
 * Returns: (transfer full): the text, as long as herald_padme() says
 */
char *
herald_pad_text (const char *text)
{
  gsize length;
  gsize padded;
  char *result;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  padded = (gsize) herald_padme (length);
  result = g_malloc (padded + 1);
  memcpy (result, text, length);
  memset (result + length, '\n', padded - length);
  result[padded] = '\0';

  return result;
}
