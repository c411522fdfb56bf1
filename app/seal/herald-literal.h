/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_LITERAL_HEADER_SIZE 16

gsize herald_literal_header (guint64  offset,
                             guint64  size,
                             guint8   header[HERALD_LITERAL_HEADER_SIZE],
                             guint64 *length);

G_END_DECLS
