/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_REPLY_KEY_ROW (herald_reply_key_row_get_type ())

/* A row with the key that answers to the report are sealed to, and the entries
 * for making one. */
G_DECLARE_FINAL_TYPE (HeraldReplyKeyRow, herald_reply_key_row, HERALD, REPLY_KEY_ROW, GtkListBoxRow)

GtkWidget *herald_reply_key_row_new  (HeraldDesk        *desk);

void       herald_reply_key_row_show (HeraldReplyKeyRow *self);

void       herald_reply_key_row_make (HeraldReplyKeyRow *self,
                                      const char        *path);

G_END_DECLS
