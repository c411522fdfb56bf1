/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer.h"

G_BEGIN_DECLS

/* What the person confirmed for a vendor's channels, without waiting. */

void             herald_composer_load_confirmed_async   (HeraldComposer       *self,
                                                         HeraldVendor         *vendor,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);

HeraldConfirmed *herald_composer_load_confirmed_finish  (HeraldComposer       *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);

/* An endpoint and, where it has one of its own, its certificate authority. */
void             herald_composer_confirm_endpoint_async (HeraldComposer       *self,
                                                         HeraldVendor         *vendor,
                                                         const char           *endpoint,
                                                         const char           *authority,
                                                         const char           *from,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);

gboolean         herald_composer_confirm_endpoint_finish (HeraldComposer      *self,
                                                          GAsyncResult        *result,
                                                          GError             **error);

G_END_DECLS
