/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-key-parts.h"
#include "herald-key.h"

G_BEGIN_DECLS

/**
 * HeraldKeySubkey:
 * @part: the subkey; borrowed
 * @verdict: on the subkey alone
 * @is_for_encryption: whether it would be encrypted to, were it usable
 * @expires: Unix time, or 0 for never
 * @binding: (nullable): the newest signature that makes it part of the key
 *
 * What a primary key has said about one of its subkeys, as of one instant.
 */
typedef struct
{
  const HeraldKeyPart      *part;
  HeraldKeyVerdict          verdict;
  gboolean                  is_for_encryption;
  gint64                    expires;
  const HeraldKeySignature *binding;
} HeraldKeySubkey;

void  herald_key_subkey_judge    (HeraldKeySubkey         *self,
                                  const HeraldKeyPart     *part,
                                  const HeraldKeyMaterial *primary,
                                  gint64                   now);

char *herald_key_subkey_describe (const HeraldKeySubkey   *self);

G_END_DECLS
