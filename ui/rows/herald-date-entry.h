/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HERALD_TYPE_DATE_ENTRY (herald_date_entry_get_type ())

/* A date, typed or picked in a calendar. */
G_DECLARE_FINAL_TYPE (HeraldDateEntry, herald_date_entry, HERALD, DATE_ENTRY, AdwBin)

GtkWidget *herald_date_entry_new       (void);

GtkEntry  *herald_date_entry_get_entry (HeraldDateEntry  *self);

void       herald_date_entry_name      (HeraldDateEntry  *self,
                                        const char       *label);

void       herald_date_entry_load      (HeraldDateEntry  *self,
                                        const char       *date);

char      *herald_date_entry_read      (HeraldDateEntry  *self,
                                        char            **problem);

void       herald_date_entry_tidy      (HeraldDateEntry  *self);

G_END_DECLS
