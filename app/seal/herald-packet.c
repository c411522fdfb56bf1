/* herald-packet.c: the headers of OpenPGP packets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include "herald-packet.h"

/* The number of big-endian @bytes at @at, which the caller has seen to be there. */
static guint32
read_number (const guint8 *at,
             guint         bytes)
{
  guint32 number = 0;

  for (guint i = 0; i < bytes; i++)
    number = number << 8 | at[i];

  return number;
}

/* RFC 9580, section 4.2.2: one, two or four octets, or 0 with a type that has
 * no length. */
static HeraldPacketStatus
read_old_length (const guint8 *at,
                 gsize         left,
                 HeraldPacket *packet)
{
  static const guint sizes[] = { 1, 2, 4, 0 };
  guint size = sizes[at[0] & 0x03];

  if (left < 1 + size)
    return HERALD_PACKET_TRUNCATED;

  packet->header_length = 1 + size;
  packet->length = read_number (at + 1, size);
  packet->open_ended = size == 0;

  return HERALD_PACKET_OK;
}

/* RFC 9580, section 4.2.1: the first octet tells the form. */
static HeraldPacketStatus
read_new_length (const guint8 *at,
                 gsize         left,
                 HeraldPacket *packet)
{
  guint8 first;
  guint size;

  if (left < 2)
    return HERALD_PACKET_TRUNCATED;

  first = at[1];
  packet->partial = first >= 224 && first < 255;
  size = first == 255 ? 5 : first >= 192 && !packet->partial ? 2 : 1;

  if (left < 1 + size)
    return HERALD_PACKET_TRUNCATED;

  packet->header_length = 1 + size;

  if (packet->partial)
    packet->length = (guint32) 1 << (first & 0x1f);
  else if (size == 5)
    packet->length = read_number (at + 2, 4);
  else if (size == 2)
    packet->length = ((guint32) (first - 192) << 8) + at[2] + 192;
  else
    packet->length = first;

  return HERALD_PACKET_OK;
}

/**
 * herald_packet_read_header:
 * @data: a window of memory
 * @length: its bytes
 * @offset: where in it a packet should begin; at most @length
 * @flags: whether lengths that are not known beforehand may occur
 * @packet: (out caller-allocates): the header
 *
 * Reads the header of one packet, in the old form or the new.
 *
 * The body need not lie in the window, which suits the beginning of a long
 * message: the next packet begins at offset + header length + length, a sum
 * that the caller compares with what it holds. Nothing is allocated and nothing
 * outside the window is read. Any thread. Source: RFC 9580, section 4.2.
 *
 * Returns: %HERALD_PACKET_OK, or why there is no header; @packet is then
 *   meaningless
 */
HeraldPacketStatus
herald_packet_read_header (const guint8      *data,
                           gsize              length,
                           gsize              offset,
                           HeraldPacketFlags  flags,
                           HeraldPacket      *packet)
{
  HeraldPacketStatus status;
  const guint8 *at;

  g_return_val_if_fail (data != NULL || length == 0, HERALD_PACKET_NOT_PACKET);
  g_return_val_if_fail (offset <= length, HERALD_PACKET_NOT_PACKET);
  g_return_val_if_fail (packet != NULL, HERALD_PACKET_NOT_PACKET);

  *packet = (HeraldPacket) { .offset = offset };

  if (offset == length)
    return HERALD_PACKET_END;

  at = data + offset;
  if ((at[0] & 0x80) == 0)
    return HERALD_PACKET_NOT_PACKET;

  if ((at[0] & 0x40) != 0)
    {
      packet->tag = at[0] & 0x3f;
      status = read_new_length (at, length - offset, packet);
    }
  else
    {
      packet->tag = (at[0] & 0x3c) >> 2;
      status = read_old_length (at, length - offset, packet);
    }

  /* Type 0 is reserved and "must not" occur: what has it is no OpenPGP. */
  if (packet->tag == 0)
    return HERALD_PACKET_NOT_PACKET;

  if (status == HERALD_PACKET_OK &&
      (packet->partial || packet->open_ended) &&
      (flags & HERALD_PACKET_FLAGS_ALLOW_PARTIAL) == 0)
    return HERALD_PACKET_PARTIAL;

  return status;
}

/**
 * herald_packet_read:
 * @data: a window of memory
 * @length: its bytes
 * @offset: (inout): where a packet should begin; moved behind it on success
 * @packet: (out caller-allocates): the packet
 *
 * Reads one packet whose whole body lies in the window.
 *
 * The body begins at the packet's offset + header length. Lengths that are not
 * known beforehand are refused. Any thread.
 *
 * Returns: %HERALD_PACKET_OK, or why there is no whole packet; @offset is then
 *   as it was
 */
HeraldPacketStatus
herald_packet_read (const guint8 *data,
                    gsize         length,
                    gsize        *offset,
                    HeraldPacket *packet)
{
  HeraldPacketStatus status;

  g_return_val_if_fail (offset != NULL, HERALD_PACKET_NOT_PACKET);

  status = herald_packet_read_header (data, length, *offset, HERALD_PACKET_FLAGS_NONE, packet);
  if (status != HERALD_PACKET_OK)
    return status;

  if (packet->length > length - *offset - packet->header_length)
    return HERALD_PACKET_TRUNCATED;

  *offset += packet->header_length + packet->length;

  return HERALD_PACKET_OK;
}
