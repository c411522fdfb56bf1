/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer.h"

G_BEGIN_DECLS

#define HERALD_TYPE_MEMORY_HISTORY (herald_memory_history_get_type ())

/* Undo and redo for a report that is in memory only, and kept nowhere else: a
 * case has a history of its own. It goes with the report, and what a report
 * held from before it was anonymous goes at once. */
G_DECLARE_FINAL_TYPE (HeraldMemoryHistory, herald_memory_history, HERALD, MEMORY_HISTORY, GObject)

HeraldMemoryHistory *herald_memory_history_new      (HeraldComposer       *composer);

gboolean             herald_memory_history_can_undo (HeraldMemoryHistory  *self);

gboolean             herald_memory_history_can_redo (HeraldMemoryHistory  *self);

gboolean             herald_memory_history_undo     (HeraldMemoryHistory  *self,
                                                     GError              **error);

gboolean             herald_memory_history_redo     (HeraldMemoryHistory  *self,
                                                     GError              **error);

G_END_DECLS
