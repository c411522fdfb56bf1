/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-key.h"

G_BEGIN_DECLS

#define HERALD_TYPE_KEY_ROW (herald_key_row_get_type ())

/* One key of a file: whose it says it is, and whether it can be used. */
G_DECLARE_FINAL_TYPE (HeraldKeyRow, herald_key_row, HERALD, KEY_ROW, AdwActionRow)

GtkWidget *herald_key_row_new     (HeraldKey      *key,
                                   HeraldKeyRow   *group);

HeraldKey *herald_key_row_get_key (HeraldKeyRow   *self);

gboolean   herald_key_row_is_chosen (HeraldKeyRow *self);

G_END_DECLS
