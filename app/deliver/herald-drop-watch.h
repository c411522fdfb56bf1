/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeraldDropWatch:
 * @run_out: told once when there was no progress for too long
 * @user_data: for @run_out
 * @patience: how long that is, in milliseconds
 * @progress: when something moved last, on a clock that nobody sets
 * @timer: the source that looks, or 0
 *
 * A deadline that moves on with whatever is watched.
 */
typedef struct
{
  void     (*run_out) (gpointer user_data);
  gpointer   user_data;
  guint      patience;
  gint64     progress;
  guint      timer;
} HeraldDropWatch;

void herald_drop_watch_start (HeraldDropWatch *self,
                              guint            patience);

void herald_drop_watch_move  (HeraldDropWatch *self);

void herald_drop_watch_stop  (HeraldDropWatch *self);

G_END_DECLS
