/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-unpack-folder.h"
#include "herald-unpack-source.h"

G_BEGIN_DECLS

gboolean  herald_unpack_zip (HeraldUnpackSource        *source,
                             HeraldUnpackFolder        *folder,
                             const HeraldUnpackLimits  *limits,
                             GError                   **error);

G_END_DECLS
