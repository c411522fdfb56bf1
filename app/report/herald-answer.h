/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "herald-json.h"
#include "herald-vendor.h"

G_BEGIN_DECLS

/* An answer is a JSON value of its field's kind: a string for text, dates,
 * times, choices and versions; a list of strings for links; a list of objects
 * for people and parties; true, false or null for flags; and
 * { "unknown": true } where the field allows it. Answers are immutable. */

/* More than any vendor takes, and the most that is read from a file: text
 * over a vendor's own limit is a finding, not a loss. */
#define HERALD_ANSWER_MAX_CHARS 200000

typedef char *(*HeraldAnswerMapFunc)   (const char *text,
                                        gpointer    data);

typedef void (*HeraldAnswerTextFunc)   (const char *text,
                                        gpointer    data);

JsonNode *herald_answer_new_empty      (const HeraldField      *field);

JsonNode *herald_answer_new_text       (const char             *text);

JsonNode *herald_answer_new_unknown    (void);

JsonNode *herald_answer_read           (const HeraldJsonValue  *value,
                                        const HeraldField      *field,
                                        GError                **error);

JsonNode *herald_answer_parse          (const HeraldField      *field,
                                        const char             *text,
                                        GError                **error);

gboolean  herald_answer_is_empty       (JsonNode               *answer);

gboolean  herald_answer_is_blank       (JsonNode               *answer);

gboolean  herald_answer_is_unknown     (JsonNode               *answer);

const char *herald_answer_get_text     (JsonNode               *answer);

gboolean  herald_answer_matches        (JsonNode               *answer,
                                        const char * const     *values);

void      herald_answer_foreach_text   (JsonNode               *answer,
                                        HeraldAnswerTextFunc    func,
                                        gpointer                data);

JsonNode *herald_answer_map            (JsonNode               *answer,
                                        HeraldAnswerMapFunc     func,
                                        gpointer                data);

G_END_DECLS
