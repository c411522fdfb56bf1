/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "herald-case.h"
#include "herald-promise-clock.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_TIMELINE_ENTRY,   /* something that happened */
  HERALD_TIMELINE_PROMISE, /* something that the vendor promised */
} HeraldTimelineKind;

/**
 * HeraldTimelineItem:
 * @kind: what it is
 * @id: of an entry its kind, such as `acknowledged`; of a promise its id
 * @date: of an entry when it happened; of a promise by when it is due; or ""
 * @title: what people read, in the language of the screen
 * @status: of a promise how it stands, as a sentence in the language of the
 *   screen; of an entry ""
 * @basis: of a promise what @date was counted from and how, as a sentence in the
 *   language of the screen; or ""
 * @reference: of an entry what the vendor calls the report, or ""
 * @words: of an entry the person's words; of a promise the vendor's own
 *   sentence, in the vendor's language; or ""
 * @source: who says so: `me`, `server`, `vendor`, or what a newer Herald wrote
 * @state: of an entry how far it brought the case, or ""; of a promise the word
 *   for @promise_state
 * @promise_state: of a promise how it stands
 * @days: of a promise from now until it is due, in calendar days; negative when
 *   it is late
 * @is_estimate: whether @date may be wrong
 * @file: (nullable): what proves an entry, kept in the case
 * @file_name: what @file is called, or ""
 *
 * One point of a timeline.
 */
typedef struct
{
  HeraldTimelineKind  kind;
  char               *id;
  char               *date;
  char               *title;
  char               *status;
  char               *basis;
  char               *reference;
  char               *words;
  char               *source;
  char               *state;
  HeraldPromiseState  promise_state;
  int                 days;
  gboolean            is_estimate;
  HeraldCaseBlob     *file;
  char               *file_name;
} HeraldTimelineItem;

typedef enum
{
  HERALD_NEXT_DELIVER,     /* it is sealed or not even that: nothing was sent */
  HERALD_NEXT_FIND_OUT,    /* it may have been accepted */
  HERALD_NEXT_WAIT,        /* nothing is overdue */
  HERALD_NEXT_FOLLOW_UP,   /* a promise is overdue: ask once, calmly */
  HERALD_NEXT_COORDINATOR, /* they were asked and did not answer */
  HERALD_NEXT_NOTHING,     /* it is disclosed or closed */
} HeraldNextStep;

/**
 * HeraldTimeline:
 * @vendor: the vendor's name
 * @state: how far the case is: `draft`, `sealed`, `exported`, `sending`,
 *   `unknown`, `delivered`, `acknowledged`, `triaged`, `fix`, `disclosed`,
 *   `closed`, or what a newer Herald wrote
 * @state_title: the same for people, in the language of the screen
 * @today: the date by which the promises were judged
 * @start: the date from which the promises count, or ""
 * @is_proven: whether a receipt states @start
 * @receipt: what the vendor calls the report, or ""
 * @items: (element-type HeraldTimelineItem): in the order of their dates; those
 *   without one come last
 * @next: what comes next
 * @next_words: the same as one or two sentences in the language of the screen
 *
 * What happened with a case, what was promised, and what comes next.
 */
typedef struct
{
  char           *vendor;
  char           *state;
  char           *state_title;
  char           *today;
  char           *start;
  gboolean        is_proven;
  char           *receipt;
  GPtrArray      *items;
  HeraldNextStep  next;
  char           *next_words;
} HeraldTimeline;

void      herald_timeline_free      (HeraldTimeline       *self);

void      herald_timeline_item_free (HeraldTimelineItem   *self);

HeraldTimelineItem *herald_timeline_item_new (HeraldTimelineKind kind,
                                              const char        *id);

char     *herald_timeline_to_text   (const HeraldTimeline *self);

char     *herald_timeline_to_ics    (const HeraldTimeline *self);

JsonNode *herald_timeline_to_json   (const HeraldTimeline *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldTimeline, herald_timeline_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldTimelineItem, herald_timeline_item_free)

G_END_DECLS
