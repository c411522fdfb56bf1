/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "composer-fixture.h"
#include "herald-desk.h"

/* A desk with a report, and a window around what is tested. */
typedef struct
{
  HeraldComposer *composer;
  HeraldDesk     *desk;
  GtkWindow      *window;
} SealFixture;

typedef gboolean (*SealCondition) (gpointer data);

int        seal_run         (int             argc,
                             char          **argv,
                             void          (*add_tests) (void));

void       seal_set_up      (SealFixture    *fixture,
                             HeraldComposer *composer);

void       seal_tear_down   (SealFixture    *fixture,
                             gconstpointer   data);

void       seal_show        (SealFixture    *fixture,
                             GtkWidget      *widget);

void       seal_review      (SealFixture    *fixture);

void       seal_wait        (SealCondition   condition,
                             gpointer        data);

void       seal_settle      (void);

GtkWidget *seal_find        (gpointer        widget,
                             const char     *id);

GtkWidget *seal_find_type   (gpointer        widget,
                             GType           type);

GtkWidget *seal_find_button (gpointer        widget,
                             const char     *label);

gboolean   seal_shows       (gpointer        widget,
                             const char     *text);

void       seal_click       (GtkWidget      *button);
