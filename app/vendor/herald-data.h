/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *herald_data_lookup (const char *name);

char  **herald_data_list   (const char *folder);

G_END_DECLS
