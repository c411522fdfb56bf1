/* herald-base64.c: base64 in the lines of a mail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-document"

#include "config.h"

#include <string.h>

#include "herald-base64.h"

#define LINE_CHARS (HERALD_BASE64_LINE_CHARS - 2)

static const char alphabet[] =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Two characters for each twelve bits: several times as fast as one for six. */
static char pairs[4096][2];

static void
make_pairs (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
        {
          pairs[i][0] = alphabet[i >> 6];
          pairs[i][1] = alphabet[i & 63];
        }
      g_once_init_leave (&done, 1);
    }
}

/**
 * herald_base64_get_length:
 * @length: a number of bytes
 *
 * Computes how long bytes become.
 *
 * Line ends stand between the lines, and none at the end.
 *
 * Returns: a number of characters
 */
guint64
herald_base64_get_length (guint64 length)
{
  guint64 chars = (length + 2) / 3 * 4;
  guint64 lines = (chars + LINE_CHARS - 1) / LINE_CHARS;

  return lines == 0 ? 0 : chars + 2 * (lines - 1);
}

static char *
encode_line (const guint8 *data,
             gsize         length,
             char         *out)
{
  guint32 bits;

  for (; length >= 3; length -= 3, data += 3, out += 4)
    {
      bits = (guint32) data[0] << 16 | (guint32) data[1] << 8 | data[2];
      memcpy (out, pairs[bits >> 12], 2);
      memcpy (out + 2, pairs[bits & 4095], 2);
    }

  if (length > 0)
    {
      bits = (guint32) data[0] << 16 | (length > 1 ? (guint32) data[1] << 8 : 0);
      memcpy (out, pairs[bits >> 12], 2);
      out[2] = length > 1 ? alphabet[bits >> 6 & 63] : '=';
      out[3] = '=';
      out += 4;
    }

  return out;
}

/**
 * herald_base64_encode_lines:
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
herald_base64_encode_lines (const guint8 *data,
                            gsize         length,
                            gboolean      first,
                            char         *lines)
{
  char *out = lines;

  make_pairs ();

  while (length > 0)
    {
      gsize step = MIN (length, HERALD_BASE64_LINE_BYTES);

      if (!first)
        {
          memcpy (out, "\r\n", 2);
          out += 2;
        }
      first = FALSE;
      out = encode_line (data, step, out);
      data += step;
      length -= step;
    }

  return (gsize) (out - lines);
}
