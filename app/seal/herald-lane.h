/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_LANE_SIZE (1024 * 1024)

/**
 * HeraldLane:
 * @from_ready: the descriptor to read is known to have something
 * @to_ready: the descriptor to write is known to have room
 *
 * Bytes on their way from one descriptor to another, without a copy where the
 * system allows it.
 *
 * It lives in its owner's memory; the other fields are its own.
 */
typedef struct
{
  gboolean  from_ready;
  gboolean  to_ready;
  gboolean  splices;
  guint8   *buffer;  /* NULL until it is needed */
  gsize     pending; /* where the unwritten bytes begin in the buffer */
  gsize     filled;  /* and where they end */
} HeraldLane;

gboolean herald_lane_widen (int           fd);

void     herald_lane_init  (HeraldLane   *self);

void     herald_lane_clear (HeraldLane   *self);

void     herald_lane_put   (HeraldLane   *self,
                            const guint8 *data,
                            gsize         length);

gssize   herald_lane_move  (HeraldLane   *self,
                            int           from,
                            int           to,
                            guint64       max);

G_END_DECLS
