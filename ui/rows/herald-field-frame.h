/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-composer.h"
#include "herald-problem-list.h"

G_BEGIN_DECLS

#define HERALD_TYPE_FIELD_FRAME (herald_field_frame_get_type ())

/* What stands around the control of a field: its label and how much it is
 * wanted above; “I don’t know”, how much room is left, what is wrong, help and
 * the vendor's own words below. Property "unknown": whether the person does
 * not know. */
G_DECLARE_FINAL_TYPE (HeraldFieldFrame, herald_field_frame, HERALD, FIELD_FRAME, AdwBin)

GtkWidget         *herald_field_frame_new          (const HeraldField *field);

const char        *herald_field_frame_get_label    (HeraldFieldFrame  *self);

void               herald_field_frame_set_control  (HeraldFieldFrame  *self,
                                                    GtkWidget         *control,
                                                    GtkWidget         *target);

void               herald_field_frame_grab         (HeraldFieldFrame  *self);

void               herald_field_frame_show_control (HeraldFieldFrame  *self,
                                                    gboolean           is_shown);

gboolean           herald_field_frame_get_unknown  (HeraldFieldFrame  *self);

void               herald_field_frame_set_unknown  (HeraldFieldFrame  *self,
                                                    gboolean           is_unknown);

void               herald_field_frame_count        (HeraldFieldFrame  *self,
                                                    guint              n_chars);

gboolean           herald_field_frame_is_over      (HeraldFieldFrame  *self);

HeraldProblemList *herald_field_frame_get_problems (HeraldFieldFrame  *self);

void               herald_field_frame_describe     (HeraldFieldFrame  *self);

G_END_DECLS
