/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-engine.h"

G_BEGIN_DECLS

gboolean herald_armor_write  (int            binary_fd,
                              int            armored_fd,
                              GCancellable  *cancellable,
                              GError       **error);

gboolean herald_armor_decode (int            armored_fd,
                              int            binary_fd,
                              GCancellable  *cancellable,
                              GError       **error);

G_END_DECLS
