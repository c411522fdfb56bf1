/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-mail.h"

G_BEGIN_DECLS

#define HERALD_MAIL_TOKEN_LENGTH 32 /* 128 bits in hexadecimal */

/* What differs between two mails that say the same. */
typedef struct
{
  gint64 seconds; /* since 1970, UTC */
  char   message_id[HERALD_MAIL_TOKEN_LENGTH + 1];
  char   boundary[HERALD_MAIL_TOKEN_LENGTH + 1];
  char   inner_boundary[HERALD_MAIL_TOKEN_LENGTH + 1];
} HeraldMailMarks;

struct _HeraldMail
{
  char            *to;
  char            *from;          /* "" when there is none */
  char            *outer_subject; /* as written */
  HeraldMailMarks  marks;
  GPtrArray       *outer;         /* name, value, … as written */
  GPtrArray       *protected;     /* the same, and a NULL at the end */
};

HeraldMail *herald_mail_new_with_marks (const char             *to,
                                        const char             *from,
                                        const char             *subject,
                                        const char             *outer_subject,
                                        gboolean                anonymous,
                                        const HeraldMailMarks  *marks,
                                        GError                **error);

G_END_DECLS
