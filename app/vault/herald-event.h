/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "herald-log-line.h"
#include "herald-record.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_MOVE_UNDO   = 1,
  HERALD_MOVE_REDO   = 2,
  HERALD_MOVE_RETURN = 3,
} HeraldMove;

typedef struct _HeraldEvent HeraldEvent;

/**
 * HeraldEvent:
 * @type: what happened
 * @seq: the number of its record
 * @at: when: an instant in UTC, or a date
 * @node: of a snapshot the report, of an edit the edit
 * @parent: (nullable): of an edit or a snapshot: the version before it
 * @move: of a move: what kind
 * @to: of a move: the number of the version to go to
 * @line: of a log entry: what it says
 * @id: of a blob
 * @key: of a blob
 * @size: of a blob's content
 * @sha256: of a blob's content
 *
 * What one record of a journal means.
 */
struct _HeraldEvent
{
  HeraldRecordType   type;
  guint64            seq;
  char              *at;
  JsonNode          *node;
  const HeraldEvent *parent;
  HeraldMove         move;
  guint64            to;
  HeraldLogLine     *line;
  guint8             id[HERALD_ID_SIZE];
  HeraldSecret      *key;
  guint64            size;
  guint8             sha256[32];
};

HeraldEvent *herald_event_new        (HeraldRecordType    type,
                                      const char         *at);

HeraldEvent *herald_event_new_report (HeraldRecordType    type,
                                      const char         *at,
                                      JsonNode           *node);

HeraldEvent *herald_event_new_move   (HeraldMove          move,
                                      const char         *at,
                                      guint64             to);

HeraldEvent *herald_event_new_log    (const char         *at,
                                      HeraldLogLine      *line);

HeraldEvent *herald_event_copy       (const HeraldEvent  *self);

HeraldEvent *herald_event_read       (const HeraldRecord *record);

GByteArray  *herald_event_write      (const HeraldEvent  *self);

void         herald_event_wipe       (GByteArray         *payload);

gboolean     herald_event_is_version (const HeraldEvent  *self);

void         herald_event_free       (HeraldEvent        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldEvent, herald_event_free)

G_END_DECLS
