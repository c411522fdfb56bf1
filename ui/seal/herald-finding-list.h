/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_FINDING_LIST (herald_finding_list_get_type ())

/* Findings of one severity under a heading that counts them; not there at all
 * without any. */
G_DECLARE_FINAL_TYPE (HeraldFindingList, herald_finding_list, HERALD, FINDING_LIST, AdwBin)

GtkWidget *herald_finding_list_new         (HeraldDesk        *desk,
                                            HeraldSeverity     severity);

void       herald_finding_list_show        (HeraldFindingList *self,
                                            GPtrArray         *findings);

guint      herald_finding_list_get_n_rows  (HeraldFindingList *self);

gboolean   herald_finding_list_focus_first (HeraldFindingList *self);

G_END_DECLS
