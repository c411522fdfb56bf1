/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gmime/gmime.h>

#include "herald-mail-source.h"
#include "herald-mail-view.h"

G_BEGIN_DECLS

/* A mail or one of its parts. */
typedef struct
{
  GStrv   headers; /* name, value, …: unfolded, not decoded */
  guint64 body;    /* where the body begins */
  guint64 end;     /* where it ends */
} HeraldMailPart;

gboolean           herald_mail_part_read         (HeraldMailPart           *self,
                                                  const HeraldMailSource   *source,
                                                  guint64                   start,
                                                  guint64                   end,
                                                  GError                  **error);

void               herald_mail_part_clear        (HeraldMailPart           *self);

GMimeContentType  *herald_mail_part_get_type     (const HeraldMailPart     *self);

HeraldMailEncoding herald_mail_part_get_encoding (const HeraldMailPart     *self);

char              *herald_mail_part_get_name     (const HeraldMailPart     *self);

GStrv              herald_mail_part_get_shown    (const HeraldMailPart     *self);

/* GMime 3.2 brings none of its own. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeContentType, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeContentDisposition, g_object_unref)

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeraldMailPart, herald_mail_part_clear)

G_END_DECLS
