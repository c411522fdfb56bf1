/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-bytes.h"
#include "herald-record.h"

G_BEGIN_DECLS

#define HERALD_LOG_LINE_MAX_WORD 32 /* kinds, sources, states, ids of promises */

/**
 * HeraldLogLine:
 * @kind: what happened
 * @source: who says so: `me`, `server`, `vendor`
 * @date: the date on which it happened, or "": that of its record
 * @state: how far it brought the case, or "": what its kind says
 * @promise: the id of a promise that was kept with it, or ""
 * @detail: more of it
 * @has_file: whether a blob belongs to it
 * @file: the id of that blob
 * @file_name: what the blob is called, or ""
 *
 * What an entry of a case's log says.
 */
typedef struct
{
  char     *kind;
  char     *source;
  char     *date;
  char     *state;
  char     *promise;
  char     *detail;
  gboolean  has_file;
  guint8    file[HERALD_ID_SIZE];
  char     *file_name;
} HeraldLogLine;

HeraldLogLine *herald_log_line_new         (const char          *kind,
                                            const char          *detail);

HeraldLogLine *herald_log_line_copy        (const HeraldLogLine *self);

void           herald_log_line_free        (HeraldLogLine       *self);

gboolean       herald_log_line_is_valid    (const HeraldLogLine *self);

gboolean       herald_log_line_is_plain    (const HeraldLogLine *self);

HeraldLogLine *herald_log_line_read_plain  (HeraldBytes         *left);

HeraldLogLine *herald_log_line_read        (HeraldBytes         *left);

void           herald_log_line_write_plain (const HeraldLogLine *self,
                                            GByteArray          *array);

void           herald_log_line_write       (const HeraldLogLine *self,
                                            GByteArray          *array);

void           herald_log_line_drop_file   (HeraldLogLine       *self);

const char    *herald_log_line_get_state   (const HeraldLogLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldLogLine, herald_log_line_free)

G_END_DECLS
