/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-document-private.h"
#include "herald-render.h"

G_BEGIN_DECLS

/* Seen by the files that lay out a document. */
typedef struct
{
  HeraldDocument *document;
  GPtrArray      *blocks;
} HeraldRendering;

GPtrArray  *herald_render_blocks_new         (void);

void        herald_render_add                (HeraldRendering            *self,
                                              HeraldBlockKind             kind,
                                              const char                 *label,
                                              const char                 *text);

const char *herald_render_get_word           (HeraldRendering            *self,
                                              const char                 *word);

void        herald_render_add_field          (HeraldRendering            *self,
                                              const HeraldDocumentField  *field);

void        herald_render_add_diary_wordings (HeraldRendering            *self);

void        herald_render_add_diary          (HeraldRendering            *self);

G_END_DECLS
