/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HERALD_TYPE_SPINNER (herald_spinner_get_type ())

/* A spinner that appears only when something takes longer than half a second.
 * Property "spinning". */
G_DECLARE_FINAL_TYPE (HeraldSpinner, herald_spinner, HERALD, SPINNER, AdwBin)

GtkWidget *herald_spinner_new          (void);

void       herald_spinner_set_spinning (HeraldSpinner  *self,
                                        gboolean        spinning);

G_END_DECLS
