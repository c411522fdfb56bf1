/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "herald-vendor.h"

G_BEGIN_DECLS

/* What vendors say, as it is shown: plain text, marked as a quotation. */

char      *herald_quote_dup_source   (HeraldVendor     *vendor,
                                      const char       *source);

char      *herald_quote_dup_language (HeraldVendor     *vendor);

GtkWidget *herald_quote_label_new    (const char       *text,
                                      const char       *style);

void       herald_quote_append       (GtkBox           *box,
                                      HeraldVendor     *vendor,
                                      const char       *wording,
                                      const char       *explanation,
                                      const char       *source);

GtkBox    *herald_quote_box_new      (void);

GtkWidget *herald_quote_row_new      (HeraldVendor     *vendor,
                                      const char       *title,
                                      const char       *wording,
                                      const char       *explanation,
                                      const char       *source);

char      *herald_quote_dup_spoken   (GtkBox           *box);

gboolean   herald_quote_row_focus    (GtkWidget        *widget,
                                      GtkDirectionType  direction);

G_END_DECLS
