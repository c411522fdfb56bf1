/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-desk.h"

G_BEGIN_DECLS

/* A desk whose vault lies in a folder of its own, and a window with a widget. */
typedef struct
{
  char           *folder;
  HeraldComposer *composer;
  HeraldDesk     *desk;
  GtkWidget      *window;
  AdwToast       *toast; /* the last that was shown, or NULL */
} StartFixture;

extern const guint8 start_fixture_secret[HERALD_SLOT_SECRET_SIZE];

void        start_fixture_set_up       (StartFixture   *self,
                                        gconstpointer   data);

void        start_fixture_tear_down    (StartFixture   *self,
                                        gconstpointer   data);

void        start_fixture_show         (StartFixture   *self,
                                        GtkWidget      *child);

void        start_fixture_make_vault   (StartFixture   *self);

char       *start_fixture_add_case     (StartFixture   *self,
                                        const char     *vendor,
                                        const char     *title);

char       *start_fixture_any_vendor   (StartFixture   *self);

/* Runs the main loop until something is so. */
#define start_wait(condition) \
  while (!(condition)) \
    g_main_context_iteration (NULL, TRUE)

GtkWidget  *start_find                 (GtkWidget      *widget,
                                        GType           type,
                                        guint           n);

GtkWidget  *start_find_button          (GtkWidget      *widget,
                                        const char     *label);

gboolean    start_shows                (GtkWidget      *widget,
                                        const char     *text);

GtkWidget  *start_find_row             (GtkWidget      *widget,
                                        const char     *title);

gboolean    start_has_focus            (GtkWidget      *widget);

G_END_DECLS
