/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-form-note.h"

G_BEGIN_DECLS

/* What the person noted of forms, for as long as the program lives; for an
 * anonymous report it stands nowhere else. May be used in any thread. */
typedef struct _HeraldFormMemory HeraldFormMemory;

HeraldFormMemory *herald_form_memory_new    (void);

HeraldFormMemory *herald_form_memory_ref    (HeraldFormMemory      *self);

void              herald_form_memory_unref  (HeraldFormMemory      *self);

void              herald_form_memory_add    (HeraldFormMemory      *self,
                                             const HeraldFormNote  *note);

HeraldFormNote   *herald_form_memory_find   (HeraldFormMemory      *self,
                                             const char            *vendor,
                                             const char            *channel);

G_END_DECLS
