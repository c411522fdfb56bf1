/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "herald-own-identity.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_OWN_BYTES,    /* UTF-8, and Latin-1 where it is not UTF-8 */
  HERALD_OWN_UTF16_LE,
  HERALD_OWN_UTF16_BE,
  HERALD_OWN_N_ENCODINGS
} HeraldOwnEncoding;

/**
 * HeraldOwnView:
 * @data: bytes
 * @length: their number
 * @encoding: how to read them
 *
 * A piece of a file, read as text from any place in it.
 */
typedef struct
{
  const guint8      *data;
  gsize              length;
  HeraldOwnEncoding  encoding;
} HeraldOwnView;

#define HERALD_OWN_NO_CHAR ((gunichar) -1)

gunichar herald_own_view_next       (const HeraldOwnView *self,
                                     gsize               *at);

gunichar herald_own_view_previous   (const HeraldOwnView *self,
                                     gsize               *at);

gboolean herald_own_view_is_bounded (const HeraldOwnView *self,
                                     HeraldOwnBound       bound,
                                     gsize                start,
                                     gsize                end);

G_END_DECLS
