/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "herald-envelope.h"
#include "herald-key.h"
#include "herald-reply-key.h"
#include "herald-report.h"

G_BEGIN_DECLS

/* A copy of all that a worker needs to seal a report. */
typedef struct _HeraldSealJob HeraldSealJob;

HeraldSealJob *herald_seal_job_new           (HeraldReport          *report,
                                              GPtrArray             *attachments,
                                              HeraldKey             *recipient,
                                              const char            *address,
                                              const char            *subject,
                                              HeraldEnvelopeForm     form,
                                              const HeraldReplyKey  *reply_key,
                                              GError               **error);

void           herald_seal_job_want_sha256   (HeraldSealJob       *self);

gboolean       herald_seal_job_run           (HeraldSealJob       *self,
                                              int                  fd,
                                              GCancellable        *cancellable,
                                              GError             **error);

char          *herald_seal_job_finish_sha256 (HeraldSealJob       *self);

void           herald_seal_job_free          (HeraldSealJob       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldSealJob, herald_seal_job_free)

G_END_DECLS
