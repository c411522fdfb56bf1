/* herald-literal.c: a literal packet without name and date
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <string.h>

#include "herald-literal.h"
#include "herald-packet.h"

/* Binary data, a name of no bytes, the date 1970-01-01T00:00:00Z
 * (RFC 9580, section 5.9). */
static const guint8 nothing_told[] = { 'b', 0, 0, 0, 0, 0 };

#define PART_SIZE ((guint64) 1 << 30)
#define PART_LENGTH (224 + 30)

static gsize
put_length (guint8  *at,
            guint64  length)
{
  at[0] = 255;
  for (guint i = 0; i < 4; i++)
    at[1 + i] = (guint8) (length >> (24 - 8 * i));

  return 5;
}

/**
 * herald_literal_header:
 * @offset: how much of the data has gone before
 * @size: bytes of the data in all
 * @header: where to write
 * @length: (out): how much of the data follows before the next header
 *
 * Writes what goes before some data to make it a literal packet.
 *
 * The same goes before the rest of it, where it comes in parts. One header says it all below 4 GiB; larger data goes in parts of 1 GiB
 * (RFC 9580, section 4.2.1.4), each with a header of its own.
 *
 * Returns: the length of the header
 */
gsize
herald_literal_header (guint64  offset,
                       guint64  size,
                       guint8   header[HERALD_LITERAL_HEADER_SIZE],
                       guint64 *length)
{
  gsize told = offset == 0 ? sizeof nothing_told : 0;
  guint64 rest = size - offset;
  gboolean last = offset == 0 ? rest <= G_MAXUINT32 - told : rest <= PART_SIZE;
  gsize n = 0;

  g_return_val_if_fail (offset <= size, 0);

  if (offset == 0)
    header[n++] = 0xc0 | HERALD_PACKET_LITERAL;

  if (last)
    n += put_length (header + n, rest + told);
  else
    header[n++] = PART_LENGTH;

  memcpy (header + n, nothing_told, told);
  *length = last ? rest : PART_SIZE - told;
  return n + told;
}
