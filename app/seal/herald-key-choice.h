/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-key-primary.h"
#include "herald-key-subkey.h"

G_BEGIN_DECLS

/**
 * HeraldKeyChoice:
 * @verdict: on the whole certificate
 * @reason: (nullable): the sentence, where it is unusable
 * @subkeys: (element-type HeraldKeySubkey): all of them, judged
 * @chosen: (nullable): what is encrypted to
 * @subkey: (nullable): the same, where it is a subkey
 *
 * Which part of a certificate messages are encrypted to.
 */
typedef struct
{
  HeraldKeyVerdict         verdict;
  char                    *reason;
  GArray                  *subkeys;
  const HeraldKeyMaterial *chosen;
  const HeraldKeySubkey   *subkey;
} HeraldKeyChoice;

void               herald_key_choice_make   (HeraldKeyChoice        *self,
                                             const HeraldKeyParts   *parts,
                                             const HeraldKeyPrimary *primary,
                                             gint64                  now);

GBytes            *herald_key_choice_reduce (const HeraldKeyChoice  *self,
                                             const HeraldKeyParts   *parts,
                                             const HeraldKeyPrimary *primary);

HeraldKeyWarnings  herald_key_choice_warn   (const HeraldKeyChoice  *self,
                                             const HeraldKeyParts   *parts,
                                             const HeraldKeyPrimary *primary,
                                             gint64                  expires,
                                             gint64                  now,
                                             GPtrArray              *sentences);

void               herald_key_choice_clear  (HeraldKeyChoice        *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeraldKeyChoice, herald_key_choice_clear)

G_END_DECLS
