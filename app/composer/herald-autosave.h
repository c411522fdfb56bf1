/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "herald-case.h"
#include "herald-report.h"

G_BEGIN_DECLS

/* Whether what was typed is safe. */
typedef enum
{
  HERALD_AUTOSAVE_SAVED,
  HERALD_AUTOSAVE_SAVING,  /* something is not on the disk yet */
  HERALD_AUTOSAVE_FAILING, /* it cannot be written; trying goes on */
  HERALD_AUTOSAVE_MEMORY,  /* nothing is written: it lives as long as the program */
} HeraldAutosaveState;

#define HERALD_TYPE_AUTOSAVE_STATE (herald_autosave_state_get_type ())
GType herald_autosave_state_get_type (void);

#define HERALD_TYPE_AUTOSAVE (herald_autosave_get_type ())

/* Writes every change of a report to its case, within two seconds and off the
 * main thread; nothing, for a report without a case. Properties "state" and
 * "problem" say how it goes. */
G_DECLARE_FINAL_TYPE (HeraldAutosave, herald_autosave, HERALD, AUTOSAVE, GObject)

HeraldAutosave      *herald_autosave_new         (HeraldReport    *report);

void                 herald_autosave_keep        (HeraldAutosave  *self,
                                                  HeraldCase      *kept);

HeraldAutosaveState  herald_autosave_get_state   (HeraldAutosave  *self);

const char          *herald_autosave_get_problem (HeraldAutosave  *self);

gboolean             herald_autosave_flush       (HeraldAutosave  *self,
                                                  GError         **error);

G_END_DECLS
