/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-finding.h"

G_BEGIN_DECLS

#define HERALD_TYPE_PROBLEM_LIST (herald_problem_list_get_type ())

/* What is wrong with an answer, in words, one below the other; not there at
 * all when nothing is. */
G_DECLARE_FINAL_TYPE (HeraldProblemList, herald_problem_list, HERALD, PROBLEM_LIST, AdwBin)

void      herald_problem_list_begin    (HeraldProblemList *self);

void      herald_problem_list_add      (HeraldProblemList *self,
                                        HeraldSeverity     severity,
                                        const char        *message);

void      herald_problem_list_add_findings (HeraldProblemList *self,
                                            GPtrArray         *findings,
                                            const char        *field,
                                            const char        *except);

gboolean  herald_problem_list_end      (HeraldProblemList *self);

gboolean  herald_problem_list_has_stop (HeraldProblemList *self);

char     *herald_problem_list_dup_text (HeraldProblemList *self);

G_END_DECLS
