/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer-vault.h"

G_BEGIN_DECLS

void  herald_composer_read_version_async  (HeraldComposer       *self,
                                           guint64               version,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);

char *herald_composer_read_version_finish (HeraldComposer       *self,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
