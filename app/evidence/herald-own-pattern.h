/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-own-view.h"

G_BEGIN_DECLS

/* Ways in which a text shows some user, whoever it may be. Each has an anchor,
 * a text that is found first; the rest is read around it. No pattern reaches
 * further than HERALD_OWN_PATTERN_REACH bytes from its anchor. */

#define HERALD_OWN_PATTERN_REACH 440

guint         herald_own_pattern_count      (void);

const char   *herald_own_pattern_get_anchor (guint                pattern);

HeraldOwnKind herald_own_pattern_get_kind   (guint                pattern);

gboolean      herald_own_pattern_match      (guint                pattern,
                                             const HeraldOwnView *view,
                                             gsize                anchor_start,
                                             gsize                anchor_end,
                                             gsize               *start,
                                             gsize               *end);

G_END_DECLS
