/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *herald_unpack_name_make_safe (const char *name);

char *herald_unpack_name_number    (const char *name,
                                    guint       number);

G_END_DECLS
