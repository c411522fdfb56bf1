/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-document.h"

G_BEGIN_DECLS

/* Seen by the files of the document and by its forms. */

typedef struct _HeraldDocumentField HeraldDocumentField;

struct _HeraldDocumentField
{
  const HeraldField         *field;  /* the vendor's */
  gboolean                   asked;  /* required or requested, else optional */
  JsonNode                  *answer; /* as others see it; %NULL: not answered */
  const HeraldDocumentField *day;    /* of a time: the date that stands beside it, or %NULL */
  char                      *utc;    /* of a time and its day: in UTC; else %NULL */
};

typedef struct
{
  const HeraldRule *rule;
  gboolean          term; /* else a prerequisite */
  char             *at;   /* a date, or an instant in UTC; %NULL: not ticked */
} HeraldDocumentRule;

typedef struct
{
  const HeraldDiversion *diversion;
  HeraldDiversionAnswer  answer;
} HeraldDocumentDiversion;

struct _HeraldDocument
{
  HeraldVendor *vendor; /* immutable, so a snapshot may hold it */
  char         *title;
  char         *reference;
  char         *date;
  char         *language; /* of the report */
  gboolean      anonymous;
  char         *reply_key;  /* fingerprint of the key that answers are sealed to, or NULL */
  GPtrArray    *fields;      /* HeraldDocumentField: all that the document may show, in the vendor's order */
  GPtrArray    *rules;       /* HeraldDocumentRule */
  GPtrArray    *diversions;  /* HeraldDocumentDiversion */
  GPtrArray    *attachments; /* HeraldAttachment, without its path */
};

const HeraldDocumentField *herald_document_find_field   (HeraldDocument             *self,
                                                         const char                 *id);

GPtrArray                 *herald_document_list_sections (HeraldDocument            *self);

const char                *herald_document_find_word    (HeraldDocument             *self,
                                                         const char                 *word);

char                      *herald_document_dup_language (HeraldDocument             *self);

JsonNode                  *herald_document_read_answer  (HeraldReport               *report,
                                                         const HeraldField          *field);

void                       herald_document_place_times  (GPtrArray                  *fields);

gboolean                   herald_document_is_diary     (const HeraldDocumentField  *field);

char                      *herald_document_dup_diary_sentence (HeraldDocument             *self,
                                                               const HeraldDocumentField  *field);

char                      *herald_document_dup_diary    (HeraldDocument             *self);

G_END_DECLS
