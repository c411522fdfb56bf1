/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-part.h"

G_BEGIN_DECLS

#define HERALD_MANIFEST_MAX_SIZE (256 * 1024)

/**
 * HeraldManifestEntry:
 * @name: the part's name inside the container
 * @size: its size in bytes
 * @sha256: its SHA-256, 64 lower-case hexadecimal digits
 *
 * What a manifest says of one part.
 */
typedef struct
{
  char    *name;
  guint64  size;
  char    *sha256;
} HeraldManifestEntry;

char     *herald_manifest_write      (GPtrArray            *parts);

gboolean  herald_manifest_read       (GBytes               *bytes,
                                      GPtrArray           **entries,
                                      GError              **error);

void      herald_manifest_entry_free (HeraldManifestEntry  *entry);

G_END_DECLS
