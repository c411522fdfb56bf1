/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "herald-engine.h"

G_BEGIN_DECLS

typedef struct _HeraldAgent HeraldAgent;

HeraldAgent *herald_agent_new      (GError            **error);

const char  *herald_agent_get_home (const HeraldAgent  *self);

void         herald_agent_free     (HeraldAgent        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldAgent, herald_agent_free)

G_END_DECLS
