/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-event.h"

G_BEGIN_DECLS

/**
 * HeraldHistory:
 *
 * All that a journal tells: the versions of a report and how the person went
 * from one to another, the log, the attachments.
 */
typedef struct _HeraldHistory HeraldHistory;

HeraldHistory     *herald_history_new           (void);

void               herald_history_free          (HeraldHistory     *self);

gboolean           herald_history_take          (HeraldHistory     *self,
                                                 HeraldEvent       *event);

GPtrArray         *herald_history_get_events    (HeraldHistory     *self);

const HeraldEvent *herald_history_get_current   (HeraldHistory     *self);

const HeraldEvent *herald_history_get_version   (HeraldHistory     *self,
                                                 guint64            seq);

JsonNode          *herald_history_get_report    (HeraldHistory     *self);

JsonNode          *herald_history_get_report_of (HeraldHistory     *self,
                                                 const HeraldEvent *version);

GStrv              herald_history_get_changes   (HeraldHistory     *self,
                                                 const HeraldEvent *version);

gboolean           herald_history_can_move      (HeraldHistory     *self,
                                                 HeraldMove         move,
                                                 guint64           *to);

const HeraldEvent *herald_history_find_blob     (HeraldHistory     *self,
                                                 const char        *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldHistory, herald_history_free)

G_END_DECLS
