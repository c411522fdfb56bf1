/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-composer.h"

G_BEGIN_DECLS

#define HERALD_TYPE_LIST_ENTRY (herald_list_entry_get_type ())

/* One link, person or party. Signals "changed", and "remove" when the person
 * wants it gone. */
G_DECLARE_FINAL_TYPE (HeraldListEntry, herald_list_entry, HERALD, LIST_ENTRY, AdwBin)

GtkWidget *herald_list_entry_new   (HeraldFieldKind   kind);

void       herald_list_entry_name  (HeraldListEntry  *self,
                                    const char       *field,
                                    guint             number);

void       herald_list_entry_load  (HeraldListEntry  *self,
                                    JsonNode         *node);

JsonNode  *herald_list_entry_read  (HeraldListEntry  *self,
                                    char            **problem);

char     **herald_list_entry_split (HeraldListEntry  *self);

void       herald_list_entry_tidy  (HeraldListEntry  *self);

void       herald_list_entry_grab  (HeraldListEntry  *self);

G_END_DECLS
