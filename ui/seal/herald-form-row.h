/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-envelope.h"

G_BEGIN_DECLS

#define HERALD_TYPE_FORM_ROW (herald_form_row_get_type ())

/* A form that an envelope can have, one of several to choose from. Signal
 * "chosen". */
G_DECLARE_FINAL_TYPE (HeraldFormRow, herald_form_row, HERALD, FORM_ROW, AdwActionRow)

GtkWidget          *herald_form_row_new        (HeraldEnvelopeForm  form,
                                                HeraldFormRow      *group);

HeraldEnvelopeForm  herald_form_row_get_form   (HeraldFormRow      *self);

void                herald_form_row_set_facts  (HeraldFormRow      *self,
                                                const char         *why_not,
                                                guint64             size);

gboolean            herald_form_row_is_chosen  (HeraldFormRow      *self);

void                herald_form_row_choose     (HeraldFormRow      *self);

G_END_DECLS
