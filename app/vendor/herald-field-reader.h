/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-decoder.h"
#include "herald-field.h"

G_BEGIN_DECLS

#define HERALD_FIELD_MAX_CHARS 100000

extern const char * const herald_field_kinds[];

extern const char * const herald_strictnesses[];

/* Finds a field by its id; NULL where there is none. */
typedef const HeraldField *(* HeraldFieldFinder) (gpointer    data,
                                                  const char *id);

HeraldChoice *herald_choice_new        (const char              *id,
                                        const char              *label);

GPtrArray    *herald_choices_new       (void);

GPtrArray    *herald_conditions_new    (void);

gboolean      herald_field_kind_has_max (HeraldFieldKind         kind);

GPtrArray    *herald_field_read_choices (HeraldDecoder          *decoder,
                                         const HeraldJsonValue  *value);

HeraldField  *herald_field_read        (HeraldDecoder           *decoder,
                                        const HeraldJsonValue   *object);

gboolean      herald_field_check_when  (HeraldDecoder           *decoder,
                                        const HeraldJsonValue   *object,
                                        const HeraldField       *self,
                                        HeraldFieldFinder        find,
                                        gpointer                 data);

gboolean      herald_field_check_circle (HeraldDecoder          *decoder,
                                         const HeraldJsonValue  *object,
                                         const HeraldField      *self,
                                         HeraldFieldFinder       find,
                                         gpointer                data);

G_END_DECLS
