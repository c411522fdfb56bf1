/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_REMINDER_DIALOG (herald_reminder_dialog_get_type ())

/* A calm question to the vendor, ready made, that the person reads, changes and
 * seals. Signal "sealed". */
G_DECLARE_FINAL_TYPE (HeraldReminderDialog, herald_reminder_dialog, HERALD, REMINDER_DIALOG, AdwWindow)

GtkWidget *herald_reminder_dialog_new (HeraldDesk *desk);

G_END_DECLS
