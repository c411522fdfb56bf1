/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *herald_language_guess (const char *text);

gboolean herald_language_same (const char *tag,
                               const char *other);

G_END_DECLS
