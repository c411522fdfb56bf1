/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_INQUIRY_DIALOG (herald_inquiry_dialog_get_type ())

/* Asks the vendor's server for answers to a report that left no address, once
 * for each click, and opens them with the reply key. */
G_DECLARE_FINAL_TYPE (HeraldInquiryDialog, herald_inquiry_dialog, HERALD, INQUIRY_DIALOG, AdwWindow)

GtkWidget *herald_inquiry_dialog_new (HeraldDesk *desk);

G_END_DECLS
