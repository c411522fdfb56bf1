/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean    herald_text_is_blank        (const char    *text);

gboolean    herald_text_is_hidden       (gunichar       character);

const char *herald_text_find_hidden     (const char    *text);

char       *herald_text_show_hidden     (const char    *text,
                                         gboolean       keep_lines);

char       *herald_text_replace         (const char    *text,
                                         const char    *find,
                                         const char    *replace);

gboolean    herald_text_is_file_name    (const char    *name);

G_END_DECLS
