/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-own-identity.h"

G_BEGIN_DECLS

/**
 * HeraldOwnTrace:
 * @kind: what was found
 * @ordinal: which of its kind, from 1
 * @offset: where it begins, in bytes of the stream
 * @length: how many bytes it has
 * @line: the line it stands in, from 1, or 0 where there are no lines
 *
 * A place where something tells who the person is.
 */
typedef struct
{
  HeraldOwnKind  kind;
  guint          ordinal;
  guint64        offset;
  gsize          length;
  guint64        line;
} HeraldOwnTrace;

typedef void (*HeraldOwnTraceFunc) (const HeraldOwnTrace *trace,
                                    gpointer              user_data);

typedef struct _HeraldOwnScanner HeraldOwnScanner;

HeraldOwnScanner *herald_own_scanner_new    (HeraldOwnIdentity  *identity,
                                             HeraldOwnTraceFunc  func,
                                             gpointer            user_data);

void              herald_own_scanner_feed   (HeraldOwnScanner   *self,
                                             const void         *data,
                                             gsize               length);

void              herald_own_scanner_finish (HeraldOwnScanner   *self);

void              herald_own_scanner_free   (HeraldOwnScanner   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldOwnScanner, herald_own_scanner_free)

G_END_DECLS
