/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Packet types (RFC 9580, section 5), as far as Herald tells them apart. */
typedef enum
{
  HERALD_PACKET_PKESK          = 1,  /* session key for a public key */
  HERALD_PACKET_SIGNATURE      = 2,
  HERALD_PACKET_SKESK          = 3,  /* session key for a passphrase */
  HERALD_PACKET_ONE_PASS       = 4,
  HERALD_PACKET_SECRET_KEY     = 5,
  HERALD_PACKET_PUBLIC_KEY     = 6,
  HERALD_PACKET_SECRET_SUBKEY  = 7,
  HERALD_PACKET_COMPRESSED     = 8,
  HERALD_PACKET_ENCRYPTED      = 9,  /* without integrity protection */
  HERALD_PACKET_MARKER         = 10,
  HERALD_PACKET_LITERAL        = 11,
  HERALD_PACKET_TRUST          = 12,
  HERALD_PACKET_USER_ID        = 13,
  HERALD_PACKET_PUBLIC_SUBKEY  = 14,
  HERALD_PACKET_USER_ATTRIBUTE = 17,
  HERALD_PACKET_SEIPD          = 18, /* integrity-protected data */
  HERALD_PACKET_MDC            = 19,
  HERALD_PACKET_AEAD           = 20, /* LibrePGP's OCB-encrypted data */
  HERALD_PACKET_PADDING        = 21,
} HeraldPacketTag;

typedef enum
{
  HERALD_PACKET_OK,          /* a packet was read */
  HERALD_PACKET_END,         /* nothing is left: a clean end */
  HERALD_PACKET_TRUNCATED,   /* the window ends inside the header or the body */
  HERALD_PACKET_NOT_PACKET,  /* the first byte cannot begin a packet */
  HERALD_PACKET_PARTIAL,     /* partial or open-ended, and not allowed here */
} HeraldPacketStatus;

typedef enum
{
  HERALD_PACKET_FLAGS_NONE          = 0,
  HERALD_PACKET_FLAGS_ALLOW_PARTIAL = 1 << 0, /* partial and open-ended lengths */
} HeraldPacketFlags;

/**
 * HeraldPacket:
 * @tag: the type, 0 to 63
 * @offset: where the header begins in the window
 * @header_length: bytes of the header, its length octets included
 * @length: bytes of the body as the header states them; of its first part
 *   where @partial; 0 where @open_ended
 * @partial: more parts follow, each with length octets of its own
 * @open_ended: an old packet without a length, which runs to the end of file
 *
 * What the header of one packet says.
 */
typedef struct
{
  guint8   tag;
  gsize    offset;
  gsize    header_length;
  guint32  length;
  gboolean partial;
  gboolean open_ended;
} HeraldPacket;

HeraldPacketStatus herald_packet_read_header (const guint8      *data,
                                              gsize              length,
                                              gsize              offset,
                                              HeraldPacketFlags  flags,
                                              HeraldPacket      *packet);

HeraldPacketStatus herald_packet_read        (const guint8      *data,
                                              gsize              length,
                                              gsize             *offset,
                                              HeraldPacket      *packet);

G_END_DECLS
