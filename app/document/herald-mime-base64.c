/* herald-mime-base64.c: base64 in the lines of a MIME part
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include "herald-base64.h"
#include "herald-mime-base64.h"

#define LINE_CHARS (HERALD_MIME_BASE64_LINE_CHARS - 2)

/**
 * herald_mime_base64_get_length:
 * @length: a number of bytes
 *
 * Computes how long bytes become.
 *
 * Line ends stand between the lines, and none at the end.
 *
 * Returns: a number of characters
 */
guint64
herald_mime_base64_get_length (guint64 length)
{
  guint64 chars = (length + 2) / 3 * 4;
  guint64 lines = (chars + LINE_CHARS - 1) / LINE_CHARS;

  return lines == 0 ? 0 : chars + 2 * (lines - 1);
}

/**
 * herald_mime_base64_encode:
 * @data: bytes
 * @length: their number; a multiple of 57 in all calls but the last
 * @first: whether these are the first bytes
 * @lines: room for 78 characters for each 57 bytes begun
 *
 * Encodes bytes as lines of 76 characters.
 *
 * A line end stands before each line but the very first.
 *
 * Returns: how many characters were written
 */
gsize
herald_mime_base64_encode (const guint8 *data,
                           gsize         length,
                           gboolean      first,
                           char         *lines)
{
  char *out = lines;

  while (length > 0)
    {
      gsize step = MIN (length, HERALD_MIME_BASE64_LINE_BYTES);

      if (!first)
        {
          memcpy (out, "\r\n", 2);
          out += 2;
        }
      first = FALSE;
      out = herald_base64_encode (data, step, out);
      data += step;
      length -= step;
    }

  return (gsize) (out - lines);
}
