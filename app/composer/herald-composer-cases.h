/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer-vault.h"

G_BEGIN_DECLS

/* The cases of the person's vault, for those who must not wait for the disk. */

void       herald_composer_list_cases_async   (HeraldComposer       *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);

GPtrArray *herald_composer_list_cases_finish  (HeraldComposer       *self,
                                               GAsyncResult         *result,
                                               GError              **error);

void       herald_composer_delete_case_async  (HeraldComposer       *self,
                                               const char           *id,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);

gboolean   herald_composer_delete_case_finish (HeraldComposer       *self,
                                               GAsyncResult         *result,
                                               GError              **error);

void       herald_composer_check_case_async   (HeraldComposer       *self,
                                               const char           *id,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);

GStrv      herald_composer_check_case_finish  (HeraldComposer       *self,
                                               GAsyncResult         *result,
                                               GError              **error);

void       herald_composer_export_case_async  (HeraldComposer       *self,
                                               const char           *id,
                                               const char           *path,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);

gboolean   herald_composer_export_case_finish (HeraldComposer       *self,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
