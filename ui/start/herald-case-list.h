/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "herald-case-item.h"

G_BEGIN_DECLS

#define HERALD_TYPE_CASE_LIST (herald_case_list_get_type ())

/* The cases of a list of reports: those that are looked for, the latest first,
 * without those that are on their way out and can still be had back. */
G_DECLARE_FINAL_TYPE (HeraldCaseList, herald_case_list, HERALD, CASE_LIST, GObject)

HeraldCaseList *herald_case_list_new         (void);

GListModel     *herald_case_list_get_shown   (HeraldCaseList       *self);

void            herald_case_list_set_cases   (HeraldCaseList       *self,
                                              GPtrArray            *cases,
                                              HeraldVendorCatalog  *vendors);

void            herald_case_list_set_words   (HeraldCaseList       *self,
                                              const char           *words);

void            herald_case_list_show_more   (HeraldCaseList       *self);

gboolean        herald_case_list_has_more    (HeraldCaseList       *self);

gboolean        herald_case_list_is_empty    (HeraldCaseList       *self);

HeraldCaseItem *herald_case_list_find        (HeraldCaseList       *self,
                                              const char           *id);

void            herald_case_list_take_out    (HeraldCaseList       *self,
                                              const char           *id);

void            herald_case_list_put_back    (HeraldCaseList       *self,
                                              const char           *id);

gboolean        herald_case_list_is_out      (HeraldCaseList       *self,
                                              const char           *id);

GStrv           herald_case_list_steal_out   (HeraldCaseList       *self);

G_END_DECLS
