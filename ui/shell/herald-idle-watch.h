/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HERALD_TYPE_IDLE_WATCH (herald_idle_watch_get_type ())

/* Tells when the person is not at the program any more: nothing was pressed or
 * moved for as long as the settings say, or the screen was locked. Signal
 * "idle", with whether it is told again: a handler returns %TRUE if there is
 * nothing left to do; otherwise it is told again soon, until somebody is there. */
G_DECLARE_FINAL_TYPE (HeraldIdleWatch, herald_idle_watch, HERALD, IDLE_WATCH, GObject)

HeraldIdleWatch *herald_idle_watch_new  (void);

void             herald_idle_watch_look (HeraldIdleWatch *self,
                                         gint64           now);

G_END_DECLS
