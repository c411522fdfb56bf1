/* herald-key-signature.c: what a signature in a certificate says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-key-signature.h"

#define AES256 9

/* Subpackets (RFC 9580, section 5.2.3.7). */
enum
{
  CREATED            = 2,
  LASTS              = 3,
  KEY_LASTS          = 9,
  CIPHERS            = 11,
  REVOKER            = 12,
  ISSUER             = 16,
  KEY_FLAGS          = 27,
  ISSUER_FINGERPRINT = 33,
};

/* Everything that a certificate may hold in RFC 4880, except notations: none is
 * known to Herald, so a critical one makes the signature void. */
static const guint64 known_subpackets =
  G_GUINT64_CONSTANT (1) << 2 | G_GUINT64_CONSTANT (1) << 3 | G_GUINT64_CONSTANT (1) << 4 |
  G_GUINT64_CONSTANT (1) << 5 | G_GUINT64_CONSTANT (1) << 6 | G_GUINT64_CONSTANT (1) << 7 |
  G_GUINT64_CONSTANT (1) << 9 | G_GUINT64_CONSTANT (1) << 11 | G_GUINT64_CONSTANT (1) << 12 |
  G_GUINT64_CONSTANT (1) << 16 | G_GUINT64_CONSTANT (1) << 21 | G_GUINT64_CONSTANT (1) << 22 |
  G_GUINT64_CONSTANT (1) << 23 | G_GUINT64_CONSTANT (1) << 24 | G_GUINT64_CONSTANT (1) << 25 |
  G_GUINT64_CONSTANT (1) << 26 | G_GUINT64_CONSTANT (1) << 27 | G_GUINT64_CONSTANT (1) << 28 |
  G_GUINT64_CONSTANT (1) << 29 | G_GUINT64_CONSTANT (1) << 30 | G_GUINT64_CONSTANT (1) << 31 |
  G_GUINT64_CONSTANT (1) << 32 | G_GUINT64_CONSTANT (1) << 33;

static gint64
read_number (const guint8 *at)
{
  return (gint64) at[0] << 24 | (gint64) at[1] << 16 | (gint64) at[2] << 8 | at[3];
}

/* Takes the length of a subpacket off the front; FALSE when it does not fit. */
static gboolean
take_length (const guint8 **at,
             const guint8  *end,
             gsize         *length)
{
  gsize left = (gsize) (end - *at);
  guint8 first = (*at)[0];

  if (first < 192)
    {
      *length = first;
      *at += 1;
    }
  else if (first < 255)
    {
      if (left < 2)
        return FALSE;
      *length = ((gsize) (first - 192) << 8) + (*at)[1] + 192;
      *at += 2;
    }
  else
    {
      if (left < 5)
        return FALSE;
      *length = (gsize) read_number (*at + 1);
      *at += 5;
    }

  return *length > 0 && *length <= (gsize) (end - *at);
}

static void
take_issuer (HeraldKeySignature *self,
             const guint8       *id)
{
  if (self->has_issuer)
    return;

  memcpy (self->issuer, id, sizeof self->issuer);
  self->has_issuer = TRUE;
}

/* One subpacket that is covered by the signature; FALSE when it is malformed. */
static gboolean
read_hashed (HeraldKeySignature *self,
             guint8              type,
             const guint8       *data,
             gsize               length)
{
  switch (type)
    {
    case CREATED:
      self->created = length == 4 ? read_number (data) : -1;
      return length == 4;

    case LASTS:
      self->lasts = length == 4 ? read_number (data) : -1;
      return length == 4;

    case KEY_LASTS:
      self->key_lasts = length == 4 ? read_number (data) : -1;
      return length == 4;

    case CIPHERS:
      self->lists_aes256 = length > 0 && memchr (data, AES256, length) != NULL;
      return TRUE;

    case REVOKER:
      if (length != 22)
        return FALSE;
      memcpy (self->revoker, data + length - sizeof self->revoker, sizeof self->revoker);
      self->has_revoker = TRUE;
      return TRUE;

    case KEY_FLAGS:
      self->has_flags = TRUE;
      self->flags = length > 0 ? data[0] : 0;
      self->wants_extra = length > 1 && (data[1] & 0x04) != 0;
      return TRUE;

    default:
      return TRUE;
    }
}

/* Who made a signature may stand outside of what is signed: a wrong one only
 * makes the check by gpg fail. */
static void
read_issuer (HeraldKeySignature *self,
             guint8              type,
             const guint8       *data,
             gsize               length)
{
  if (type == ISSUER && length == HERALD_KEY_ID_SIZE)
    take_issuer (self, data);
  else if (type == ISSUER_FINGERPRINT && length == 21 && data[0] == 4)
    take_issuer (self, data + length - HERALD_KEY_ID_SIZE);
}

static gboolean
read_subpackets (HeraldKeySignature *self,
                 const guint8       *at,
                 const guint8       *end,
                 gboolean            is_hashed)
{
  guint64 seen = 0;

  while (at < end)
    {
      guint8 type;
      gsize length;

      if (!take_length (&at, end, &length))
        return FALSE;

      type = at[0] & 0x7f;
      read_issuer (self, type, at + 1, length - 1);

      if (is_hashed)
        {
          guint64 bit = type < 64 ? G_GUINT64_CONSTANT (1) << type : 0;
          gboolean once = type == CREATED || type == LASTS || type == KEY_LASTS || type == KEY_FLAGS;

          if ((at[0] & 0x80) != 0 && (bit & known_subpackets) == 0)
            return FALSE;

          /* Of two dates one program takes the first and another the last. */
          if (once && (seen & bit) != 0)
            return FALSE;

          seen |= bit;
          if (!read_hashed (self, type, at + 1, length - 1))
            return FALSE;
        }

      at += length;
    }

  return !is_hashed || (seen & (G_GUINT64_CONSTANT (1) << CREATED)) != 0;
}

static gboolean
read_version_4 (HeraldKeySignature *self,
                const guint8       *body,
                gsize               length)
{
  const guint8 *end = body + length;
  const guint8 *at = body + 4;
  gboolean is_readable = TRUE;

  if (length < 10)
    return FALSE;

  self->type = body[1];
  self->digest = body[3];

  for (guint area = 0; area < 2; area++)
    {
      gsize area_length;

      if (end - at < 2)
        return FALSE;

      area_length = (gsize) at[0] << 8 | at[1];
      at += 2;
      if (area_length > (gsize) (end - at))
        return FALSE;

      is_readable &= read_subpackets (self, at, at + area_length, area == 0);
      at += area_length;
    }

  /* The beginning of the digest, and the signature's numbers. */
  return is_readable && end - at > 2;
}

/* Version 3 proves nothing here, but who made a revocation still counts. */
static void
read_version_3 (HeraldKeySignature *self,
                const guint8       *body,
                gsize               length)
{
  if (length < 19 || body[1] != 5)
    return;

  self->type = body[2];
  self->created = read_number (body + 3);
  take_issuer (self, body + 7);
  self->digest = body[16];
}

/**
 * herald_key_signature_read:
 * @self: (out caller-allocates): what it says
 * @body: the body of a signature packet
 * @length: its bytes
 *
 * Reads a signature packet, without verifying anything.
 *
 * Never fails; see @is_readable. Type and issuer are told as far as they are
 * there, so that a revocation counts even when the rest is beyond us. Any thread.
 * Source: RFC 9580, section 5.2.
 */
void
herald_key_signature_read (HeraldKeySignature *self,
                           const guint8       *body,
                           gsize               length)
{
  *self = (HeraldKeySignature) { 0 };

  if (length > 0 && body[0] == 4)
    self->is_readable = read_version_4 (self, body, length);
  else if (length > 0 && (body[0] == 2 || body[0] == 3))
    read_version_3 (self, body, length);
}

/**
 * herald_key_signature_is_by:
 * @self: a signature
 * @id: a key id, %HERALD_KEY_ID_SIZE bytes
 *
 * Tells whether a signature says that this key made it.
 *
 * Returns: whether it says so
 */
gboolean
herald_key_signature_is_by (const HeraldKeySignature *self,
                            const guint8             *id)
{
  return self->has_issuer && memcmp (self->issuer, id, sizeof self->issuer) == 0;
}

/**
 * herald_key_signature_is_safe:
 * @self: a signature
 *
 * Tells whether the hash algorithm is one that nobody can forge: SHA-2.
 *
 * SHA-1 is refused whatever the date: Sequoia has done so since 2023-02-01, RNP
 * since 2024-01-19, and Herald’s own gpg.conf does.
 *
 * Returns: whether it is
 */
gboolean
herald_key_signature_is_safe (const HeraldKeySignature *self)
{
  /* SHA-256, -384, -512, -224 (RFC 9580, section 9.5). */
  return self->digest >= 8 && self->digest <= 11;
}

/**
 * herald_key_signature_describe_digest:
 * @self: a signature
 *
 * Names the hash algorithm for people.
 *
 * Returns: “SHA-1” or the like
 */
const char *
herald_key_signature_describe_digest (const HeraldKeySignature *self)
{
  static const char * const names[] = {
    NULL, "MD5", "SHA-1", "RIPEMD-160", NULL, NULL, NULL, NULL,
    "SHA-256", "SHA-384", "SHA-512", "SHA-224",
  };

  if (self->digest < G_N_ELEMENTS (names) && names[self->digest] != NULL)
    return names[self->digest];

  return _("an unknown hash");
}
