/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HeraldCliWait:
 * @cancellable: cancelled by Ctrl+C
 *
 * Work elsewhere, while the main loop listens for Ctrl+C. The rest is its own.
 */
typedef struct
{
  GCancellable *cancellable;
  GMainLoop    *loop;
  guint         sources[3];
  GAsyncResult *result;
} HeraldCliWait;

void          herald_cli_wait_init   (HeraldCliWait  *self);

GAsyncResult *herald_cli_wait_for_it (HeraldCliWait  *self);

void          herald_cli_wait_clear  (HeraldCliWait  *self);

/* The callback, with the wait as its data. */
void          herald_cli_wait_cb     (GObject        *source,
                                      GAsyncResult   *result,
                                      gpointer        wait);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeraldCliWait, herald_cli_wait_clear)

G_END_DECLS
