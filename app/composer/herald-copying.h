/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer-private.h"

G_BEGIN_DECLS

/**
 * HeraldCopying:
 * @composer: (nullable): a copy, for the worker alone
 * @vault: (nullable): the vault
 * @kept: (nullable): a case
 * @path: (nullable): a file
 * @name: (nullable): what the vendor will call it
 * @role: (nullable): what it is for
 * @attachment: (nullable): what it came to
 * @report: the report that was in progress when it began
 * @total: how many bytes there are
 *
 * Files of the report in progress that a worker reads.
 */
typedef struct
{
  HeraldComposer   *composer;
  HeraldVault      *vault;
  HeraldCase       *kept;
  char             *path;
  char             *name;
  char             *role;
  HeraldAttachment *attachment;
  HeraldReport     *report;
  goffset           total;

  GMutex                 lock;
  int                    fd;   /* that is read now, or -1 */
  goffset                done; /* of the files before it */
  guint                  timer;
  GFileProgressCallback  progress;
  gpointer               progress_data;
} HeraldCopying;

HeraldCopying    *herald_copying_new   (HeraldComposer         *composer,
                                        GFileProgressCallback   progress,
                                        gpointer                progress_data);

void              herald_copying_free  (HeraldCopying          *self);

void              herald_copying_start (HeraldCopying          *self,
                                        GTask                  *task,
                                        GTaskThreadFunc         work,
                                        GAsyncReadyCallback     ended);

HeraldCopying    *herald_copying_end   (GAsyncResult           *result,
                                        GTask                  *task);

HeraldAttachment *herald_copying_read  (HeraldCopying          *self,
                                        HeraldCase             *kept,
                                        int                     fd,
                                        const char             *name,
                                        const char             *role,
                                        GCancellable           *cancellable,
                                        GError                **error);

gboolean          herald_copying_refuse (GError               **error);

HeraldCase       *herald_composer_make_case (HeraldComposer    *from,
                                             HeraldVault       *vault,
                                             HeraldCopying     *copying,
                                             GCancellable      *cancellable,
                                             GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldCopying, herald_copying_free)

G_END_DECLS
