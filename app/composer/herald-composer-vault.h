/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-autosave.h"
#include "herald-composer.h"
#include "herald-keyring.h"
#include "herald-vault.h"

G_BEGIN_DECLS

/* A composer whose report is kept in a case of the vault. */

HeraldVault    *herald_composer_get_vault    (HeraldComposer   *self);

/* What opens the vault. */
gboolean        herald_composer_create_vault (HeraldComposer   *self,
                                              const char       *passphrase,
                                              GError          **error);

void            herald_composer_create_vault_async (HeraldComposer      *self,
                                                    const char          *passphrase,
                                                    GCancellable        *cancellable,
                                                    GAsyncReadyCallback  callback,
                                                    gpointer             user_data);

gboolean        herald_composer_unlock       (HeraldComposer   *self,
                                              const char       *passphrase,
                                              GError          **error);

void            herald_composer_unlock_async (HeraldComposer      *self,
                                              const char          *passphrase,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);

gboolean        herald_composer_set_way_in   (HeraldComposer   *self,
                                              const char       *passphrase,
                                              GError          **error);

void            herald_composer_set_way_in_async (HeraldComposer      *self,
                                                  const char          *passphrase,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);

gboolean        herald_composer_vault_finish (HeraldComposer   *self,
                                              GAsyncResult     *result,
                                              GError          **error);

gboolean        herald_composer_remove_way_in (HeraldComposer  *self,
                                               const char      *slot_id,
                                               GError         **error);

gboolean        herald_composer_has_slot     (HeraldComposer   *self,
                                              HeraldSlotKind    kind);

gboolean        herald_composer_lock         (HeraldComposer   *self,
                                              GError          **error);

/* Where the report in progress is kept. */
HeraldCase     *herald_composer_get_case     (HeraldComposer   *self);

HeraldAutosave *herald_composer_get_autosave (HeraldComposer   *self);

gboolean        herald_composer_keep         (HeraldComposer   *self,
                                              GError          **error);

void            herald_composer_keep_async   (HeraldComposer        *self,
                                              GCancellable          *cancellable,
                                              GFileProgressCallback  progress,
                                              gpointer               progress_data,
                                              GAsyncReadyCallback    callback,
                                              gpointer               user_data);

gboolean        herald_composer_keep_finish  (HeraldComposer   *self,
                                              GAsyncResult     *result,
                                              GError          **error);

gboolean        herald_composer_open_case    (HeraldComposer   *self,
                                              const char       *id,
                                              GError          **error);

gboolean        herald_composer_write_case   (HeraldComposer   *self,
                                              GError          **error);

gboolean        herald_composer_close        (HeraldComposer   *self,
                                              GError          **error);

void            herald_composer_abandon      (HeraldComposer   *self);

/* Into the vault, out of it, and within. */
gboolean        herald_composer_import       (HeraldComposer   *self,
                                              const char       *path,
                                              GError          **error);

gboolean        herald_composer_export       (HeraldComposer   *self,
                                              const char       *path,
                                              GError          **error);

void            herald_composer_export_async (HeraldComposer      *self,
                                              const char          *path,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);

gboolean        herald_composer_export_finish (HeraldComposer  *self,
                                               GAsyncResult    *result,
                                               GError         **error);

void            herald_composer_duplicate_async (HeraldComposer      *self,
                                                 const char          *id,
                                                 GCancellable        *cancellable,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data);

char           *herald_composer_duplicate_finish (HeraldComposer  *self,
                                                  GAsyncResult    *result,
                                                  GError         **error);

/* The history, and the log. */
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
