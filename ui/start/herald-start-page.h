/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

gboolean herald_start_page_focus (GtkWidget        *page,
                                  GtkDirectionType  direction);

G_END_DECLS
