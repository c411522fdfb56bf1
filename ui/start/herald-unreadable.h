/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-case-item.h"
#include "herald-desk.h"

G_BEGIN_DECLS

void herald_unreadable_show (GtkWindow       *parent,
                             HeraldDesk      *desk,
                             HeraldCaseItem  *item);

G_END_DECLS
