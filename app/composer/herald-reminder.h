/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-timeline.h"

G_BEGIN_DECLS

char *herald_reminder_write (HeraldVendor         *vendor,
                             const HeraldTimeline *timeline);

G_END_DECLS
