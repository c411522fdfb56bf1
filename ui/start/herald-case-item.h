/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer-cases.h"

G_BEGIN_DECLS

#define HERALD_TYPE_CASE_ITEM (herald_case_item_get_type ())

/* A case as a list of reports shows it, in words. */
G_DECLARE_FINAL_TYPE (HeraldCaseItem, herald_case_item, HERALD, CASE_ITEM, GObject)

HeraldCaseItem *herald_case_item_new          (const HeraldCaseSummary  *summary,
                                               HeraldVendorCatalog      *vendors);

const char     *herald_case_item_get_id       (HeraldCaseItem           *self);
const char     *herald_case_item_get_title    (HeraldCaseItem           *self);
const char     *herald_case_item_get_vendor   (HeraldCaseItem           *self);
const char     *herald_case_item_get_problem  (HeraldCaseItem           *self);
const char     *herald_case_item_get_icon     (HeraldCaseItem           *self);
const char     *herald_case_item_get_changed  (HeraldCaseItem           *self);
gboolean        herald_case_item_is_readable  (HeraldCaseItem           *self);
gboolean        herald_case_item_is_anonymous (HeraldCaseItem           *self);

char           *herald_case_item_describe     (HeraldCaseItem           *self);
char           *herald_case_item_dup_day      (HeraldCaseItem           *self);

gboolean        herald_case_item_matches      (HeraldCaseItem           *self,
                                               const char               *words);

G_END_DECLS
