/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer-vault.h"
#include "herald-log-kind.h"
#include "herald-timeline.h"

G_BEGIN_DECLS

/* The log of the case that the report in progress is kept in: what happened
 * with it since, what the vendor promised, and what comes next. */

/* What an entry can hold. */
#define HERALD_LOG_MAX_REFERENCE 100 /* characters */
#define HERALD_LOG_MAX_WORDS     20000
#define HERALD_LOG_MAX_FILE      (64 * 1024 * 1024) /* bytes */

/**
 * HeraldNewEntry:
 * @kind: what happened: one of herald_log_kinds()
 * @date: the date on which it happened, `YYYY-MM-DD`, or "" for today
 * @source: who says so: `me` or `vendor`, or `server` for what a program was told
 * @promise: the id of a promise that the vendor kept with it, or ""; that an
 *   acknowledgement keeps the promise of one goes without saying
 * @reference: with `delivered` and `acknowledged` what the vendor calls the
 *   report, such as a number, or ""
 * @words: what the person says about it, or ""
 * @path: (nullable): a file that proves it, of which the case gets a copy
 *
 * What goes into the log of a case.
 */
typedef struct
{
  const char *kind;
  const char *date;
  const char *source;
  const char *promise;
  const char *reference;
  const char *words;
  const char *path;
} HeraldNewEntry;

typedef enum
{
  HERALD_TIMELINE_AS_TEXT, /* all of it, for people */
  HERALD_TIMELINE_AS_ICS,  /* dates that are due, for a calendar, with a neutral title */
} HeraldTimelineForm;

/* What a person can write into the log; herald-log-kind.h tells the kinds. */
gboolean        herald_composer_check_entry  (HeraldComposer       *self,
                                              const HeraldNewEntry *entry,
                                              GError              **error);

gboolean        herald_composer_add_entry    (HeraldComposer       *self,
                                              const HeraldNewEntry *entry,
                                              GError              **error);

void            herald_composer_add_entry_async (HeraldComposer       *self,
                                                 const HeraldNewEntry *entry,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);

gboolean        herald_composer_add_entry_finish (HeraldComposer      *self,
                                                  GAsyncResult        *result,
                                                  GError             **error);

/* What Herald itself writes there about a delivery, in a worker. Its entries are
 * of the kind `delivery`, with herald_delivery_write() as their detail. */
gboolean        herald_composer_log_delivery (HeraldCase           *kept,
                                              const HeraldDelivery *delivery,
                                              GError              **error);

gboolean        herald_composer_note_sealed  (HeraldComposer       *self,
                                              const char           *sha256,
                                              GError              **error);

gboolean        herald_composer_log_profile  (HeraldCase           *kept,
                                              const char           *profile,
                                              GError              **error);

/* What is made of it. */
HeraldTimeline *herald_composer_get_timeline (HeraldComposer       *self);

void            herald_composer_read_timeline_async (HeraldComposer      *self,
                                                     GAsyncReadyCallback  callback,
                                                     gpointer             user_data);

HeraldTimeline *herald_composer_read_timeline_finish (HeraldComposer     *self,
                                                      GAsyncResult       *result,
                                                      GError            **error);

gboolean        herald_composer_save_timeline (HeraldComposer      *self,
                                               HeraldTimelineForm   form,
                                               const char          *path,
                                               GError             **error);

void            herald_composer_save_timeline_async (HeraldComposer      *self,
                                                     HeraldTimelineForm   form,
                                                     const char          *path,
                                                     GAsyncReadyCallback  callback,
                                                     gpointer             user_data);

gboolean        herald_composer_save_timeline_finish (HeraldComposer     *self,
                                                      GAsyncResult       *result,
                                                      GError            **error);

/* A calm question to the vendor, which refers to the receipt and holds nothing
 * of the report. The person may change it before it is sealed. */
char           *herald_composer_write_reminder (HeraldComposer     *self);

void            herald_composer_seal_reminder_async (HeraldComposer      *self,
                                                     const char          *text,
                                                     const char          *path,
                                                     GCancellable        *cancellable,
                                                     GAsyncReadyCallback  callback,
                                                     gpointer             user_data);

gboolean        herald_composer_seal_reminder_finish (HeraldComposer     *self,
                                                      GAsyncResult       *result,
                                                      GError            **error);

G_END_DECLS
