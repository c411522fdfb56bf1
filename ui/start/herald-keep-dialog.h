/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

void herald_keep_dialog_run (GtkWindow   *parent,
                             HeraldDesk  *desk);

G_END_DECLS
