/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-key-material.h"
#include "herald-key-signature.h"

G_BEGIN_DECLS

/**
 * HeraldKeyPart:
 * @packet: a primary key, user id or subkey, header included; borrowed
 * @packet_length: its bytes
 * @body: the same without its header
 * @body_length: its bytes
 * @material: what is in it, for keys
 * @signatures: (element-type HeraldKeySignature): those that follow it
 *
 * One component of a certificate.
 */
typedef struct
{
  const guint8      *packet;
  gsize              packet_length;
  const guint8      *body;
  gsize              body_length;
  HeraldKeyMaterial  material;
  GArray            *signatures;
} HeraldKeyPart;

/**
 * HeraldKeyParts:
 * @primary: the primary key
 * @user_ids: (element-type HeraldKeyPart)
 * @subkeys: (element-type HeraldKeyPart)
 * @is_private: whether anything in it is private
 *
 * One certificate, taken apart; it borrows the bytes it was read from.
 */
typedef struct
{
  HeraldKeyPart *primary;
  GPtrArray     *user_ids;
  GPtrArray     *subkeys;
  gboolean       is_private;
} HeraldKeyParts;

GPtrArray *herald_key_parts_read (GBytes   *packets,
                                  GError  **error);

void       herald_key_parts_free (HeraldKeyParts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldKeyParts, herald_key_parts_free)

G_END_DECLS
