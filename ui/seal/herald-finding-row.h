/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_FINDING_ROW (herald_finding_row_get_type ())

/* Something that the review found: where it is, and what can be done with it. */
G_DECLARE_FINAL_TYPE (HeraldFindingRow, herald_finding_row, HERALD, FINDING_ROW, GtkListBoxRow)

GtkWidget  *herald_finding_row_new         (HeraldDesk          *desk);

void        herald_finding_row_set_finding (HeraldFindingRow    *self,
                                            const HeraldFinding *finding);

const char *herald_finding_row_get_key     (HeraldFindingRow    *self);

const char *herald_finding_row_get_place   (HeraldFindingRow    *self);

char       *herald_finding_dup_key         (const HeraldFinding *finding);

G_END_DECLS
