/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_RULE_ROW (herald_rule_row_get_type ())

/* One of the vendor's rules, to confirm, or one of its terms, to accept. */
G_DECLARE_FINAL_TYPE (HeraldRuleRow, herald_rule_row, HERALD, RULE_ROW, AdwPreferencesRow)

GtkWidget  *herald_rule_row_new         (HeraldDesk     *desk,
                                         const char     *rule);

const char *herald_rule_row_get_rule    (HeraldRuleRow  *self);

void        herald_rule_row_refresh     (HeraldRuleRow  *self);

gboolean    herald_rule_row_is_given    (HeraldRuleRow  *self);

gboolean    herald_rule_row_is_outdated (HeraldRuleRow  *self);

gboolean    herald_rule_row_is_blocking (HeraldRuleRow  *self);

gboolean    herald_rule_row_focus       (HeraldRuleRow  *self);

G_END_DECLS
