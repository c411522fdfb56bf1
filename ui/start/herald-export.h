/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

void herald_export_ask (GtkWindow   *parent,
                        HeraldDesk  *desk,
                        const char  *case_id);

G_END_DECLS
