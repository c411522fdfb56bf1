/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-field-row.h"
#include "herald-section-step.h"

/* A desk with a report, and a window around what is tested. */
typedef struct
{
  HeraldComposer *composer;
  HeraldDesk     *desk;
  HeraldReport   *report;
  GtkWindow      *window;
  GtkBox         *box;     /* what the window holds; its last child is a button to put the focus on */
  GtkWidget      *away;
} RowsFixture;

typedef void (*RowsTest) (RowsFixture     *fixture,
                          gconstpointer    vendor);

void            rows_set_up      (RowsFixture     *fixture,
                                  gconstpointer    vendor);

void            rows_tear_down   (RowsFixture     *fixture,
                                  gconstpointer    vendor);

HeraldFieldRow *rows_add         (RowsFixture     *fixture,
                                  const char      *field);

GtkWidget      *rows_find        (GtkWidget       *widget,
                                  GType            type);

GtkWidget      *rows_find_nth    (GtkWidget       *widget,
                                  GType            type,
                                  guint            n);

gboolean        rows_shows       (GtkWidget       *widget,
                                  const char      *text);

void            rows_settle      (void);

void            rows_leave       (RowsFixture     *fixture);

void            rows_review      (RowsFixture     *fixture);

gboolean        rows_is_visible  (gpointer         widget);

void            rows_answer      (RowsFixture     *fixture,
                                  const char      *field,
                                  const char      *text);

char           *rows_dup_answer  (RowsFixture     *fixture,
                                  const char      *field);
