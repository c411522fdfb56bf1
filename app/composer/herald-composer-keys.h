/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer.h"

G_BEGIN_DECLS

/**
 * HeraldKeyFile:
 * @file: its content
 * @keys: (element-type HeraldKey): what is in it, judged
 *
 * A key file and what it is good for.
 */
typedef struct
{
  GBytes    *file;
  GPtrArray *keys;
} HeraldKeyFile;

void           herald_key_file_free                  (HeraldKeyFile        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldKeyFile, herald_key_file_free)

void           herald_composer_judge_file_async      (HeraldComposer       *self,
                                                      const char           *path,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);

void           herald_composer_judge_bytes_async     (HeraldComposer       *self,
                                                      GBytes               *file,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);

HeraldKeyFile *herald_composer_judge_finish          (HeraldComposer       *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);

void           herald_composer_confirm_key_async     (HeraldComposer       *self,
                                                      HeraldVendor         *vendor,
                                                      GBytes               *file,
                                                      const char           *fingerprint,
                                                      const char           *from,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);

void           herald_composer_confirm_address_async (HeraldComposer       *self,
                                                      HeraldVendor         *vendor,
                                                      const char           *address,
                                                      const char           *from,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);

void           herald_composer_confirm_value_async   (HeraldComposer       *self,
                                                      HeraldVendor         *vendor,
                                                      HeraldConfirmedItem   item,
                                                      const char           *value,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);

gboolean       herald_composer_confirm_finish        (HeraldComposer       *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);

/* Where the person has a value from, recorded with it. */
gboolean       herald_composer_confirm_from          (HeraldComposer       *self,
                                                      HeraldVendor         *vendor,
                                                      HeraldConfirmedItem   item,
                                                      const char           *value,
                                                      GBytes               *file,
                                                      const char           *from,
                                                      GError              **error);

G_END_DECLS
