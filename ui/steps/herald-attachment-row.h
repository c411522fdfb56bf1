/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_ATTACHMENT_ROW (herald_attachment_row_get_type ())

/* A file that goes with the report: its name, its size, and what it is for. */
G_DECLARE_FINAL_TYPE (HeraldAttachmentRow, herald_attachment_row, HERALD, ATTACHMENT_ROW, AdwActionRow)

GtkWidget  *herald_attachment_row_new      (HeraldDesk             *desk,
                                            const HeraldAttachment *attachment);

const char *herald_attachment_row_get_name (HeraldAttachmentRow    *self);

G_END_DECLS
