/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-mail.h"

G_BEGIN_DECLS

gboolean  herald_draft_write (const HeraldMail  *mail,
                              const char        *text,
                              const char        *file_name,
                              const char        *media_type,
                              int                file_fd,
                              int                fd,
                              GCancellable      *cancellable,
                              GError           **error);

G_END_DECLS
