/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-vendor.h"

G_BEGIN_DECLS

/* By when a vendor has to keep a promise, counted in the vendor's own unit.
 * These are functions of what they are given alone: no clock, no locale and no
 * time zone of this machine has a part in them. */

typedef enum
{
  HERALD_PROMISE_UNTIMED,   /* the vendor names no time */
  HERALD_PROMISE_NOT_OWED,  /* its condition is not met */
  HERALD_PROMISE_WAITING,   /* nothing says yet that the report arrived, and when */
  HERALD_PROMISE_RUNNING,
  HERALD_PROMISE_DUE_TODAY,
  HERALD_PROMISE_OVERDUE,
  HERALD_PROMISE_KEPT,      /* in time, or late */
  HERALD_PROMISE_ENDED,     /* the case was closed before */
} HeraldPromiseState;

/**
 * HeraldPromiseFacts:
 * @start: when the report was received: a date, or an instant in UTC; "" while
 *   nobody can tell
 * @is_proven: whether a receipt states @start; if not, the person noted it
 * @contact_given: whether the vendor was told whom to answer
 * @kept: the date on which the vendor kept the promise, or ""
 * @ended: the date on which the case was closed, or ""
 * @now: the present: an instant in UTC, or a date
 *
 * What a promise is judged by.
 */
typedef struct
{
  const char *start;
  gboolean    is_proven;
  gboolean    contact_given;
  const char *kept;
  const char *ended;
  const char *now;
} HeraldPromiseFacts;

/**
 * HeraldPromiseTime:
 * @state: how the promise stands
 * @due: the last date on which it is kept in time, `YYYY-MM-DD`, or ""
 * @days: from now, or from when it was kept or ended, until @due, in calendar
 *   days; negative when it is or was late; 0 without a @due
 * @is_estimate: whether @due may be wrong: holidays are not known, or @start is
 *   not proven or too coarse
 *
 * Where a promise stands.
 */
typedef struct
{
  HeraldPromiseState state;
  char               due[11];
  int                days;
  gboolean           is_estimate;
} HeraldPromiseTime;

gboolean    herald_promise_clock_due   (const HeraldPromise      *promise,
                                        const HeraldCalendar     *calendar,
                                        const char               *start,
                                        char                      due[11],
                                        gboolean                 *is_estimate);

void        herald_promise_clock_read  (const HeraldPromise      *promise,
                                        const HeraldCalendar     *calendar,
                                        const HeraldPromiseFacts *facts,
                                        HeraldPromiseTime        *time);

gboolean    herald_promise_clock_today (const HeraldCalendar     *calendar,
                                        const char               *now,
                                        char                      today[11]);

const char *herald_promise_state_to_word (HeraldPromiseState      state);

G_END_DECLS
