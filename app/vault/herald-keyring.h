/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-keyring-error.h"
#include "herald-secret.h"

G_BEGIN_DECLS

/* The secret that opens a vault's slot %HERALD_SLOT_SECRET, in the keyring of the
 * desktop: the Secret Service, or the Secret portal where Herald runs in a
 * sandbox. A portal keeps nothing for us, but gives every time what it has for
 * Herald, so that storing tells which secret the slot is to be made with. */

void          herald_keyring_store_async   (const char           *vault_id,
                                            const guint8         *secret,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);

HeraldSecret *herald_keyring_store_finish  (GAsyncResult         *result,
                                            GError              **error);

HeraldSecret *herald_keyring_store_sync    (const char           *vault_id,
                                            const guint8         *secret,
                                            GCancellable         *cancellable,
                                            GError              **error);

void          herald_keyring_lookup_async  (const char           *vault_id,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);

HeraldSecret *herald_keyring_lookup_finish (GAsyncResult         *result,
                                            GError              **error);

HeraldSecret *herald_keyring_lookup_sync   (const char           *vault_id,
                                            GCancellable         *cancellable,
                                            GError              **error);

void          herald_keyring_forget_async  (const char           *vault_id,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);

gboolean      herald_keyring_forget_finish (GAsyncResult         *result,
                                            GError              **error);

gboolean      herald_keyring_forget_sync   (const char           *vault_id,
                                            GCancellable         *cancellable,
                                            GError              **error);

G_END_DECLS
