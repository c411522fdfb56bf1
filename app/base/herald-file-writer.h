/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HeraldFileWriter HeraldFileWriter;

typedef enum
{
  HERALD_FILE_WRITER_NONE    = 0,
  HERALD_FILE_WRITER_NEW     = 1 << 0, /* refuse an existing file */
} HeraldFileWriterFlags;

HeraldFileWriter *herald_file_writer_new     (const char             *path,
                                              HeraldFileWriterFlags   flags,
                                              GError                **error);

int               herald_file_writer_get_fd  (const HeraldFileWriter *self);

gboolean          herald_file_writer_commit  (HeraldFileWriter       *self,
                                              GError                **error);

void              herald_file_writer_free    (HeraldFileWriter       *self);

gboolean          herald_file_replace        (const char             *path,
                                              const char             *data,
                                              gsize                   length,
                                              HeraldFileWriterFlags   flags,
                                              GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldFileWriter, herald_file_writer_free)

G_END_DECLS
