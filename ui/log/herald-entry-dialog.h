/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_ENTRY_DIALOG (herald_entry_dialog_get_type ())

/* Asks what happened with the report, and writes it into the log. Signal
 * "added". */
G_DECLARE_FINAL_TYPE (HeraldEntryDialog, herald_entry_dialog, HERALD, ENTRY_DIALOG, AdwWindow)

GtkWidget *herald_entry_dialog_new (HeraldDesk *desk);

G_END_DECLS
