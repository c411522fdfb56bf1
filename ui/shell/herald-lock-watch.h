/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HERALD_TYPE_LOCK_WATCH (herald_lock_watch_get_type ())

/* Hears when the desktop locks its screen, or the computer goes to sleep.
 * Signal "locked". A desktop that says neither is none of its business. */
G_DECLARE_FINAL_TYPE (HeraldLockWatch, herald_lock_watch, HERALD, LOCK_WATCH, GObject)

HeraldLockWatch *herald_lock_watch_new (void);

G_END_DECLS
