/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-engine.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_SEAL_NONE      = 0,
  HERALD_SEAL_DATE_ZERO = 1 << 0, /* the literal packet says 1970, not when */
} HeraldSealFlags;

#define HERALD_SEAL_ANY_SIZE G_MAXUINT64

gboolean herald_seal (GBytes           *certificate,
                      int               plaintext_fd,
                      guint64           plaintext_size,
                      int               message_fd,
                      HeraldSealFlags   flags,
                      GCancellable     *cancellable,
                      GError          **error);

G_END_DECLS
