/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *herald_mail_limit_describe (guint64   size,
                                  gboolean *is_large);

G_END_DECLS
