/* herald-key-material.c: what a key packet holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-seal"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "herald-key-material.h"

#define MIN_RSA_BITS 2048
#define MAX_RSA_BITS 16384 /* gpg's own limit; beyond it a check takes minutes */

/* RFC 9580, section 9.1; RFC 4880 for what it leaves out. */
enum
{
  RSA         = 1,
  RSA_ENCRYPT = 2,
  RSA_SIGN    = 3,
  ELGAMAL     = 16,
  DSA         = 17,
  ECDH        = 18,
  ECDSA       = 19,
  ELGAMAL_OLD = 20,
  EDDSA       = 22,
  NEW_X25519  = 25, /* to 28: of RFC 9580, which gpg 2.2 does not know */
  NEW_ED25519 = 27,
  NEW_ED448   = 28,
};

typedef struct
{
  const guint8 *at;
  const guint8 *end;
} Cursor;

typedef struct
{
  const char *name;
  guint       bits;
  guint8      algorithm; /* EDDSA or ECDH for a curve of one use, else 0 */
  gboolean    needs_note; /* not in Nettle, which Sequoia commonly stands on */
  guint8      oid_length;
  guint8      oid[10];
} Curve;

static const Curve curves[] = {
  { "Ed25519", 256, EDDSA, FALSE, 9, { 0x2b, 0x06, 0x01, 0x04, 0x01, 0xda, 0x47, 0x0f, 0x01 } },
  { "Curve25519", 256, ECDH, FALSE, 10, { 0x2b, 0x06, 0x01, 0x04, 0x01, 0x97, 0x55, 0x01, 0x05, 0x01 } },
  { "NIST P-256", 256, 0, FALSE, 8, { 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07 } },
  { "NIST P-384", 384, 0, FALSE, 5, { 0x2b, 0x81, 0x04, 0x00, 0x22 } },
  { "NIST P-521", 521, 0, FALSE, 5, { 0x2b, 0x81, 0x04, 0x00, 0x23 } },
  { "brainpoolP256r1", 256, 0, TRUE, 9, { 0x2b, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x07 } },
  { "brainpoolP384r1", 384, 0, TRUE, 9, { 0x2b, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0b } },
  { "brainpoolP512r1", 512, 0, TRUE, 9, { 0x2b, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, 0x0d } },
  { "secp256k1", 256, 0, TRUE, 5, { 0x2b, 0x81, 0x04, 0x00, 0x0a } },
};

static gboolean
take (Cursor        *cursor,
      gsize          wanted,
      const guint8 **bytes)
{
  if ((gsize) (cursor->end - cursor->at) < wanted)
    return FALSE;

  *bytes = cursor->at;
  cursor->at += wanted;

  return TRUE;
}

/* Reads one number and tells how large it really is: what its header states
 * could be padded with zeros. */
static gboolean
take_mpi (Cursor        *cursor,
          const guint8 **bytes,
          gsize         *size,
          guint         *bits)
{
  const guint8 *header;
  gsize skip = 0;

  if (!take (cursor, 2, &header))
    return FALSE;

  *size = (((gsize) header[0] << 8 | header[1]) + 7) / 8;
  if (!take (cursor, *size, bytes))
    return FALSE;

  while (skip < *size && (*bytes)[skip] == 0)
    skip++;

  *bits = skip == *size ? 0 : (guint) (*size - skip - 1) * 8 + g_bit_storage ((*bytes)[skip]);

  return TRUE;
}

/* An RSA modulus that is even, or an exponent of 0 or 1, hides nothing. */
static gboolean
read_rsa (HeraldKeyMaterial *self,
          Cursor            *cursor)
{
  const guint8 *modulus, *exponent;
  gsize modulus_size, exponent_size;
  guint exponent_bits;

  if (!take_mpi (cursor, &modulus, &modulus_size, &self->bits) ||
      !take_mpi (cursor, &exponent, &exponent_size, &exponent_bits))
    return FALSE;

  if (self->bits == 0 || (modulus[modulus_size - 1] & 1) == 0)
    return FALSE;
  if (exponent_bits < 2 || (exponent[exponent_size - 1] & 1) == 0)
    return FALSE;

  if (self->bits < MIN_RSA_BITS)
    self->strength = HERALD_KEY_STRENGTH_WEAK;
  else if (self->bits > MAX_RSA_BITS)
    self->strength = HERALD_KEY_STRENGTH_UNSUPPORTED;

  return TRUE;
}

/* Whether it is for encryption; an unknown one may be, and so is worth a word. */
static gboolean
can_encrypt (guint8 algorithm)
{
  switch (algorithm)
    {
    case RSA_SIGN:
    case DSA:
    case ECDSA:
    case EDDSA:
    case NEW_ED25519:
    case NEW_ED448:
      return FALSE;

    default:
      return TRUE;
    }
}

/* DSA and ElGamal: only their size is of use, in the reason for refusing them. */
static gboolean
read_discrete (HeraldKeyMaterial *self,
               Cursor            *cursor,
               guint              n_numbers)
{
  const guint8 *bytes;
  gsize size;
  guint bits;

  if (!take_mpi (cursor, &bytes, &size, &self->bits))
    return FALSE;

  for (guint i = 1; i < n_numbers; i++)
    if (!take_mpi (cursor, &bytes, &size, &bits))
      return FALSE;

  self->strength = HERALD_KEY_STRENGTH_UNSUPPORTED;

  return TRUE;
}

static const Curve *
find_curve (const guint8 *oid,
            gsize         length,
            guint8        algorithm)
{
  for (guint i = 0; i < G_N_ELEMENTS (curves); i++)
    {
      const Curve *curve = &curves[i];

      if (length == curve->oid_length && memcmp (oid, curve->oid, length) == 0)
        {
          gboolean fits = curve->algorithm == 0 ? algorithm != EDDSA : curve->algorithm == algorithm;

          return fits ? curve : NULL;
        }
    }

  return NULL;
}

/* Curve25519 and Ed25519 points are 0x40 and 32 bytes, all others 0x04 and two
 * coordinates. */
static gboolean
is_point (const Curve  *curve,
          const guint8 *bytes,
          gsize         size)
{
  gsize coordinate = (curve->bits + 7) / 8;

  if (curve->algorithm != 0)
    return size == 1 + coordinate && bytes[0] == 0x40;

  return size == 1 + 2 * coordinate && bytes[0] == 0x04;
}

/* RFC 9580, section 11.5: SHA-2 of at least 256 bits and AES, or nobody opens it. */
static gboolean
read_kdf (HeraldKeyMaterial *self,
          Cursor            *cursor)
{
  const guint8 *kdf;

  if (!take (cursor, 4, &kdf) || kdf[0] != 3)
    return FALSE;

  if (kdf[1] != 1 || kdf[2] < 8 || kdf[2] > 10 || kdf[3] < 7 || kdf[3] > 9)
    self->strength = HERALD_KEY_STRENGTH_UNSUPPORTED;

  return TRUE;
}

static gboolean
read_curve (HeraldKeyMaterial *self,
            Cursor            *cursor)
{
  const guint8 *oid_length, *oid, *point;
  const Curve *curve;
  gsize size;
  guint bits;

  if (!take (cursor, 1, &oid_length) || *oid_length == 0 || *oid_length == 0xff ||
      !take (cursor, *oid_length, &oid) ||
      !take_mpi (cursor, &point, &size, &bits))
    return FALSE;

  curve = find_curve (oid, *oid_length, self->algorithm);
  if (curve == NULL)
    {
      self->strength = HERALD_KEY_STRENGTH_UNSUPPORTED;
      return self->algorithm != ECDH || read_kdf (self, cursor);
    }

  self->curve = curve->name;
  self->bits = curve->bits;
  self->needs_note = curve->needs_note;

  return is_point (curve, point, size) &&
         (self->algorithm != ECDH || read_kdf (self, cursor));
}

/* The numbers of a version 4 key; FALSE when they are not there. An algorithm
 * that is not known has no numbers to speak of. */
static gboolean
read_numbers (HeraldKeyMaterial *self,
              Cursor            *cursor)
{
  switch (self->algorithm)
    {
    case RSA:
    case RSA_ENCRYPT:
    case RSA_SIGN:
      return read_rsa (self, cursor);

    case ELGAMAL:
    case ELGAMAL_OLD:
      return read_discrete (self, cursor, 3);

    case DSA:
      return read_discrete (self, cursor, 4);

    case ECDH:
    case ECDSA:
    case EDDSA:
      return read_curve (self, cursor);

    default:
      self->strength = HERALD_KEY_STRENGTH_UNSUPPORTED;
      cursor->at = cursor->end;
      return TRUE;
    }
}

static void
set_fingerprint (HeraldKeyMaterial *self,
                 GChecksumType      type,
                 const guint8      *prefix,
                 gsize              prefix_length,
                 const guint8      *data,
                 gsize              length)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (type);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (checksum, prefix, (gssize) prefix_length);
  g_checksum_update (checksum, data, (gssize) length);

  self->fingerprint = g_ascii_strup (g_checksum_get_string (checksum), -1);
  g_checksum_get_digest (checksum, digest, &size);

  /* RFC 9580, section 5.5.4.2: the last eight octets in version 4. */
  memcpy (self->id, self->version == 4 ? digest + size - sizeof self->id : digest, sizeof self->id);
}

/* Version 3 (and 2) keys are hashed without the lengths of their numbers, so
 * that two of them can be made to collide: one of the reasons to refuse them. */
static void
read_version_3 (HeraldKeyMaterial *self,
                Cursor            *cursor)
{
  const guint8 *rest, *modulus, *exponent;
  gsize modulus_size, exponent_size;
  guint bits;

  if (!take (cursor, 3, &rest))
    return;

  self->algorithm = rest[2];
  self->can_encrypt = can_encrypt (self->algorithm);
  if (!take_mpi (cursor, &modulus, &modulus_size, &self->bits) ||
      !take_mpi (cursor, &exponent, &exponent_size, &bits))
    return;

  set_fingerprint (self, G_CHECKSUM_MD5, modulus, modulus_size, exponent, exponent_size);
}

static void
read_version_4 (HeraldKeyMaterial *self,
                Cursor            *cursor,
                const guint8      *body,
                gboolean           is_secret)
{
  const guint8 *algorithm;
  gsize length;

  if (!take (cursor, 1, &algorithm))
    return;

  self->algorithm = *algorithm;
  self->can_encrypt = can_encrypt (self->algorithm);
  self->strength = HERALD_KEY_STRENGTH_GOOD;

  if (!read_numbers (self, cursor))
    self->strength = HERALD_KEY_STRENGTH_MALFORMED;
  else if (!is_secret && cursor->at != cursor->end)
    self->strength = HERALD_KEY_STRENGTH_MALFORMED;

  /* Of a private key only the public numbers are hashed, as far as they are known. */
  if (is_secret && (self->strength == HERALD_KEY_STRENGTH_MALFORMED || cursor->at == cursor->end))
    return;

  length = (gsize) ((is_secret ? cursor->at : cursor->end) - body);
  if (length > G_MAXUINT16)
    {
      self->strength = HERALD_KEY_STRENGTH_MALFORMED;
      return;
    }

  set_fingerprint (self, G_CHECKSUM_SHA1,
                   (const guint8[]) { 0x99, (guint8) (length >> 8), (guint8) length }, 3,
                   body, length);
}

/* Version 5 (LibrePGP) and 6 (RFC 9580) state the length of their numbers. */
static void
read_version_6 (HeraldKeyMaterial *self,
                Cursor            *cursor,
                const guint8      *body)
{
  const guint8 *rest, *numbers;
  gsize length;

  if (!take (cursor, 5, &rest))
    return;

  self->algorithm = rest[0];
  self->can_encrypt = can_encrypt (self->algorithm);
  length = (gsize) rest[1] << 24 | (gsize) rest[2] << 16 | (gsize) rest[3] << 8 | rest[4];
  if (!take (cursor, length, &numbers))
    return;

  length = (gsize) (cursor->at - body);
  set_fingerprint (self, G_CHECKSUM_SHA256,
                   (const guint8[]) { self->version == 5 ? 0x9a : 0x9b, (guint8) (length >> 24),
                                      (guint8) (length >> 16), (guint8) (length >> 8), (guint8) length }, 5,
                   body, length);
}

/**
 * herald_key_material_read:
 * @self: (out caller-allocates): what is there
 * @body: the body of a key packet
 * @length: its bytes
 * @is_secret: whether secret numbers follow the public ones
 *
 * Reads a public or private key packet, primary or subkey.
 *
 * Never fails: what does not fit is malformed, and says so in its strength.
 * Secret numbers are not looked at. Any thread. Source: RFC 9580, section 5.5.
 */
void
herald_key_material_read (HeraldKeyMaterial *self,
                          const guint8      *body,
                          gsize              length,
                          gboolean           is_secret)
{
  Cursor cursor = { body, body + length };
  const guint8 *head;

  *self = (HeraldKeyMaterial) { .strength = HERALD_KEY_STRENGTH_MALFORMED };

  if (!take (&cursor, 5, &head))
    {
      self->version = length > 0 ? body[0] : 0;
      return;
    }

  self->version = head[0];
  self->created = (gint64) head[1] << 24 | (gint64) head[2] << 16 | (gint64) head[3] << 8 | head[4];

  if (self->version == 2 || self->version == 3)
    read_version_3 (self, &cursor);
  else if (self->version == 4)
    read_version_4 (self, &cursor, body, is_secret);
  else if (self->version == 5 || self->version == 6)
    read_version_6 (self, &cursor, body);
}

/**
 * herald_key_material_describe:
 * @self: a key packet that was read
 *
 * Names the algorithm and its size for people.
 *
 * Returns: (transfer full): “RSA-1024” or the like
 */
char *
herald_key_material_describe (const HeraldKeyMaterial *self)
{
  static const char * const new_names[] = { "X25519", "X448", "Ed25519", "Ed448" };

  if (self->algorithm >= NEW_X25519 && self->algorithm <= NEW_ED448)
    /* TRANSLATORS: the placeholder is the name of an algorithm, “X25519” */
    return g_strdup_printf (_("%s in its form of 2024"), new_names[self->algorithm - NEW_X25519]);

  switch (self->algorithm)
    {
    case RSA:
    case RSA_ENCRYPT:
    case RSA_SIGN:
      return g_strdup_printf ("RSA-%u", self->bits);

    case ELGAMAL:
    case ELGAMAL_OLD:
      return g_strdup_printf ("ElGamal-%u", self->bits);

    case DSA:
      return g_strdup_printf ("DSA-%u", self->bits);

    case ECDH:
    case ECDSA:
    case EDDSA:
      return g_strdup (self->curve != NULL ? self->curve : _("a curve unknown to Herald"));

    default:
      /* TRANSLATORS: the placeholder is the number of an algorithm in the OpenPGP registry */
      return g_strdup_printf (_("algorithm number %u"), self->algorithm);
    }
}

/**
 * herald_key_material_clear:
 * @self: a key packet that was read
 *
 * Frees what is inside.
 */
void
herald_key_material_clear (HeraldKeyMaterial *self)
{
  g_clear_pointer (&self->fingerprint, g_free);
}
