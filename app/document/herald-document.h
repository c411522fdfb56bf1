/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-report.h"

G_BEGIN_DECLS

/* What a report says, in the vendor's order and words: a snapshot that keeps
 * nothing of the report. Immutable, usable from any thread. */
typedef struct _HeraldDocument HeraldDocument;

HeraldDocument *herald_document_new           (HeraldReport    *report,
                                               const char      *date);

void            herald_document_free          (HeraldDocument  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldDocument, herald_document_free)

void            herald_document_set_reply_key (HeraldDocument  *self,
                                               const char      *fingerprint);

const char     *herald_document_get_title     (HeraldDocument  *self);

const char     *herald_document_get_reference (HeraldDocument  *self);

char           *herald_document_to_text       (HeraldDocument  *self);

char           *herald_document_to_markdown   (HeraldDocument  *self);

char           *herald_document_to_json       (HeraldDocument  *self);

/**
 * HeraldDocumentText:
 * @field: the id of a field
 * @section: the heading of its section, in the vendor's language
 * @label: its own heading, in the vendor's language
 * @text: the answer; empty where there is none
 *
 * One answer of a document, alone.
 */
typedef struct
{
  char *field;
  char *section;
  char *label;
  char *text;
} HeraldDocumentText;

GPtrArray      *herald_document_list_texts    (HeraldDocument  *self);

void            herald_document_text_free     (HeraldDocumentText *self);

G_END_DECLS
