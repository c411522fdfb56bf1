/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-own-needles.h"

G_BEGIN_DECLS

typedef void (*HeraldOwnNeedleFunc) (const HeraldOwnNeedle *needle,
                                     gsize                  end,
                                     gpointer               data);

HeraldOwnAutomaton *herald_own_automaton_new  (GPtrArray                 *literals);

guint32             herald_own_automaton_run  (const HeraldOwnAutomaton  *self,
                                               guint32                    state,
                                               const guint8              *data,
                                               gsize                      start,
                                               gsize                      end,
                                               HeraldOwnNeedleFunc        func,
                                               gpointer                   user_data);

void                herald_own_automaton_free (HeraldOwnAutomaton        *self);

G_END_DECLS
