/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-step.h"

G_BEGIN_DECLS

HeraldStepState herald_sent_state_get         (HeraldDesk *desk);

guint           herald_sent_state_count_stops (HeraldDesk *desk);

gboolean        herald_sent_state_is_stopped  (HeraldDesk *desk);

G_END_DECLS
