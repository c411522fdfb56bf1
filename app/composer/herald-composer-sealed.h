/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer-vault.h"

G_BEGIN_DECLS

void     herald_composer_log_sealed_async  (HeraldComposer       *self,
                                            const char           *path,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);

gboolean herald_composer_log_sealed_finish (HeraldComposer       *self,
                                            GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
