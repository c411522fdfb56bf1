/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-drop-event.h"

G_BEGIN_DECLS

/**
 * HeraldDropAnswer:
 * @status: the HTTP status
 * @content_type: (nullable): as the server wrote it
 * @location: (nullable): where a redirect leads
 * @retry_after: (nullable): seconds or a date, as the server wrote it
 * @body: what it said
 * @is_whole: whether the body is as long as was announced, and no longer than
 *   it may be
 *
 * What a server answered.
 */
typedef struct
{
  guint       status;
  const char *content_type;
  const char *location;
  const char *retry_after;
  GBytes     *body;
  gboolean    is_whole;
} HeraldDropAnswer;

gboolean           herald_drop_answer_has_type (const HeraldDropAnswer  *answer,
                                                const char              *type);

HeraldDropOutcome *herald_drop_judge         (const HeraldDropAnswer    *answer,
                                              const char                *sha256,
                                              guint64                    size,
                                              guint64                    sent);

HeraldDropOutcome *herald_drop_give_up       (HeraldDeliveryReason       reason,
                                              guint64                    sent);

GStrv              herald_drop_read_messages (const HeraldDropAnswer    *answer);

G_END_DECLS
