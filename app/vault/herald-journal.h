/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-journal-scan.h"

G_BEGIN_DECLS

/* How a journal is called that is about to be removed; whatever begins like a
 * file that never got its name is removed when the case is opened. */
#define HERALD_JOURNAL_TO_GO ".herald-gone-"

/**
 * HeraldJournal:
 *
 * The journal of a case, to which records are appended.
 */
typedef struct _HeraldJournal HeraldJournal;

HeraldJournal *herald_journal_open       (const char           *path,
                                          const HeraldSecret   *case_key,
                                          const guint8         *case_id,
                                          HeraldJournalFunc     func,
                                          gpointer              user_data,
                                          HeraldJournalState   *state,
                                          GError              **error);

HeraldJournal *herald_journal_begin      (const char           *path,
                                          const HeraldSecret   *case_key,
                                          const guint8         *case_id,
                                          GError              **error);

gboolean       herald_journal_commit     (HeraldJournal        *self,
                                          GError              **error);

gboolean       herald_journal_append     (HeraldJournal        *self,
                                          const HeraldRecord   *record,
                                          GError              **error);

gboolean       herald_journal_cut        (HeraldJournal        *self,
                                          GError              **error);

guint64        herald_journal_get_seq    (HeraldJournal        *self);

guint64        herald_journal_get_size   (HeraldJournal        *self);

gboolean       herald_journal_is_suspect (HeraldJournal        *self);

const char    *herald_journal_get_path   (HeraldJournal        *self);

void           herald_journal_free       (HeraldJournal        *self);

gboolean       herald_journal_erase      (const char           *path,
                                          GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldJournal, herald_journal_free)

G_END_DECLS
