/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-engine.h"

G_BEGIN_DECLS

/**
 * HeraldGpgRun:
 * @home: GnuPG's home, in which an agent runs
 * @arguments: (array zero-terminated=1): what gpg shall do
 * @passphrase: (nullable): of the secret key
 * @input: (nullable): what it reads on standard input
 *
 * One run of gpg over data that is small enough for memory.
 */
typedef struct
{
  const char          *home;
  const char * const  *arguments;
  const char          *passphrase;
  GBytes              *input;
} HeraldGpgRun;

GBytes   *herald_gpg_run     (const HeraldGpgRun  *run,
                              char               **status,
                              gboolean            *success,
                              GCancellable        *cancellable,
                              GError             **error);

gboolean  herald_gpg_has     (const char          *status,
                              const char          *keyword);

guint64   herald_gpg_count   (const char          *status,
                              const char          *keyword,
                              guint                word);

G_END_DECLS
