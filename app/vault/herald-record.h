/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-secret.h"

G_BEGIN_DECLS

#define HERALD_TAG_SIZE           16
#define HERALD_RECORD_MAX_PAYLOAD (16 * 1024 * 1024)

/**
 * HeraldRecordType:
 *
 * What a record holds; the numbers stand on disk.
 */
typedef enum
{
  HERALD_RECORD_SNAPSHOT = 1,
  HERALD_RECORD_EDIT     = 2,
  HERALD_RECORD_MOVE     = 3,
  HERALD_RECORD_LOG      = 4,
  HERALD_RECORD_BLOB     = 5,
  HERALD_RECORD_ENTRY    = 6,
} HeraldRecordType;

/**
 * HeraldRecord:
 * @type: a #HeraldRecordType, or what a newer Herald knows
 * @seq: its number, larger than that of the record before
 * @payload: what it holds
 * @length: of the payload
 *
 * A record in clear; it borrows the payload.
 */
typedef struct
{
  guint         type;
  guint64       seq;
  const guint8 *payload;
  gsize         length;
} HeraldRecord;

/**
 * HeraldRecordCipher:
 * @key: the key of one journal file
 * @bound: what every record is bound to: version, case, file
 * @previous: the tag of the record before, zeros before the first
 *
 * What seals and opens the records of one journal, in order.
 */
typedef struct
{
  HeraldSecret *key;
  guint8        bound[4 + 2 * HERALD_ID_SIZE];
  guint8        previous[HERALD_TAG_SIZE];
} HeraldRecordCipher;

void        herald_record_cipher_init  (HeraldRecordCipher       *self,
                                        const HeraldSecret       *case_key,
                                        const guint8             *case_id,
                                        const guint8             *file_id);

void        herald_record_cipher_clear (HeraldRecordCipher       *self);

gboolean    herald_record_is_length    (guint32                   length);

GByteArray *herald_record_seal         (HeraldRecordCipher       *self,
                                        const HeraldRecord       *record);

guint8     *herald_record_open         (HeraldRecordCipher       *self,
                                        const guint8             *data,
                                        gsize                     length,
                                        HeraldRecord             *record);

gboolean    herald_record_would_open   (const HeraldRecordCipher *self,
                                        const guint8             *data,
                                        gsize                     length);

void        herald_record_wipe         (guint8                   *plain,
                                        gsize                     length);

G_END_DECLS
