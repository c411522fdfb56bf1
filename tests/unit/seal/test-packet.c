/* test-packet.c: the headers of OpenPGP packets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "herald-packet.h"

#define WINDOW(...) ((const guint8[]) { __VA_ARGS__ }), sizeof ((const guint8[]) { __VA_ARGS__ })

static HeraldPacketStatus
read_header (const guint8      *data,
             gsize              length,
             HeraldPacketFlags  flags,
             HeraldPacket      *packet)
{
  /* A copy of exactly that size, so that a sanitizer sees a byte read too far. */
  g_autofree guint8 *copy = g_memdup2 (data, length);

  return herald_packet_read_header (copy, length, 0, flags, packet);
}

static void
test_reads_new_lengths (void)
{
  HeraldPacket packet;

  g_assert_cmpint (read_header (WINDOW (0xc1, 0xbf), 0, &packet), ==, HERALD_PACKET_OK);
  g_assert_cmpuint (packet.tag, ==, HERALD_PACKET_PKESK);
  g_assert_cmpuint (packet.header_length, ==, 2);
  g_assert_cmpuint (packet.length, ==, 191);

  g_assert_cmpint (read_header (WINDOW (0xd2, 0xc0, 0x00), 0, &packet), ==, HERALD_PACKET_OK);
  g_assert_cmpuint (packet.tag, ==, HERALD_PACKET_SEIPD);
  g_assert_cmpuint (packet.header_length, ==, 3);
  g_assert_cmpuint (packet.length, ==, 192);

  g_assert_cmpint (read_header (WINDOW (0xd2, 0xdf, 0xff), 0, &packet), ==, HERALD_PACKET_OK);
  g_assert_cmpuint (packet.length, ==, 8383);

  g_assert_cmpint (read_header (WINDOW (0xd2, 0xff, 0xff, 0xff, 0xff, 0xff), 0, &packet), ==, HERALD_PACKET_OK);
  g_assert_cmpuint (packet.header_length, ==, 6);
  g_assert_cmpuint (packet.length, ==, G_MAXUINT32);
}

static void
test_reads_old_lengths (void)
{
  HeraldPacket packet;

  g_assert_cmpint (read_header (WINDOW (0x84, 0x8c), 0, &packet), ==, HERALD_PACKET_OK);
  g_assert_cmpuint (packet.tag, ==, HERALD_PACKET_PKESK);
  g_assert_cmpuint (packet.length, ==, 0x8c);

  g_assert_cmpint (read_header (WINDOW (0x99, 0x01, 0x0d), 0, &packet), ==, HERALD_PACKET_OK);
  g_assert_cmpuint (packet.tag, ==, HERALD_PACKET_PUBLIC_KEY);
  g_assert_cmpuint (packet.header_length, ==, 3);
  g_assert_cmpuint (packet.length, ==, 0x10d);

  g_assert_cmpint (read_header (WINDOW (0x9a, 0x00, 0x01, 0x00, 0x00), 0, &packet), ==, HERALD_PACKET_OK);
  g_assert_cmpuint (packet.header_length, ==, 5);
  g_assert_cmpuint (packet.length, ==, 0x10000);
}

static void
test_allows_partial_only_when_told (void)
{
  HeraldPacket packet;

  g_assert_cmpint (read_header (WINDOW (0xd2, 0xf0), 0, &packet), ==, HERALD_PACKET_PARTIAL);
  g_assert_cmpint (read_header (WINDOW (0xa7), 0, &packet), ==, HERALD_PACKET_PARTIAL);

  g_assert_cmpint (read_header (WINDOW (0xd2, 0xf0), HERALD_PACKET_FLAGS_ALLOW_PARTIAL, &packet),
                   ==, HERALD_PACKET_OK);
  g_assert_true (packet.partial);
  g_assert_cmpuint (packet.length, ==, 0x10000);

  g_assert_cmpint (read_header (WINDOW (0xd2, 0xfe), HERALD_PACKET_FLAGS_ALLOW_PARTIAL, &packet),
                   ==, HERALD_PACKET_OK);
  g_assert_cmpuint (packet.length, ==, 1u << 30);

  g_assert_cmpint (read_header (WINDOW (0xa7), HERALD_PACKET_FLAGS_ALLOW_PARTIAL, &packet),
                   ==, HERALD_PACKET_OK);
  g_assert_true (packet.open_ended);
  g_assert_cmpuint (packet.tag, ==, HERALD_PACKET_ENCRYPTED);
}

static void
test_tells_an_end_from_a_cut (void)
{
  HeraldPacket packet;

  g_assert_cmpint (herald_packet_read_header (NULL, 0, 0, 0, &packet), ==, HERALD_PACKET_END);
  g_assert_cmpint (read_header (WINDOW (0xc1), 0, &packet), ==, HERALD_PACKET_TRUNCATED);
  g_assert_cmpint (read_header (WINDOW (0xc1, 0xc0), 0, &packet), ==, HERALD_PACKET_TRUNCATED);
  g_assert_cmpint (read_header (WINDOW (0xc1, 0xff, 0, 0, 0), 0, &packet), ==, HERALD_PACKET_TRUNCATED);
  g_assert_cmpint (read_header (WINDOW (0x99, 0), 0, &packet), ==, HERALD_PACKET_TRUNCATED);
  g_assert_cmpint (read_header (WINDOW (0x9a, 0, 0, 0), 0, &packet), ==, HERALD_PACKET_TRUNCATED);
}

static void
test_refuses_what_is_no_packet (void)
{
  HeraldPacket packet;

  g_assert_cmpint (read_header (WINDOW ('-', '-'), 0, &packet), ==, HERALD_PACKET_NOT_PACKET);
  g_assert_cmpint (read_header (WINDOW (0xc0, 0x01, 0x00), 0, &packet), ==, HERALD_PACKET_NOT_PACKET);
  g_assert_cmpint (read_header (WINDOW (0x80, 0x01, 0x00), 0, &packet), ==, HERALD_PACKET_NOT_PACKET);
}

static void
test_walks_whole_packets (void)
{
  const guint8 data[] = { 0xcd, 2, 'h', 'i', 0xb4, 1, '!', 0xc2, 3, 0 };
  HeraldPacket packet;
  gsize offset = 0;

  g_assert_cmpint (herald_packet_read (data, sizeof data, &offset, &packet), ==, HERALD_PACKET_OK);
  g_assert_cmpuint (packet.tag, ==, HERALD_PACKET_USER_ID);
  g_assert_cmpuint (offset, ==, 4);

  g_assert_cmpint (herald_packet_read (data, sizeof data, &offset, &packet), ==, HERALD_PACKET_OK);
  g_assert_cmpuint (packet.offset, ==, 4);
  g_assert_cmpuint (packet.length, ==, 1);
  g_assert_cmpuint (offset, ==, 7);

  /* The last one states more than there is. */
  g_assert_cmpint (herald_packet_read (data, sizeof data, &offset, &packet), ==, HERALD_PACKET_TRUNCATED);
  g_assert_cmpuint (offset, ==, 7);

  g_assert_cmpint (herald_packet_read (data, 7, &offset, &packet), ==, HERALD_PACKET_END);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/seal/packet/reads-new-lengths", test_reads_new_lengths);
  g_test_add_func ("/seal/packet/reads-old-lengths", test_reads_old_lengths);
  g_test_add_func ("/seal/packet/allows-partial-only-when-told", test_allows_partial_only_when_told);
  g_test_add_func ("/seal/packet/tells-an-end-from-a-cut", test_tells_an_end_from_a_cut);
  g_test_add_func ("/seal/packet/refuses-what-is-no-packet", test_refuses_what_is_no_packet);
  g_test_add_func ("/seal/packet/walks-whole-packets", test_walks_whole_packets);

  return g_test_run ();
}
