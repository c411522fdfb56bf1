/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-own-view.h"

G_BEGIN_DECLS

/**
 * HeraldOwnNeedle:
 * @bytes: what is looked for, the case of ASCII letters being of no account
 * @length: how many bytes
 * @encoding: how they are written
 * @literal: (nullable): the literal that it writes
 * @pattern: without a literal, the pattern of which it is the anchor
 *
 * One literal or anchor in one encoding.
 */
typedef struct
{
  guint8                 *bytes;
  gsize                   length;
  HeraldOwnEncoding       encoding;
  const HeraldOwnLiteral *literal;
  guint                   pattern;
} HeraldOwnNeedle;

/* No needle is longer, in bytes. */
#define HERALD_OWN_MAX_NEEDLE 500

GArray *herald_own_needles_new (GPtrArray *literals);

G_END_DECLS
