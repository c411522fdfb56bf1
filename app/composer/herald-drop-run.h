/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-drop-event.h"
#include "herald-drop-request.h"

G_BEGIN_DECLS

/* Told what herald-drop prints while it runs. */
typedef void (*HeraldDropHeard) (const HeraldDropEvent *event,
                                 gpointer               user_data);

void             herald_drop_run_async  (const HeraldDropRequest  *request,
                                         int                       fd,
                                         GCancellable             *cancellable,
                                         HeraldDropHeard           heard,
                                         gpointer                  heard_data,
                                         GAsyncReadyCallback       callback,
                                         gpointer                  user_data);

HeraldDropEvent *herald_drop_run_finish (GAsyncResult             *result);

char            *herald_drop_run_find   (void);

G_END_DECLS
