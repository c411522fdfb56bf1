/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-field-frame.h"
#include "herald-field-row.h"

G_BEGIN_DECLS

/* For the kinds of rows alone. */

HeraldDesk       *herald_field_row_get_desk  (HeraldFieldRow *self);

HeraldFieldFrame *herald_field_row_get_frame (HeraldFieldRow *self);

void              herald_field_row_edited    (HeraldFieldRow *self);

G_END_DECLS
