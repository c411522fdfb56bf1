/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_FIELD_ROW (herald_field_row_get_type ())

/* One field of a vendor's form: its label, a control for its kind, its help
 * and what is wrong with its answer. Property "visited": whether the person
 * has left it, or was led to it; before that nothing is held against it. */
G_DECLARE_DERIVABLE_TYPE (HeraldFieldRow, herald_field_row, HERALD, FIELD_ROW, AdwBin)

/**
 * HeraldFieldRowClass:
 * @load: puts an answer into the control; keeps the cursor where it can
 * @read: gives the answer in the control, or %NULL with a sentence where what
 *   is typed is not an answer yet; both, where only a part of it is not
 * @tidy: (nullable): what happens to the typed text when the person leaves it
 *
 * What a kind of field does in its own way.
 */
struct _HeraldFieldRowClass
{
  AdwBinClass parent_class;

  void      (*load) (HeraldFieldRow  *self,
                     JsonNode        *answer);
  JsonNode *(*read) (HeraldFieldRow  *self,
                     char           **problem);
  void      (*tidy) (HeraldFieldRow  *self);
};

GtkWidget         *herald_field_row_new         (HeraldDesk        *desk,
                                                 const HeraldField *field);

HeraldFieldRow    *herald_field_row_find        (GPtrArray         *rows,
                                                 const char        *field);

const HeraldField *herald_field_row_get_field   (HeraldFieldRow    *self);

void               herald_field_row_refresh     (HeraldFieldRow    *self);

void               herald_field_row_flush       (HeraldFieldRow    *self);

void               herald_field_row_grab        (HeraldFieldRow    *self);

gboolean           herald_field_row_get_visited (HeraldFieldRow    *self);

void               herald_field_row_set_visited (HeraldFieldRow    *self,
                                                 gboolean           visited);

gboolean           herald_field_row_has_problem (HeraldFieldRow    *self);

G_END_DECLS
