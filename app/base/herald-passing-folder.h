/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A private folder for as long as it is needed. */
typedef struct _HeraldPassingFolder HeraldPassingFolder;

HeraldPassingFolder *herald_passing_folder_new      (GError                    **error);

const char          *herald_passing_folder_get_path (const HeraldPassingFolder  *self);

void                 herald_passing_folder_free     (HeraldPassingFolder        *self);

void                 herald_passing_folder_sweep    (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPassingFolder, herald_passing_folder_free)

G_END_DECLS
