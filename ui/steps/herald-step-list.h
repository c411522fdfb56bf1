/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-step.h"

G_BEGIN_DECLS

GPtrArray *herald_step_list_new (HeraldDesk *desk);

G_END_DECLS
