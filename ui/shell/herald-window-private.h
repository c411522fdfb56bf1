/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-idle-watch.h"
#include "herald-memory-history.h"
#include "herald-start-view.h"
#include "herald-window.h"

G_BEGIN_DECLS

HeraldMemoryHistory *herald_window_get_history            (HeraldWindow    *self);

HeraldIdleWatch     *herald_window_get_idle_watch         (HeraldWindow    *self);

HeraldStartView     *herald_window_get_start_view         (HeraldWindow    *self);

void                 herald_window_install_report_actions (GtkWidgetClass  *klass);

void                 herald_window_update_report_actions  (HeraldWindow    *self);

void                 herald_window_update_title           (HeraldWindow    *self);

G_END_DECLS
