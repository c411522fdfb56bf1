/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_ANSWERS_PANEL (herald_answers_panel_get_type ())

/* Answers for somebody without an address: the follow-up secret, and the reply
 * key. Nothing of it is on at first. Signal "changed". */
G_DECLARE_FINAL_TYPE (HeraldAnswersPanel, herald_answers_panel, HERALD, ANSWERS_PANEL, AdwBin)

GtkWidget  *herald_answers_panel_new        (HeraldDesk          *desk);

void        herald_answers_panel_refresh    (HeraldAnswersPanel  *self);

gboolean    herald_answers_panel_is_ready   (HeraldAnswersPanel  *self);

char       *herald_answers_panel_dup_hash   (HeraldAnswersPanel  *self);

const char *herald_answers_panel_get_secret (HeraldAnswersPanel  *self);

G_END_DECLS
