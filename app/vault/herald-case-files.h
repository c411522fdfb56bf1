/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-history.h"
#include "herald-journal.h"

G_BEGIN_DECLS

/* The files of a case, in its folder. */
#define HERALD_CASE_FILE_KEY     "key"
#define HERALD_CASE_FILE_LOCK    "lock"
#define HERALD_CASE_FILE_JOURNAL "journal-"

/**
 * HeraldCaseFiles:
 * @folder: the folder of the case
 * @history: all that could be read
 * @journal: the journal it was read from
 * @state: how reading that journal ended
 * @number: the number in that journal's name
 * @highest: the highest number of any journal
 * @spoiled: paths of journals that could not be read, or not to their end
 * @older: paths of journals that the one that was read replaces
 *
 * What was found in the folder of a case.
 *
 * It lives in its owner's memory.
 */
typedef struct
{
  char               *folder;
  HeraldHistory      *history;
  HeraldJournal      *journal;
  HeraldJournalState  state;
  guint64             number;
  guint64             highest;
  GPtrArray          *spoiled;
  GPtrArray          *older;
} HeraldCaseFiles;

gboolean      herald_case_files_load        (HeraldCaseFiles     *self,
                                             const char          *folder,
                                             const HeraldSecret  *case_key,
                                             const guint8        *case_id,
                                             GError             **error);

void          herald_case_files_clear       (HeraldCaseFiles     *self);

gboolean      herald_case_files_take_record (const HeraldRecord  *record,
                                             gpointer             history);

char         *herald_case_files_journal     (const char          *folder,
                                             guint64              number);

guint64       herald_case_files_get_newest  (const char          *folder);

HeraldSecret *herald_case_files_read_key    (const char          *folder,
                                             const HeraldSecret  *vault_key,
                                             const guint8        *vault_id,
                                             const guint8        *case_id,
                                             GError             **error);

G_END_DECLS
