/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-envelope.h"
#include "herald-vendor.h"

G_BEGIN_DECLS

/**
 * HeraldRehearsal:
 * @folder: where the parts lie, private; it goes away with this
 * @opened: what came out of the envelope
 * @text: the report as the vendor reads it
 *
 * An envelope that was opened as its receiver does, with a practice key.
 */
typedef struct
{
  char         *folder;
  HeraldOpened *opened;
  char         *text;
} HeraldRehearsal;

GBytes          *herald_rehearsal_find_key    (HeraldVendor         *vendor);

void             herald_rehearsal_open_async  (const char           *path,
                                               GBytes               *secret_key,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);

HeraldRehearsal *herald_rehearsal_open_finish (GAsyncResult         *result,
                                               GError              **error);

void             herald_rehearsal_free        (HeraldRehearsal      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldRehearsal, herald_rehearsal_free)

G_END_DECLS
