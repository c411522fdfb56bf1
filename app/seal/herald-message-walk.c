/* herald-message-walk.c: from packet to packet through a message
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-message-walk.h"

#define MAX_HEADER_SIZE 6

/**
 * herald_message_walk_refuse:
 * @reason: one sentence, translated
 * @error: return location for an error
 *
 * Refuses a message.
 *
 * Returns: %FALSE with #HERALD_SEAL_ERROR_MESSAGE
 */
gboolean
herald_message_walk_refuse (const char  *reason,
                            GError     **error)
{
  g_set_error_literal (error, HERALD_SEAL_ERROR, HERALD_SEAL_ERROR_MESSAGE, reason);
  return FALSE;
}

/**
 * herald_message_walk_refuse_end:
 * @error: return location for an error
 *
 * Refuses a message that ends too early.
 *
 * Returns: %FALSE with #HERALD_SEAL_ERROR_MESSAGE
 */
gboolean
herald_message_walk_refuse_end (GError **error)
{
  return herald_message_walk_refuse (_("The sealed message ends too early"), error);
}

/**
 * herald_message_walk_skip:
 * @source: a message
 * @n: how many bytes
 * @error: return location for an error
 *
 * Passes over bytes that must be there.
 *
 * Returns: %FALSE with an error if they are not
 */
gboolean
herald_message_walk_skip (HeraldMessageSource  *source,
                          guint64               n,
                          GError              **error)
{
  gboolean whole;

  if (!herald_message_source_skip (source, n, &whole, error))
    return FALSE;

  return whole || herald_message_walk_refuse_end (error);
}

/**
 * herald_message_walk_begin:
 * @source: a message, where a packet begins
 * @packet: (out caller-allocates): what its header says
 * @error: return location for an error
 *
 * Reads the header of a packet and passes over it.
 *
 * Returns: %FALSE with an error if there is no packet
 */
gboolean
herald_message_walk_begin (HeraldMessageSource  *source,
                           HeraldPacket         *packet,
                           GError              **error)
{
  gsize length;
  const guint8 *at = herald_message_source_peek (source, MAX_HEADER_SIZE, &length, error);

  if (at == NULL)
    return FALSE;

  switch (herald_packet_read_header (at, length, 0, HERALD_PACKET_FLAGS_ALLOW_PARTIAL, packet))
    {
    case HERALD_PACKET_OK:
      return herald_message_walk_skip (source, packet->header_length, error);

    case HERALD_PACKET_END:
    case HERALD_PACKET_TRUNCATED:
      return herald_message_walk_refuse_end (error);

    case HERALD_PACKET_NOT_PACKET:
    case HERALD_PACKET_PARTIAL:
    default:
      return herald_message_walk_refuse (_("This is no OpenPGP message"), error);
    }
}

/* The length octets of the next part stand alone: with a type octet before
 * them they are a header. */
static gboolean
read_part (HeraldMessageSource  *source,
           HeraldPacket         *packet,
           GError              **error)
{
  guint8 header[MAX_HEADER_SIZE] = { 0xc0 | HERALD_PACKET_SEIPD };
  gsize length;
  const guint8 *at = herald_message_source_peek (source, sizeof header - 1, &length, error);

  if (at == NULL)
    return FALSE;

  length = MIN (length, sizeof header - 1);
  memcpy (header + 1, at, length);
  if (herald_packet_read_header (header, 1 + length, 0, HERALD_PACKET_FLAGS_ALLOW_PARTIAL,
                                 packet) != HERALD_PACKET_OK)
    return herald_message_walk_refuse_end (error);

  return herald_message_walk_skip (source, packet->header_length - 1, error);
}

/**
 * herald_message_walk_end:
 * @source: a message, behind the header of its last packet
 * @packet: that header; it is written over
 * @error: return location for an error
 *
 * Passes over the last packet, part by part, to the end of the file.
 *
 * Returns: %FALSE with an error if something is missing or follows
 */
gboolean
herald_message_walk_end (HeraldMessageSource  *source,
                         HeraldPacket         *packet,
                         GError              **error)
{
  gboolean whole;
  gsize length;

  if (packet->open_ended)
    return herald_message_source_skip (source, G_MAXUINT64, &whole, error);

  while (packet->partial)
    if (!herald_message_walk_skip (source, packet->length, error) ||
        !read_part (source, packet, error))
      return FALSE;

  if (!herald_message_walk_skip (source, packet->length, error) ||
      herald_message_source_peek (source, 1, &length, error) == NULL)
    return FALSE;

  return length == 0 ||
         herald_message_walk_refuse (_("Something follows after the end of the sealed message"),
                                     error);
}
