/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *herald_drop_down_new  (GtkStringList *items);

void       herald_drop_down_name (GtkDropDown   *self,
                                  const char    *label);

G_END_DECLS
