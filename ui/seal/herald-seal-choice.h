/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

#define HERALD_TYPE_SEAL_CHOICE (herald_seal_choice_get_type ())

/* What the person chooses before sealing: the key, the address, the form.
 * Property "lacks-key". Signal "seal": the person wants to. */
G_DECLARE_FINAL_TYPE (HeraldSealChoice, herald_seal_choice, HERALD, SEAL_CHOICE, AdwBin)

GtkWidget          *herald_seal_choice_new          (HeraldDesk       *desk);

void                herald_seal_choice_refresh      (HeraldSealChoice *self);

HeraldEnvelopeForm  herald_seal_choice_get_form     (HeraldSealChoice *self);

void                herald_seal_choice_say          (HeraldSealChoice *self,
                                                     const char       *text);

void                herald_seal_choice_confirm_key  (HeraldSealChoice *self);

void                herald_seal_choice_edit_address (HeraldSealChoice *self);

gboolean            herald_seal_choice_lacks_key    (HeraldSealChoice *self);

G_END_DECLS
