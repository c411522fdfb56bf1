/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-finding.h"
#include "herald-report.h"

G_BEGIN_DECLS

GPtrArray *herald_review_report      (HeraldReport            *report,
                                      const char              *today);

GPtrArray *herald_review_attachments (HeraldReport            *report,
                                      HeraldAttachmentOpener   opener,
                                      gpointer                 data);

void       herald_review_decide      (HeraldReport            *report,
                                      GPtrArray               *findings);

G_END_DECLS
