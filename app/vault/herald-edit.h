/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode   *herald_edit_make_node      (JsonObject  *object);

JsonNode   *herald_edit_diff           (JsonObject  *before,
                                        JsonObject  *after);

JsonNode   *herald_edit_diff_text      (const char  *before,
                                        const char  *after);

gboolean    herald_edit_has_same_order (JsonObject  *one,
                                        JsonObject  *other);

gboolean    herald_edit_is_valid       (JsonNode    *edit);

JsonObject *herald_edit_apply          (JsonObject  *before,
                                        JsonNode    *edit);

JsonObject *herald_edit_copy           (JsonObject  *report);

void        herald_edit_apply_here     (JsonObject  *report,
                                        JsonNode    *edit);

GStrv       herald_edit_get_places     (JsonNode    *edit);

G_END_DECLS
