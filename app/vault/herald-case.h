/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-vault-error.h"

G_BEGIN_DECLS

/* How the path of an attachment in a report begins that lies in the case: the
 * blob's id follows. What neither a report nor an entry of the log of the case
 * names any more is removed when the case is compacted. */
#define HERALD_CASE_BLOB_PREFIX "blob-"

/* What a log entry can hold, in bytes. */
#define HERALD_CASE_MAX_DETAIL    (64 * 1024)
#define HERALD_CASE_MAX_FILE_NAME 255

/**
 * HeraldCaseVersion:
 * @seq: its number, which compacting with the history keeps
 * @at: when it was written: an instant in UTC; a date in an anonymous report
 * @changed: places of the report that differ from the version it was made from,
 *   as JSON pointers such as `/answers/vuln.title`; empty for the first one
 * @is_current: whether this is what the case holds now
 *
 * One state of the report that the case remembers.
 */
typedef struct
{
  guint64    seq;
  char      *at;
  char     **changed;
  gboolean   is_current;
} HeraldCaseVersion;

/**
 * HeraldCaseBlob:
 * @id: 32 lower-case hexadecimal digits
 * @size: of the content in bytes
 * @sha256: of the content, 64 lower-case hexadecimal digits
 *
 * An attachment that lies in the case.
 */
typedef struct
{
  char    *id;
  guint64  size;
  char    *sha256;
} HeraldCaseBlob;

/**
 * HeraldCaseEntry:
 * @at: when it was written: an instant in UTC; a date in an anonymous report
 * @date: the date on which it happened
 * @kind: what happened: `created`, `imported`, `sealed`, `exported`, `delivered`, …
 * @source: who says so: `me`, `server` or `vendor`
 * @state: how far it brought the case, or "" if not further
 * @promise: the id of the promise that the vendor kept with it, or ""
 * @detail: more of it, such as an envelope's SHA-256 or a person's words, or ""
 * @file: (nullable): what it is about or what proves it, kept in the case
 * @file_name: what @file is called, or ""
 *
 * One line of the case's log. A newer Herald may have written kinds, sources and
 * states that this one does not know.
 */
typedef struct
{
  char           *at;
  char           *date;
  char           *kind;
  char           *source;
  char           *state;
  char           *promise;
  char           *detail;
  HeraldCaseBlob *file;
  char           *file_name;
} HeraldCaseEntry;

typedef enum
{
  HERALD_CASE_COMPACT_FORGET       = 0,
  HERALD_CASE_COMPACT_KEEP_HISTORY = 1 << 0, /* undo, redo and the versions stay */
} HeraldCaseCompactFlags;

#define HERALD_TYPE_CASE (herald_case_get_type ())

/* A report with its history, attachments and log, kept in a vault. Got from
 * herald_vault_new_case() and herald_vault_open_case(); while it lives, no
 * other process can open it. Its functions may be called from any thread, one
 * waits for the other; those that write wait for the disk. Signal "closed": the
 * vault was locked, or the case deleted. */
G_DECLARE_FINAL_TYPE (HeraldCase, herald_case, HERALD, CASE, GObject)

const char      *herald_case_get_id           (HeraldCase              *self);

void             herald_case_close            (HeraldCase              *self);

gboolean         herald_case_is_closed        (HeraldCase              *self);

char            *herald_case_get_notice       (HeraldCase              *self);

char            *herald_case_get_report_json  (HeraldCase              *self,
                                               GError                 **error);

gboolean         herald_case_append           (HeraldCase              *self,
                                               const char              *json,
                                               GError                 **error);

gboolean         herald_case_can_undo         (HeraldCase              *self);

gboolean         herald_case_can_redo         (HeraldCase              *self);

gboolean         herald_case_undo             (HeraldCase              *self,
                                               GError                 **error);

gboolean         herald_case_redo             (HeraldCase              *self,
                                               GError                 **error);

GPtrArray       *herald_case_get_versions     (HeraldCase              *self);

char            *herald_case_get_version      (HeraldCase              *self,
                                               guint64                  seq,
                                               GError                 **error);

gboolean         herald_case_return_to        (HeraldCase              *self,
                                               guint64                  seq,
                                               GError                 **error);

gboolean         herald_case_log_add          (HeraldCase              *self,
                                               const char              *kind,
                                               const char              *detail,
                                               GError                 **error);

gboolean         herald_case_log_add_entry    (HeraldCase              *self,
                                               const HeraldCaseEntry   *entry,
                                               GError                 **error);

GPtrArray       *herald_case_log_get          (HeraldCase              *self);

HeraldCaseBlob  *herald_case_add_blob         (HeraldCase              *self,
                                               int                      fd,
                                               GCancellable            *cancellable,
                                               GError                 **error);

GPtrArray       *herald_case_get_blobs        (HeraldCase              *self);

int              herald_case_open_blob        (HeraldCase              *self,
                                               const char              *id,
                                               GError                 **error);

gboolean         herald_case_copy_blob        (HeraldCase              *self,
                                               const char              *id,
                                               int                      fd,
                                               GCancellable            *cancellable,
                                               GError                 **error);

guint64          herald_case_get_journal_size (HeraldCase              *self);

gboolean         herald_case_compact          (HeraldCase              *self,
                                               HeraldCaseCompactFlags   flags,
                                               GError                 **error);

gboolean         herald_case_start_afresh     (HeraldCase              *self,
                                               const char              *json,
                                               GError                 **error);

void             herald_case_version_free     (HeraldCaseVersion       *self);

void             herald_case_entry_free       (HeraldCaseEntry         *self);

void             herald_case_blob_free        (HeraldCaseBlob          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldCaseVersion, herald_case_version_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldCaseEntry, herald_case_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldCaseBlob, herald_case_blob_free)

G_END_DECLS
