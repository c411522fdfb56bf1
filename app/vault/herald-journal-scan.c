/* herald-journal-scan.c: reads a journal from front to back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-vault"

#include "config.h"

#include <string.h>

#include <sodium.h>

#include "herald-bytes.h"
#include "herald-journal-scan.h"

#define MAGIC        "HRLDJRNL"
#define MAGIC_LENGTH 8
#define VERSION      1

/* Up to here every possible length is tried on a record that seems torn. */
#define MAX_TRIED (64 * 1024)

/**
 * herald_journal_put_head:
 * @array: bytes
 * @file_id: %HERALD_ID_SIZE random bytes
 *
 * Writes the head of a journal.
 */
void
herald_journal_put_head (GByteArray   *array,
                         const guint8 *file_id)
{
  herald_bytes_put (array, MAGIC, MAGIC_LENGTH);
  herald_bytes_put_32 (array, VERSION);
  herald_bytes_put_32 (array, 0);
  herald_bytes_put (array, file_id, HERALD_ID_SIZE);
}

static HeraldJournalState
read_head (HeraldJournalScan  *self,
           HeraldBytes        *bytes,
           const HeraldSecret *case_key,
           const guint8       *case_id)
{
  const guint8 *magic = herald_bytes_take (bytes, MAGIC_LENGTH);
  guint32 version = herald_bytes_take_32 (bytes);
  guint32 reserved = herald_bytes_take_32 (bytes);
  const guint8 *file_id = herald_bytes_take (bytes, HERALD_ID_SIZE);

  if (bytes->is_short)
    return HERALD_JOURNAL_DAMAGED;
  if (memcmp (magic, MAGIC, MAGIC_LENGTH) != 0 || version == 0)
    return HERALD_JOURNAL_DAMAGED;
  if (version > VERSION)
    return HERALD_JOURNAL_NEWER;
  if (reserved != 0)
    return HERALD_JOURNAL_DAMAGED;

  herald_record_cipher_init (&self->cipher, case_key, case_id, file_id);
  self->size = HERALD_JOURNAL_HEAD_SIZE;
  return HERALD_JOURNAL_SOUND;
}

static gboolean
opens_with (const HeraldJournalScan *self,
            const HeraldBytes       *bytes,
            guint32                  length)
{
  return herald_record_is_length (length) && (gsize) length + 4 <= bytes->length &&
         herald_record_would_open (&self->cipher, bytes->at, (gsize) length + 4);
}

/* A record may seem torn because it is, and then its rest is cut; or because
 * its length is damaged, and then whole records may follow that nobody may
 * cut. A whole record gives itself away under its true length: any, for a
 * small record, or one that differs in a bit. */
static gboolean
has_wrong_length (const HeraldJournalScan *self,
                  const HeraldBytes       *bytes,
                  guint32                  length)
{
  for (guint bit = 0; bit < 32; bit++)
    {
      if (opens_with (self, bytes, length ^ (guint32) 1 << bit))
        return TRUE;
    }

  for (guint32 other = 0; other <= MAX_TRIED && other <= bytes->length; other += 8)
    {
      if (opens_with (self, bytes, other))
        return TRUE;
    }

  return FALSE;
}

static HeraldJournalState
read_record (HeraldJournalScan *self,
             HeraldBytes       *bytes,
             HeraldJournalFunc  func,
             gpointer           user_data)
{
  HeraldBytes start = *bytes;
  guint32 length = herald_bytes_take_32 (&start);
  gsize size = (gsize) length + 4;
  HeraldRecord record;
  guint8 *plain;
  gboolean is_good;

  /* After a power cut the end of a file may be there without its content. */
  if (start.is_short || (length == 0 && sodium_is_zero (bytes->at, bytes->length)))
    return HERALD_JOURNAL_TORN;
  if (!herald_record_is_length (length))
    return HERALD_JOURNAL_DAMAGED;
  if (size > bytes->length)
    return has_wrong_length (self, bytes, length) ? HERALD_JOURNAL_DAMAGED : HERALD_JOURNAL_TORN;

  plain = herald_record_open (&self->cipher, bytes->at, size, &record);
  if (plain == NULL)
    return HERALD_JOURNAL_DAMAGED;

  is_good = record.seq > self->seq && func (&record, user_data);
  if (is_good)
    {
      self->seq = record.seq;
      self->size += size;
      self->n_records++;
    }
  herald_record_wipe (plain, record.length);
  herald_bytes_take (bytes, size);

  return is_good ? HERALD_JOURNAL_SOUND : HERALD_JOURNAL_DAMAGED;
}

/**
 * herald_journal_scan_init:
 * @self: (out caller-allocates): what was found
 * @data: a journal
 * @length: its size in bytes
 * @case_key: the case's key
 * @case_id: the case's id
 * @func: takes each record
 * @user_data: for @func
 *
 * Reads a journal as far as it is as it was written. Format: FORMAT.md, “journal”.
 *
 * A journal appears with its first record in it: one without is damaged.
 */
void
herald_journal_scan_init (HeraldJournalScan  *self,
                          const guint8       *data,
                          gsize               length,
                          const HeraldSecret *case_key,
                          const guint8       *case_id,
                          HeraldJournalFunc   func,
                          gpointer            user_data)
{
  HeraldBytes left = { data, length, FALSE };

  memset (self, 0, sizeof *self);
  self->state = read_head (self, &left, case_key, case_id);

  while (self->state == HERALD_JOURNAL_SOUND && left.length > 0)
    self->state = read_record (self, &left, func, user_data);

  if (self->n_records == 0 && self->state != HERALD_JOURNAL_NEWER)
    self->state = HERALD_JOURNAL_DAMAGED;
}

/**
 * herald_journal_scan_clear:
 * @self: what was found
 *
 * Wipes the key, unless somebody took it.
 */
void
herald_journal_scan_clear (HeraldJournalScan *self)
{
  herald_record_cipher_clear (&self->cipher);
}
