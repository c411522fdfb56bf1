/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

void     herald_leave_async  (GtkWindow            *parent,
                              HeraldDesk           *desk,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);

gboolean herald_leave_finish (GAsyncResult         *result);

gboolean herald_leave_is_safe (HeraldDesk          *desk);

G_END_DECLS
