/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_PREFERENCES (herald_preferences_get_type ())

/* When reports are locked, and what opens them. */
G_DECLARE_FINAL_TYPE (HeraldPreferences, herald_preferences, HERALD, PREFERENCES, AdwPreferencesWindow)

GtkWidget *herald_preferences_present (GtkWindow   *parent,
                                       HeraldDesk  *desk);

G_END_DECLS
