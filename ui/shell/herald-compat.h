/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The one seam to newer toolkits: what they do in another way than the floor
 * has the shape of the newer one here. */

typedef enum
{
  HERALD_WAY_BACK,
  HERALD_WAY_SAFE,
  HERALD_WAY_LOSS,
} HeraldWay;

void    herald_ask_async            (GtkWindow            *parent,
                                     const char           *heading,
                                     const char           *body,
                                     const char           *verb,
                                     gboolean              is_destructive,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);

gboolean herald_ask_finish          (GAsyncResult         *result);

void    herald_choose_async         (GtkWindow            *parent,
                                     const char           *heading,
                                     const char           *body,
                                     const char           *safe_verb,
                                     const char           *destructive_verb,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);

HeraldWay herald_choose_finish      (GAsyncResult         *result);

void    herald_pick_file_async      (GtkWindow            *parent,
                                     const char           *title,
                                     GtkFileFilter        *filter,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);

void    herald_pick_files_async     (GtkWindow            *parent,
                                     const char           *title,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);

void    herald_save_file_async      (GtkWindow            *parent,
                                     const char           *title,
                                     const char           *name,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);

GListModel *herald_pick_finish      (GAsyncResult         *result);

void    herald_open_uri             (GtkWindow            *parent,
                                     const char           *uri);

G_END_DECLS
