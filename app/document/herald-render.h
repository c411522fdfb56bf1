/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "herald-document.h"

G_BEGIN_DECLS

/* What stands in a document, in order and without a form. Texts are as they
 * were given: each form makes them safe in its own way. */
typedef enum
{
  HERALD_BLOCK_TITLE,
  HERALD_BLOCK_PART,      /* a heading */
  HERALD_BLOCK_SECTION,   /* a heading inside of a part */
  HERALD_BLOCK_PARAGRAPH, /* the document's own words */
  HERALD_BLOCK_QUOTE,     /* the vendor's own words */
  HERALD_BLOCK_STATUS,    /* what became of the quote above */
  HERALD_BLOCK_FACT,      /* label and text, both short */
  HERALD_BLOCK_LABEL,     /* stands over what follows */
  HERALD_BLOCK_STORY,     /* text that may be wrapped */
  HERALD_BLOCK_PROSE,     /* text of several lines */
  HERALD_BLOCK_CODE,      /* text in which every character counts */
  HERALD_BLOCK_ITEM,      /* an entry of a list, or its first line, with or without a label */
  HERALD_BLOCK_DETAIL,    /* another line of the entry above */
} HeraldBlockKind;

typedef struct
{
  HeraldBlockKind  kind;
  char            *label; /* or empty */
  char            *text;  /* or empty */
} HeraldBlock;

GPtrArray *herald_render_blocks   (HeraldDocument  *document);

char      *herald_render_text     (GPtrArray       *blocks);

char      *herald_render_markdown (GPtrArray       *blocks);

G_END_DECLS
