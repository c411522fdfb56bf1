/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean herald_address_is_mailbox  (const char *text);

gboolean herald_address_is_endpoint (const char *text);

gboolean herald_address_is_page     (const char *text);

G_END_DECLS
