/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_SUBSTITUTION_LIST (herald_substitution_list_get_type ())

/* The words that are replaced in every answer. */
G_DECLARE_FINAL_TYPE (HeraldSubstitutionList, herald_substitution_list, HERALD, SUBSTITUTION_LIST, AdwBin)

GtkWidget *herald_substitution_list_new     (HeraldDesk              *desk);

void       herald_substitution_list_refresh (HeraldSubstitutionList  *self);

gboolean   herald_substitution_list_focus   (HeraldSubstitutionList  *self);

G_END_DECLS
