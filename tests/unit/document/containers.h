/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-part.h"
#include "herald-unpack.h"

G_BEGIN_DECLS

#define CONTAINERS_BOUNDARY "test-3f2a91c05d7e4b68"

typedef enum
{
  CONTAINERS_ZIP,
  CONTAINERS_MIME,
} ContainersForm;

int         containers_open_bytes  (const void         *data,
                                    gsize               length);

HeraldPart *containers_file_part   (const char         *name,
                                    const void         *data,
                                    gsize               length);

GPtrArray  *containers_new_parts   (void);

GPtrArray  *containers_sample      (void);

void        containers_add_manifest (GPtrArray         *parts);

guint64     containers_get_size    (ContainersForm      form,
                                    GPtrArray          *parts);

gboolean    containers_write       (ContainersForm      form,
                                    GPtrArray          *parts,
                                    int                 fd,
                                    GCancellable       *cancellable,
                                    GError            **error);

GBytes     *containers_make        (ContainersForm      form,
                                    GPtrArray          *parts);

GBytes     *containers_read_back   (int                 fd);

char       *containers_new_folder  (void);

void        containers_remove      (const char         *folder);

guint       containers_count       (const char         *folder);

char       *containers_read_file   (const char         *folder,
                                    const char         *name,
                                    gsize              *length);

gboolean    containers_has_finding (HeraldUnpackResult *result,
                                    const char         *piece);

G_END_DECLS
