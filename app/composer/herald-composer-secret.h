/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer-follow-up.h"

G_BEGIN_DECLS

/* A follow-up secret in a file that the person named, in clear. */
void     herald_composer_save_secret_async  (HeraldComposer       *self,
                                             const char           *secret,
                                             const char           *path,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);

gboolean herald_composer_save_secret_finish (HeraldComposer       *self,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
