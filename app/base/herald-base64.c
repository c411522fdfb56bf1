/* herald-base64.c: base64, several times as fast as GLib's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-base"

#include "config.h"

#include <string.h>

#include "herald-base64.h"

static const char alphabet[] =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Two characters for each twelve bits, which makes the speed. */
static char pairs[4096][2];

static void
make_pairs (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      pairs[i][0] = alphabet[i >> 6];
      pairs[i][1] = alphabet[i & 63];
    }

  g_once_init_leave (&done, 1);
}

/**
 * herald_base64_encode:
 * @data: bytes
 * @length: their number
 * @text: room for 4 characters for each 3 bytes begun
 *
 * Encodes bytes (RFC 4648, 4), without line ends and without a NUL.
 *
 * Returns: where the next character of @text would stand
 */
char *
herald_base64_encode (const guint8 *data,
                      gsize         length,
                      char         *text)
{
  guint32 bits;

  make_pairs ();

  for (; length >= 3; length -= 3, data += 3, text += 4)
    {
      bits = (guint32) data[0] << 16 | (guint32) data[1] << 8 | data[2];
      memcpy (text, pairs[bits >> 12], 2);
      memcpy (text + 2, pairs[bits & 4095], 2);
    }

  if (length > 0)
    {
      bits = (guint32) data[0] << 16 | (length > 1 ? (guint32) data[1] << 8 : 0);
      memcpy (text, pairs[bits >> 12], 2);
      text[2] = length > 1 ? alphabet[bits >> 6 & 63] : '=';
      text[3] = '=';
      text += 4;
    }

  return text;
}
