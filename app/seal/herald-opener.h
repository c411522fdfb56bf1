/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-engine.h"

G_BEGIN_DECLS

gboolean herald_open_message (GBytes        *secret_key_file,
                              int            message_fd,
                              int            plaintext_fd,
                              GCancellable  *cancellable,
                              GError       **error);

G_END_DECLS
