/* test-literal.c: the headers of a literal packet add up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib.h>

#include "herald-literal.h"
#include "herald-packet.h"

#define GIB ((guint64) 1 << 30)
#define TOLD 6

/* Walks the headers as a reader would, and returns their number. */
static guint
walk (guint64 size)
{
  static const guint8 nothing_told[TOLD] = { 'b', 0, 0, 0, 0, 0 };
  guint8 header[HERALD_LITERAL_HEADER_SIZE + 1] = { 0xcb };
  guint64 offset = 0;
  guint n = 0;
  HeraldPacket packet;

  do
    {
      gsize first = n == 0 ? 0 : 1; /* the type octet stands in the first header alone */
      guint64 length = 0;
      gsize header_length = herald_literal_header (offset, size, header + first, &length);
      gsize told = n == 0 ? TOLD : 0;

      g_assert_cmpuint (header_length, <=, HERALD_LITERAL_HEADER_SIZE);
      g_assert_cmpint (herald_packet_read_header (header, first + header_length, 0,
                                                  HERALD_PACKET_FLAGS_ALLOW_PARTIAL, &packet),
                       ==, HERALD_PACKET_OK);
      g_assert_cmpuint (packet.tag, ==, HERALD_PACKET_LITERAL);
      g_assert_cmpuint (packet.length, ==, length + told);
      g_assert_cmpuint (packet.header_length + told, ==, first + header_length);
      if (n == 0)
        g_assert_cmpmem (header + packet.header_length, TOLD, nothing_told, TOLD);

      offset += length;
      n++;
      g_assert_cmpuint (packet.partial, ==, offset < size);
    }
  while (packet.partial);

  g_assert_cmpuint (offset, ==, size);
  return n;
}

static void
test_small_ones_have_one_header (void)
{
  g_assert_cmpuint (walk (0), ==, 1);
  g_assert_cmpuint (walk (1), ==, 1);
  g_assert_cmpuint (walk (2 * GIB), ==, 1);
  g_assert_cmpuint (walk (4 * GIB - 1 - TOLD), ==, 1);
}

static void
test_large_ones_come_in_parts (void)
{
  g_assert_cmpuint (walk (4 * GIB - TOLD), ==, 4);
  g_assert_cmpuint (walk (4 * GIB - TOLD + 1), ==, 5);
  g_assert_cmpuint (walk (5 * GIB), ==, 6);
  g_assert_cmpuint (walk (100 * GIB + 12345), ==, 101);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seal/literal/small-ones-have-one-header", test_small_ones_have_one_header);
  g_test_add_func ("/seal/literal/large-ones-come-in-parts", test_large_ones_come_in_parts);
  return g_test_run ();
}
