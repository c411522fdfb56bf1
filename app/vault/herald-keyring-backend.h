/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-keyring-run.h"
#include "herald-secret.h"

G_BEGIN_DECLS

/* A file that every sandbox of Flatpak has, and nobody else. */
extern const char *herald_keyring_sandbox_file;

/* The two keepings behind herald-keyring.h. They hold up the thread that calls
 * them, and know a vault by its id as it is written. */

HeraldSecret *herald_keyring_service_store  (HeraldKeyringRun    *run,
                                             const char          *vault_id,
                                             const HeraldSecret  *secret,
                                             GError             **error);

HeraldSecret *herald_keyring_service_lookup (HeraldKeyringRun    *run,
                                             const char          *vault_id,
                                             GError             **error);

gboolean      herald_keyring_service_forget (HeraldKeyringRun    *run,
                                             const char          *vault_id,
                                             GError             **error);

HeraldSecret *herald_keyring_portal_lookup  (HeraldKeyringRun    *run,
                                             const char          *vault_id,
                                             gboolean             is_first,
                                             GError             **error);

G_END_DECLS
