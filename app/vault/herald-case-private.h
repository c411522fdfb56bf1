/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-case-files.h"
#include "herald-case.h"

G_BEGIN_DECLS

#define HERALD_CASE_MAX_REPORT (HERALD_RECORD_MAX_PAYLOAD / 2)

struct _HeraldCase
{
  GObject          parent_instance;

  GRecMutex        mutex;         /* held by every function while it looks or writes */
  char            *id;
  guint8           id_bytes[HERALD_ID_SIZE];
  char            *aside;         /* where to put what cannot be read */
  HeraldSecret    *key;           /* NULL once closed */
  int              lock_fd;
  HeraldCaseFiles  files;
  char            *text;          /* of the present report, as it was written, or NULL */
  char            *notice;
  char            *half_written;  /* a journal that may have appeared although its commit failed */
  GHashTable      *pending_blobs; /* ids of files that the journal does not know yet */
  GHashTable      *new_blobs;     /* ids that no version may name yet */
};

HeraldCase *herald_case_open          (const char          *folder,
                                       const char          *aside,
                                       const char          *id,
                                       HeraldSecret        *key,
                                       int                  lock_fd,
                                       GError             **error);

gboolean    herald_case_check_open    (HeraldCase          *self,
                                       GError             **error);

char       *herald_case_get_time      (JsonNode            *report);

gboolean    herald_case_append_event  (HeraldCase          *self,
                                       HeraldEvent         *event,
                                       GError             **error);

gboolean    herald_case_rewrite       (HeraldCase          *self,
                                       GPtrArray           *events,
                                       gboolean             forget,
                                       GError             **error);

gboolean    herald_case_write_journal (const char          *path,
                                       const HeraldSecret  *case_key,
                                       const guint8        *case_id,
                                       GPtrArray           *events,
                                       GError             **error);

JsonNode   *herald_case_parse_report  (const char          *json,
                                       GError             **error);

HeraldCaseBlob *herald_case_describe_blob (const HeraldEvent   *event);

char       *herald_case_blob_path     (const char          *folder,
                                       const HeraldEvent   *event);

gboolean    herald_case_set_aside     (HeraldCase          *self,
                                       const char          *path);

gboolean    herald_case_retire        (HeraldCase          *self,
                                       const char          *path);

void        herald_case_sweep         (HeraldCase          *self);

G_END_DECLS
