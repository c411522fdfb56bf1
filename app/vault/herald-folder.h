/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *herald_folder_list       (const char  *folder);

gboolean   herald_folder_make       (const char  *folder,
                                     GError     **error);

gboolean   herald_folder_sync       (const char  *folder,
                                     GError     **error);

gboolean   herald_folder_move       (const char  *from,
                                     const char  *to,
                                     GError     **error);

gboolean   herald_folder_remove     (const char  *folder,
                                     GError     **error);

gboolean   herald_folder_clean      (const char  *folder,
                                     const char  *prefix,
                                     GError     **error);

int        herald_folder_lock       (const char  *path,
                                     guint        seconds,
                                     GError     **error);

G_END_DECLS
