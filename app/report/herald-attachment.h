/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "herald-json.h"

G_BEGIN_DECLS

#define HERALD_ATTACHMENT_ROLES { "poc", "log", "picture", "capture", "other", NULL }

/**
 * HeraldAttachment:
 * @path: relative to the report's folder, or absolute
 * @name: as the vendor will see it; unique in its report
 * @role: one of %HERALD_ATTACHMENT_ROLES
 * @size: in bytes, when it was added
 * @sha256: 64 lower-case hexadecimal digits, when it was added
 *
 * A file that goes with a report. Immutable.
 */
typedef struct
{
  char    *path;
  char    *name;
  char    *role;
  guint64  size;
  char    *sha256;
} HeraldAttachment;

/* Opens an attachment's content at its start, wherever it lies: a descriptor
 * that the caller closes, a file or a pipe, or -1 with an error. */
typedef int (*HeraldAttachmentOpener)       (const HeraldAttachment  *attachment,
                                             gpointer                 data,
                                             GError                 **error);

HeraldAttachment *herald_attachment_new     (const char              *folder,
                                             const char              *path,
                                             const char              *name,
                                             const char              *role,
                                             GError                 **error);

HeraldAttachment *herald_attachment_new_known (const char          *path,
                                               const char          *name,
                                               const char          *role,
                                               guint64              size,
                                               const char          *sha256,
                                               GError             **error);

HeraldAttachment *herald_attachment_read    (const HeraldJsonValue   *value,
                                             GError                 **error);

HeraldAttachment *herald_attachment_copy    (const HeraldAttachment  *self);

void              herald_attachment_free    (HeraldAttachment        *self);

int               herald_attachment_open    (const HeraldAttachment  *self,
                                             const char              *folder,
                                             GError                 **error);

gboolean          herald_attachment_is_role (const char              *role);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldAttachment, herald_attachment_free)

G_END_DECLS
