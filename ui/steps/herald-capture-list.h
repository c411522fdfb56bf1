/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_CAPTURE_LIST (herald_capture_list_get_type ())

/* What Herald can see of the person's machine: looked at on request only, each
 * fact as it would be written, taken over one by one. */
G_DECLARE_FINAL_TYPE (HeraldCaptureList, herald_capture_list, HERALD, CAPTURE_LIST, AdwBin)

GtkWidget *herald_capture_list_new   (HeraldDesk         *desk);

void       herald_capture_list_clear (HeraldCaptureList  *self);

G_END_DECLS
