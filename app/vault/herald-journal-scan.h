/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-record.h"

G_BEGIN_DECLS

#define HERALD_JOURNAL_HEAD_SIZE 32
#define HERALD_JOURNAL_MAX_SIZE  (256 * 1024 * 1024)

typedef enum
{
  HERALD_JOURNAL_SOUND,   /* read to its end */
  HERALD_JOURNAL_TORN,    /* the last record was not written to its end */
  HERALD_JOURNAL_DAMAGED, /* a record is not as it was written */
  HERALD_JOURNAL_NEWER,   /* a newer Herald wrote it */
} HeraldJournalState;

/**
 * HeraldJournalScan:
 * @state: how reading ended
 * @n_records: how many records were read
 * @size: of these records and the head in bytes
 * @seq: the number of the last of them
 * @cipher: ready for the next record; its key is %NULL when the head is unreadable
 *
 * What was found in a journal.
 */
typedef struct
{
  HeraldJournalState state;
  guint              n_records;
  guint64            size;
  guint64            seq;
  HeraldRecordCipher cipher;
} HeraldJournalScan;

/**
 * HeraldJournalFunc:
 * @record: the next record
 * @user_data: whatever was handed to the reader
 *
 * Takes a record of a journal that is being read.
 *
 * Returns: %FALSE if the record makes no sense, which is a damage
 */
typedef gboolean (*HeraldJournalFunc) (const HeraldRecord *record,
                                       gpointer            user_data);

void herald_journal_scan_init  (HeraldJournalScan  *self,
                                const guint8       *data,
                                gsize               length,
                                const HeraldSecret *case_key,
                                const guint8       *case_id,
                                HeraldJournalFunc   func,
                                gpointer            user_data);

void herald_journal_scan_clear (HeraldJournalScan  *self);

void herald_journal_put_head   (GByteArray         *array,
                                const guint8       *file_id);

G_END_DECLS
