/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-key-parts.h"
#include "herald-key.h"

G_BEGIN_DECLS

/**
 * HeraldKeyPrimary:
 * @verdict: on the primary key alone
 * @reason: (nullable): the sentence, where it is unusable
 * @expires: Unix time, or 0 for never
 * @direct: (nullable): the newest signature over the key itself
 * @user_ids: (element-type HeraldKeySignature) (nullable elements): the newest
 *   signature over each user id of the certificate; %NULL where that is revoked or
 *   has none to rely on
 * @encrypts: whether the primary key may be encrypted to
 *
 * What a primary key has said about itself, as of one instant.
 */
typedef struct
{
  HeraldKeyVerdict          verdict;
  char                     *reason;
  gint64                    expires;
  const HeraldKeySignature *direct;
  GPtrArray                *user_ids;
  gboolean                  encrypts;
} HeraldKeyPrimary;

const HeraldKeySignature *herald_key_newest_signature (const HeraldKeyPart      *part,
                                                       const HeraldKeyMaterial  *primary,
                                                       guint8                    first_type,
                                                       guint8                    last_type,
                                                       gint64                    now);

gboolean                  herald_key_is_revoked_by    (const HeraldKeyPart      *part,
                                                       guint8                    type,
                                                       const guint8             *id);

char                     *herald_key_format_date      (gint64                    time);

void                      herald_key_primary_judge    (HeraldKeyPrimary         *self,
                                                       const HeraldKeyParts     *parts,
                                                       gint64                    now);

void                      herald_key_primary_clear    (HeraldKeyPrimary         *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeraldKeyPrimary, herald_key_primary_clear)

G_END_DECLS
