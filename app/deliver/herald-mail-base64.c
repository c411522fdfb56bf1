/* herald-mail-base64.c: base64 in the lines of a mail body
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-deliver"

#include "config.h"

#include <string.h>

#include "herald-base64.h"
#include "herald-mail-base64.h"

/**
 * herald_mail_base64_encode:
 * @data: bytes
 * @length: their number; a multiple of %HERALD_MAIL_BASE64_PAYLOAD unless
 *   these are the last ones
 * @text: (out caller-allocates): room for %HERALD_MAIL_BASE64_LINE + 2
 *   characters for each line begun
 *
 * Encodes bytes in lines of 76 characters that end in CRLF (RFC 2045 §6.8).
 *
 * Returns: the number of characters written; there is no NUL after them
 */
gsize
herald_mail_base64_encode (const guint8 *data,
                           gsize         length,
                           char         *text)
{
  char *at = text;

  while (length > 0)
    {
      gsize line = MIN (length, HERALD_MAIL_BASE64_PAYLOAD);

      at = herald_base64_encode (data, line, at);
      at = mempcpy (at, "\r\n", 2);
      data += line;
      length -= line;
    }

  return at - text;
}
