/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  herald_date_is_date      (const char  *text);

gboolean  herald_date_is_instant   (const char  *text);

gboolean  herald_date_is_time      (const char  *text);

char     *herald_date_today        (void);

char     *herald_date_today_here   (void);

char     *herald_date_now          (void);

gboolean  herald_date_days_between (const char  *from,
                                    const char  *to,
                                    int         *days);

G_END_DECLS
