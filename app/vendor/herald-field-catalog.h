/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-field.h"

G_BEGIN_DECLS

/* data/fields.json: every field that profiles may ask for by its id, the
 * sections, and the fixed words of a document. Immutable, reference-counted. */
typedef struct _HeraldFieldCatalog HeraldFieldCatalog;

HeraldFieldCatalog *herald_field_catalog_get_default   (void);

HeraldFieldCatalog *herald_field_catalog_read          (GBytes              *bytes,
                                                        GError             **error);

const HeraldField  *herald_field_catalog_find          (HeraldFieldCatalog  *self,
                                                        const char          *id);

/* Section ids, in order. */
const char * const *herald_field_catalog_get_sections  (HeraldFieldCatalog  *self);

const char         *herald_field_catalog_get_section_label (HeraldFieldCatalog *self,
                                                            const char         *section);

const char         *herald_field_catalog_get_word      (HeraldFieldCatalog  *self,
                                                        const char          *word);

HeraldFieldCatalog *herald_field_catalog_ref           (HeraldFieldCatalog  *self);

void                herald_field_catalog_unref         (HeraldFieldCatalog  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldFieldCatalog, herald_field_catalog_unref)

G_END_DECLS
