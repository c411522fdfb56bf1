/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-unpack-result.h"

G_BEGIN_DECLS

/* How long a document may be that is sealed alone, without a container. */
#define HERALD_UNPACK_MAX_TEXT (512 * 1024)

/**
 * HeraldUnpackLimits:
 * @max_parts: how many parts a container may have
 * @max_part_bytes: how many bytes one part may have, unpacked
 * @max_total_bytes: how many bytes all of them may have, unpacked
 * @max_ratio: how many bytes one byte of the container may become
 *
 * Bounds on what a container from outside may become.
 */
typedef struct
{
  guint   max_parts;
  guint64 max_part_bytes;
  guint64 max_total_bytes;
  guint   max_ratio;
} HeraldUnpackLimits;

gboolean  herald_unpack (int                         fd,
                         const char                 *folder,
                         const HeraldUnpackLimits   *limits,
                         HeraldUnpackResult        **result,
                         GError                    **error);

G_END_DECLS
