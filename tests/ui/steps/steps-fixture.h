/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "rows-fixture.h"

GtkWidget *steps_add          (RowsFixture *fixture,
                               HeraldStep  *step);

GtkWidget *steps_find_button  (GtkWidget   *widget,
                               const char  *label);

GtkWidget *steps_find_named   (GtkWidget   *widget,
                               GType        type,
                               const char  *name);

void       steps_wait_for     (GObject     *object,
                               const char  *signal);

void       steps_wait_state   (HeraldStep      *step,
                               HeraldStepState  state);

void       steps_load         (RowsFixture *fixture,
                               const char  *json);
