/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

/* How far a step has come. */
typedef enum
{
  HERALD_STEP_UNTOUCHED,
  HERALD_STEP_IN_WORK,
  HERALD_STEP_COMPLETE,
  HERALD_STEP_ATTENTION, /* something on it stops the sealing */
} HeraldStepState;

#define HERALD_TYPE_STEP_STATE (herald_step_state_get_type ())
GType herald_step_state_get_type (void);

#define HERALD_TYPE_STEP (herald_step_get_type ())

/* One page of the composer. Properties: "desk" (set once, when made), "title"
 * and "state". */
G_DECLARE_DERIVABLE_TYPE (HeraldStep, herald_step, HERALD, STEP, AdwBin)

/**
 * HeraldStepClass:
 * @refresh: reads the report and the findings again, and sets the state; what
 *   the person is typing in keeps its focus and its cursor
 * @show_place: (nullable): puts the focus on what a finding's place names;
 *   %FALSE when it is not on this step
 */
struct _HeraldStepClass
{
  AdwBinClass parent_class;

  void      (*refresh)    (HeraldStep *self);
  gboolean  (*show_place) (HeraldStep *self,
                           const char *place);
};

HeraldDesk      *herald_step_get_desk   (HeraldStep       *self);

const char      *herald_step_get_title  (HeraldStep       *self);

void             herald_step_set_title  (HeraldStep       *self,
                                         const char       *title);

HeraldStepState  herald_step_get_state  (HeraldStep       *self);

void             herald_step_set_state  (HeraldStep       *self,
                                         HeraldStepState   state);

void             herald_step_refresh    (HeraldStep       *self);

gboolean         herald_step_show_place (HeraldStep       *self,
                                         const char       *place);

G_END_DECLS
