/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_UNLOCK_PAGE (herald_unlock_page_get_type ())

/* Opens the reports that are kept. Signal "done": they are open. Signal
 * "without": the person goes on without them, this time. */
G_DECLARE_FINAL_TYPE (HeraldUnlockPage, herald_unlock_page, HERALD, UNLOCK_PAGE, AdwBin)

GtkWidget *herald_unlock_page_new   (HeraldDesk        *desk);

void       herald_unlock_page_begin (HeraldUnlockPage  *self,
                                     gboolean           ask_keyring);

G_END_DECLS
