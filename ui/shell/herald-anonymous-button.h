/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_ANONYMOUS_BUTTON (herald_anonymous_button_get_type ())

/* Shows whether the report in progress is anonymous, and changes it after
 * saying in words what that means. */
G_DECLARE_FINAL_TYPE (HeraldAnonymousButton, herald_anonymous_button, HERALD, ANONYMOUS_BUTTON, AdwBin)

GtkWidget *herald_anonymous_button_new (HeraldDesk *desk);

void       herald_anonymous_ask        (GtkWindow  *parent,
                                        HeraldDesk *desk);

G_END_DECLS
