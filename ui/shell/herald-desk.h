/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-composer-vault.h"

G_BEGIN_DECLS

#define HERALD_TYPE_DESK (herald_desk_get_type ())

/* What every page is handed: the composer with the report in progress, what
 * the review found, and the ways to speak to the person and to go somewhere.
 *
 * Property "findings". Signals: "report-changed", after any change, once a
 * turn of the main loop; "report-replaced", when another report took its place,
 * or an earlier version of it; "saving-changed", when it is saved in another
 * state or with another problem; "toast", with an AdwToast to show; "go-to", with
 * a place of the report. */
G_DECLARE_FINAL_TYPE (HeraldDesk, herald_desk, HERALD, DESK, GObject)

HeraldDesk     *herald_desk_new             (HeraldComposer  *composer);

HeraldComposer *herald_desk_get_composer    (HeraldDesk      *self);

HeraldReport   *herald_desk_get_report      (HeraldDesk      *self);

GPtrArray      *herald_desk_get_findings    (HeraldDesk      *self);

void            herald_desk_review          (HeraldDesk      *self);

void            herald_desk_go_to           (HeraldDesk      *self,
                                             const char      *place);

void            herald_desk_reread          (HeraldDesk      *self);

void            herald_desk_show_toast      (HeraldDesk      *self,
                                             AdwToast        *toast);

void            herald_desk_say             (HeraldDesk      *self,
                                             const char      *text);

void            herald_desk_say_error       (HeraldDesk      *self,
                                             const GError    *error);

void            herald_desk_offer           (HeraldDesk      *self,
                                             const char      *text,
                                             const char      *label,
                                             const char      *detailed_action);

void            herald_desk_offer_undo      (HeraldDesk      *self,
                                             const char      *text);

G_END_DECLS
