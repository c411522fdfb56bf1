/* herald-key-parts.c: a key file, taken apart within limits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "herald-key.h"
#include "herald-key-parts.h"
#include "herald-packet.h"

#define MAX_PACKETS 5000 /* what is skipped counts too */

typedef struct
{
  const guint8 *data;
  gsize         size;
  guint         n_packets;
  guint         n_keys;
  guint         n_user_ids;
  guint         n_subkeys;
  guint         n_signatures;
} Walk;

static void
part_free (HeraldKeyPart *part)
{
  herald_key_material_clear (&part->material);
  g_array_unref (part->signatures);
  g_free (part);
}

static HeraldKeyPart *
part_new (const Walk         *walk,
          const HeraldPacket *packet)
{
  HeraldKeyPart *part = g_new0 (HeraldKeyPart, 1);

  part->packet = walk->data + packet->offset;
  part->packet_length = packet->header_length + packet->length;
  part->body = part->packet + packet->header_length;
  part->body_length = packet->length;
  part->signatures = g_array_new (FALSE, FALSE, sizeof (HeraldKeySignature));

  return part;
}

static gboolean
is_key (const HeraldPacket *packet)
{
  return packet->tag == HERALD_PACKET_PUBLIC_KEY || packet->tag == HERALD_PACKET_SECRET_KEY ||
         packet->tag == HERALD_PACKET_PUBLIC_SUBKEY || packet->tag == HERALD_PACKET_SECRET_SUBKEY;
}

static gboolean
is_primary (const HeraldPacket *packet)
{
  return packet->tag == HERALD_PACKET_PUBLIC_KEY || packet->tag == HERALD_PACKET_SECRET_KEY;
}

static gboolean
is_secret (const HeraldPacket *packet)
{
  return packet->tag == HERALD_PACKET_SECRET_KEY || packet->tag == HERALD_PACKET_SECRET_SUBKEY;
}

/* Counts one packet against the limits; FALSE with @error beyond them. */
static gboolean
count (Walk                *walk,
       const HeraldPacket  *packet,
       GError             **error)
{
  const char *message = NULL;

  walk->n_packets++;

  switch (packet->tag)
    {
    case HERALD_PACKET_PUBLIC_KEY:
    case HERALD_PACKET_SECRET_KEY:
      walk->n_keys++;
      break;

    case HERALD_PACKET_USER_ID:
    case HERALD_PACKET_USER_ATTRIBUTE:
      walk->n_user_ids++;
      break;

    case HERALD_PACKET_PUBLIC_SUBKEY:
    case HERALD_PACKET_SECRET_SUBKEY:
      walk->n_subkeys++;
      break;

    case HERALD_PACKET_SIGNATURE:
      walk->n_signatures++;
      break;

    default:
      break;
    }

  if (walk->n_keys > HERALD_KEY_MAX_KEYS)
    message = _("This file holds more than 50 keys; ask for a file with the right one alone");
  else if (walk->n_user_ids > HERALD_KEY_MAX_USER_IDS)
    message = _("This key file holds more than 200 user ids, which no honest key needs");
  else if (walk->n_subkeys > HERALD_KEY_MAX_SUBKEYS)
    message = _("This key file holds more than 50 subkeys, which no honest key needs");
  else if (walk->n_signatures > HERALD_KEY_MAX_SIGNATURES)
    message = _("This key file holds more than 2,000 signatures; ask for a copy without those of others");
  else if (walk->n_packets > MAX_PACKETS)
    message = _("This key file holds more packets than any honest key");
  else if (packet->tag == HERALD_PACKET_USER_ID && packet->length > HERALD_KEY_MAX_USER_ID)
    message = _("This key file holds a user id longer than 2,048 bytes, which no honest key needs");
  else if (packet->tag == HERALD_PACKET_COMPRESSED)
    message = _("This key file is compressed inside, which no honest key is");

  if (message != NULL)
    g_set_error_literal (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_LIMITS, message);

  return message == NULL;
}

/* What is no part of any key; FALSE with @error for it. */
static gboolean
check_tag (const HeraldPacket  *packet,
           GError             **error)
{
  switch (packet->tag)
    {
    case HERALD_PACKET_PKESK:
    case HERALD_PACKET_SKESK:
    case HERALD_PACKET_ENCRYPTED:
    case HERALD_PACKET_SEIPD:
    case HERALD_PACKET_AEAD:
      g_set_error_literal (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_NOT_A_KEY,
                           _("This file is an encrypted message, not a key"));
      return FALSE;

    case HERALD_PACKET_ONE_PASS:
    case HERALD_PACKET_LITERAL:
    case HERALD_PACKET_MDC:
      g_set_error_literal (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_NOT_A_KEY,
                           _("This file is an OpenPGP message, not a key"));
      return FALSE;

    default:
      return TRUE;
    }
}

static gboolean
fail_at (HeraldPacketStatus    status,
         gsize                 offset,
         gsize                 size,
         GError              **error)
{
  if (status == HERALD_PACKET_PARTIAL)
    g_set_error_literal (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_LIMITS,
                         _("This key file is cut into partial lengths, which no honest key is"));
  else if (status == HERALD_PACKET_TRUNCATED)
    g_set_error (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_DAMAGED,
                 /* TRANSLATORS: the placeholders are numbers of bytes */
                 _("This key is cut off: what begins at byte %u goes on beyond its end at byte %u"),
                 (guint) offset, (guint) size);
  else if (offset == 0)
    g_set_error_literal (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_NOT_A_KEY,
                         _("This file holds no OpenPGP key"));
  else
    g_set_error (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_DAMAGED,
                 /* TRANSLATORS: the placeholder is a number of bytes */
                 _("This key is damaged: what stands at byte %u is not OpenPGP"), (guint) offset);

  return FALSE;
}

/* The first pass: nothing is computed and nothing kept before the whole file is
 * known to be within the limits. */
static gboolean
walk_within_limits (Walk    *walk,
                    GError **error)
{
  gboolean has_primary = FALSE;
  gsize offset = 0;

  for (;;)
    {
      HeraldPacket packet;
      gsize start = offset;
      HeraldPacketStatus status = herald_packet_read (walk->data, walk->size, &offset, &packet);

      if (status == HERALD_PACKET_END && has_primary)
        return TRUE;

      /* A cut packet that is no key's is no cut key. */
      if (status == HERALD_PACKET_TRUNCATED && !has_primary && !is_primary (&packet) &&
          packet.header_length > 0)
        status = HERALD_PACKET_NOT_PACKET;

      if (status != HERALD_PACKET_OK && status != HERALD_PACKET_END)
        return fail_at (status, start, walk->size, error);

      if (status == HERALD_PACKET_OK &&
          (!check_tag (&packet, error) || !count (walk, &packet, error)))
        return FALSE;

      has_primary |= status == HERALD_PACKET_OK && is_primary (&packet);

      if (!has_primary &&
          (status == HERALD_PACKET_END ||
           (packet.tag != HERALD_PACKET_MARKER && packet.tag != HERALD_PACKET_PADDING)))
        {
          g_set_error_literal (error, HERALD_KEY_ERROR, HERALD_KEY_ERROR_NOT_A_KEY,
                               packet.tag == HERALD_PACKET_SIGNATURE
                               ? _("This file is a signature or a revocation alone, not a key")
                               : _("This file holds no OpenPGP key"));
          return FALSE;
        }
    }
}

/* A revocation of the key counts wherever it stands: people append it to the
 * file. Any other signature belongs to what it follows. */
static void
add_signature (HeraldKeyParts     *parts,
               HeraldKeyPart      *part,
               const Walk         *walk,
               const HeraldPacket *packet)
{
  HeraldKeySignature signature;

  herald_key_signature_read (&signature,
                             walk->data + packet->offset + packet->header_length, packet->length);
  signature.packet = walk->data + packet->offset;
  signature.packet_length = packet->header_length + packet->length;

  if (signature.type == HERALD_KEY_SIGNATURE_REVOKES_KEY)
    part = parts->primary;

  if (part != NULL)
    g_array_append_val (part->signatures, signature);
}

static HeraldKeyParts *
parts_new (HeraldKeyPart *primary)
{
  HeraldKeyParts *parts = g_new0 (HeraldKeyParts, 1);

  parts->primary = primary;
  parts->user_ids = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  parts->subkeys = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);

  return parts;
}

/* The second pass, over a file that the first has found to be whole. */
static GPtrArray *
collect (const Walk *walk)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_key_parts_free);
  HeraldKeyParts *parts = NULL;
  HeraldKeyPart *part = NULL; /* to which signatures belong; NULL: to nothing we keep */
  HeraldPacket packet;
  gsize offset = 0;

  while (herald_packet_read (walk->data, walk->size, &offset, &packet) == HERALD_PACKET_OK)
    {
      if (packet.tag == HERALD_PACKET_SIGNATURE)
        add_signature (parts, part, walk, &packet);

      if (packet.tag == HERALD_PACKET_USER_ATTRIBUTE)
        part = NULL;

      if (!is_key (&packet) && packet.tag != HERALD_PACKET_USER_ID)
        continue;

      part = part_new (walk, &packet);
      if (is_key (&packet))
        herald_key_material_read (&part->material, part->body, part->body_length, is_secret (&packet));

      if (is_primary (&packet))
        {
          parts = parts_new (part);
          g_ptr_array_add (keys, parts);
        }
      else
        {
          g_ptr_array_add (is_key (&packet) ? parts->subkeys : parts->user_ids, part);
        }

      parts->is_private |= is_secret (&packet);
    }

  return keys;
}

/**
 * herald_key_parts_free:
 * @self: (transfer full): a certificate
 *
 * Frees the parts, not the bytes they were read from.
 */
void
herald_key_parts_free (HeraldKeyParts *self)
{
  part_free (self->primary);
  g_ptr_array_unref (self->user_ids);
  g_ptr_array_unref (self->subkeys);
  g_free (self);
}

/**
 * herald_key_parts_read:
 * @packets: a key file, binary
 * @error: return location for an error
 *
 * Takes a key file apart, within the limits of herald-key.h.
 *
 * They hold for the whole file, and are checked before anything is kept. User attributes (pictures) and what stands after them, trust, marker and
 * padding packets and those of unknown type are left out. The parts borrow
 * @packets. Any thread. Source: RFC 9580, section 10.1.
 *
 * Returns: (transfer full) (element-type HeraldKeyParts): one for each primary
 *   key, in the order of the file; or %NULL with a %HERALD_KEY_ERROR
 */
GPtrArray *
herald_key_parts_read (GBytes   *packets,
                       GError  **error)
{
  Walk walk = { 0 };

  g_return_val_if_fail (packets != NULL, NULL);

  walk.data = g_bytes_get_data (packets, &walk.size);

  if (!walk_within_limits (&walk, error))
    return NULL;

  return collect (&walk);
}
