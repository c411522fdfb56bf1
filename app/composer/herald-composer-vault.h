/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-autosave.h"
#include "herald-composer.h"
#include "herald-keyring.h"
#include "herald-vault.h"

G_BEGIN_DECLS

/* A composer whose report is kept in a case of the vault. */

HeraldVault    *herald_composer_get_vault    (HeraldComposer   *self);

gboolean        herald_composer_create_vault (HeraldComposer   *self,
                                              const char       *passphrase,
                                              GError          **error);

gboolean        herald_composer_unlock       (HeraldComposer   *self,
                                              const char       *passphrase,
                                              GError          **error);

gboolean        herald_composer_has_slot     (HeraldComposer   *self,
                                              HeraldSlotKind    kind);

HeraldCase     *herald_composer_get_case     (HeraldComposer   *self);

HeraldAutosave *herald_composer_get_autosave (HeraldComposer   *self);

gboolean        herald_composer_keep         (HeraldComposer   *self,
                                              GError          **error);

gboolean        herald_composer_open_case    (HeraldComposer   *self,
                                              const char       *id,
                                              GError          **error);

gboolean        herald_composer_write_case   (HeraldComposer   *self,
                                              GError          **error);

gboolean        herald_composer_import       (HeraldComposer   *self,
                                              const char       *path,
                                              GError          **error);

gboolean        herald_composer_export       (HeraldComposer   *self,
                                              const char       *path,
                                              GError          **error);

gboolean        herald_composer_undo         (HeraldComposer   *self,
                                              GError          **error);

gboolean        herald_composer_redo         (HeraldComposer   *self,
                                              GError          **error);

gboolean        herald_composer_return_to    (HeraldComposer   *self,
                                              guint64           version,
                                              GError          **error);

gboolean        herald_composer_turn_anonymous (HeraldComposer *self,
                                                GError        **error);

gboolean        herald_composer_log_sealed   (HeraldComposer   *self,
                                              const char       *path,
                                              GError          **error);

G_END_DECLS
