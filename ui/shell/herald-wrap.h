/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void herald_wrap_button    (GtkWidget       *button);

void herald_wrap_add_toast (AdwToastOverlay *overlay,
                            AdwToast        *toast);

G_END_DECLS
