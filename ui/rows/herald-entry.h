/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *herald_entry_new      (void);

void       herald_entry_set_text (GtkEntry       *entry,
                                  const char     *text);

char      *herald_entry_dup_text (GtkEntry       *entry);

char      *herald_entry_dup_all  (GtkTextBuffer  *buffer);

G_END_DECLS
