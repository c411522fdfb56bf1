/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-key-material.h"

G_BEGIN_DECLS

/* Signature types (RFC 9580, section 5.2.1) that say something about a key. */
typedef enum
{
  HERALD_KEY_SIGNATURE_USER_ID           = 0x10, /* to 0x13 */
  HERALD_KEY_SIGNATURE_USER_ID_LAST      = 0x13,
  HERALD_KEY_SIGNATURE_SUBKEY            = 0x18,
  HERALD_KEY_SIGNATURE_DIRECT            = 0x1f,
  HERALD_KEY_SIGNATURE_REVOKES_KEY       = 0x20,
  HERALD_KEY_SIGNATURE_REVOKES_SUBKEY    = 0x28,
  HERALD_KEY_SIGNATURE_REVOKES_USER_ID   = 0x30,
} HeraldKeySignatureType;

/**
 * HeraldKeySignature:
 * @packet: the whole packet, header included; borrowed
 * @packet_length: its bytes
 * @is_readable: FALSE where it is malformed, of another version than 4, or
 *   holds something critical that Herald does not know: it then proves nothing
 * @type: one of #HeraldKeySignatureType, or another
 * @digest: number of the hash algorithm
 * @created: Unix time
 * @lasts: seconds until the signature itself expires, or 0
 * @key_lasts: seconds from the key's making until the key expires, or 0
 * @has_flags: whether it says what the key is for
 * @flags: the first octet of that
 * @wants_extra: whether the key is an additional decryption subkey (ADSK)
 * @lists_aes256: whether AES-256 is among the preferred ciphers
 * @has_issuer: whether it says which key made it
 * @issuer: that key's id
 * @has_revoker: whether it names another key that may revoke this one
 * @revoker: that key's id
 *
 * What one signature packet in a certificate says.
 */
typedef struct
{
  const guint8 *packet;
  gsize         packet_length;
  gboolean      is_readable;
  guint8        type;
  guint8        digest;
  gint64        created;
  gint64        lasts;
  gint64        key_lasts;
  gboolean      has_flags;
  guint8        flags;
  gboolean      wants_extra;
  gboolean      lists_aes256;
  gboolean      has_issuer;
  guint8        issuer[HERALD_KEY_ID_SIZE];
  gboolean      has_revoker;
  guint8        revoker[HERALD_KEY_ID_SIZE];
} HeraldKeySignature;

void        herald_key_signature_read            (HeraldKeySignature       *self,
                                                  const guint8             *body,
                                                  gsize                     length);

gboolean    herald_key_signature_is_by           (const HeraldKeySignature *self,
                                                  const guint8             *id);

gboolean    herald_key_signature_is_safe         (const HeraldKeySignature *self);

const char *herald_key_signature_describe_digest (const HeraldKeySignature *self);

G_END_DECLS
