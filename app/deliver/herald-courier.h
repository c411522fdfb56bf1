/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the field of a form that takes the whole report is said to hold. */
#define HERALD_COURIER_DOCUMENT "document"

/**
 * HeraldCourierAnswer:
 * @field: the id of the field
 * @section: the heading of its section, in the vendor's language
 * @label: its own heading, in the vendor's language
 * @text: the answer as others see it; empty where nothing was answered
 *
 * One answer of a report, for a courier.
 */
typedef struct
{
  char *field;
  char *section;
  char *label;
  char *text;
} HeraldCourierAnswer;

/**
 * HeraldCourierKind:
 * @HERALD_COURIER_COPY: a text to be copied into the form
 * @HERALD_COURIER_PERSON: the person's own matter, such as a captcha or a tick
 * @HERALD_COURIER_REST: an answer for which the form has no field of its own
 *
 * What a person does with an item.
 */
typedef enum
{
  HERALD_COURIER_COPY,
  HERALD_COURIER_PERSON,
  HERALD_COURIER_REST,
} HeraldCourierKind;

/**
 * HeraldCourierItem:
 * @kind: what a person does with it
 * @group: a heading over it, or empty: as before
 * @label: what it is called: in the form's words where they are known
 * @field: the id of the field that is answered, %HERALD_COURIER_DOCUMENT, or empty
 * @text: to be copied; empty where nothing was answered
 * @length: of the text in characters, as a form in a browser counts them
 * @max: how many of them the form takes; 0: not known
 * @is_over: whether the text is longer than the form takes
 *
 * One field of a form that a person fills.
 */
typedef struct
{
  HeraldCourierKind  kind;
  char              *group;
  char              *label;
  char              *field;
  char              *text;
  guint              length;
  guint              max;
  gboolean           is_over;
} HeraldCourierItem;

HeraldCourierAnswer *herald_courier_answer_new    (const char           *field,
                                                   const char           *section,
                                                   const char           *label,
                                                   const char           *text);

void                 herald_courier_answer_free   (HeraldCourierAnswer  *self);

/* (element-type HeraldCourierItem) */
GPtrArray           *herald_courier_follow_form   (GPtrArray            *form,
                                                   GPtrArray            *answers,
                                                   const char           *document);

GPtrArray           *herald_courier_follow_report (GPtrArray            *answers,
                                                   const char           *document_label,
                                                   const char           *document);

guint                herald_courier_count         (const char           *text);

G_END_DECLS
