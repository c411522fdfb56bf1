/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How reports are kept, as the person chose. The values are those of the key
 * "keeping". */
typedef enum
{
  HERALD_KEEPING_ASK,
  HERALD_KEEPING_KEYRING,
  HERALD_KEEPING_PASSPHRASE,
  HERALD_KEEPING_MEMORY,
} HeraldKeeping;

GSettings     *herald_settings_get         (void);

HeraldKeeping  herald_settings_get_keeping (void);

void           herald_settings_set_keeping (HeraldKeeping   keeping);

void           herald_settings_keep_size   (GtkWindow      *window);

void           herald_settings_restore_size (GtkWindow     *window);

void           herald_settings_keep_selection (GtkWindow   *window);

G_END_DECLS
