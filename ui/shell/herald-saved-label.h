/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_SAVED_LABEL (herald_saved_label_get_type ())

/* Says quietly whether what was typed is safe. */
G_DECLARE_FINAL_TYPE (HeraldSavedLabel, herald_saved_label, HERALD, SAVED_LABEL, AdwBin)

GtkWidget *herald_saved_label_new (HeraldDesk *desk);

G_END_DECLS
