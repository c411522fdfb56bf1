/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-attachment.h"
#include "herald-finding.h"
#include "herald-own-scanner.h"

G_BEGIN_DECLS

GArray   *herald_own_traces_find_in_text      (HeraldOwnIdentity       *identity,
                                               const char              *text);

gboolean  herald_own_traces_scan_fd           (HeraldOwnIdentity       *identity,
                                               int                      fd,
                                               HeraldOwnTraceFunc       func,
                                               gpointer                 user_data,
                                               GCancellable            *cancellable,
                                               GError                 **error);

void      herald_own_traces_review_text       (HeraldOwnIdentity       *identity,
                                               const char              *place,
                                               const char              *text,
                                               GPtrArray               *findings);

gboolean  herald_own_traces_review_attachment (HeraldOwnIdentity       *identity,
                                               const HeraldAttachment  *attachment,
                                               int                      fd,
                                               GPtrArray               *findings,
                                               GCancellable            *cancellable,
                                               GError                 **error);

G_END_DECLS
