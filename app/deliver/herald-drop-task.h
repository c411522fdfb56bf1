/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-drop-event.h"
#include "herald-drop-exchange.h"
#include "herald-drop-request.h"

G_BEGIN_DECLS

/* What herald-drop was started for, from the request to the last line. */
typedef struct _HeraldDropTask HeraldDropTask;

/* Told every line; the last one ends it. %FALSE stops it. */
typedef gboolean (*HeraldDropSay) (const HeraldDropEvent *event,
                                   gpointer               user_data);

HeraldDropTask *herald_drop_task_new    (HeraldDropRequest   *request,
                                         int                  fd,
                                         HeraldDropSay        say,
                                         gpointer             user_data);

void            herald_drop_task_run    (HeraldDropTask      *self);

void            herald_drop_task_cancel (HeraldDropTask      *self);

void            herald_drop_task_free   (HeraldDropTask      *self);

char           *herald_drop_make_answers_uri (const char     *endpoint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldDropTask, herald_drop_task_free)

G_END_DECLS
